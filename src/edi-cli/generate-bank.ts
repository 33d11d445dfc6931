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
  const transactions = payments.map((payment, at) => ({
    ...{ typeCode: '142', amount: payment.paymentCents, bankReference: String(at + 1), customerReference: '' },
    text: `HCCLAIMPMT PAYER ONE HEALTH ${traceText(traceOf(payment))}`,
  }));
  const summaries = [{ typeCode: '100', amount: summed(payments), items: payments.length }];
  const accounts = [{ account: ACCOUNT, currency: 'USD', summaries, transactions }];
  const date = shortDate(request);
  const groups = [{ receiver: 'HARBOR', originator: '044000024', asOfDate: date, currency: 'USD', accounts }];
  const written = writeBai2({ sender: '044000024', receiver: 'HARBOR', date, time: '0600', id: '1', groups });
  if (!written.ok) throw new Error(written.problem);
  const foots = !request.features.includes('wrongTotal');
  const bytes = foots ? written.value : withWrongTotal(written.value);
  return { bytes: [bytes], truth: () => ({ ...(listed(payments) as object), foots }) };
}

/** The file total (99) is 1.00 more than its groups. */
function withWrongTotal(bytes: Uint8Array): Uint8Array {
  const text = new TextDecoder().decode(bytes);
  const wrong = text.replace(/^99,(\d+),/m, (_line, total: string) => `99,${String(Number(total) + 100)},`);
  return new TextEncoder().encode(wrong);
}

function achCredits(request: GenerateRequest): Generation {
  const payments = paymentsOf(request, 190);
  const date = shortDate(request);
  const bytes = writeAch({
    ...{ immediateDestination: ' 044000024', immediateOrigin: '1512345678', date, time: '0600' },
    ...{ companyName: 'PAYER ONE', companyId: '1512345678', effectiveDate: date, originatingBank8: '04200001' },
    payments: payments.map((payment) => ({
      ...{ routing8: '04400002', account: ACCOUNT, amountCents: cents(payment.paymentCents) },
      ...{ receiverId: '1992753883', receiverName: 'HARBOR CLINIC', reassociation: traceOf(payment) },
    })),
  });
  return { bytes: [bytes], truth: () => listed(payments) };
}

export const bankReports: GenerateKind = { features: ['wrongTotal'], generate: bankReport };
export const bankCredits: GenerateKind = { features: [], generate: achCredits };
