import {
  adjustmentGroupText,
  claimFilingIndicatorText,
  providerAdjustmentText,
  remittanceClaimStatusText,
} from '../edi/codes/code-texts.js';
import { carcText, isRetiredCarc } from '../edi/codes/carc.js';
import { isKnownRarc, rarcText } from '../edi/codes/rarc.js';
import type { RemittanceVerdict } from '../edi/x12/835/balance-remittance.js';
import type {
  ProviderAdjustment,
  RemittanceAdjustment,
  RemittanceClaim,
  RemittanceHeader,
  RemittanceLine,
} from '../edi/x12/835/remittance.js';
import { dollars, joined, people, wrapped } from './page.js';

const AMOUNT = 14;
const UNKNOWN = 'a code our list does not know: ask the payer what it means';

/** Who pays whom, how much, by what, and the number that finds the money at the bank. */
export function remittancePage(item: RemittanceHeader): string {
  const { payer, payee } = item;
  const ids = payer?.ids.map(({ qualifier, value }) => `${qualifier} ${value}`).join(', ');
  const direction = item.creditDebit === 'D' ? 'taken back through the bank' : `by ${item.method}`;
  const lines = [
    ['Payer', joined(payer?.name ?? '(not named)', ids && `(${ids})`)],
    [
      'Payee',
      joined(payee?.name ?? '(not named)', payee?.npi && `NPI ${payee.npi}`, payee?.taxId && `tax id ${payee.taxId}`),
    ],
    ['Payment', joined(dollars(item.paymentCents), direction, item.effectiveDate && `on ${item.effectiveDate}`)],
    ['Trace', joined(item.trace ?? '(none)', item.payerTraceId && `payer id ${item.payerTraceId}`)],
  ];
  return lines.map(([name = '', text = '']) => `  ${name.padEnd(9)}${text}\n`).join('');
}

/** One CLP with its lines, every adjustment in words, and its sums. */
export function remittanceClaimPage(item: RemittanceClaim, ordinal: number): string {
  const status = `${item.status}: ${remittanceClaimStatusText(item.status) ?? UNKNOWN}`;
  const filing = item.filingIndicator && (claimFilingIndicatorText(item.filingIndicator) ?? item.filingIndicator);
  const owes = item.patientResponsibilityCents;
  return [
    `\n  Claim ${ordinal}  ${joined(item.claimNumber, people(item.patient), filing)}\n`,
    `    ${joined(status, item.payerControlNumber && `payer's number ${item.payerControlNumber}`)}\n`,
    `    charge ${dollars(item.chargeCents)}  paid ${dollars(item.paidCents)}`,
    owes === undefined ? '\n' : `  patient owes ${dollars(owes)}\n`,
    adjustmentsPage(item.adjustments, 4),
    remarksPage(item.remarks, 4),
    ...item.lines.map(linePage),
    sumsPage(item),
  ].join('');
}

function linePage(line: RemittanceLine): string {
  const { procedure, serviceFrom = '', serviceThrough = '' } = line;
  const code = [procedure.code, ...procedure.modifiers].join(' ');
  const days =
    serviceThrough === serviceFrom || serviceThrough === '' ? serviceFrom : `${serviceFrom} to ${serviceThrough}`;
  const sums = `charge ${dollars(line.chargeCents)}  paid ${dollars(line.paidCents)}`;
  const allowed = line.allowedCents === undefined ? undefined : `allowed ${dollars(line.allowedCents)}`;
  const head = `    Line ${line.ordinal}  ${joined(code, days, sums, allowed)}\n`;
  return head + adjustmentsPage(line.adjustments, 6) + remarksPage(line.remarks, 6);
}

function adjustmentsPage(adjustments: readonly RemittanceAdjustment[], indent: number): string {
  return adjustments
    .map(({ group, carc, amountCents, quantity }) => {
      const head = `${' '.repeat(indent)}${`${group}-${carc}`.padEnd(8)}${dollars(amountCents, AMOUNT - 2)}  `;
      const owner = (adjustmentGroupText(group) ?? group).split(' -- ')[0] ?? group;
      const text = `${carcText(carc) ?? UNKNOWN}${isRetiredCarc(carc) ? ' [retired code]' : ''} (${owner}${quantity === undefined ? '' : `, ${quantity} units`})`;
      return `${head}${wrapped(text, head.length)}\n`;
    })
    .join('');
}

function remarksPage(remarks: readonly string[], indent: number): string {
  return remarks
    .map((code) => {
      const head = `${' '.repeat(indent)}${code.padEnd(8)}`;
      const unexplained = isKnownRarc(code) ? 'remark code: see the payer’s list for its words' : UNKNOWN;
      return `${head}${wrapped(rarcText(code) ?? unexplained, head.length)}\n`;
    })
    .join('');
}

const summed = (adjustments: readonly RemittanceAdjustment[]): number =>
  adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);

/** The claim's own sum, and that of its lines. */
function sumsPage(item: RemittanceClaim): string {
  const ofLines = item.lines.reduce((sum, line) => sum + summed(line.adjustments), 0);
  const adjusted = summed(item.adjustments) + ofLines;
  const wrong = item.lines.filter((line) => line.chargeCents - summed(line.adjustments) !== line.paidCents);
  const claim = `${dollars(item.chargeCents)} less ${dollars(adjusted)} is ${dollars(item.chargeCents - adjusted)}`;
  const claimAddsUp = item.chargeCents - adjusted === item.paidCents;
  const lines = `${item.lines.length - wrong.length} of ${item.lines.length} lines add up`;
  return `    ${claimAddsUp ? 'adds up' : 'DOES NOT ADD UP'}: ${claim}${item.lines.length === 0 ? '' : `; ${lines}`}\n`;
}

/** PLB: money that belongs to no claim of this payment. Positive lowers the payment. */
export function providerAdjustmentPage(item: ProviderAdjustment): string {
  const { reason, reference, amountCents } = item;
  const effect = amountCents < 0 ? 'raises this payment' : 'lowers this payment';
  const text = joined(providerAdjustmentText(reason) ?? UNKNOWN, reference && `reference ${reference}`, `(${effect})`);
  return `\n  Provider adjustment ${reason}${dollars(amountCents, AMOUNT)}  ${text}\n`;
}

/** Whether payment, claims and lines add up, level by level, and what does not. */
export function balancePage(verdict: RemittanceVerdict): string {
  const { payment, claims, lines, rollups, imbalances } = verdict;
  const parts = `claims ${dollars(payment.claimsCents)} less provider adjustments ${dollars(payment.plbCents)}`;
  const rows = [
    ['payment', payment.balanced ? 'adds up' : 'DOES NOT ADD UP', `${dollars(payment.statedCents)}: ${parts}`],
    ['claims', said(claims.failed), `${claims.checked - claims.failed} of ${claims.checked}`],
    ['lines', said(lines.failed), `${lines.checked - lines.failed} of ${lines.checked}`],
    ['lines to claims', said(rollups.failed), `${rollups.checked - rollups.failed} of ${rollups.checked}`],
  ];
  const table = rows.map(([name = '', verdictOf = '', text = '']) => {
    return `    ${name.padEnd(16)}${verdictOf.padEnd(17)}${text}\n`;
  });
  const debit = verdict.debit ? ['    The payer takes money back through the bank (BPR03 D): a person decides.\n'] : [];
  const wrong = imbalances.slice(0, 20).map(({ message }) => `    ! ${wrapped(message, 6)}\n`);
  return ['\n  Balance\n', ...table, ...debit, ...wrong].join('');
}

const said = (failed: number): string => (failed === 0 ? 'add up' : 'DO NOT ADD UP');
