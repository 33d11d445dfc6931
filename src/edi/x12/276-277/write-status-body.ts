import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';
import { d8 } from '../parties/segment-values.js';
import { dtpSegment, procedureElement, rawSegment, referenceSegment } from '../parties/write-party.js';
import type { Element, OutSegment } from '../write.js';
import { centsText, seg } from '../write.js';
import type { ClaimStatus, StatusCode, StatusLine } from './claim-status.js';

const codeElement = (code: StatusCode | undefined): Element =>
  code && [code.category, code.status, code.entity, code.codeList];

const amountElement = (amount: Cents | undefined): Element => (amount === undefined ? undefined : centsText(amount));

export const statusSegment = (s: ClaimStatus): OutSegment =>
  seg(
    'STC',
    codeElement(s.codes[0]),
    s.date && d8(s.date),
    s.action,
    amountElement(s.chargeCents),
    amountElement(s.paidCents),
    s.decidedDate && d8(s.decidedDate),
    s.paymentMethod,
    s.checkDate && d8(s.checkDate),
    s.checkNumber,
    codeElement(s.codes[1]),
    codeElement(s.codes[2]),
    s.text,
  );

/** DTP*472 as one day or a range. */
export function* serviceDateSegments(
  from: PlainDate | undefined,
  through: PlainDate | undefined,
): Generator<OutSegment> {
  if (from === undefined) return;
  yield dtpSegment({ qualifier: '472', date: from, ...(through === undefined || through === from ? {} : { through }) });
}

export function* statusLineSegments(line: StatusLine): Generator<OutSegment> {
  const { procedure, revenueCode, units } = line;
  const charge = amountElement(line.chargeCents);
  const paid = amountElement(line.paidCents);
  yield seg('SVC', procedureElement(procedure), charge, paid, revenueCode, undefined, undefined, units);
  for (const status of line.statuses) yield statusSegment(status);
  if (line.lineControl !== undefined) yield seg('REF', 'FJ', line.lineControl);
  for (const reference of line.refs) yield referenceSegment(reference);
  yield* serviceDateSegments(line.serviceFrom, line.serviceThrough);
  for (const date of line.dates) yield dtpSegment(date);
  for (const raw of line.unmodelled) yield rawSegment(raw);
}
