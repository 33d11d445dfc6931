import type { PlainDate } from '../dates/plain-date.js';

/** What may show that a payer had a claim in time, strongest first (rulebook TF5). */
export const evidenceKinds = [
  'payerAcceptance',
  'payerStatus',
  'earlierDecision',
  'clearinghouseReport',
  'carrierReceipt',
  'fileAcknowledgement',
  'submissionLog',
] as const;

export type EvidenceKind = (typeof evidenceKinds)[number];

/** Evidence that comes on paper or in a portal; a person keeps it with its bytes. */
export const paperEvidence = ['payerStatus', 'earlierDecision', 'clearinghouseReport', 'carrierReceipt'] as const;
export type PaperEvidence = (typeof paperEvidence)[number];

/** A 999 proves that a file was readable, a log that we believe we sent it: neither proves that the payer had the claim. */
const noProof: readonly EvidenceKind[] = ['fileAcknowledgement', 'submissionLog'];

export const evidenceWords: Readonly<Record<EvidenceKind, string>> = {
  payerAcceptance: 'Payer’s acceptance (277CA) with its claim control number',
  payerStatus: 'Payer’s status answer (277) that shows the receipt',
  earlierDecision: 'Earlier remittance of the payer for the same claim',
  clearinghouseReport: 'Clearinghouse report that the payer accepted the claim',
  carrierReceipt: 'Certified mail or fax confirmation',
  fileAcknowledgement: 'Acknowledgement of the file (999); proves the file only',
  submissionLog: 'Our record of sending; no proof by itself',
};

export interface FilingEvidence {
  readonly kind: EvidenceKind;
  /** Day on which the payer had the claim by this evidence. */
  readonly date: PlainDate;
  /** Control number: the payer's for its own words, ours for what we sent. */
  readonly control: string;
  /** Hash of the stored bytes; null = nothing is stored, and nothing without bytes proves anything. */
  readonly sha256: string | null;
}

export interface FilingProof {
  readonly proven: boolean;
  readonly because: string;
  /** In order of strength, the oldest first among equals. */
  readonly evidence: readonly FilingEvidence[];
}

/** Whether the payer demonstrably had the claim by its last day to file; a 999 or a log alone is refused. */
export function proofOfFiling(found: readonly FilingEvidence[], lastDay: PlainDate | null): FilingProof {
  const evidence = [...found].sort(
    (a, b) => evidenceKinds.indexOf(a.kind) - evidenceKinds.indexOf(b.kind) || (a.date < b.date ? -1 : 1),
  );
  const strong = evidence.filter((one) => !noProof.includes(one.kind) && one.sha256 !== null);
  const inTime = strong.find((one) => lastDay !== null && one.date <= lastDay);
  if (inTime)
    return { proven: true, evidence, because: `${evidenceWords[inTime.kind]} of ${inTime.date}, filed by ${lastDay}.` };
  if (lastDay === null) return { proven: false, evidence, because: 'The last day to file is not known.' };
  if (strong.length > 0)
    return { proven: false, evidence, because: `The payer had the claim only after ${lastDay}, the last day to file.` };
  const because =
    evidence.length > 0
      ? 'An acknowledgement of the file or our own log does not prove that the payer had the claim.'
      : 'Nothing shows that the payer had the claim.';
  return { proven: false, evidence, because };
}
