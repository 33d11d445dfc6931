import { addDays, type PlainDate } from '../domain/dates/plain-date.js';
import { cents } from '../domain/money.js';
import type { Repricing } from '../edi/x12/837p/claim-circumstances.js';
import type { Claim837, ClaimLine } from '../edi/x12/837p/claim-837.js';
import type { PayToPlan } from '../edi/x12/837p/claim-parties.js';

/** `repriced`: a network's price (HCP). `payToPlan`: loop 2010AC. */
export const CIRCUMSTANCE_FEATURES = ['repriced', 'payToPlan'] as const;

const PLAN: PayToPlan = {
  ...{ entity: 'organization', name: 'TOWN HEALTH PLAN', id: 'THP01', idQualifier: 'PI', taxId: '990000077' },
  address: { line1: '1 PLAN AVENUE', city: 'RIVERSIDE', state: 'OH', zip: '454310001' },
  ...{ contacts: [], refs: [{ qualifier: '2U', value: 'THP0100' }] },
};

const priced = (chargeCents: number): Repricing => ({
  ...{ method: '03', allowedCents: cents(Math.floor(chargeCents * 0.8)), organizationId: 'NET4711' },
  savingsCents: cents(chargeCents - Math.floor(chargeCents * 0.8)),
  ...{ compliance: '1' },
});

/** Claim and lines as a repricer sends them on, and the plan that is to get the money. */
export function withCircumstances(claim: Claim837, features: readonly string[]): Claim837 {
  const repriced = features.includes('repriced')
    ? {
        repricing: priced(claim.chargeCents),
        lines: claim.lines.map((line) => ({ ...line, repricing: priced(line.chargeCents) })),
      }
    : {};
  return { ...claim, ...repriced, ...(features.includes('payToPlan') ? { payToPlan: PLAN } : {}) };
}

/** A line for a rented wheelchair: certified for a year, the form's questions answered. */
export function withEquipment(claim: Claim837, from: PlainDate): Claim837 {
  const [first, ...rest] = claim.lines;
  if (first === undefined) return claim;
  const line: ClaimLine = {
    ...first,
    equipment: {
      ...{ procedureQualifier: 'HC', procedureCode: 'K0001', unit: 'DA', length: '30', rentalPeriod: '4' },
      ...{ rentalCents: cents(5_000), purchaseCents: cents(61_250) },
    },
    equipmentCertification: { kind: 'I', unit: 'MO', length: '12' },
    dates: [...first.dates, { qualifier: '463', format: 'D8', value: from.replaceAll('-', '') }],
    forms: [
      {
        ...{ list: 'UT', code: '02.03A' },
        answers: [
          { question: '1A', yesOrNo: 'Y' },
          { question: '5', text: '12', percent: '62.5' },
          { question: '6', date: addDays(from, -3) },
        ],
      },
    ],
  };
  return { ...claim, lines: [line, ...rest] };
}
