import { claimFilingIndicatorText, placeOfServiceText } from '../edi/codes/code-texts.js';
import { carcText } from '../edi/codes/carc.js';
import type {
  Claim837,
  ClaimAttachment,
  ClaimLine,
  HealthCareCode,
  LineAdjudication,
  OtherPayer,
} from '../edi/x12/837p/claim-837.js';
import type { ConditionIndicator } from '../edi/x12/837p/claim-circumstances.js';
import { dollars, joined, people, wrapped } from './page.js';

const FREQUENCIES: Readonly<Record<string, string>> = {
  ...{
    '1': 'original claim',
    '2': 'first bill of a stay',
    '3': 'continuing bill of a stay',
    '4': 'last bill of a stay',
  },
  ...{ '5': 'late charges', '7': 'replaces an earlier claim', '8': 'voids an earlier claim' },
};

/** One claim as a person reads the form: who, for whom, to whom, why, and each line. */
export function claimPage(claim: Claim837, ordinal: number): string {
  const { subscriber, patient, payer, billingProvider: billing } = claim;
  const filing = subscriber.filingIndicator && (claimFilingIndicatorText(subscriber.filingIndicator) ?? undefined);
  const rows = [
    ['Patient', patient === undefined ? people(subscriber) : `${people(patient)} (insured: ${people(subscriber)})`],
    ['Insured', joined(subscriber.memberId && `member ${subscriber.memberId}`, subscriber.payerResponsibility, filing)],
    ['Payer', joined(payer.name, payer.id)],
    ['Billed by', joined(people(billing), billing.npi && `NPI ${billing.npi}`)],
    ['Where', whereText(claim)],
    ['Why', claim.diagnoses.map(({ code }) => code).join(' ')],
    ['Codes', claim.codes.map(codeText).join('  ')],
    ['Numbers', claim.refs.map(({ qualifier, value }) => `${qualifier} ${value}`).join('  ')],
    ['Proof', claim.attachments.map(proofText).join('  ')],
    ['Carried', carriedText(claim)],
    ['Conditions', (claim.conditions ?? []).map(conditionText).join('  ')],
    ['Notes', [...claim.notes.map(({ text }) => text), ...(claim.fileInformation ?? [])].join('; ')],
  ];
  const shown = rows.filter(([, text]) => text !== '');
  return [
    `\n  Claim ${ordinal}  ${joined(claim.claimNumber, FREQUENCIES[claim.frequency] ?? `frequency ${claim.frequency}`)}\n`,
    ...shown.map(([name = '', text = '']) => `    ${name.padEnd(11)}${wrapped(text, 15)}\n`),
    ...claim.otherPayers.map(otherPayerPage),
    ...claim.lines.map((line, at) => linePage(line, at + 1)),
    sumsPage(claim),
  ].join('');
}

const codeText = ({ qualifier, code, date, amountCents }: HealthCareCode): string =>
  [qualifier, code, date, amountCents !== undefined && dollars(amountCents)].filter(Boolean).join(' ');

const proofText = ({ reportType, transmission, controlNumber }: ClaimAttachment): string =>
  [reportType, transmission, controlNumber && `number ${controlNumber}`].filter(Boolean).join(' ');

const conditionText = ({ category, applies, codes }: ConditionIndicator): string =>
  `${category} ${applies === 'Y' ? 'holds' : 'does not hold'}: ${codes.join(' ')}`;

function carriedText({ ambulance }: Claim837): string {
  if (ambulance === undefined) return '';
  const { reason, miles, patientWeightPounds: pounds } = ambulance;
  return joined(
    `reason ${reason}`,
    miles && `${miles} miles`,
    pounds && `${pounds} pounds`,
    ambulance.stretcherPurpose,
  );
}

function whereText({ facilityCode, facilityQualifier, institutional }: Claim837): string {
  if (institutional === undefined) {
    return joined(facilityCode, facilityQualifier === 'B' && (placeOfServiceText(facilityCode) ?? ''));
  }
  const { typeOfBill, statementFrom = '', statementThrough = '', admissionDate } = institutional;
  return joined(
    `type of bill ${typeOfBill}`,
    `${statementFrom} to ${statementThrough}`,
    admissionDate && `admitted ${admissionDate}`,
  );
}

function otherPayerPage(other: OtherPayer): string {
  const adjusted = other.adjustments.map(adjustmentText).join('');
  const paid = other.paidCents === undefined ? undefined : `paid ${dollars(other.paidCents)}`;
  return `    Other payer ${other.sequence}  ${joined(other.payer?.name, paid, other.claimNumber && `its number ${other.claimNumber}`)}\n${adjusted}`;
}

function adjustmentText({ group, carc, amountCents }: OtherPayer['adjustments'][number]): string {
  const head = `      ${`${group}-${carc}`.padEnd(8)}${dollars(amountCents, 12)}  `;
  return `${head}${wrapped(carcText(carc) ?? 'unknown reason', head.length)}\n`;
}

function adjudicationPage({ payerId, paidCents, adjustments }: LineAdjudication): string {
  return `      ${payerId} paid ${dollars(paidCents)}\n${adjustments.map(adjustmentText).join('')}`;
}

function linePage(line: ClaimLine, ordinal: number): string {
  const { procedure, serviceFrom = '', serviceThrough = '', revenueCode, units, unit, pointers } = line;
  const code = [procedure?.code, ...(procedure?.modifiers ?? [])].filter(Boolean).join(' ');
  const days =
    serviceThrough === serviceFrom || serviceThrough === '' ? serviceFrom : `${serviceFrom} to ${serviceThrough}`;
  const text = joined(
    revenueCode && `rev ${revenueCode}`,
    code,
    days,
    units && `${units} ${unit ?? ''}`.trim(),
    `charge ${dollars(line.chargeCents)}`,
    pointers.length > 0 && `for diagnosis ${pointers.join(' ')}`,
  );
  return `    Line ${ordinal}  ${text}\n${line.adjudications.map(adjudicationPage).join('')}`;
}

function sumsPage({ chargeCents, lines }: Claim837): string {
  const sum = lines.reduce((total, line) => total + line.chargeCents, 0);
  const verdict = sum === chargeCents ? 'adds up' : `DOES NOT ADD UP: the lines charge ${dollars(sum)}`;
  return `    charge ${dollars(chargeCents)}  ${verdict}\n`;
}
