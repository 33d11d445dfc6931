import { aDenial, afterTurn, denialRulesOf } from '../appeals/a-denial.js';
import type { DenialEvent } from '../appeals/denial-event.js';
import type { DenialFacts } from '../appeals/denial-facts.js';
import { denialTransitions } from '../appeals/denial-lifecycle.js';
import { isOpenDenial } from '../appeals/denial-state.js';
import { nextDenial } from '../appeals/next-denial.js';
import { batchTransitions, nextBatch, type BatchEvent, type BatchState } from '../batches/next-batch.js';
import { aClaim, rulesOf } from '../claims/a-claim.js';
import type { ClaimEvent } from '../claims/claim-event.js';
import type { ClaimDenial, ClaimFacts } from '../claims/claim-facts.js';
import { claimTransitions } from '../claims/claim-lifecycle.js';
import { isOpen } from '../claims/claim-state.js';
import { nextClaim } from '../claims/next-claim.js';
import type { PlainDate } from '../dates/plain-date.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';
import { batchRulesFor } from '../payer-rules/rules-for.js';
import { cents } from '../money.js';
import type { Desk, Heard, StoryOnDesk } from './a-desk.js';
import type { Turn } from './turn.js';

/** One sending of a claim, as its row would be. */
export interface Sending {
  readonly key: string;
  readonly number: number;
  readonly frequency: '1' | '7' | '8' | 'Q';
  readonly queuedOn: PlainDate;
  batchId: string | null;
  state: 'QUEUED' | 'SENT' | 'ACCEPTED' | 'REJECTED' | 'WITHDRAWN';
}

/** A table row leads there, in one step or in several of the same turn. */
function leads(rows: readonly { from: string; event: string; to: string }[], from: string, event: string, to: string) {
  const seen = new Set([from]);
  for (const state of seen) for (const row of rows) if (row.from === state && row.event === event) seen.add(row.to);
  return seen.has(to);
}

const noon = (date: PlainDate) => ({ date, instant: `${date}T15:00:00.000Z` });

/** A claim, its books, its sendings and its denials. */
export class PayerCase {
  readonly id = 'c1';
  claim: ClaimFacts;
  readonly denials = new Map<string, DenialFacts>();
  readonly sendings: Sending[] = [];
  books: { payerCents: number; patientCents: number };
  private lastHardDate: PlainDate | null = null;

  constructor(
    readonly desk: Desk,
    fields: Partial<ClaimFacts>,
    readonly world: { readonly filingProven: boolean; readonly contracted: boolean },
  ) {
    this.claim = aClaim(fields);
    this.books = { payerCents: this.claim.chargeCents, patientCents: 0 };
  }

  get sent(): Sending[] {
    return this.sendings.filter(({ state }) => state !== 'QUEUED' && state !== 'WITHDRAWN');
  }

  private denialsSeen(): ClaimDenial[] {
    return [...this.denials.values()].map(({ id, state, outcome, amountCents }) => ({
      id,
      state,
      outcome,
      wholeClaim: amountCents >= this.claim.chargeCents,
    }));
  }

  facts(): ClaimFacts {
    const denials = this.denialsSeen();
    return {
      ...this.claim,
      balances: { payerCents: cents(this.books.payerCents), patientCents: cents(this.books.patientCents) },
      submissions: this.sent.length,
      lastFrequency: this.sendings.filter(({ state }) => state !== 'WITHDRAWN').at(-1)?.frequency ?? null,
      openDenials: denials.filter(({ state }) => isOpenDenial(state)),
      resolvedDenials: denials.filter(({ state }) => !isOpenDenial(state)),
      openDeadlines: this.desk.openDeadlines(this.id),
      openWorkItemKinds: this.desk.openKinds(this.id),
    };
  }

  story(): StoryOnDesk {
    return {
      kind: 'claim',
      id: this.id,
      state: () => this.claim.state,
      isOpen: () => isOpen(this.claim.state),
      leaves: ['paymentOnClosedClaim', 'demandInterest'],
      allows: (from, event, to) => from === to || leads(claimTransitions, from, event, to),
      hear: (event, today) => this.hear(event, today),
    };
  }

  private hear(event: Heard, today: PlainDate): Turn<string> {
    const facts = this.facts();
    const turn = nextClaim(facts, event as unknown as ClaimEvent, noon(today), rulesOf(facts));
    this.claim = { ...facts, ...turn.changes, state: turn.state, turn: facts.turn + 1 } as ClaimFacts;
    const filing = turn.deadlines.find(({ kind }) => kind === 'timely-filing');
    if (filing) this.lastHardDate = filing.hardDate;
    if (turn.changes['held'] === true || !isOpen(turn.state)) this.withdrawQueued();
    return turn;
  }

  /** Nothing of a held claim leaves: its sending is taken out of a batch that still collects. */
  private withdrawQueued(): void {
    for (const sending of this.sendings) {
      if (sending.state !== 'QUEUED' || this.desk.find(sending.batchId ?? '')?.state() !== 'COLLECTING') continue;
      sending.state = 'WITHDRAWN';
      sending.batchId = null;
      this.desk.forget(sending.key);
    }
  }

  denialFacts(id: string): DenialFacts {
    const denial = this.denials.get(id) as DenialFacts;
    const last = this.sendings.filter(({ state }) => state !== 'WITHDRAWN').at(-1);
    const { adjudicatedOn } = this.claim;
    const others = [...this.denials.values()].filter((other) => other.id !== id);
    return {
      ...denial,
      payerClaimNumber: this.claim.payerClaimNumber,
      timelyFilingHardDate: this.lastHardDate,
      corrections: this.sendings.filter(({ number, state }) => number > 1 && state !== 'WITHDRAWN').length,
      correctionPending:
        last !== undefined &&
        last.number > 1 &&
        last.state !== 'REJECTED' &&
        (!adjudicatedOn || last.queuedOn > adjudicatedOn),
      otherAppealFiled: others.some(({ levels }) =>
        levels.some(({ state }) => state === 'FILED' || state === 'ACKNOWLEDGED'),
      ),
      filingProven: this.world.filingProven,
      openDeadlines: this.desk.openDeadlines(id),
      openWorkItemKinds: this.desk.openKinds(id),
    };
  }

  bear(about: { readonly group: string; readonly carc: string; readonly amountCents: number }): void {
    const id = `d${this.denials.size + 1}`;
    const { payerClass, chargeCents, serviceFrom, kind } = this.claim;
    const fields = { ...about, amountCents: cents(about.amountCents), payerClass, claimKind: kind, serviceFrom };
    const noticeDate = this.desk.today;
    this.denials.set(id, aDenial({ ...fields, id, claimId: this.id, claimChargeCents: chargeCents, noticeDate }));
    this.desk.add(this.denialStory(id), { type: 'denialBorn' });
  }

  private denialStory(id: string): StoryOnDesk {
    const state = () => (this.denials.get(id) as DenialFacts).state;
    return {
      kind: 'appeal',
      id,
      partOf: this.id,
      state,
      isOpen: () => isOpenDenial(state()),
      allows: (from, event, to) => from === to || leads(denialTransitions, from, event, to),
      hear: (event, today) => {
        const facts = this.denialFacts(id);
        const rules = denialRulesOf({ ...facts, noticeDate: today }, this.world.contracted);
        const turn = nextDenial(facts, event as unknown as DenialEvent, noon(today), rules);
        const after = afterTurn(facts, turn);
        this.denials.set(id, after);
        if (after.levels.filter(({ state: level }) => ACTIVE.includes(level)).length > 1)
          throw this.desk.fault(`${id} has two active levels`);
        if (event.type === 'patientReviewed' && after.outcome === 'patient') this.toPatient(after.amountCents);
        if (event.type === 'otherPayerBilled' && after.outcome === 'rebilled') this.pay(after.amountCents);
        return turn;
      },
    };
  }

  private toPatient(amountCents: number): void {
    const moved = Math.max(0, Math.min(amountCents, this.books.payerCents));
    this.books = { payerCents: this.books.payerCents - moved, patientCents: this.books.patientCents + moved };
  }

  /** The payer's receivable falls by at most what is open. */
  pay(amountCents: number): void {
    const taken = Math.max(0, Math.min(amountCents, this.books.payerCents));
    this.books = { ...this.books, payerCents: this.books.payerCents - taken };
  }

  /** As `post-write-off`: a claim's takes the payer's balance first, a denial's only that. */
  writeOff(subjectId: string, amountCents: number): void {
    const before = this.books.payerCents;
    this.pay(amountCents);
    if (subjectId !== this.id) return;
    const left = amountCents - Math.max(0, before - this.books.payerCents);
    const patient = Math.max(0, Math.min(left, this.books.patientCents));
    this.books = { ...this.books, patientCents: this.books.patientCents - patient };
  }
}

const ACTIVE = ['DRAFTING', 'PACKET_READY', 'FILED', 'ACKNOWLEDGED', 'EFFECTUATION_PENDING', 'NO_RESPONSE'];
/** States of a claim in which a sending nobody answered is still waited for (`advance-batch`). */
const LISTENING = ['SUBMITTED', 'READY', 'CORRECTING', 'PARTIAL', 'DENIED', 'APPEALING'];

/** The collecting and sending of one day's claims. */
export class BatchOnDesk implements StoryOnDesk {
  readonly kind = 'batch';
  private now: BatchState = 'COLLECTING';
  sentOn: PlainDate | null = null;
  ack999On: PlainDate | null = null;
  private readonly openedOn: PlainDate;

  constructor(
    readonly id: string,
    private readonly of: PayerCase,
  ) {
    this.openedOn = of.desk.today;
  }

  state = (): BatchState => this.now;
  isOpen = (): boolean => this.now !== 'DONE' && this.now !== 'REJECTED';
  rests = (): boolean => this.now === 'COLLECTING' || this.now === 'SENDING';
  allows = (from: string, event: string, to: string): boolean =>
    from === to ||
    batchTransitions.some(([before, type, , after]) => before === from && type === event && after === to) ||
    (from === 'COLLECTING' && to === 'SENDING');

  private get inside(): Sending[] {
    return this.of.sendings.filter(({ batchId }) => batchId === this.id);
  }

  private silent(): Sending[] {
    const waits = LISTENING.includes(this.of.claim.state);
    return this.inside.filter(
      ({ state, number }) => waits && state === 'SENT' && !this.of.sent.some((later) => later.number > number),
    );
  }

  hear(event: Heard, today: PlainDate): Turn<string> | undefined {
    const { id, sentOn, ack999On } = this;
    const facts = { id, state: this.now, claims: this.inside.length, full: false, closing: today > this.openedOn };
    const turn = nextBatch(
      { ...facts, sentOn, ack999On, silentClaims: this.silent().length },
      event as unknown as BatchEvent,
      noon(today),
      batchRulesFor([], { today, sentOn, ack999On }, ruleLibrary),
    );
    if (!turn) return undefined;
    this.now = turn.state;
    if (turn.changes['silent'] === true)
      for (const _ of this.silent()) this.of.desk.tell(this.of.id, { type: 'claimSilent', clock: '277CA' });
    return turn;
  }
}
