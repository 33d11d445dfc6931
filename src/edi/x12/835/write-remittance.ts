import {
  addressSegments,
  amountSegment,
  contactSegment,
  partySegment,
  procedureElement,
} from '../parties/write-party.js';
import { quantitySegment, rawSegment, referenceSegment } from '../parties/write-party.js';
import { d8 } from '../parties/segment-values.js';
import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Element, OutSegment } from '../write.js';
import { centsText, seg, segmentText } from '../write.js';
import { PAYER_ID_QUALIFIERS } from './read-remittance-header.js';
import type {
  ProviderAdjustment,
  RemittanceAdjustment,
  RemittanceClaim,
  RemittanceGroup,
  RemittanceHeader,
  RemittanceItem,
  RemittanceLine,
  RemittancePayee,
  RemittancePayer,
} from './remittance.js';

/** ST03 and GS08 of what we write; GS01 is `HP`. */
export const GUIDE_835 = '005010X221A1';

/** CAS and PLB hold six reasons each. */
const REASONS_A_SEGMENT = 6;

/** The segments between ST and SE of one remittance. `remittanceEnd` writes nothing: sums are computed by readers. */
export function* remittance835Segments(items: Iterable<RemittanceItem>): Generator<OutSegment> {
  let waiting: ProviderAdjustment[] = [];
  for (const item of items) {
    const first = waiting[0];
    if (first !== undefined && (item.kind !== 'providerAdjustment' || !fits(first, item, waiting.length))) {
      yield providerAdjustmentSegment(waiting);
      waiting = [];
    }
    if (item.kind === 'providerAdjustment') waiting.push(item);
    else yield* itemSegments(item);
  }
  if (waiting.length > 0) yield providerAdjustmentSegment(waiting);
}

const fits = (first: ProviderAdjustment, next: ProviderAdjustment, count: number): boolean =>
  count < REASONS_A_SEGMENT && first.providerId === next.providerId && first.fiscalPeriodDate === next.fiscalPeriodDate;

/**
 * What the content hash of a remittance is taken over (architecture §4.1, remittance identity): the canonical segments
 * of one item without control numbers and counts. Independent of delimiters, line ends and how reasons were packed.
 */
export function contentHashText(item: RemittanceItem): string {
  if (item.kind === 'remittanceEnd') return '';
  let text = '';
  const segments = item.kind === 'providerAdjustment' ? [providerAdjustmentSegment([item])] : itemSegments(item);
  for (const segment of segments) text += segmentText(segment);
  return text;
}

/** `contentHashText` of each item; the product hashes the chunks in order. */
export function* contentHashInput(items: Iterable<RemittanceItem>): Generator<string> {
  for (const item of items) yield contentHashText(item);
}

function* itemSegments(item: Exclude<RemittanceItem, ProviderAdjustment>): Generator<OutSegment> {
  if (item.kind === 'remittanceClaim') yield* claimSegments(item);
  else if (item.kind === 'remittance') yield* headerSegments(item);
  else if (item.kind === 'remittanceGroup') yield* groupSegments(item);
}

function* headerSegments(h: RemittanceHeader): Generator<OutSegment> {
  yield paymentSegment(h);
  if (h.trace !== undefined || h.payerTraceId !== undefined) {
    yield seg('TRN', '1', h.trace, h.payerTraceId, h.traceSupplement);
  }
  if (h.currency !== undefined) yield seg('CUR', 'PR', h.currency);
  if (h.receiverId !== undefined) yield seg('REF', 'EV', h.receiverId);
  if (h.payerSystemVersion !== undefined) yield seg('REF', 'F2', h.payerSystemVersion);
  for (const reference of h.refs) yield referenceSegment(reference);
  if (h.productionDate !== undefined) yield seg('DTM', '405', d8(h.productionDate));
  if (h.payer !== undefined) yield* payerSegments(h.payer);
  if (h.payee !== undefined) yield* payeeSegments(h.payee);
  for (const raw of h.unmodelled) yield rawSegment(raw);
}

function paymentSegment(h: RemittanceHeader): OutSegment {
  const amount = centsText(
    h.creditDebit === 'D' ? (Math.abs(h.paymentCents) as typeof h.paymentCents) : h.paymentCents,
  );
  const from = h.payerAccount;
  const to = h.payeeAccount;
  return seg(
    'BPR',
    h.handling,
    amount,
    h.creditDebit,
    h.method,
    h.format,
    from?.routingQualifier,
    from?.routing,
    from?.accountQualifier,
    from?.account,
    h.originatingCompany,
    h.originatingCompanySupplement,
    to?.routingQualifier,
    to?.routing,
    to?.accountQualifier,
    to?.account,
    h.effectiveDate && d8(h.effectiveDate),
  );
}

function* payerSegments(payer: RemittancePayer): Generator<OutSegment> {
  const first = payer.ids[0];
  const own = first !== undefined && !PAYER_ID_QUALIFIERS.has(first.qualifier) ? first : undefined;
  yield seg('N1', 'PR', payer.name, own?.qualifier, own?.value);
  yield* addressSegments(payer.address);
  for (const id of payer.ids) if (id !== own) yield referenceSegment(id);
  for (const reference of payer.refs) yield referenceSegment(reference);
  for (const contact of payer.contacts) yield contactSegment(contact);
}

function* payeeSegments(payee: RemittancePayee): Generator<OutSegment> {
  const { npi, taxId, otherId } = payee;
  if (npi !== undefined) yield seg('N1', 'PE', payee.name, 'XX', npi);
  else if (otherId !== undefined) yield seg('N1', 'PE', payee.name, otherId.qualifier, otherId.value);
  else yield seg('N1', 'PE', payee.name, taxId && 'FI', taxId);
  yield* addressSegments(payee.address);
  if (taxId !== undefined && (npi !== undefined || otherId !== undefined)) yield seg('REF', 'TJ', taxId);
  for (const reference of payee.refs) yield referenceSegment(reference);
}

function* groupSegments(group: RemittanceGroup): Generator<OutSegment> {
  yield seg('LX', group.number);
  if (group.providerSummary !== undefined) yield seg('TS3', ...group.providerSummary);
  if (group.providerSupplement !== undefined) yield seg('TS2', ...group.providerSupplement);
}

function* claimSegments(claim: RemittanceClaim): Generator<OutSegment> {
  yield claimPaymentSegment(claim);
  yield* adjustmentSegments(claim.adjustments);
  const { patient, subscriber, correctedInsured, renderingProvider, crossoverPayer } = claim;
  const entities = [patient, subscriber, correctedInsured, renderingProvider, crossoverPayer];
  for (const entity of [...entities, claim.correctedPriorityPayer, claim.otherSubscriber]) {
    if (entity !== undefined) yield partySegment(entity);
  }
  if (claim.inpatient !== undefined) yield seg('MIA', ...claim.inpatient);
  if (claim.outpatient !== undefined) yield seg('MOA', ...claim.outpatient);
  for (const reference of claim.refs) yield referenceSegment(reference);
  yield* claimDateSegments(claim);
  for (const contact of claim.contacts) yield contactSegment(contact);
  for (const amount of claim.amounts) yield amountSegment(amount);
  for (const quantity of claim.quantities) yield quantitySegment(quantity);
  for (const raw of claim.unmodelled) yield rawSegment(raw);
  for (const line of claim.lines) yield* lineSegments(line);
}

function claimPaymentSegment(claim: RemittanceClaim): OutSegment {
  const share = claim.patientResponsibilityCents;
  return seg(
    'CLP',
    claim.claimNumber,
    claim.status,
    centsText(claim.chargeCents),
    centsText(claim.paidCents),
    share === undefined ? undefined : centsText(share),
    claim.filingIndicator,
    claim.payerControlNumber,
    claim.facilityCode,
    claim.frequency,
    claim.patientStatus,
    claim.drg,
    claim.drgWeight,
    claim.dischargeFraction,
  );
}

function* claimDateSegments(claim: RemittanceClaim): Generator<OutSegment> {
  if (claim.from !== undefined) yield dtm('232', claim.from);
  if (claim.through !== undefined) yield dtm('233', claim.through);
  if (claim.received !== undefined) yield dtm('050', claim.received);
  for (const { qualifier, date } of claim.dates) yield dtm(qualifier, date);
}

const dtm = (qualifier: string, date: PlainDate): OutSegment => seg('DTM', qualifier, d8(date));

function* adjustmentSegments(adjustments: readonly RemittanceAdjustment[]): Generator<OutSegment> {
  let at = 0;
  while (at < adjustments.length) {
    const group = adjustments[at]?.group;
    const elements: Element[] = [group];
    for (let packed = 0; packed < REASONS_A_SEGMENT; packed += 1) {
      const next = adjustments[at];
      if (next === undefined || next.group !== group) break;
      elements.push(next.carc, centsText(next.amountCents), next.quantity);
      at += 1;
    }
    yield { id: 'CAS', elements };
  }
}

function* lineSegments(line: RemittanceLine): Generator<OutSegment> {
  yield seg(
    'SVC',
    procedureElement(line.procedure),
    centsText(line.chargeCents),
    centsText(line.paidCents),
    line.revenueCode,
    line.units,
    line.submittedProcedure && procedureElement(line.submittedProcedure),
    line.submittedUnits,
  );
  yield* lineDateSegments(line.serviceFrom, line.serviceThrough);
  yield* adjustmentSegments(line.adjustments);
  if (line.lineControl !== undefined) yield seg('REF', '6R', line.lineControl);
  for (const reference of line.refs) yield referenceSegment(reference);
  if (line.allowedCents !== undefined) yield seg('AMT', 'B6', centsText(line.allowedCents));
  for (const amount of line.amounts) yield amountSegment(amount);
  for (const quantity of line.quantities) yield quantitySegment(quantity);
  for (const remark of line.remarks) yield seg('LQ', 'HE', remark);
  for (const raw of line.unmodelled) yield rawSegment(raw);
}

function* lineDateSegments(from: PlainDate | undefined, through: PlainDate | undefined): Generator<OutSegment> {
  if (from !== undefined && from === through) yield dtm('472', from);
  else {
    if (from !== undefined) yield dtm('150', from);
    if (through !== undefined) yield dtm('151', through);
  }
}

function providerAdjustmentSegment(adjustments: readonly ProviderAdjustment[]): OutSegment {
  const first = adjustments[0];
  const elements: Element[] = [first?.providerId, first?.fiscalPeriodDate && d8(first.fiscalPeriodDate)];
  for (const { reason, reference, amountCents } of adjustments) {
    elements.push(reference === undefined ? reason : [reason, reference], centsText(amountCents));
  }
  return { id: 'PLB', elements };
}
