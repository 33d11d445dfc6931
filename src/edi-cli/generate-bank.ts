import { cents } from '../domain/money.js';
import { writeAch } from '../edi/ach/write-ach.js';
import { traceText } from '../edi/ach/reassociation-trace.js';
import { writeBai2 } from '../edi/bai2/write-bai2.js';
import { generate835 } from '../edi/x12/835/generate-835.js';
import type { RemittanceTruth } from '../edi/x12/835/generate-835-features.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

const CLAIMS_EACH = 3;
const ACCOUNT = '70002';

/** The payments of the 835 of the same seed and number of sets: bank and remittances tell one story. */
function paymentsOf(request: GenerateRequest, bytesEach: number): readonly RemittanceTruth[] {
  const remittances = request.bytes === undefined ? request.count : Math.max(1, Math.round(request.bytes / bytesEach));
  const { truth } = generate835(request.seed, { remittances, claims: CLAIMS_EACH, date: request.date });
  return truth.filter(({ paymentCents }) => paymentCents > 0);
}

const traceOf = ({ trace, payerTraceId }: RemittanceTruth): { trace: string; payerId: string } => ({
  trace,
  payerId: payerTraceId,
});

const summed = (payments: readonly RemittanceTruth[]): number =>
  payments.reduce((total, { paymentCents }) => total + paymentCents, 0);

const listed = (payments: readonly RemittanceTruth[]): unknown => ({
  payments: payments.length,
  totalCents: summed(payments),
  traces: payments.slice(0, 1_000).map(({ trace, paymentCents }) => ({ trace, amountCents: paymentCents })),
});

/** YYMMDD. */
const shortDate = (request: GenerateRequest): string => request.date.replaceAll('-', '').slice(2);

function bankReport(request: GenerateRequest): Generation {
  const payments = paymentsOf(request, 110);
  const isLong = request.features.includes('continuations');
  const transactions = payments.map((payment, at) => ({
    ...{ typeCode: '142', amount: payment.paymentCents, bankReference: String(at + 1), customerReference: '' },
    text: `HCCLAIMPMT PAYER ONE HEALTH ${traceText(traceOf(payment))}${isLong ? ` ${LONG_TEXT}` : ''}`,
  }));
  const summaries = [{ typeCode: '100', amount: summed(payments), items: payments.length }];
  const accounts = [{ account: ACCOUNT, currency: 'USD', summaries, transactions }];
  const date = shortDate(request);
  const groups = [{ receiver: 'HARBOR', originator: '044000024', asOfDate: date, currency: 'USD', accounts }];
  const written = writeBai2({ sender: '044000024', receiver: 'HARBOR', date, time: '0600', id: '1', groups });
  if (!written.ok) throw new Error(written.problem);
  const wrong = BANK_FAULTS.filter(({ feature }) => request.features.includes(feature));
  const bytes = wrong.reduce((left, { record, field }) => withOneMore(left, record, field), written.value);
  return { bytes: [bytes], truth: () => ({ ...(listed(payments) as object), foots: wrong.length === 0 }) };
}

/** Totals (field 1) that are 1.00 more than what they sum, and counts that are 100 too high. */
const BANK_FAULTS = [
  { feature: 'wrongTotal', record: '99', field: 1 },
  { feature: 'wrongGroupTotal', record: '98', field: 1 },
  { feature: 'wrongAccountTotal', record: '49', field: 1 },
  { feature: 'wrongRecordCount', record: '99', field: 3 },
] as const;

function withOneMore(bytes: Uint8Array, record: string, field: number): Uint8Array {
  const lines = new TextDecoder().decode(bytes).split('\n');
  const wrong = lines.map((line) => {
    if (!line.startsWith(`${record},`)) return line;
    const fields = line.replace('/', '').split(',');
    fields[field] = String(Number(fields[field]) + 100);
    return `${fields.join(',')}/`;
  });
  return new TextEncoder().encode(wrong.join('\n'));
}

/** Words enough to run over several 88 records. */
const LONG_TEXT = 'REMITTANCE INFORMATION CONTINUED '.repeat(12);

/** Fields of the file control (record 9), by their first character counted from 0. */
const ACH_FAULTS = [
  { feature: 'wrongHash', at: 30 },
  { feature: 'wrongTotal', at: 54 },
  { feature: 'wrongCount', at: 20 },
] as const;

/** The last digit of a field of the file control is another. */
function withWrongControl(bytes: Uint8Array, at: number): Uint8Array {
  const lines = new TextDecoder().decode(bytes).split('\n');
  const wrong = lines.map((line) => {
    if (!line.startsWith('9000001')) return line;
    return `${line.slice(0, at)}${(Number(line[at]) + 1) % 10}${line.slice(at + 1)}`;
  });
  return new TextEncoder().encode(wrong.join('\n'));
}

function achCredits(request: GenerateRequest): Generation {
  const isReturned = ({ trace }: RemittanceTruth): boolean =>
    request.features.includes('returned') && Number(/\d+$/.exec(trace)?.[0] ?? 0) % 3 === 0;
  const payments = paymentsOf(request, 190);
  const date = shortDate(request);
  const bytes = writeAch({
    ...{ immediateDestination: ' 044000024', immediateOrigin: '1512345678', date, time: '0600' },
    ...{ companyName: 'PAYER ONE', companyId: '1512345678', effectiveDate: date, originatingBank8: '04200001' },
    payments: payments.map((payment) => ({
      ...{ routing8: '04400002', account: ACCOUNT, amountCents: cents(payment.paymentCents) },
      ...{ receiverId: '1992753883', receiverName: 'HARBOR CLINIC', reassociation: traceOf(payment) },
      ...(isReturned(payment) ? { returned: { reason: 'R03', information: 'NO ACCOUNT' } } : {}),
    })),
  });
  const arrived = payments.filter((payment) => !isReturned(payment));
  const returned = { returned: payments.length - arrived.length, returnedCents: summed(payments) - summed(arrived) };
  const foul = ACH_FAULTS.filter(({ feature }) => request.features.includes(feature));
  const sent = foul.reduce((left, { at }) => withWrongControl(left, at), bytes);
  return { bytes: [sent], truth: () => ({ ...(listed(arrived) as object), ...returned, foots: foul.length === 0 }) };
}

export const bankReports: GenerateKind = {
  features: ['continuations', ...BANK_FAULTS.map(({ feature }) => feature)],
  generate: bankReport,
};
export const bankCredits: GenerateKind = {
  features: ['returned', ...ACH_FAULTS.map(({ feature }) => feature)],
  generate: achCredits,
};
