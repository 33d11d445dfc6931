import type { EligibilityAnswerItem } from './270-271/eligibility-answer.js';
import type { EligibilityInquiryItem } from './270-271/eligibility-inquiry.js';
import { eligibilityAnswerReader } from './270-271/read-eligibility-answer.js';
import { eligibilityInquiryReader } from './270-271/read-eligibility-inquiry.js';
import type { ClaimStatusAnswerItem } from './276-277/claim-status-answer.js';
import type { ClaimStatusInquiryItem } from './276-277/claim-status-inquiry.js';
import { claimStatusAnswerReader } from './276-277/read-claim-status-answer.js';
import { claimStatusInquiryReader } from './276-277/read-claim-status-inquiry.js';
import type { ClaimAcknowledgementItem } from './277ca/claim-acknowledgement.js';
import { claimAcknowledgementReader } from './277ca/read-claim-acknowledgement.js';
import type { RemittanceItem } from './835/remittance.js';
import type { AttachmentItem } from './275/attachment.js';
import { attachmentReader } from './275/read-attachment.js';
import type { AuthorizationItem } from './278/authorization.js';
import { authorizationReader } from './278/read-authorization.js';
import { remittanceReader } from './835/read-remittance.js';
import type { Item837 } from './837p/claim-837.js';
import { reader837 } from './837p/read-837.js';
import type { ImplementationAcknowledgement } from './acknowledgements/acknowledgement-items.js';
import { reader999 } from './acknowledgements/read-999.js';
import type { FoundReader } from './envelope.js';
import type { GuideReaderFactory, SetHeader } from './guide-reader.js';
import { structureOf } from './structure/guide-structures.js';

/** Everything the readers of our guides hand out. */
export type GuideItem =
  | RemittanceItem
  | Item837
  | AuthorizationItem
  | AttachmentItem
  | EligibilityInquiryItem
  | EligibilityAnswerItem
  | ClaimStatusInquiryItem
  | ClaimStatusAnswerItem
  | ClaimAcknowledgementItem
  | ImplementationAcknowledgement;

interface GuideRow {
  readonly st01: string;
  /** Guides read as they are; the first is the one we expect. */
  readonly guides: readonly string[];
  /** The same guide without its addenda: read under `allowOlderGuide`. */
  readonly older: readonly string[];
  readonly reader: GuideReaderFactory<GuideItem>;
}

const GUIDES: readonly GuideRow[] = [
  { st01: '835', guides: ['005010X221A1'], older: ['005010X221'], reader: remittanceReader },
  { st01: '837', guides: ['005010X222A1', '005010X222A2'], older: ['005010X222'], reader: reader837 },
  { st01: '837', guides: ['005010X223A2', '005010X223A3'], older: ['005010X223', '005010X223A1'], reader: reader837 },
  { st01: '837', guides: ['005010X224A2', '005010X224A3'], older: ['005010X224', '005010X224A1'], reader: reader837 },
  { st01: '270', guides: ['005010X279A1'], older: ['005010X279'], reader: eligibilityInquiryReader },
  { st01: '271', guides: ['005010X279A1'], older: ['005010X279'], reader: eligibilityAnswerReader },
  { st01: '276', guides: ['005010X212'], older: [], reader: claimStatusInquiryReader },
  { st01: '277', guides: ['005010X212'], older: [], reader: claimStatusAnswerReader },
  { st01: '277', guides: ['005010X214'], older: [], reader: claimAcknowledgementReader },
  { st01: '277', guides: ['005010X213', '006020X313'], older: [], reader: claimStatusAnswerReader },
  { st01: '278', guides: ['005010X217', '005010X215', '005010X216'], older: [], reader: authorizationReader },
  { st01: '275', guides: ['005010X210', '005010X211', '006020X314'], older: [], reader: attachmentReader },
  { st01: '999', guides: ['005010X231A1', '005010X231'], older: [], reader: reader999 },
];

/** Versions of another generation: their segments mean other things, so they stay tokens. */
const isOtherGeneration = (guide: string): boolean => /^00[1-4]\d{3}/.test(guide);

/** The reader of a set by ST01 and guide, with what is wrong about them. 4010 and unknown sets have none. */
export function findGuideReader(header: SetHeader): FoundReader<GuideItem> {
  const rows = GUIDES.filter((row) => row.st01 === header.st01);
  const first = rows[0];
  if (first === undefined) return { fault: { code: 'SET_UNKNOWN', element: 1 } };
  const row = rows.find(({ guides, older }) => guides.includes(header.guide) || older.includes(header.guide));
  if (row?.guides.includes(header.guide) === true) return { reader: row.reader(header), ...structured(row, header) };
  if (row !== undefined) {
    const expected = row.guides[0] ?? '';
    return {
      reader: row.reader(header),
      ...structured(row, header),
      fault: { code: 'GUIDE_OLDER', element: 3, expected },
    };
  }
  if (isOtherGeneration(header.guide)) return { fault: { code: 'GUIDE_UNKNOWN', element: 3 } };
  const expected = first.guides[0] ?? '';
  return { reader: first.reader(header), fault: { code: 'GUIDE_MISMATCH', element: 3, expected } };
}

/** The table a set is walked along: that of its guide, or of the one we expect in its place. */
function structured(row: GuideRow, header: SetHeader): Pick<FoundReader<GuideItem>, 'structure'> {
  const structure = structureOf(row.st01, header.guide) ?? structureOf(row.st01, row.guides[0] ?? '');
  return structure === undefined ? {} : { structure };
}
