import { problem, type Problem } from '../../contracts/problems.js';
import type { Claim, Remittance as RemittanceRow, UnpostedItem } from '../../db/generated/client.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { suspenseMatchedPosting } from '../../domain/ledger/claim-postings.js';
import { assertBalanced, reversalOf, type LedgerEntryDraft, type PostingDraft } from '../../domain/ledger/posting.js';
import { isGovernment } from '../../domain/refunds/refund-clock.js';
import { placeOfClp } from '../../domain/remittances/plan-decided-anew.js';
import { planClaim } from '../../domain/remittances/plan-postings.js';
import { suspensePosting } from '../../domain/remittances/plan-reversal.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { openRefund } from '../refunds/open-refund.js';
import { cancelWorkItem } from '../stories/cancel-work-items.js';
import { recordAudit } from '../stories/record-audit.js';
import { bookOf, openOffsets } from './claims-on-books.js';
import { classifierFor } from './classifier.js';
import { remittanceOf } from './remittance-to-post.js';
import { recordClaimOutcomes } from './record-claim-outcome.js';
import { stagedClaim, type StagedClaim } from './staged-claims.js';

/** Kinds whose whole decision is still to be posted on a claim. */
const UNKNOWN = ['unknownClaim', 'ambiguousClaim', 'secondaryBeforePrimary'];
/** Kinds with money in suspense. */
const IN_SUSPENSE = [...UNKNOWN, 'orphanReversal', 'predetermination', 'recoveryOfUnknownClaim'];

export async function lockUnposted(tx: Tx, id: string): Promise<Result<UnpostedItem, Problem>> {
  await tx.db
    .$queryRaw`SELECT 1 FROM unposted_items WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid FOR UPDATE`;
  const item = await tx.db.unpostedItem.findUnique({
    where: { organizationId_id: { organizationId: tx.organizationId, id } },
  });
  if (!item) return fail(problem('notFound', 'unposted item'));
  if (item.state !== 'OPEN')
    return fail(problem('conflict', `the item is already ${item.state}`, { state: item.state }));
  return ok(item);
}

/** Posts the item to the claim a person (or the clock of the payers) chose: suspense is cleared, the claim's story told. */
export async function matchUnposted(
  deps: Deps,
  tx: Tx,
  item: UnpostedItem,
  claim: Claim,
): Promise<Result<'matched', Problem>> {
  if (!IN_SUSPENSE.includes(item.kind))
    return fail(problem('commandRefused', `${item.kind} is posted already; explain it instead`));
  if (claim.payerId !== item.payerId)
    return fail(problem('commandRefused', 'this claim is with another payer than the one that paid'));
  await tx.db
    .$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${claim.id}::uuid FOR UPDATE`;
  if (UNKNOWN.includes(item.kind)) await postDecision(deps, tx, item, claim);
  else await moveMoney(tx, item, claim);
  await close(tx, item, 'MATCHED', claim.id);
  return ok('matched');
}

/** The money leaves suspense and the decision is planned on the claim as if it had been found at once. */
async function postDecision(deps: Deps, tx: Tx, item: UnpostedItem, claim: Claim): Promise<void> {
  if (!item.remittanceClaimId) throw new Error(`Unposted item ${item.id} has no remittance claim`);
  const staged = await stagedClaim(deps, tx, item.remittanceClaimId);
  const remittance = await remittanceOf(tx, await rowOf(tx, item), [staged.document]);
  const book = await bookOf(deps, tx, claim);
  const classify = await classifierFor(tx, item.payerId);
  const plan = planClaim({ remittance, claim: staged.document, books: book, classify });
  const parked = suspensePosting(remittance, staged.document);
  const released = parked && releaseOf(parked, tx.at.date);
  const own = plan.posting && { ...plan.posting, businessKey: `${plan.posting.businessKey}:matched` };
  await savePostings(tx, [...(released ? [released] : []), ...(own ? [own] : []), ...(plan.undone ?? [])]);
  await noteClaim(tx, staged, claim.id);
  await recordClaimOutcomes(tx, {
    remittance,
    staged: [staged],
    plans: [plan],
    classify,
    books: new Map([[staged.document.ordinal, book]]),
  });
}

const releaseOf = (parked: PostingDraft, effectiveDate: PostingDraft['effectiveDate']): PostingDraft =>
  reversalOf(parked, {
    businessKey: `${parked.businessKey}:released`,
    effectiveDate,
    kind: 'suspenseMatched',
    source: { ...parked.source, place: `${parked.source.place ?? ''}:released` },
  });

const noteClaim = (tx: Tx, { row }: StagedClaim, claimId: string) =>
  tx.db.remittanceClaim.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: row.id } },
    data: { claimId, matchedBy: 'person' },
  });

/** A takeback or reversal whose claim was not known: only cash and the receivable move, a person decides the rest. */
async function moveMoney(tx: Tx, item: UnpostedItem, claim: Claim): Promise<void> {
  const taken = item.place.startsWith('plb:') ? -Number(item.amountCents) : Number(item.amountCents);
  await savePostings(tx, [
    suspenseMatchedPosting({
      businessKey: `unposted:${item.id}:matched`,
      effectiveDate: tx.at.date,
      amountCents: taken,
      source: { type: 'unpostedItem', id: item.id },
      claimId: claim.id,
      payerId: item.payerId,
    }),
  ]);
}

/** Money that is not ours goes back: out of where it waits, and a refund with its clock that another person agrees to. */
export async function returnUnposted(tx: Tx, item: UnpostedItem): Promise<Result<'returned', Problem>> {
  const parts = item.kind === 'decidedTwice' ? await heldPayments(tx, item) : inSuspense(item);
  const amountCents = parts.reduce((sum, part) => sum + part.amountCents, 0);
  const { payerId } = item;
  if (amountCents <= 0)
    return fail(problem('commandRefused', 'there is no money of it in suspense, or held, that could be returned'));
  await savePostings(tx, [
    assertBalanced({
      businessKey: `unposted:${item.id}:returned`,
      kind: 'refund',
      effectiveDate: tx.at.date,
      source: { type: 'unpostedItem', id: item.id },
      entries: [
        ...parts.map((part) => ({ ...part, payerId })),
        { account: 'refunds-payable', amountCents: -amountCents, payerId },
      ],
    }),
  ]);
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: payerId } },
    select: { payerClass: true },
  });
  await openRefund(tx, {
    businessKey: `unposted:${item.id}`,
    owner: 'payer',
    government: isGovernment(payer.payerClass),
    payerId,
    place: 'refunds-payable',
    amountCents,
    reason: item.kind === 'decidedTwice' ? 'paidTwice' : 'notOurs',
  });
  await close(tx, item, 'RETURNED');
  return ok('returned');
}

type Waiting = Pick<LedgerEntryDraft, 'account' | 'amountCents' | 'reference'>;

const inSuspense = ({ kind, place, amountCents }: UnpostedItem): Waiting[] =>
  IN_SUSPENSE.includes(kind) && !place.startsWith('plb:')
    ? [{ account: 'suspense', amountCents: Number(amountCents) }]
    : [];

/** The first payment of a claim decided twice, while the payer has taken nothing of it back by reversal or PLB WO. */
async function heldPayments(tx: Tx, { remittanceId, place, payerId }: UnpostedItem): Promise<Waiting[]> {
  const held = await tx.db.$queryRaw<{ reference: string | null; cents: bigint }[]>`
    SELECT e.reference, -sum(e.amount_cents)::bigint AS cents
      FROM postings p JOIN ledger_entries e ON e.organization_id = p.organization_id AND e.posting_id = p.id
     WHERE p.organization_id = ${tx.organizationId}::uuid AND p.source_type = 'remittance' AND p.source_id = ${remittanceId}
       AND p.source_place LIKE ${`${placeOfClp(place)}:replaced:%:held`} AND e.ledger_account = 'payer-offset'
     GROUP BY e.reference`;
  const open = new Map((await openOffsets(tx, payerId)).map((offset) => [offset.reference, offset.amountCents]));
  return held.every(({ reference, cents }) => (open.get(reference ?? '') ?? 0) >= Number(cents))
    ? held.map(({ reference, cents }) => ({
        account: 'payer-offset' as const,
        amountCents: Number(cents),
        ...(reference && { reference }),
      }))
    : [];
}

/** Nothing is left to post: a person read it and says what it was. Money in suspense must find a place first. */
export async function explainUnposted(tx: Tx, item: UnpostedItem): Promise<Result<'explained', Problem>> {
  if (IN_SUSPENSE.includes(item.kind) && item.amountCents !== 0n)
    return fail(problem('commandRefused', 'its money is in suspense: match it to a claim or return it'));
  await close(tx, item, 'EXPLAINED');
  return ok('explained');
}

async function close(tx: Tx, item: UnpostedItem, state: string, claimId?: string): Promise<void> {
  await tx.db.unpostedItem.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.id } },
    data: { state, resolvedOn: toDateColumn(tx.at.date), resolvedBy: tx.actor.id, ...(claimId && { claimId }) },
  });
  await recordAudit(tx, {
    action: 'unposted.resolve',
    subjectType: 'unpostedItem',
    subjectId: item.id,
    why: `${item.kind} at ${item.place} of remittance ${item.remittanceId}`,
    before: { state: item.state },
    after: { state, ...(claimId && { claimId }) },
  });
}

const rowOf = (tx: Tx, item: UnpostedItem): Promise<RemittanceRow> =>
  tx.db.remittance.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.remittanceId } },
  });

export const decisionWaits = async (tx: Tx, after: Claim, payerId: string): Promise<boolean> =>
  (await tx.db.unpostedItem.count({
    where: { organizationId: tx.organizationId, waitsForClaimId: after.id, payerId, state: 'OPEN' },
  })) > 0;

/** A decision that came before the payer whose turn it was finds its claim now that it exists (rulebook §6.1). */
export async function postWaiting(deps: Deps, tx: Tx, after: Claim, claimId: string): Promise<void> {
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: claimId } },
  });
  const waiting = await tx.db.unpostedItem.findMany({
    where: { organizationId: tx.organizationId, waitsForClaimId: after.id, payerId: claim.payerId, state: 'OPEN' },
  });
  for (const item of waiting) {
    await matchUnposted(deps, tx, item, claim);
    await cancelWorkItem(tx, `${item.remittanceId}:${item.place}`, { why: 'its claim exists now' });
  }
}
