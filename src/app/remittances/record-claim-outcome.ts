import type { Prisma } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { ROWS_A_STATEMENT, slicesOf } from '../../db/slices.js';
import type { ClaimOnBooks, ClaimPlan } from '../../domain/remittances/claim-plan.js';
import { CLP02_PREDETERMINATION, type Remittance } from '../../domain/remittances/remittance.js';
import { classifyAdjustment } from '../../domain/denials/classify-adjustment.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import { hasPaidOriginal } from './paid-original.js';
import { recordEvents, type NewEvent } from '../stories/record-event.js';
import { DenialsOfClaims, type PayerOfCode } from './tell-denials.js';
import type { StagedClaim } from './staged-claims.js';

export interface ClaimOutcomes {
  readonly remittance: Remittance;
  readonly staged: readonly StagedClaim[];
  /** What was planned for each CLP of `staged`. */
  readonly plans: readonly ClaimPlan[];
  /** By ordinal of the CLP. */
  readonly books: ReadonlyMap<number, ClaimOnBooks>;
}

/** One CLP whose claim is known. */
interface Outcome {
  readonly claim: StagedClaim;
  readonly plan: ClaimPlan;
  readonly book: ClaimOnBooks;
  readonly payer: PayerOfCode;
}

/** Adjustment rows, denials born or told, and the one event a CLP that wakes its claim's story; few statements for many CLPs. */
export async function recordClaimOutcomes(tx: Tx, input: ClaimOutcomes): Promise<void> {
  const { remittance } = input;
  const plans = new Map(input.plans.map((plan) => [plan.ordinal, plan]));
  const payers = await payersOf(tx, [remittance.payerId, ...[...input.books.values()].map(({ payerId }) => payerId)]);
  const adjustments: AdjustmentRow[] = [];
  const outcomes: Outcome[] = [];
  for (const claim of input.staged) {
    const { ordinal } = claim.document;
    const [plan, book] = [plans.get(ordinal), input.books.get(ordinal)];
    const payer = payers.get(book?.payerId ?? remittance.payerId);
    if (!plan || !payer) continue;
    adjustments.push(...adjustmentsOf(tx, claim, payer));
    if (book) outcomes.push({ claim, plan, book, payer });
  }
  for (const data of slicesOf(adjustments, ROWS_A_STATEMENT))
    await tx.db.claimAdjustment.createMany({ data, skipDuplicates: true });
  const denials = await DenialsOfClaims.open(tx, outcomes);
  const events: NewEvent[] = [];
  for (const outcome of outcomes) {
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
      ...((await isDuplicate(tx, outcome)) && { duplicate: true }),
      unexplainedCents: plan.unexplainedCents,
      forNextPayerCents: plan.transferToNextPayerCents,
      date: remittance.paymentDate,
      payerControlNumber: claim.document.payerControlNumber ?? null,
    },
  };
}

/** The claim to the payer before learns that this one decided; the one behind, that what it was handed is taken back. */
function neighboursTold({ claim: { row }, book, plan }: Outcome): NewEvent[] {
  const tell = (subjectId: string, type: string): NewEvent => ({
    story: 'claim',
    subjectId,
    type,
    key: `${row.id}:${subjectId}:${type}`,
  });
  const { reversal, status } = plan.outcome;
  const answered = book.parentClaimId && !reversal && status !== CLP02_PREDETERMINATION;
  const claimIds = (plan.undone ?? []).flatMap(({ entries }) => entries.flatMap(({ claimId }) => claimId ?? []));
  return [
    ...(answered && book.parentClaimId ? [tell(book.parentClaimId, 'nextPayerAnswered')] : []),
    ...[...new Set(claimIds)].filter((id) => id !== book.claimId).map((id) => tell(id, 'priorPayerChanged')),
  ];
}

/** Everything denied is denied as a duplicate, and an earlier decision paid the claim. */
const isDuplicate = async (tx: Tx, { plan, book, claim }: Outcome): Promise<boolean> =>
  plan.denials.length > 0 &&
  plan.denials.every(({ category }) => category === 'DUP') &&
  (await hasPaidOriginal(tx, book.claimId, claim.row.id));

async function payersOf(tx: Tx, ids: readonly string[]): Promise<Map<string, PayerOfCode>> {
  const rows = await tx.db.payer.findMany({
    where: { organizationId: tx.organizationId, id: { in: [...new Set(ids)] } },
    select: { id: true, ruleKey: true, payerClass: true },
  });
  return new Map(
    rows.map(({ id, ruleKey, payerClass }) => [id, { payerKey: ruleKey, payerClass: payerClass as PayerClass }]),
  );
}

type AdjustmentRow = Prisma.ClaimAdjustmentCreateManyInput;

function adjustmentsOf(tx: Tx, { row, document }: StagedClaim, payer: PayerOfCode): AdjustmentRow[] {
  const levels = [
    { lineNumber: null, rarcs: document.remarks, adjustments: document.adjustments },
    ...document.lines.map((line) => ({ lineNumber: line.ordinal, rarcs: line.remarks, adjustments: line.adjustments })),
  ];
  const given = levels.flatMap(({ lineNumber, rarcs, adjustments }) =>
    adjustments.map((adjustment) => ({ ...adjustment, lineNumber, rarcs })),
  );
  return given.map(({ group, carc, amountCents, lineNumber, rarcs }, at) => {
    const { kind, category } = classifyAdjustment({ group, carc, rarcs, ...payer });
    return {
      organizationId: tx.organizationId,
      remittanceClaimId: row.id,
      ordinal: at + 1,
      lineNumber,
      rarcs: [...rarcs],
      groupCode: group,
      carc,
      amountCents: BigInt(amountCents),
      kind,
      category,
    };
  });
}
