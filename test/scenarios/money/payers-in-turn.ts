import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import { RIVERSIDE_PAYERS } from '../../../src/edi/x12/837p/practice-catalog.js';
import type { RemittanceClaim } from '../../../src/edi/x12/835/remittance.js';
import { readX12 } from '../../../src/edi/x12/read.js';
import { adjudicate } from '../../../src/simulator/adjudicate.js';
import type { PayerDecision } from '../../../src/simulator/scenarios/scenario.js';
import { balanceOf, claimRow, openOne, type OpenedClaim } from '../../app/a-practice.js';
import { remittanceFile, type Office } from './an-office.js';

/** A payer of the practice by its code. */
export const payerNamed = (id: string) => {
  const found = RIVERSIDE_PAYERS.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};

/** A claim first to one payer, and with further policies of the patient in the order given. */
export const insured =
  (first: string, ...others: string[]) =>
  (claim: Claim837): Claim837 => ({
    ...claim,
    payer: { ...claim.payer, id: first, name: payerNamed(first).name },
    subscriber: { ...claim.subscriber, filingIndicator: payerNamed(first).filingIndicator },
    otherPayers: others.map((id, at) => ({
      sequence: ['S', 'T'][at] ?? 'A',
      relationship: '18',
      filingIndicator: payerNamed(id).filingIndicator,
      adjustments: [],
      amounts: [],
      benefitsAssigned: 'Y',
      release: 'Y',
      subscriber: {
        entity: 'person',
        name: claim.subscriber.name,
        firstName: claim.subscriber.firstName ?? '',
        memberId: `M${at}${claim.claimNumber}`,
        contacts: [],
        refs: [],
      },
      payer: { entity: 'organization', name: payerNamed(id).name, id, idQualifier: 'PI', contacts: [], refs: [] },
      providers: [],
      unmodelled: [],
    })),
  });

/** The claims of an 837. */
export async function claimsIn(text: string): Promise<Claim837[]> {
  const claims: Claim837[] = [];
  const bytes = (async function* one() {
    yield new TextEncoder().encode(text);
  })();
  for await (const items of readX12(bytes, { allow: { allowTestUsage: true } }))
    for (const item of items) if (item.kind === 'claim') claims.push(item.claim);
  return claims;
}

/** What several payers in turn do with the claims of one office. */
export function payersInTurn(office: Office) {
  /** The claim as its payer holds it: what the last 837 that names it said. */
  async function asSent(claimNumber: string): Promise<Claim837> {
    for (const text of office.sent().reverse()) {
      const found = (await claimsIn(text)).find((claim) => claim.claimNumber === claimNumber);
      if (found) return found;
    }
    throw new Error(`${claimNumber} was never sent`);
  }

  const decide = async (claimNumber: string, decision: Partial<PayerDecision> = {}): Promise<RemittanceClaim> =>
    adjudicate(
      await asSent(claimNumber),
      { payAfterDays: 1, ...decision },
      { ordinal: 1, payerClaimNumber: `P${claimNumber}` },
    );

  async function pays(id: string, date: string, ...claims: RemittanceClaim[]): Promise<void> {
    await office.receive(remittanceFile({ payer: payerNamed(id), date, claims }));
    await office.work();
  }

  async function bill(change: (claim: Claim837) => Claim837): Promise<OpenedClaim> {
    const claim = await openOne(office, change);
    await office.work();
    await nextDay();
    return claim;
  }

  /** One business day later, after closing time: what was ready has left. */
  async function nextDay(): Promise<void> {
    await office.goTo(tomorrow());
    await office.work();
  }

  /** The next day before closing time: what is ready now waits for its batch. */
  async function nextMorning(): Promise<void> {
    await office.goTo(tomorrow(), '14:00');
    await office.work();
  }

  function tomorrow(): string {
    const days = new Date(`${office.today()}T00:00:00Z`);
    days.setUTCDate(days.getUTCDate() + 1);
    return days.toISOString().slice(0, 10);
  }

  const next = async (claim: { id: string }) => {
    const [row] = await office.rows<{ id: string; claim_number: string; state: string; sequence: string }>(
      'SELECT id, claim_number, state, sequence FROM claims WHERE parent_claim_id = $1',
      [claim.id],
    );
    return row;
  };
  const state = async (claim: { id: string }) => (await claimRow(office, claim.id)).state;
  const owed = async (claim: { id: string }) => ({
    payer: await balanceOf(office, claim.id, 'receivable.payer'),
    patient: await balanceOf(office, claim.id, 'receivable.patient'),
  });
  const existing = async (claim: { id: string }) => {
    const found = await next(claim);
    if (!found) throw new Error('there is no claim to the next payer');
    return found;
  };

  return { asSent, decide, pays, bill, nextDay, nextMorning, next, existing, state, owed };
}

export const plus = (amount: number, more: number) => (amount + more) as RemittanceClaim['paidCents'];

/** The payer takes the whole claim back at claim level. */
export const withoutLines = (claim: RemittanceClaim): RemittanceClaim => ({
  ...claim,
  lines: [],
  adjustments: [...claim.adjustments, ...claim.lines.flatMap((line) => line.adjustments)],
});
