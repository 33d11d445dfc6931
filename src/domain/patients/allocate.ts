import { owedCents, type Allocation, type PatientResponsibility } from './patient-balance.js';

/** Oldest liability first; what is on a plan comes before the others, and an agency’s money goes to what it has. */
function inPaymentOrder(items: readonly PatientResponsibility[], fromAgency: boolean): PatientResponsibility[] {
  const isFirst = (item: PatientResponsibility): boolean => (fromAgency ? item.placement === 'placed' : item.onPlan);
  return [...items].sort(
    (a, b) =>
      Number(isFirst(b)) - Number(isFirst(a)) ||
      a.transferDate.localeCompare(b.transferDate) ||
      a.claimId.localeCompare(b.claimId),
  );
}

/** Spreads an amount over what is owed; what no responsibility takes is returned as `restCents`. */
export function allocate(
  items: readonly PatientResponsibility[],
  amountCents: number,
  how: { readonly only?: string | undefined; readonly fromAgency?: boolean | undefined } = {},
): { allocations: Allocation[]; restCents: number } {
  const allocations: Allocation[] = [];
  let restCents = amountCents;
  for (const item of inPaymentOrder(items, how.fromAgency === true)) {
    const takenCents = how.only === undefined || how.only === item.claimId ? Math.min(restCents, owedCents(item)) : 0;
    if (takenCents <= 0) continue;
    allocations.push({ claimId: item.claimId, amountCents: takenCents });
    restCents -= takenCents;
  }
  return { allocations, restCents };
}

/** The responsibilities after a payment or write-off of these amounts. */
export function apply(
  items: readonly PatientResponsibility[],
  allocations: readonly Allocation[],
  to: 'paidCents' | 'writtenOffCents',
): PatientResponsibility[] {
  return items.map((item) => {
    const amountCents = allocations.find(({ claimId }) => claimId === item.claimId)?.amountCents ?? 0;
    return amountCents === 0 ? item : { ...item, [to]: item[to] + amountCents };
  });
}
