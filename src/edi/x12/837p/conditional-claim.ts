import { occurrenceCodes, type AccidentMsp } from '../../../domain/claims/accident-msp.js';
import type { PlainDate } from '../../../domain/dates/plain-date.js';
import { cents } from '../../../domain/money.js';
import type { RemittanceClaim } from '../835/remittance.js';
import type { Claim837, HealthCareCode } from './claim-837.js';

interface Accident {
  readonly mspType: AccidentMsp;
  readonly accidentOn: PlainDate;
}

/** CARC that names the insurer who owes, and cause of the accident (CLM11): the codes of an insurer that said nothing. */
const codesOf: Readonly<Record<AccidentMsp, { carc: string; cause: string }>> = {
  '14': { carc: '21', cause: 'OA' },
  '15': { carc: '19', cause: 'EM' },
  '47': { carc: '20', cause: 'OA' },
};

/**
 * What a silent insurer of an accident decided, as a conditional claim must tell it (CMS Pub. 100-05 ch. 3 §40.3, ch. 5 §50):
 * nothing paid, and the whole charge its own (OA).
 */
export const silentDecision = (claim: Claim837, mspType: AccidentMsp): RemittanceClaim => ({
  kind: 'remittanceClaim',
  ordinal: 1,
  claimNumber: claim.claimNumber,
  status: '1',
  chargeCents: claim.chargeCents,
  paidCents: cents(0),
  adjustments: [{ group: 'OA', carc: codesOf[mspType].carc, amountCents: claim.chargeCents }],
  remarks: [],
  refs: [],
  dates: [],
  contacts: [],
  amounts: [],
  quantities: [],
  lines: [],
  unmodelled: [],
});

/** The accident where a conditional claim must show it; what the claim says of it already stays. */
export function withAccident(claim: Claim837, accident: Accident): Claim837 {
  return claim.kind === 'I' ? institutional(claim, accident) : professional(claim, accident);
}

function professional(claim: Claim837, { mspType, accidentOn }: Accident): Claim837 {
  const dated = claim.dates.some(({ qualifier }) => qualifier === ACCIDENT);
  return {
    ...claim,
    relatedCauses: claim.relatedCauses ?? { causes: [codesOf[mspType].cause] },
    dates: dated
      ? claim.dates
      : [...claim.dates, { qualifier: ACCIDENT, format: 'D8', value: accidentOn.replaceAll('-', '') }],
  };
}

/** DTP01: accident. */
const ACCIDENT = '439';
/** HI: an occurrence with its day, a value with its amount, a condition. */
const [OCCURRENCE, VALUE, CONDITION] = ['BH', 'BE', 'BG'] as const;
const ACCIDENTS: readonly string[] = ['01', '02', '03', '04'];
const EMPLOYMENT_RELATED = '02';

function institutional(claim: Claim837, { mspType, accidentOn }: Accident): Claim837 {
  const has = (qualifier: string, codes: readonly string[]): boolean =>
    claim.codes.some((one) => one.qualifier === qualifier && codes.includes(one.code));
  const occurrence = occurrenceCodes[mspType];
  const date = accidentOn.replaceAll('-', '');
  const more: HealthCareCode[] = [
    ...(has(OCCURRENCE, ACCIDENTS) ? [] : [{ qualifier: OCCURRENCE, code: occurrence, dateFormat: 'D8', date }]),
    ...(mspType !== '15' || has(CONDITION, [EMPLOYMENT_RELATED])
      ? []
      : [{ qualifier: CONDITION, code: EMPLOYMENT_RELATED }]),
  ];
  const kept = claim.codes.filter((one) => !(one.qualifier === VALUE && one.code === mspType));
  return { ...claim, codes: [...kept, ...more, { qualifier: VALUE, code: mspType, amountCents: cents(0) }] };
}
