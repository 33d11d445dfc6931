import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { Posting } from '../../db/generated/client.js';
import type { Allocation } from '../../domain/patients/patient-balance.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { returnedPaymentFeePosting } from '../../domain/ledger/claim-postings.js';
import { reversalOf } from '../../domain/ledger/posting.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { tellOrStart } from '../links/patient-answers.js';
import { hasMailAddress } from './mail-address.js';
import { officeSettings } from '../organizations/office-settings.js';
import { draftOf } from '../remittances/earlier-adjudications.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';

/** Why money that was booked is gone again (BAI2 555 and 557, card chargeback; rulebook §6.5). */
export const returnReasons = [
  'insufficientFunds',
  'stopPayment',
  'accountClosed',
  'chargeback',
  'keyingError',
] as const;
/** Reasons that cost the guarantor a fee: the bank did not honour what he gave. A chargeback or our own error costs none. */
const FEE_REASONS: readonly ReturnReason[] = ['insufficientFunds', 'stopPayment', 'accountClosed'];
export type ReturnReason = (typeof returnReasons)[number];

export interface ReturnedPayment {
  readonly accountId: string;
  readonly paymentId: string;
  readonly reason: ReturnReason;
  /** Day of the bank; today when not stated. */
  readonly returnedOn?: PlainDate;
}

export interface RecordedReturn {
  readonly paymentId: string;
  readonly accountId: string;
  readonly amountCents: number;
  /** Charged by the setting of the office; 0 when none. */
  readonly feeCents: number;
  readonly returnedOn: string;
}

/**
 * A check bounced or a card payment was charged back: its posting is reversed exactly, once, and what it had paid is owed
 * again from its old day on, with the office's fee. The guarantor gets a letter and a person speaks with him. Refused while the payment is not posted yet.
 */
export async function returnPatientPayment(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: ReturnedPayment,
): Promise<Result<RecordedReturn, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    await tx.db
      .$queryRaw`SELECT 1 FROM patient_payments WHERE organization_id = ${organizationId}::uuid AND id = ${input.paymentId}::uuid FOR UPDATE`;
    const payment = await tx.db.patientPayment.findFirst({
      where: { organizationId, id: input.paymentId, accountId: input.accountId },
    });
    if (!payment) return fail(problem('notFound', 'payment'));
    const returnedOn = input.returnedOn ?? tx.at.date;
    if (returnedOn > tx.at.date)
      return fail(problem('invalidInput', 'a payment is not returned in the future', { today: tx.at.date }));
    const posted = await standingPosting(tx, payment.id);
    if (!posted.ok) return posted;
    await savePostings(tx, [
      reversalOf(await draftOf(tx, posted.value), {
        businessKey: `${payment.id}:returned:1`,
        effectiveDate: returnedOn,
        kind: 'paymentReturned',
        source: { type: 'patientPayment', id: payment.id, place: 'returned' },
      }),
    ]);
    const amountCents = Number(payment.amountCents);
    const allocations = payment.allocation as unknown as readonly Allocation[];
    const fee = await chargeFee(tx, input, { allocations, returnedOn });
    await tellAccount(tx, input, { allocations, amountCents, feeCents: fee?.amountCents ?? 0 });
    if (fee) await tellFee(tx, input, fee);
    return ok({
      paymentId: payment.id,
      accountId: input.accountId,
      amountCents,
      feeCents: fee?.amountCents ?? 0,
      returnedOn,
    });
  });
}

async function standingPosting(tx: Tx, paymentId: string): Promise<Result<Posting, Problem>> {
  const { organizationId } = tx;
  const row = await tx.db.posting.findUnique({
    where: { organizationId_businessKey: { organizationId, businessKey: `${paymentId}:payment:1` } },
  });
  if (!row) return fail(problem('commandRefused', 'this payment is not on the books yet'));
  const reversal = await tx.db.posting.findFirst({
    where: { organizationId, reversesId: row.id },
    select: { id: true },
  });
  return reversal ? fail(problem('conflict', 'this payment was returned before')) : ok(row);
}

/** Owed with the claim the payment was for first; money that had paid nothing yet costs no fee. */
async function chargeFee(
  tx: Tx,
  { accountId, paymentId, reason }: ReturnedPayment,
  { allocations, returnedOn }: { allocations: readonly Allocation[]; returnedOn: PlainDate },
): Promise<Allocation | undefined> {
  const claimId = allocations[0]?.claimId;
  const { returnedPaymentFeeCents: amountCents } = await officeSettings(tx);
  if (amountCents === 0 || claimId === undefined || !FEE_REASONS.includes(reason)) return undefined;
  await savePostings(tx, [
    returnedPaymentFeePosting({
      paymentId,
      effectiveDate: returnedOn,
      amountCents,
      claimId,
      guarantorAccountId: accountId,
    }),
  ]);
  return { claimId, amountCents };
}

/** After the return itself: what it had paid is owed again, and the fee on top of it. */
const tellFee = (tx: Tx, { accountId, paymentId }: ReturnedPayment, fee: Allocation): Promise<void> =>
  tellOrStart(tx, 'patient-balance', accountId, {
    type: 'responsibilityAdded',
    facts: { claimId: fee.claimId, amountCents: fee.amountCents },
    key: `payment:${paymentId}:returned-fee`,
  });

async function tellAccount(
  tx: Tx,
  { accountId, paymentId, reason }: ReturnedPayment,
  { allocations, amountCents, feeCents }: { allocations: readonly Allocation[]; amountCents: number; feeCents: number },
): Promise<void> {
  await recordAudit(tx, {
    action: 'patientPayment.return',
    subjectType: 'account',
    subjectId: accountId,
    why: `payment returned: ${reason}`,
    after: { paymentId, amountCents, feeCents },
  });
  await tellOrStart(tx, 'patient-balance', accountId, {
    type: 'paymentReturned',
    facts: { paymentId, allocations, mail: await hasMailAddress(tx, accountId) },
    key: `payment:${paymentId}:returned`,
  });
  await openWorkItem(
    tx,
    { type: 'patient-balance', id: accountId, amountCents },
    {
      kind: 'returnedPayment',
      dedupeKey: `${paymentId}:returned`,
      dueDate: addBusinessDays(tx.at.date, 1),
      facts: { paymentId, reason, amountCents, ...(feeCents > 0 && { feeCents }) },
    },
  );
}
