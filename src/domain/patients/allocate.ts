import { owedCents, type Allocation, type PatientResponsibility } from './patient-balance.js';

/** Oldest liability first; on a plan its own responsibilities come before the others. */
function inPaymentOrder(items: readonly PatientResponsibility[]): PatientResponsibility[] {
  return [...items].sort(
    (a, b) =>
      Number(b.onPlan) - Number(a.onPlan) ||
      a.transferDate.localeCompare(b.transferDate) ||
      a.claimId.localeCompare(b.claimId),
  );
}

/** Spreads an amount over what is owed; what no responsibility takes is returned as `restCents`. */
export function allocate(
  items: readonly PatientResponsibility[],
  amountCents: number,
  only?: string,
): { allocations: Allocation[]; restCents: number } {
  const allocations: Allocation[] = [];
  let restCents = amountCents;
  for (const item of inPaymentOrder(items)) {
    const takenCents = only === undefined || only === item.claimId ? Math.min(restCents, owedCents(item)) : 0;
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
