import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { ClaimOnBooks, ClaimPlan, DenialFact } from '../../domain/remittances/claim-plan.js';
import type { RemittancePlan } from '../../domain/remittances/plan-postings.js';
import { CLP02_PREDETERMINATION, type Remittance } from '../../domain/remittances/remittance.js';
import { classifyAdjustment, type AdjustmentQuestion } from '../../domain/denials/classify-adjustment.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { Deps } from '../deps.js';
import { hasPaidOriginal } from './paid-original.js';
import { claimBalance } from '../ledger/save-postings.js';
import { recordEvent, startStory } from '../stories/record-event.js';
import type { StagedClaim } from './post-remittance.js';

export interface ClaimOutcomeInput {
  readonly remittance: Remittance;
  readonly claim: StagedClaim;
  readonly plan: RemittancePlan;
  readonly books: ReadonlyMap<number, ClaimOnBooks>;
}

/** Adjustment rows, denials born or told, and the one event that wakes the claim's story. */
export async function recordClaimOutcome(deps: Deps, tx: Tx, input: ClaimOutcomeInput): Promise<void> {
  const { claim, remittance } = input;
  const book = input.books.get(claim.document.ordinal);
  const plan = input.plan.claims.find(({ ordinal }) => ordinal === claim.document.ordinal);
  if (!plan) return;
  const payer = await payerOf(tx, book?.payerId ?? remittance.payerId);
  await saveAdjustments(tx, claim, payer);
  if (!book) return;
  const openDenials = await tellDenials(tx, { ...input, plan, book, payer });
  await recordEvent(tx, {
    story: 'claim',
    subjectId: book.claimId,
    type: 'remittancePosted',
    key: `${claim.row.id}:posted`,
    facts: {
      remittanceClaimId: claim.row.id,
      ...plan.outcome,
      openDenials,
      ...((await isDuplicate(tx, { plan, book, claim })) && { duplicate: true }),
      unexplainedCents: plan.unexplainedCents,
      forNextPayerCents: plan.transferToNextPayerCents,
      date: remittance.paymentDate,
      payerControlNumber: claim.document.payerControlNumber ?? null,
    },
  });
  await tellNeighbours(tx, claim, book, plan);
}

/** The claim to the payer before learns that this one decided; the one behind, that what it was handed is taken back. */
async function tellNeighbours(tx: Tx, { row }: StagedClaim, book: ClaimOnBooks, plan: ClaimPlan): Promise<void> {
  const tell = (subjectId: string, type: string) =>
    recordEvent(tx, { story: 'claim', subjectId, type, key: `${row.id}:${subjectId}:${type}` });
  const { reversal, status } = plan.outcome;
  if (book.parentClaimId && !reversal && status !== CLP02_PREDETERMINATION)
    await tell(book.parentClaimId, 'nextPayerAnswered');
  const claimIds = (plan.undone ?? []).flatMap(({ entries }) => entries.flatMap(({ claimId }) => claimId ?? []));
  for (const claimId of new Set(claimIds)) if (claimId !== book.claimId) await tell(claimId, 'priorPayerChanged');
}

/** Everything denied is denied as a duplicate, and an earlier decision paid the claim. */
const isDuplicate = async (
  tx: Tx,
  { plan, book, claim }: { plan: ClaimPlan; book: ClaimOnBooks; claim: StagedClaim },
): Promise<boolean> =>
  plan.denials.length > 0 &&
  plan.denials.every(({ category }) => category === 'DUP') &&
  (await hasPaidOriginal(tx, book.claimId, claim.row.id));

type PayerOfCode = Pick<AdjustmentQuestion, 'payerKey' | 'payerClass'>;

async function payerOf(tx: Tx, payerId: string): Promise<PayerOfCode> {
  const row = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: payerId } },
  });
  return { payerKey: row.ruleKey, payerClass: row.payerClass as PayerClass };
}

async function saveAdjustments(tx: Tx, { row, document }: StagedClaim, payer: PayerOfCode): Promise<void> {
  const levels = [
    { lineNumber: null, rarcs: document.remarks, adjustments: document.adjustments },
    ...document.lines.map((line) => ({ lineNumber: line.ordinal, rarcs: line.remarks, adjustments: line.adjustments })),
  ];
  const rows = levels.flatMap(({ lineNumber, rarcs, adjustments }) =>
    adjustments.map(({ group, carc, amountCents }) => {
      const { kind, category } = classifyAdjustment({ group, carc, rarcs, ...payer });
      return {
        lineNumber,
        rarcs: [...rarcs],
        groupCode: group,
        carc,
        amountCents: BigInt(amountCents),
        kind,
        category,
      };
    }),
  );
  await tx.db.claimAdjustment.createMany({
    data: rows.map((adjustment, at) => ({
      ...adjustment,
      organizationId: tx.organizationId,
      remittanceClaimId: row.id,
      ordinal: at + 1,
    })),
    skipDuplicates: true,
  });
}

interface TellDenials extends Omit<ClaimOutcomeInput, 'plan'> {
  readonly plan: ClaimPlan;
  readonly book: ClaimOnBooks;
  readonly payer: PayerOfCode;
}

/** A denial this remittance repeats attaches to the open one; new ones are born; the others learn what was paid. Returns how many are open. */
async function tellDenials(tx: Tx, input: TellDenials): Promise<number> {
  const { plan, book, remittance, claim } = input;
  const open = await tx.db.denial.findMany({
    where: { organizationId: tx.organizationId, claimId: book.claimId, state: { not: 'RESOLVED' } },
  });
  const repeated = new Set<string>();
  for (const fact of plan.denials) {
    const lineSet = lineSetOf(fact);
    const known = open.find((denial) => denial.carc === fact.carc && denial.lineSet === lineSet);
    if (known) repeated.add(known.id);
    else await bearDenial(tx, input, fact);
  }
  if (!plan.outcome.reversal) {
    for (const denial of open) {
      await recordEvent(tx, {
        story: 'appeal',
        subjectId: denial.id,
        type: 'remittancePosted',
        key: `${claim.row.id}:${denial.id}:posted`,
        facts: {
          remittanceClaimId: claim.row.id,
          paidCents: plan.outcome.paidCents,
          stillDenied: repeated.has(denial.id),
          date: remittance.paymentDate,
          remainingCents: await claimBalance(tx, book.claimId, 'receivable.payer'),
        },
      });
    }
  }
  return tx.db.denial.count({
    where: { organizationId: tx.organizationId, claimId: book.claimId, state: { not: 'RESOLVED' } },
  });
}

const lineSetOf = (fact: DenialFact): string => (fact.lines.length === 0 ? 'claim' : [...fact.lines].sort().join(','));

async function bearDenial(
  tx: Tx,
  { plan, book, remittance, claim, payer }: TellDenials,
  fact: DenialFact,
): Promise<void> {
  const id = randomUUID();
  const meaning = classifyAdjustment({ group: fact.group, carc: fact.carc, rarcs: fact.rarcs, ...payer });
  await tx.db.denial.create({
    data: {
      id,
      organizationId: tx.organizationId,
      claimId: book.claimId,
      remittanceClaimId: claim.row.id,
      groupCode: fact.group,
      carc: fact.carc,
      rarcs: [...fact.rarcs],
      lineSet: lineSetOf(fact),
      category: fact.category,
      owner: meaning.owner,
      action: meaning.actions[0] ?? 'TRIAGE',
      wholeClaim: plan.outcome.deniedLines >= plan.outcome.totalLines,
      amountCents: BigInt(fact.amountCents),
      noticeDate: toDateColumn(remittance.paymentDate),
      openedOn: toDateColumn(tx.at.date),
    },
  });
  await startStory(tx, 'appeal', id, { type: 'denialBorn' });
}
