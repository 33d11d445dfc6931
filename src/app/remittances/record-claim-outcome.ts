import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { insertRows, type RowToInsert } from '../../db/insert-rows.js';
import type { ClaimOnBooks, ClaimPlan, EarlierAdjudication } from '../../domain/remittances/claim-plan.js';
import { placeOfClp } from '../../domain/remittances/plan-decided-anew.js';
import {
  CLP02_PREDETERMINATION,
  CLP02_REVERSAL,
  interestOf,
  type Remittance,
} from '../../domain/remittances/remittance.js';
import { hasPaidOriginal } from './paid-original.js';
import { cancelWorkItem } from '../stories/cancel-work-items.js';
import { recordEvents, type NewEvent } from '../stories/record-event.js';
import type { Classify } from './classifier.js';
import { DenialsOfClaims } from './tell-denials.js';
import type { StagedClaim } from './staged-claims.js';

export interface ClaimOutcomes {
  readonly remittance: Remittance;
  readonly staged: readonly StagedClaim[];
  /** What was planned for each CLP of `staged`. */
  readonly plans: readonly ClaimPlan[];
  readonly classify: Classify;
  /** By ordinal of the CLP. */
  readonly books: ReadonlyMap<number, ClaimOnBooks>;
}

/** One CLP whose claim is known. */
interface Outcome {
  readonly claim: StagedClaim;
  readonly plan: ClaimPlan;
  readonly book: ClaimOnBooks;
}

/** Adjustment rows, denials born or told, and the one event a CLP that wakes its claim's story; few statements for many CLPs. */
export async function recordClaimOutcomes(tx: Tx, input: ClaimOutcomes): Promise<void> {
  const { remittance } = input;
  const plans = new Map(input.plans.map((plan) => [plan.ordinal, plan]));
  const adjustments: AdjustmentRow[] = [];
  const outcomes: Outcome[] = [];
  for (const claim of input.staged) {
    const { ordinal } = claim.document;
    const [plan, book] = [plans.get(ordinal), input.books.get(ordinal)];
    if (!plan) continue;
    adjustments.push(...adjustmentsOf(tx, claim, input.classify));
    if (book) outcomes.push({ claim, plan, book });
  }
  await saveAdjustments(tx, adjustments);
  const denials = await DenialsOfClaims.open(tx, input.classify, outcomes);
  const events: NewEvent[] = [];
  for (const outcome of outcomes) {
    if (outcome.plan.ofReplaced) {
      await closeDecidedTwice(tx, outcome.plan.ofReplaced);
      continue;
    }
    if (outcome.plan.replaces) events.push(noLongerStands(remittance, outcome));
    events.push(...denials.tell(remittance, outcome));
    events.push(await decided(tx, remittance, outcome, denials.openCount(outcome.book.claimId)));
    events.push(...neighboursTold(outcome));
  }
  await denials.save();
  await recordEvents(tx, events);
}

async function decided(tx: Tx, remittance: Remittance, outcome: Outcome, openDenials: number): Promise<NewEvent> {
  const { claim, plan, book } = outcome;
  return {
    story: 'claim',
    subjectId: book.claimId,
    type: 'remittancePosted',
    key: `${claim.row.id}:posted`,
    facts: {
      remittanceClaimId: claim.row.id,
      ...plan.outcome,
      openDenials,
      ...(plan.outcome.reversal && claimsTakenFrom(outcome).length > 0 && { nextPayerTakenFrom: true }),
      ...((await isDuplicate(tx, outcome)) && { duplicate: true }),
      unexplainedCents: plan.unexplainedCents,
      forNextPayerCents: plan.transferToNextPayerCents,
      ...(interestOf(claim.document) > 0 && { interestCents: interestOf(claim.document) }),
      date: remittance.paymentDate,
      payerControlNumber: claim.document.payerControlNumber ?? null,
    },
  };
}

/** To the claim's story a decision the payer replaced without a word is one it took back: the next event decides anew. */
function noLongerStands(remittance: Remittance, outcome: Outcome): NewEvent {
  const { claim, plan, book } = outcome;
  return {
    story: 'claim',
    subjectId: book.claimId,
    type: 'remittancePosted',
    key: `${claim.row.id}:replaces`,
    facts: {
      remittanceClaimId: claim.row.id,
      status: CLP02_REVERSAL,
      reversal: true,
      replaced: true,
      crossover: false,
      paidCents: -(plan.replaces ?? []).reduce((sum, { earlier }) => sum + earlier.paidCents, 0),
      patientResponsibilityCents: 0,
      deniedLines: 0,
      totalLines: plan.outcome.totalLines,
      openDenials: 0,
      unexplainedCents: 0,
      ...(claimsTakenFrom(outcome).length > 0 && { nextPayerTakenFrom: true }),
      date: remittance.paymentDate,
      payerControlNumber: claim.document.payerControlNumber ?? null,
    },
  };
}

/** The payer took the first payment back after all: the claim stands as it stood, and nobody need ask any more. */
async function closeDecidedTwice(tx: Tx, { posting }: EarlierAdjudication): Promise<void> {
  const remittanceId = posting?.source.id ?? '';
  const place = `${placeOfClp(posting?.source.place ?? '')}:decidedTwice`;
  const closed = await tx.db.unpostedItem.updateMany({
    where: { organizationId: tx.organizationId, remittanceId, place, state: 'OPEN' },
    data: { state: 'EXPLAINED', resolvedOn: toDateColumn(tx.at.date), resolvedBy: tx.actor.id },
  });
  if (closed.count > 0)
    await cancelWorkItem(tx, `${remittanceId}:${place}`, { why: 'the payer took its first payment back' });
}

/** The claim to the payer before learns that this one decided; the one behind, that what it was handed is taken back. */
function neighboursTold(outcome: Outcome): NewEvent[] {
  const { row } = outcome.claim;
  const { book, plan } = outcome;
  const tell = (subjectId: string, type: string): NewEvent => ({
    story: 'claim',
    subjectId,
    type,
    key: `${row.id}:${subjectId}:${type}`,
  });
  const { reversal, status } = plan.outcome;
  const answered = book.parentClaimId && !reversal && status !== CLP02_PREDETERMINATION;
  return [
    ...(answered && book.parentClaimId ? [tell(book.parentClaimId, 'nextPayerAnswered')] : []),
    ...claimsTakenFrom(outcome).map((id) => tell(id, 'priorPayerChanged')),
  ];
}

/** Claims to the next payer that this reversal takes back what they were handed. */
function claimsTakenFrom({ book, plan }: Outcome): string[] {
  const ids = (plan.undone ?? []).flatMap(({ entries }) => entries.flatMap(({ claimId }) => claimId ?? []));
  return [...new Set(ids)].filter((id) => id !== book.claimId);
}

/** Everything denied is denied as a duplicate, and an earlier decision paid the claim. */
const isDuplicate = async (tx: Tx, { plan, book, claim }: Outcome): Promise<boolean> =>
  plan.denials.length > 0 &&
  plan.denials.every(({ category }) => category === 'DUP') &&
  (await hasPaidOriginal(tx, book.claimId, claim.row.id));

interface AdjustmentRow extends RowToInsert {
  readonly remittance_claim_id: string;
}

/** A decision that was in suspense is recorded again when a person matches it; its adjustments are there already. */
async function saveAdjustments(tx: Tx, rows: readonly AdjustmentRow[]): Promise<void> {
  const known = await tx.db.claimAdjustment.findMany({
    where: {
      organizationId: tx.organizationId,
      remittanceClaimId: { in: [...new Set(rows.map((row) => row.remittance_claim_id))] },
    },
    select: { remittanceClaimId: true },
    distinct: ['remittanceClaimId'],
  });
  const there = new Set(known.map(({ remittanceClaimId }) => remittanceClaimId));
  await insertRows(
    tx,
    'claim_adjustments',
    rows.filter((row) => !there.has(row.remittance_claim_id)),
  );
}

function adjustmentsOf(tx: Tx, { row, document }: StagedClaim, classify: Classify): AdjustmentRow[] {
  const levels = [
    { lineNumber: null, rarcs: document.remarks, adjustments: document.adjustments },
    ...document.lines.map((line) => ({ lineNumber: line.ordinal, rarcs: line.remarks, adjustments: line.adjustments })),
  ];
  const given = levels.flatMap(({ lineNumber, rarcs, adjustments }) =>
    adjustments.map((adjustment) => ({ ...adjustment, lineNumber, rarcs })),
  );
  return given.map(({ group, carc, amountCents, lineNumber, rarcs }, at) => {
    const { kind, category } = classify({ group, carc, rarcs });
    return {
      organization_id: tx.organizationId,
      remittance_claim_id: row.id,
      ordinal: at + 1,
      line_number: lineNumber,
      rarcs,
      group_code: group,
      carc,
      amount_cents: amountCents,
      kind,
      category,
    };
  });
}
