import type { CatalogRow } from './problem-catalog.js';
import type { X12ProblemCode } from './problem-code.js';

const ASK_SENDER = 'Ask the sender for the file again.';

export type EnvelopeProblemCode = Extract<
  X12ProblemCode,
  | 'FILE_EMPTY'
  | 'NOT_X12'
  | 'COMPRESSED'
  | 'TOO_MANY_SEGMENTS'
  | 'LEADING_BYTES'
  | 'BLANKS_BETWEEN_SEGMENTS'
  | 'LAST_SEGMENT_UNTERMINATED'
  | 'NOT_UTF8'
  | 'TEXT_BETWEEN_INTERCHANGES'
  | 'TOO_MANY_PROBLEMS'
  | 'SEGMENT_TOO_LONG'
  | 'TOO_MANY_ELEMENTS'
  | 'SEGMENT_ID_BAD'
  | 'NUL_CHARACTER'
  | 'SEGMENT_OUTSIDE_SET'
  | 'BINARY_LENGTH_WRONG'
  | 'BINARY_TOO_LONG'
  | `ISA_${string}`
  | `DELIMITERS_${string}`
  | `ENVELOPE_${string}`
  | `TEST_${string}`
  | `INTERCHANGE_${string}`
  | `GROUP_${string}`
  | `SET_${string}`
  | `GUIDE_${string}`
  | `TRAILER_${string}`
>;

/** Faults of the file and its envelope: ISA, GS, ST and their trailers. */
export const ENVELOPE_PROBLEMS: Readonly<Record<EnvelopeProblemCode, CatalogRow>> = {
  FILE_EMPTY: { severity: 'refused', sentence: 'The file is empty.', repair: ASK_SENDER },
  NOT_X12: {
    severity: 'refused',
    sentence: 'This file is not X12: it begins with neither ISA, GS nor ST.',
    repair: 'Check that the right file was chosen.',
  },
  COMPRESSED: {
    severity: 'refused',
    sentence: 'This file is compressed (zip or gzip); archives are never opened here.',
    repair: 'Unpack it and send the files inside one by one.',
  },
  TOO_MANY_SEGMENTS: {
    severity: 'refused',
    sentence: 'The file has more than {expected} segments; nothing behind them was read.',
    repair: 'Ask the sender to split it.',
    ta1: '022',
  },
  LEADING_BYTES: {
    severity: 'refused',
    leniency: 'allowLeadingBytes',
    softened: 'note',
    sentence: 'Blanks or a byte-order mark stand before the first segment.',
    repair: "Import it with 'allow leading bytes', or ask the sender to leave them out.",
    ta1: '022',
  },
  BLANKS_BETWEEN_SEGMENTS: {
    severity: 'refused',
    leniency: 'allowBlanksBetweenSegments',
    softened: 'note',
    sentence: 'Line ends or blanks stand between segments.',
    repair: "Import it with 'allow blanks between segments'.",
    ta1: '022',
  },
  LAST_SEGMENT_UNTERMINATED: {
    severity: 'refused',
    leniency: 'allowUnterminatedLastSegment',
    softened: 'note',
    sentence: 'The last segment has no terminator; the file may have been cut.',
    repair: 'Compare the totals with the sender.',
    ta1: '023',
  },
  NOT_UTF8: {
    severity: 'note',
    sentence: 'Some letters are not UTF-8 and were read as Latin-1.',
    repair: 'Check names with accents.',
  },
  TEXT_BETWEEN_INTERCHANGES: {
    severity: 'refused',
    sentence: 'Text stands outside every interchange (between IEA and ISA); it was skipped.',
    repair: 'Ask the sender what it is.',
    ta1: '022',
  },
  TOO_MANY_PROBLEMS: {
    severity: 'refused',
    sentence: 'There are more problems than are kept; the rest was counted only.',
    repair: 'Mend the first ones and read the file again.',
    ik5: '5',
  },
  ISA_CUT: {
    severity: 'refused',
    sentence: 'The interchange header (ISA) is not complete.',
    repair: ASK_SENDER,
    ta1: '023',
  },
  ISA_WIDTH: {
    severity: 'refused',
    leniency: 'allowIsaWidths',
    sentence: 'An element of the interchange header ({element}) does not have its fixed width.',
    repair: "Import it with 'allow ISA widths', or ask the sender to pad the header to 106 bytes.",
    ta1: '022',
  },
  DELIMITERS_BAD: {
    severity: 'refused',
    sentence: 'The separators in the interchange header cannot be right.',
    repair: ASK_SENDER,
    ta1: '026',
  },
  ENVELOPE_MISSING: {
    severity: 'refused',
    leniency: 'allowMissingEnvelope',
    sentence:
      'This file begins with {segment}; the envelope (ISA, GS) is missing. It may have been cut from a larger file.',
    repair: "Send the whole file, or import it with 'allow missing envelope'.",
    ta1: '022',
  },
  ISA_VERSION_UNKNOWN: {
    severity: 'warning',
    sentence: 'The interchange version (ISA12) is none we know.',
    repair: 'Nothing to do when the content reads well.',
    ta1: '003',
  },
  ISA_DATE_BAD: {
    severity: 'warning',
    sentence: 'The interchange date (ISA09) is no date.',
    repair: 'Nothing depends on it; deadlines count from the day we received the file. Tell the sender.',
    ta1: '014',
  },
  ISA_TIME_BAD: {
    severity: 'warning',
    sentence: 'The interchange time (ISA10) is no time.',
    repair: 'Nothing depends on it. Tell the sender.',
    ta1: '015',
  },
  TEST_USAGE: {
    severity: 'refused',
    leniency: 'allowTestUsage',
    softened: 'note',
    sentence: 'The interchange is marked as a test (ISA15 = T).',
    repair: "Import it into a test organization, or with 'allow test usage'.",
    ta1: '020',
  },
  INTERCHANGE_TRAILER_MISSING: {
    severity: 'refused',
    leniency: 'allowMissingTrailers',
    sentence: 'The interchange trailer (IEA) is missing; the file may have been cut.',
    repair: ASK_SENDER,
    ta1: '023',
  },
  INTERCHANGE_CONTROL_MISMATCH: {
    severity: 'refused',
    leniency: 'allowWrongControlNumbers',
    sentence: 'The number in the interchange trailer (IEA02) is not that of its header (ISA13, {expected}).',
    repair: 'Two files may have run together. Ask the sender for the file again.',
    ta1: '001',
  },
  INTERCHANGE_COUNT_WRONG: {
    severity: 'refused',
    leniency: 'allowWrongCounts',
    sentence: 'The interchange trailer (IEA01) does not give the number of groups; found: {expected}.',
    repair: 'A group may be missing or doubled: compare the number of documents and the totals with the sender.',
    ta1: '021',
  },
  INTERCHANGE_NUMBER_REPEATED: {
    severity: 'refused',
    sentence: 'An interchange with this sender, receiver and number (ISA13) stands in this file already.',
    repair: 'Ask the sender which one counts; they are never merged.',
    ta1: '025',
  },
  GROUP_TRAILER_MISSING: {
    severity: 'refused',
    leniency: 'allowMissingTrailers',
    sentence: 'The group trailer (GE) is missing; sets of the group may be missing too.',
    repair: ASK_SENDER,
    ak9: '3',
  },
  GROUP_CONTROL_MISMATCH: {
    severity: 'refused',
    leniency: 'allowWrongControlNumbers',
    sentence: 'The number in the group trailer (GE02) is not that of its header (GS06, {expected}).',
    repair: 'Two groups may have run together. Ask the sender for the file again.',
    ak9: '4',
  },
  GROUP_COUNT_WRONG: {
    severity: 'refused',
    leniency: 'allowWrongCounts',
    sentence: 'The group trailer (GE01) does not give the number of sets; found: {expected}.',
    repair: 'A set may be missing or doubled: compare the number of documents and the totals with the sender.',
    ak9: '5',
  },
  GROUP_CODE_WRONG: {
    severity: 'warning',
    sentence: 'The group code (GS01) does not belong to the set in it; {expected} was expected.',
    repair: 'Nothing to do when the content reads well.',
    ak9: '1',
  },
  SET_TRAILER_MISSING: {
    severity: 'refused',
    sentence: 'The set trailer (SE) is missing; the set broke off.',
    repair: 'Ask the sender for the whole file. Nothing of this set is used.',
    ik5: '2',
  },
  SET_CONTROL_MISMATCH: {
    severity: 'refused',
    leniency: 'allowWrongControlNumbers',
    sentence: 'The number in the set trailer (SE02) is not that of its header (ST02, {expected}).',
    repair: 'Two sets may have run together. Ask the sender for the file again.',
    ik5: '3',
  },
  SET_COUNT_WRONG: {
    severity: 'refused',
    leniency: 'allowWrongCounts',
    sentence: 'The set trailer (SE01) says {value} segments, {expected} were found.',
    repair: 'Compare the totals with the sender; policy per partner decides whether the set may be used.',
    ik5: '4',
  },
  SET_NUMBER_REPEATED: {
    severity: 'warning',
    sentence: 'The set number (ST02) occurs twice in its group.',
    repair: 'Tell the sender; acknowledgements cannot tell the two apart.',
    ik5: '23',
  },
  SET_WITHOUT_GROUP: {
    severity: 'refused',
    leniency: 'allowMissingEnvelope',
    sentence: 'The set stands outside a group (no GS before ST).',
    repair: "Send the whole file, or import it with 'allow missing envelope'.",
    ta1: '022',
  },
  SET_UNKNOWN: {
    severity: 'refused',
    sentence: 'We do not read this kind of set (ST01 {value}).',
    repair: 'Nothing of it is used. Ask the sender what it is for; if it holds nothing for you, discard it.',
    ik5: '1',
  },
  GUIDE_UNKNOWN: {
    severity: 'refused',
    sentence: 'We do not read this guide ({value}).',
    repair: 'Nothing of the set is used; ask the sender for version 5010.',
    ik5: 'I6',
    ak9: '2',
  },
  GUIDE_MISMATCH: {
    severity: 'refused',
    leniency: 'allowGuideMismatch',
    sentence: 'The guide named ({value}) is not that of the content ({expected}).',
    repair: "Import it with 'allow guide mismatch' to read it by content.",
    ik5: 'I6',
  },
  GUIDE_OLDER: {
    severity: 'refused',
    leniency: 'allowOlderGuide',
    sentence: 'The guide named ({value}) lacks the addenda of {expected}.',
    repair: "Import it with 'allow older guide' to read it as the later one.",
    ik5: 'I6',
  },
  TRAILER_WITHOUT_HEADER: {
    severity: 'warning',
    sentence: 'The trailer {segment} closes nothing; it was skipped.',
    repair: 'Tell the sender.',
    ta1: '022',
  },
  SEGMENT_TOO_LONG: {
    severity: 'refused',
    sentence: 'A segment is longer than {expected} bytes; a terminator may be missing.',
    repair: ASK_SENDER,
    ik5: '5',
    ta1: '022',
  },
  TOO_MANY_ELEMENTS: {
    severity: 'refused',
    sentence: 'A segment has more than {expected} elements; a terminator may be missing.',
    repair: ASK_SENDER,
    ik3: '8',
    ik5: '5',
  },
  NUL_CHARACTER: {
    severity: 'refused',
    sentence: 'A zero byte stands inside {segment}: the file was damaged on its way.',
    repair: ASK_SENDER,
    ik3: '8',
    ik4: '6',
    ik5: '5',
  },
  SEGMENT_ID_BAD: {
    severity: 'refused',
    sentence: 'What stands here is no segment: its identifier is not two or three letters and digits.',
    repair: 'A separator inside a value may have cut a segment in two. Ask the sender for the file again.',
    ik3: '1',
    ik5: '5',
  },
  SEGMENT_OUTSIDE_SET: {
    severity: 'refused',
    sentence: 'The segment {segment} stands outside every set; it was skipped.',
    repair: ASK_SENDER,
    ta1: '022',
  },
  BINARY_LENGTH_WRONG: {
    severity: 'refused',
    leniency: 'allowBinaryResync',
    sentence:
      'The length before the attached data says {value} bytes, they are {expected}; they were taken up to the next segment.',
    repair: 'The document may be damaged or incomplete: ask the sender for the attachment again.',
    ik3: '8',
    ik5: '5',
  },
  BINARY_TOO_LONG: {
    severity: 'refused',
    sentence: 'The attached data are longer than {expected} bytes.',
    repair: 'Ask the sender for a smaller attachment.',
    ik3: '8',
    ik5: '5',
  },
};
