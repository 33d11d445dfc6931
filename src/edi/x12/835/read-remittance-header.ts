import { cents } from '../../../domain/money.js';
import type { Sink } from '../guide-reader.js';
import type { PartyAddress, PartyContact, Reference } from '../parties/party.js';
import { contactOf, referenceOf, streetOf, withPlace } from '../parties/read-party.js';
import type { Draft } from '../parties/segment-values.js';
import { added, dayAt, NONE, rawOf, requiredAmountAt, requiredTextAt } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type { BankAccount, RemittanceHeader, RemittanceItem, RemittancePayee, RemittancePayer } from './remittance.js';

type Out = Sink<RemittanceItem>;
type Loop = 'header' | 'payer' | 'payee' | 'other';

/** REF qualifiers of the payer's own identifiers (835 TR3, loop 1000A). */
export const PAYER_ID_QUALIFIERS: ReadonlySet<string> = new Set(['2U', 'EO', 'HI', 'NF']);

/** Everything before the first LX, CLP or PLB. */
export class RemittanceHeaderDraft {
  private readonly draft: Draft<RemittanceHeader>;
  private payer: Draft<RemittancePayer> | undefined;
  private payee: Draft<RemittancePayee> | undefined;
  private loop: Loop = 'header';
  private paid = false;

  constructor(setControl: string) {
    this.draft = {
      kind: 'remittance',
      ordinal: 1,
      setControl,
      handling: '',
      paymentCents: cents(0),
      creditDebit: 'C',
      method: '',
      refs: NONE,
      unmodelled: NONE,
    };
  }

  segment(s: Segment, out: Out): void {
    switch (s.id) {
      case 'ST':
        return this.begin(s);
      case 'BPR':
        return this.payment(s, out);
      case 'TRN':
        return this.trace(s, out);
      case 'N1':
        return this.party(s);
      case 'REF':
        return this.reference(s);
      case 'DTM':
        return this.date(s, out);
      case 'CUR':
        if (this.loop === 'header' && !s.isEmpty(2)) this.draft.currency = s.el(2);
        else this.keep(s);
        return;
      default:
        return this.partyDetail(s);
    }
  }

  /** Hands the header out; what the guide requires and is not there is reported at the place that ends the header. */
  finish(place: SegmentPlace | undefined, out: Out): void {
    const { draft } = this;
    const at = draft.place ?? place;
    if (at !== undefined) {
      const miss = (expected: string, severity: 'refused' | 'warning'): void =>
        out.problem({ code: 'SEGMENT_MISSING', severity, place: at, expected });
      if (!this.paid) miss('BPR', 'refused');
      if (draft.trace === undefined) miss('TRN', 'warning');
      if (this.payer === undefined) miss('N1*PR', 'warning');
      if (this.payee === undefined) miss('N1*PE', 'warning');
    }
    if (this.payer !== undefined) draft.payer = this.payer;
    if (this.payee !== undefined) draft.payee = this.payee;
    out.item(draft);
  }

  private begin(s: Segment): void {
    const place = s.place();
    this.draft.place = place;
    this.draft.ordinal = place.set ?? 1;
  }

  private keep(s: Segment): void {
    this.draft.unmodelled = added(this.draft.unmodelled, rawOf(s));
  }

  /** Two payments or two traces in one set: which of them is meant cannot be known. */
  private second(s: Segment, out: Out): void {
    out.problem({ code: 'SEGMENT_OUT_OF_ORDER', place: s.place() });
    this.keep(s);
  }

  private payment(s: Segment, out: Out): void {
    if (this.paid) return this.second(s, out);
    const { draft } = this;
    this.paid = true;
    draft.handling = s.el(1);
    const amount = requiredAmountAt(s, 2, out);
    draft.creditDebit = s.el(3) === 'D' ? 'D' : 'C';
    draft.paymentCents = draft.creditDebit === 'D' && amount !== 0 ? cents(-amount) : amount;
    draft.method = requiredTextAt(s, 4, out);
    if (!s.isEmpty(5)) draft.format = s.el(5);
    const payerAccount = accountAt(s, 6);
    if (payerAccount !== undefined) draft.payerAccount = payerAccount;
    if (!s.isEmpty(10)) draft.originatingCompany = s.el(10);
    if (!s.isEmpty(11)) draft.originatingCompanySupplement = s.el(11);
    const payeeAccount = accountAt(s, 12);
    if (payeeAccount !== undefined) draft.payeeAccount = payeeAccount;
    const effective = dayAt(s, 16, out);
    if (effective !== undefined) draft.effectiveDate = effective;
  }

  private trace(s: Segment, out: Out): void {
    if (this.draft.trace !== undefined) return this.second(s, out);
    const trace = requiredTextAt(s, 2, out);
    if (trace !== '') this.draft.trace = trace;
    if (!s.isEmpty(3)) this.draft.payerTraceId = s.el(3);
    if (!s.isEmpty(4)) this.draft.traceSupplement = s.el(4);
  }

  private party(s: Segment): void {
    const role = s.el(1);
    if (role === 'PR' && this.payer === undefined) {
      const ids = s.isEmpty(4) ? NONE : [{ qualifier: s.el(3), value: s.el(4) }];
      this.payer = { name: s.el(2), ids, refs: NONE, contacts: NONE };
      this.loop = 'payer';
    } else if (role === 'PE' && this.payee === undefined) {
      this.payee = payeeOf(s);
      this.loop = 'payee';
    } else {
      this.loop = 'other';
      this.keep(s);
    }
  }

  private reference(s: Segment): void {
    const reference = referenceOf(s);
    if (this.loop === 'payer' && this.payer !== undefined) addPayerReference(this.payer, reference);
    else if (this.loop === 'payee' && this.payee !== undefined) addPayeeReference(this.payee, reference);
    else if (this.loop === 'header') this.headerReference(reference);
    else this.keep(s);
  }

  private headerReference(reference: Reference): void {
    const { draft } = this;
    if (reference.qualifier === 'EV' && draft.receiverId === undefined) draft.receiverId = reference.value;
    else if (reference.qualifier === 'F2' && draft.payerSystemVersion === undefined) {
      draft.payerSystemVersion = reference.value;
    } else draft.refs = added(draft.refs, reference);
  }

  private date(s: Segment, out: Out): void {
    const day = s.el(1) === '405' && this.draft.productionDate === undefined ? dayAt(s, 2, out) : undefined;
    if (day === undefined) this.keep(s);
    else this.draft.productionDate = day;
  }

  private partyDetail(s: Segment): void {
    const party: { address?: PartyAddress } | undefined = this.openParty();
    if (party !== undefined && s.id === 'N3') party.address = streetOf(s);
    else if (party !== undefined && s.id === 'N4') party.address = withPlace(s, party.address);
    else if (this.loop === 'payer' && this.payer !== undefined && s.id === 'PER') this.addContact(contactOf(s));
    else this.keep(s);
  }

  private openParty(): Draft<RemittancePayer> | Draft<RemittancePayee> | undefined {
    if (this.loop === 'payer') return this.payer;
    return this.loop === 'payee' ? this.payee : undefined;
  }

  private addContact(contact: PartyContact): void {
    if (this.payer !== undefined) this.payer.contacts = added(this.payer.contacts, contact);
  }
}

function addPayerReference(payer: Draft<RemittancePayer>, reference: Reference): void {
  if (PAYER_ID_QUALIFIERS.has(reference.qualifier)) payer.ids = added(payer.ids, reference);
  else payer.refs = added(payer.refs, reference);
}

function addPayeeReference(payee: Draft<RemittancePayee>, reference: Reference): void {
  if (reference.qualifier === 'TJ' && payee.taxId === undefined) payee.taxId = reference.value;
  else payee.refs = added(payee.refs, reference);
}

function payeeOf(s: Segment): Draft<RemittancePayee> {
  const payee: Draft<RemittancePayee> = { name: s.el(2), refs: NONE };
  const qualifier = s.el(3);
  const id = s.el(4);
  if (id === '') return payee;
  if (qualifier === 'XX') payee.npi = id;
  else if (qualifier === 'FI') payee.taxId = id;
  else payee.otherId = { qualifier, value: id };
  return payee;
}

function accountAt(s: Segment, n: number): BankAccount | undefined {
  if (s.isEmpty(n) && s.isEmpty(n + 1) && s.isEmpty(n + 2) && s.isEmpty(n + 3)) return undefined;
  const account: Draft<BankAccount> = {};
  if (!s.isEmpty(n)) account.routingQualifier = s.el(n);
  if (!s.isEmpty(n + 1)) account.routing = s.el(n + 1);
  if (!s.isEmpty(n + 2)) account.accountQualifier = s.el(n + 2);
  if (!s.isEmpty(n + 3)) account.account = s.el(n + 3);
  return account;
}
