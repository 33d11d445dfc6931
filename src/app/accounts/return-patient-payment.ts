import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { Posting } from '../../db/generated/client.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { reversalOf } from '../../domain/ledger/posting.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { tellOrStart } from '../links/patient-answers.js';
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
  readonly returnedOn: string;
}

/**
 * A check bounced or a card payment was charged back: its posting is reversed exactly, once, and what it had paid is owed
 * again from its old day on. A person speaks with the guarantor. Refused while the payment is not posted yet.
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
    await tellAccount(tx, input, { allocations: payment.allocation, amountCents });
    return ok({ paymentId: payment.id, accountId: input.accountId, amountCents, returnedOn });
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

async function tellAccount(
  tx: Tx,
  { accountId, paymentId, reason }: ReturnedPayment,
  { allocations, amountCents }: { allocations: unknown; amountCents: number },
): Promise<void> {
  await recordAudit(tx, {
    action: 'patientPayment.return',
    subjectType: 'account',
    subjectId: accountId,
    why: `payment returned: ${reason}`,
    after: { paymentId, amountCents },
  });
  await tellOrStart(tx, 'patient-balance', accountId, {
    type: 'paymentReturned',
    facts: { paymentId, allocations },
    key: `payment:${paymentId}:returned`,
  });
  await openWorkItem(
    tx,
    { type: 'patient-balance', id: accountId, amountCents },
    {
      kind: 'returnedPayment',
      dedupeKey: `${paymentId}:returned`,
      dueDate: addBusinessDays(tx.at.date, 1),
      facts: { paymentId, reason, amountCents },
    },
  );
}
