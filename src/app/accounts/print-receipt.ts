import { renderReceipt, type ReceiptFacts } from '../../adapters/receipt-pdf.js';
import { problem, type Problem } from '../../contracts/problems.js';
import type { PatientPayment } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { Allocation } from '../../domain/patients/patient-balance.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { PersonIdentity } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';

export interface Receipt {
  readonly number: number;
  /** PDF, the same bytes whenever it is printed from the same facts. */
  readonly bytes: Buffer;
}

/** The receipt of one payment as it stands today; an agency's remittance has none of ours. */
export async function printReceipt(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: { readonly accountId: string; readonly paymentId: string },
): Promise<Result<Receipt, Problem>> {
  const facts = await inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const { paymentId: id, accountId } = wish;
    const payment = await tx.db.patientPayment.findFirst({ where: { organizationId, id, accountId } });
    return payment?.receiptNumber ? receiptFacts(deps, tx, payment, Number(payment.receiptNumber)) : undefined;
  });
  if (!facts) return fail(problem('notFound', 'receipt'));
  const { bytes } = await renderReceipt(facts);
  return ok({ number: facts.number, bytes });
}

async function receiptFacts(deps: Deps, tx: Tx, payment: PatientPayment, number: number): Promise<ReceiptFacts> {
  const { organizationId } = tx;
  const organization = await tx.db.organization.findUniqueOrThrow({ where: { id: organizationId } });
  const account = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { organizationId, id: payment.accountId } },
  });
  const place = { org: organizationId, table: 'accounts', column: 'guarantor', rowId: account.id };
  const guarantor = deps.keys.openJson<PersonIdentity>(place, account.guarantor);
  const returned = await tx.db.posting.findFirst({
    where: { organizationId, kind: 'paymentReturned', sourceType: 'patientPayment', sourceId: payment.id },
    select: { effectiveDate: true },
  });
  return {
    organizationName: organization.name,
    number,
    receivedOn: fromDateColumn(payment.receivedOn),
    guarantor: [guarantor.firstName, guarantor.lastName].filter(Boolean).join(' '),
    accountNumber: account.accountNumber,
    method: payment.method,
    reference: payment.reference,
    amountCents: Number(payment.amountCents),
    paid: await paidBy(tx, payment),
    ...(returned && { returnedOn: fromDateColumn(returned.effectiveDate) }),
  };
}

async function paidBy(tx: Tx, payment: PatientPayment): Promise<ReceiptFacts['paid']> {
  const allocations = payment.allocation as unknown as readonly Allocation[];
  const claims = await tx.db.claim.findMany({
    where: { organizationId: tx.organizationId, id: { in: allocations.map(({ claimId }) => claimId) } },
    select: { id: true, claimNumber: true, serviceFrom: true },
  });
  return allocations.flatMap(({ claimId, amountCents }) => {
    const claim = claims.find(({ id }) => id === claimId);
    return claim
      ? [{ claimNumber: claim.claimNumber, serviceFrom: fromDateColumn(claim.serviceFrom), amountCents }]
      : [];
  });
}
