import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';
import type { QualifiedDate, RawSegment, Reference } from '../parties/party.js';
import { amountOf, dateOfDtp, procedureAt, referenceOf } from '../parties/read-party.js';
import type { Draft, Problems } from '../parties/segment-values.js';
import { added, amountAt, dayAt, NONE, rawOf, reportMissing } from '../parties/segment-values.js';
import type { ProblemSubject } from '../problem.js';
import type { Segment } from '../segment.js';
import type { ClaimStatus, StatusCode, StatusLine } from './claim-status.js';

/** What stands below the TRN of one claim in 276, 277 and 277CA. */
export interface StatusBody {
  trace: string;
  traceType?: string;
  traceOriginator?: string;
  traceSupplement?: string;
  statuses: readonly ClaimStatus[];
  payerClaimNumber?: string;
  claimNumber?: string;
  clearinghouseTrace?: string;
  billType?: string;
  refs: readonly Reference[];
  chargeCents?: Cents;
  serviceFrom?: PlainDate;
  serviceThrough?: PlainDate;
  dates: readonly QualifiedDate[];
  lines: readonly StatusLine[];
  unmodelled: readonly RawSegment[];
}

export type BodyReferenceField = 'payerClaimNumber' | 'claimNumber' | 'clearinghouseTrace' | 'billType';

/** REF qualifiers of the claim level that have a field, by guide. */
export type BodyReferences = ReadonlyMap<string, BodyReferenceField>;

/** What a TRN says besides its number; `usual` is the TRN01 of the guide. */
export function fillTrace(body: StatusBody, s: Segment, usual: string): void {
  if (s.el(1) !== usual) body.traceType = s.el(1);
  if (!s.isEmpty(3)) body.traceOriginator = s.el(3);
  if (!s.isEmpty(4)) body.traceSupplement = s.el(4);
}

/** Collects the segments of one claim after its TRN. */
export class StatusBodyDraft {
  readonly body: StatusBody;
  private line: Draft<StatusLine> | undefined;

  constructor(
    trace: string,
    private readonly references: BodyReferences,
    /** AMT*T3 has a field in an inquiry only; an answer that has one keeps it raw. */
    private readonly hasCharge = false,
  ) {
    this.body = { trace, statuses: NONE, refs: NONE, dates: NONE, lines: NONE, unmodelled: NONE };
  }

  segment(s: Segment, out: Problems): void {
    const holder = this.line ?? this.body;
    switch (s.id) {
      case 'STC':
        holder.statuses = added(holder.statuses, statusOf(s, out, this.subject()));
        return;
      case 'REF':
        return this.reference(referenceOf(s));
      case 'DTP':
        return this.date(s, out);
      case 'AMT':
        return this.amount(s, out);
      case 'SVC':
        return this.beginLine(s, out);
      default:
        holder.unmodelled = added(holder.unmodelled, rawOf(s));
    }
  }

  private reference(reference: Reference): void {
    const { line, body } = this;
    if (line !== undefined) {
      if (reference.qualifier === 'FJ' && isNumberOnly(reference) && line.lineControl === undefined)
        line.lineControl = reference.value;
      else line.refs = added(line.refs, reference);
      return;
    }
    const field = isNumberOnly(reference) ? this.references.get(reference.qualifier) : undefined;
    if (field !== undefined && body[field] === undefined) body[field] = reference.value;
    else body.refs = added(body.refs, reference);
  }

  private date(s: Segment, out: Problems): void {
    const holder = this.line ?? this.body;
    const date = dateOfDtp(s, out, this.subject());
    if (date === undefined) holder.unmodelled = added(holder.unmodelled, rawOf(s));
    else if (date.qualifier === '472' && holder.serviceFrom === undefined && date.time === undefined) {
      holder.serviceFrom = date.date;
      holder.serviceThrough = date.through ?? date.date;
    } else holder.dates = added(holder.dates, date);
  }

  private amount(s: Segment, out: Problems): void {
    const holder = this.line ?? this.body;
    if (this.hasCharge && this.line === undefined && s.el(1) === 'T3' && this.body.chargeCents === undefined) {
      this.body.chargeCents = amountOf(s, out, this.subject()).amountCents;
    } else holder.unmodelled = added(holder.unmodelled, rawOf(s));
  }

  private beginLine(s: Segment, out: Problems): void {
    const subject = this.subject();
    const line: Draft<StatusLine> = {
      ordinal: this.body.lines.length + 1,
      procedure: procedureAt(s, 1) ?? { qualifier: '', code: '', modifiers: NONE },
      statuses: NONE,
      refs: NONE,
      dates: NONE,
      unmodelled: NONE,
    };
    if (line.procedure.code === '') reportMissing(s, 1, out, subject);
    const charge = amountAt(s, 2, out, subject);
    if (charge !== undefined) line.chargeCents = charge;
    const paid = amountAt(s, 3, out, subject);
    if (paid !== undefined) line.paidCents = paid;
    if (!s.isEmpty(4)) line.revenueCode = s.el(4);
    if (!s.isEmpty(7)) line.units = s.el(7);
    this.body.lines = added(this.body.lines, line);
    this.line = line;
  }

  private subject(): ProblemSubject {
    const claim = { claim: this.body.claimNumber ?? this.body.trace };
    return this.line === undefined ? claim : { ...claim, line: this.line.ordinal };
  }
}

const isNumberOnly = ({ description, further }: Reference): boolean =>
  description === undefined && further === undefined;

const CODE_ELEMENTS = [1, 10, 11];

/** STC. A first composite without a code is reported; an unknown code is kept. */
export function statusOf(s: Segment, out: Problems, subject?: ProblemSubject): ClaimStatus {
  const codes: StatusCode[] = [];
  for (const n of CODE_ELEMENTS) if (!s.isEmpty(n)) codes.push(codeAt(s, n));
  if (codes.length === 0) reportMissing(s, 1, out, subject);
  const status: Draft<ClaimStatus> = { codes };
  const date = dayAt(s, 2, out, subject);
  if (date !== undefined) status.date = date;
  if (!s.isEmpty(3)) status.action = s.el(3);
  const charge = amountAt(s, 4, out, subject);
  if (charge !== undefined) status.chargeCents = charge;
  const paid = amountAt(s, 5, out, subject);
  if (paid !== undefined) status.paidCents = paid;
  const decided = dayAt(s, 6, out, subject);
  if (decided !== undefined) status.decidedDate = decided;
  if (!s.isEmpty(7)) status.paymentMethod = s.el(7);
  const check = dayAt(s, 8, out, subject);
  if (check !== undefined) status.checkDate = check;
  if (!s.isEmpty(9)) status.checkNumber = s.el(9);
  if (!s.isEmpty(12)) status.text = s.el(12);
  return status;
}

function codeAt(s: Segment, n: number): StatusCode {
  const code: Draft<StatusCode> = { category: s.comp(n, 1), status: s.comp(n, 2) };
  const entity = s.comp(n, 3);
  if (entity !== '') code.entity = entity;
  const codeList = s.comp(n, 4);
  if (codeList !== '') code.codeList = codeList;
  return code;
}
