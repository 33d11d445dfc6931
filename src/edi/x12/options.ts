/**
 * What a read lets through, each by name. Strict is the default for what damages money or meaning; `undefined` takes
 * the default named at each option. Nothing here lets an unbalanced remittance post.
 */
export interface Leniencies {
  /** Byte-order mark, blanks and newlines before the first segment. Default on. */
  readonly allowLeadingBytes?: boolean;
  /** Line ends, blank lines and indentation after a terminator. Default on. */
  readonly allowBlanksBetweenSegments?: boolean;
  /** A last segment without terminator. Default on. */
  readonly allowUnterminatedLastSegment?: boolean;
  /** ISA elements not padded to their width. Default off. */
  readonly allowIsaWidths?: boolean;
  /** A file that begins at GS or ST. Default off. */
  readonly allowMissingEnvelope?: boolean;
  /** SE01, GE01, IEA01 that do not count right. Default off for 835 and 837, on for the rest. */
  readonly allowWrongCounts?: boolean;
  /** SE02, GE02, IEA02 that do not repeat their header's number. Default off for 835 and 837, on for the rest. */
  readonly allowWrongControlNumbers?: boolean;
  /** GE or IEA absent after complete sets. Default off. */
  readonly allowMissingTrailers?: boolean;
  /** GS08 or ST03 name another guide than the content. Default off. */
  readonly allowGuideMismatch?: boolean;
  /** A guide without its addenda (X222, X279), read by the reader of the later one. Default off. */
  readonly allowOlderGuide?: boolean;
  /** Segments the guide does not know, kept raw. Default on. */
  readonly allowUnknownSegments?: boolean;
  /** Segments in a wrong place. Default off. */
  readonly allowOutOfOrder?: boolean;
  /** Elements over the maximum length. Default on. */
  readonly allowLongElements?: boolean;
  /** Codes not in our list; they are always kept and shown. Default on. */
  readonly allowBadCodes?: boolean;
  /** ISA15 = T. Default off. */
  readonly allowTestUsage?: boolean;
  /** A BIN01 or BDS02 that does not count its bytes; the end of the data is found by what follows. Default off. */
  readonly allowBinaryResync?: boolean;
}

/** At a limit there is one problem and the set is refused. */
export interface ReadLimits {
  /** Bytes of a segment. Default 65,536. */
  readonly segmentBytes?: number;
  /** Segments of a file; nothing is read behind the last of them. Default: as many as there are; the door sets it. */
  readonly segments?: number;
  /** Elements of a segment. Default 1,000. */
  readonly elements?: number;
  /** Bytes of BIN02 or BDS03. Default 64 MiB. */
  readonly binaryBytes?: number;
  /**
   * Binary data that are longer are handed out in pieces as they arrive. Default 1 MiB; sixteen at most are held where
   * their end is in doubt.
   */
  readonly heldBytes?: number;
  /** Problems kept for a set; the rest is counted. Default 1,000. */
  readonly problemsPerSet?: number;
}

export interface ReadOptions {
  readonly allow?: Leniencies;
  readonly limits?: ReadLimits;
  /** Hands out every segment of a set no reader knows as a `segment` item. Default off. */
  readonly tokens?: boolean;
}

export type LeniencyName = keyof Leniencies;

/** Every leniency on: for looking into a broken file, never for posting one. */
export const ALLOW_ALL: Required<Leniencies> = {
  allowLeadingBytes: true,
  allowBlanksBetweenSegments: true,
  allowUnterminatedLastSegment: true,
  allowIsaWidths: true,
  allowMissingEnvelope: true,
  allowWrongCounts: true,
  allowWrongControlNumbers: true,
  allowMissingTrailers: true,
  allowGuideMismatch: true,
  allowOlderGuide: true,
  allowUnknownSegments: true,
  allowOutOfOrder: true,
  allowLongElements: true,
  allowBadCodes: true,
  allowTestUsage: true,
  allowBinaryResync: true,
};

const ON_BY_DEFAULT: ReadonlySet<LeniencyName> = new Set([
  'allowLeadingBytes',
  'allowBlanksBetweenSegments',
  'allowUnterminatedLastSegment',
  'allowUnknownSegments',
  'allowLongElements',
  'allowBadCodes',
]);

const ON_UNLESS_MONEY: ReadonlySet<LeniencyName> = new Set(['allowWrongCounts', 'allowWrongControlNumbers']);

/** Whether a leniency holds for a set of type `st01` ('' outside sets: judged like money). */
export function isAllowed(name: LeniencyName, allow: Leniencies | undefined, st01: string): boolean {
  const asked = allow?.[name];
  if (asked !== undefined) return asked;
  if (ON_UNLESS_MONEY.has(name)) return st01 !== '' && st01 !== '835' && st01 !== '837';
  return ON_BY_DEFAULT.has(name);
}

export const DEFAULT_LIMITS: Required<ReadLimits> = {
  segmentBytes: 64 * 1024,
  segments: Infinity,
  elements: 1_000,
  binaryBytes: 64 * 1024 * 1024,
  heldBytes: 1024 * 1024,
  problemsPerSet: 1_000,
};
