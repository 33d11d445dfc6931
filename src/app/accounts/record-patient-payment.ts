import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { nextControlNumber } from '../batches/control-numbers.js';
import type { Deps } from '../deps.js';
import { tellOrStart } from '../links/patient-answers.js';
import { officeSettings } from '../organizations/office-settings.js';
import { hasMailAddress } from './mail-address.js';
import { recordAudit } from '../stories/record-audit.js';

export interface NewPatientPayment {
  readonly accountId: string;
  readonly amountCents: number;
  readonly method: string;
  /** Check number or processor reference; never a card number. */
  readonly reference: string;
  readonly receivedOn?: PlainDate;
  /** Business key of the payment, from the caller's Idempotency-Key. */
  readonly key: string;
}

export interface RecordedPatientPayment {
  readonly paymentId: string;
  readonly accountId: string;
  readonly amountCents: number;
  readonly receivedOn: string;
  readonly receiptNumber: number;
}

/** Records money of a guarantor once; the account's story allocates and posts it in its own turn. */
export async function recordPatientPayment(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: NewPatientPayment,
): Promise<Result<RecordedPatientPayment, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const account = await tx.db.account.findUnique({
      where: { organizationId_id: { organizationId, id: input.accountId } },
      select: { id: true },
    });
    if (!account) return fail(problem('notFound', 'account'));
    const businessKey = `${input.accountId}:${input.key}`;
    const known = await tx.db.patientPayment.findFirst({ where: { organizationId, businessKey } });
    if (known) return fail(problem('conflict', 'this payment was recorded before', { paymentId: known.id }));
    const paymentId = randomUUID();
    const receivedOn = input.receivedOn ?? tx.at.date;
    if (receivedOn > tx.at.date)
      return fail(problem('invalidInput', 'a payment is not received in the future', { today: tx.at.date }));
    const receiptNumber = await nextControlNumber(tx, 'receipt');
    await tx.db.patientPayment.create({
      data: {
        id: paymentId,
        organizationId,
        accountId: input.accountId,
        amountCents: BigInt(input.amountCents),
        method: input.method,
        reference: input.reference,
        businessKey,
        receivedOn: toDateColumn(receivedOn),
        recordedBy: actor.id,
        receiptNumber,
      },
    });
    await recordAudit(tx, {
      action: 'patientPayment.record',
      subjectType: 'account',
      subjectId: input.accountId,
      why: `payment by ${input.method}`,
      after: { paymentId, amountCents: input.amountCents, receivedOn, receiptNumber: Number(receiptNumber) },
    });
    await tellOrStart(tx, 'patient-balance', input.accountId, {
      type: 'paymentReceived',
      facts: { paymentId, amountCents: input.amountCents, receipt: await mailsReceipt(tx, input.accountId) },
      key: `payment:${paymentId}`,
    });
    return ok({
      paymentId,
      accountId: input.accountId,
      amountCents: input.amountCents,
      receivedOn,
      receiptNumber: Number(receiptNumber),
    });
  });
}

/** Where the office mails receipts and the guarantor has an address; printed they always are. */
const mailsReceipt = async (tx: Tx, accountId: string): Promise<boolean> =>
  (await officeSettings(tx)).mailReceipts && (await hasMailAddress(tx, accountId));
