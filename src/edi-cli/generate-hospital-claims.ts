import { addDays, type PlainDate } from '../domain/dates/plain-date.js';
import { cents } from '../domain/money.js';
import type { Claim837, ClaimLine, HealthCareCode } from '../edi/x12/837p/claim-837.js';
import type { ClaimProvider } from '../edi/x12/837p/claim-parties.js';
import { npiFrom } from '../edi/x12/837p/npi.js';
import type { SeededRandom } from '../edi/x12/837p/seeded-random.js';

/** Interim bills (frequency 2 first, 3 continuing, 4 last), late charges (5), and the codes of UB-04 items 18–41. */
export const HOSPITAL_FEATURES = ['interim', 'lateCharges', 'codes'] as const;

const ATTENDING: ClaimProvider = {
  ...{ role: '71', entity: 'person', name: 'ADAMS', firstName: 'RUTH', npi: npiFrom('299999301') },
  ...{ taxonomy: '207P00000X', contacts: [], refs: [] },
};

const compact = (date: PlainDate): string => date.replaceAll('-', '');

/** Principal procedure, occurrence span, occurrence, value and condition: one of each kind. */
const hospitalCodes = (from: PlainDate): HealthCareCode[] => [
  { qualifier: 'BBR', code: '0SRC0J9', dateFormat: 'D8', date: compact(from) },
  { qualifier: 'BI', code: '70', dateFormat: 'RD8', date: `${compact(from)}-${compact(addDays(from, 1))}` },
  { qualifier: 'BH', code: '11', dateFormat: 'D8', date: compact(from) },
  { qualifier: 'BE', code: 'A2', amountCents: cents(1_531) },
  { qualifier: 'BG', code: '09' },
];

/** CLM05-3 and item 17 of an original claim: interim bills leave the patient where they are (`30`). */
function billed(
  claim: Claim837,
  features: readonly string[],
  random: SeededRandom,
): { frequency: string; status: string } {
  if (claim.frequency !== '1') return { frequency: claim.frequency, status: '01' };
  const ways = [
    ...(features.includes('interim') ? ['2', '3', '4'] : []),
    ...(features.includes('lateCharges') ? ['5'] : []),
  ];
  if (ways.length === 0 || !random.chance(60)) return { frequency: '1', status: '01' };
  const frequency = random.pick(ways);
  return { frequency, status: frequency === '2' || frequency === '3' ? '30' : '01' };
}

/** The same visit billed by a hospital: revenue codes, statement period, admission, attending physician. */
export function asHospital(claim: Claim837, features: readonly string[], random: SeededRandom): Claim837 {
  const from: PlainDate = claim.lines[0]?.serviceFrom ?? ('2026-01-05' as PlainDate);
  const { frequency, status } = billed(claim, features, random);
  const isInpatient = random.chance(30) || frequency === '2' || frequency === '3' || frequency === '4';
  const facilityCode = isInpatient ? '11' : '13';
  const lines = claim.lines.map((line): ClaimLine => {
    return { ...line, revenueCode: random.pick(['0450', '0300', '0636', '0510']), pointers: [] };
  });
  const { providerSignature: _signature, ...rest } = claim;
  const discharged = status === '30' ? {} : { dischargeHour: '1800' };
  const admitted = isInpatient ? { admissionDate: from, admissionHour: '0915', ...discharged, drg: '470' } : {};
  return {
    ...rest,
    ...{ kind: 'I', facilityCode, facilityQualifier: 'A', frequency, providers: [ATTENDING], lines },
    ...(features.includes('codes') ? { codes: hospitalCodes(from) } : {}),
    institutional: {
      ...{ typeOfBill: `0${facilityCode}${frequency}`, ...admitted },
      ...{ statementFrom: from, statementThrough: addDays(from, isInpatient ? random.between(1, 9) : 0) },
      ...{ admissionType: '1', admissionSource: '1', patientStatus: status },
    },
  };
}
