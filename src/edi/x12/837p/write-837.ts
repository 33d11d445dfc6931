import type { PlainDate } from '../../../domain/dates/plain-date.js';
import { type Cents, cents } from '../../../domain/money.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { OutSegment } from '../write.js';
import { claimFaults, partyFaults } from './check-claim.js';
import type { ClaimFault } from './claim-fault.js';
import type { Claim837 } from './claim-837.js';
import type { TransmissionParty } from './claim-parties.js';
import { type ReplacedText, SegmentList } from './segment-list.js';
import { addTransmissionParty } from './write-parties.js';
import { addClaimTree } from './write-tree.js';
import { d8 } from './x12-dates.js';

/** ≤ 5,000 claims in one ST (837 TR3 §1.3.2). */
export const MAX_CLAIMS_PER_SET = 5_000;

export interface ClaimBatch {
  readonly bht: {
    /** BHT03: unique number of this batch, at most 50 characters. */
    readonly reference: string;
    readonly date: PlainDate;
    /** BHT05 'HHMM' or 'HHMMSS'. */
    readonly time: string;
    /** BHT06: `CH` to be paid, `RP` encounters to report. */
    readonly use: 'CH' | 'RP';
    /** BHT02: `00` original, `18` the same batch again. */
    readonly purpose?: '00' | '18';
  };
  readonly submitter: TransmissionParty;
  readonly receiver: TransmissionParty;
  /** All of one kind, P or I. */
  readonly claims: readonly Claim837[];
}

export interface WrittenBatch {
  readonly segments: readonly OutSegment[];
  /** Free texts from which a separator was removed. */
  readonly replaced: readonly ReplacedText[];
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: Cents;
}

function batchFaults(batch: ClaimBatch): ClaimFault[] {
  const faults = [...partyFaults(batch.submitter, batch.receiver)];
  const about = { claim: '', loop: 'ST' };
  if (batch.claims.length === 0) faults.push({ ...about, code: 'BATCH_EMPTY', text: 'There is no claim to send.' });
  if (batch.claims.length > MAX_CLAIMS_PER_SET) {
    faults.push({
      ...about,
      code: 'BATCH_TOO_LARGE',
      text: `${batch.claims.length} claims; at most 5,000 go into one set.`,
    });
  }
  if (new Set(batch.claims.map((claim) => claim.kind)).size > 1) {
    faults.push({ ...about, code: 'BATCH_MIXED', text: 'Professional and institutional claims cannot share a set.' });
  }
  const numbers = new Set<string>();
  for (const claim of batch.claims) {
    for (const fault of claimFaults(claim)) faults.push(fault);
    if (numbers.has(claim.claimNumber)) {
      faults.push({
        claim: claim.claimNumber,
        loop: '2300',
        code: 'CLAIM_NUMBER_REPEATED',
        text: 'Two claims of the batch bear the same number.',
      });
    }
    numbers.add(claim.claimNumber);
  }
  return faults;
}

/**
 * Segments of one 837 set without ST and SE, claims grouped under their billing provider and subscriber in order of
 * first appearance. Nothing is written when a claim has a fault: all faults come back at once.
 */
export function claims837Segments(batch: ClaimBatch): Result<WrittenBatch, readonly ClaimFault[]> {
  const faults = batchFaults(batch);
  if (faults.length > 0) return fail(faults);
  const out = new SegmentList();
  const { bht, submitter, receiver, claims } = batch;
  out.add('BHT', '0019', bht.purpose ?? '00', bht.reference, d8(bht.date), bht.time, bht.use);
  addTransmissionParty(out, '41', submitter);
  addTransmissionParty(out, '40', receiver);
  addClaimTree(out, claims);
  if (out.unwritable.length > 0) return fail(out.unwritable.map(unwritableFault));
  let lines = 0;
  let charge = 0;
  for (const claim of claims) {
    lines += claim.lines.length;
    charge += claim.chargeCents;
  }
  return ok({
    segments: out.segments,
    replaced: out.replaced,
    claims: claims.length,
    lines,
    chargeCents: cents(charge),
  });
}

/** Why this claim cannot be written, whatever else is in its batch; empty when it can. */
export function obstaclesOf(claim: Claim837): readonly ClaimFault[] {
  const faults = claimFaults(claim);
  if (faults.length > 0) return faults;
  const out = new SegmentList();
  addClaimTree(out, [claim]);
  return out.unwritable.map(unwritableFault);
}

function unwritableFault({ claim, segmentId, element }: ReplacedText): ClaimFault {
  const text = `An identifier holds a character that X12 uses as separator (${segmentId}${String(element).padStart(2, '0')}).`;
  return { claim: claim ?? '', loop: '', code: 'SEPARATOR_IN_IDENTIFIER', text };
}

/** Cuts a long list of claims into sets of at most `size`; the charges of the parts add up to the whole. */
export function splitBatch(claims: readonly Claim837[], size = MAX_CLAIMS_PER_SET): Claim837[][] {
  const parts: Claim837[][] = [];
  for (let at = 0; at < claims.length; at += size) parts.push(claims.slice(at, at + size));
  return parts;
}
