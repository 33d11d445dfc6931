import { randomUUID } from 'node:crypto';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { ClaimState } from '../../domain/claims/claim-state.js';
import { tellOrStart } from '../links/patient-answers.js';
import { recordEvent, startStory } from '../stories/record-event.js';
import type { LoadedClaim } from './claim-facts.js';

/** Kinds of posting on receivable.patient that move money, and make no share. */
export const MONEY_OF_PATIENT: readonly string[] = [
  'patientPayment',
  'paymentReturned',
  'refund',
  'refundPaid',
  'agencyRemittance',
];
/** Kinds that settle a guarantor's share; every other posting on receivable.patient makes or takes back one. */
const SETTLING = [...MONEY_OF_PATIENT, 'writeOff'];

/**
 * Keeps the guarantor's account in step with what the books made the patient's share of a claim. What a payer took back is
 * told at once, whatever state the claim is in; what is new is told when the claim has nobody else to wait for.
 */
export async function syncPatientShare(tx: Tx, facts: LoadedClaim, state: ClaimState): Promise<void> {
  const told = await toldOf(tx, { id: facts.id, accountId: facts.row.accountId });
  const difference = (await shareCents(tx, facts.id)) - told;
  const key = `${facts.id}:responsibility:${facts.turn}`;
  const event = { claimId: facts.id, amountCents: Math.abs(difference) };
  if (difference < 0 && told > 0) {
    await recordEvent(tx, {
      story: 'patient-balance',
      subjectId: facts.row.accountId,
      type: 'responsibilityReversed',
      facts: event,
      key,
    });
  } else if (difference > 0 && state === 'PATIENT_RESP') {
    await openResponsibility(tx, facts, told + difference);
    await tellAdded(tx, facts.row.accountId, event, key);
  }
}

async function shareCents(tx: Tx, claimId: string): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ cents: bigint }[]>`
    SELECT coalesce(sum(e.amount_cents), 0)::bigint AS cents
      FROM ledger_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
     WHERE e.organization_id = ${tx.organizationId}::uuid AND e.claim_id = ${claimId}::uuid AND e.ledger_account = 'receivable.patient'
       AND p.kind <> ALL (${SETTLING})`;
  return Number(row?.cents ?? 0n);
}

/** The account hears that a share of its is none any more, as far as it was told of it; false when it never was. */
export async function tellReversed(
  tx: Tx,
  claim: { readonly id: string; readonly accountId: string },
  { amountCents, key }: { readonly amountCents: number; readonly key: string },
): Promise<boolean> {
  const told = await toldOf(tx, claim);
  if (told <= 0) return false;
  await tellOrStart(tx, 'patient-balance', claim.accountId, {
    type: 'responsibilityReversed',
    facts: { claimId: claim.id, amountCents: Math.min(told, amountCents) },
    key,
  });
  return true;
}

/** What the account was told so far, whether or not its story has taken it in yet. */
export async function toldOf(tx: Tx, claim: { readonly id: string; readonly accountId: string }): Promise<number> {
  const [row] = await tx.db.$queryRaw<{ cents: bigint }[]>`
    SELECT coalesce(sum((facts ->> 'amountCents')::bigint * CASE type WHEN 'responsibilityAdded' THEN 1 ELSE -1 END), 0)::bigint AS cents
      FROM story_events
     WHERE organization_id = ${tx.organizationId}::uuid AND story_kind = 'patient-balance' AND subject_id = ${claim.accountId}::uuid
       AND type IN ('responsibilityAdded', 'responsibilityReversed') AND facts ->> 'claimId' = ${claim.id}`;
  return Number(row?.cents ?? 0n);
}

async function openResponsibility(tx: Tx, facts: LoadedClaim, amountCents: number): Promise<void> {
  await tx.db.responsibility.upsert({
    where: { organizationId_claimId: { organizationId: tx.organizationId, claimId: facts.id } },
    create: {
      id: randomUUID(),
      organizationId: tx.organizationId,
      accountId: facts.row.accountId,
      claimId: facts.id,
      amountCents: BigInt(amountCents),
      dayZero: toDateColumn(tx.at.date),
    },
    update: { amountCents: BigInt(amountCents), state: 'OPEN', settledOn: null, settledHow: null },
  });
}

async function tellAdded(
  tx: Tx,
  accountId: string,
  facts: { claimId: string; amountCents: number },
  key: string,
): Promise<void> {
  const running = await tx.db.story.count({
    where: { organizationId: tx.organizationId, kind: 'patient-balance', subjectId: accountId },
  });
  if (running === 0) return startStory(tx, 'patient-balance', accountId, { type: 'responsibilityAdded', facts });
  await recordEvent(tx, { story: 'patient-balance', subjectId: accountId, type: 'responsibilityAdded', facts, key });
}
