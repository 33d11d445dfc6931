import { addDays, plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';
import { denialRulesFor } from '../payer-rules/rules-for.js';
import { aDenial, afterTurn } from './a-denial.js';
import { denialProgramOf } from './appeal-levels.js';
import type { DenialEvent } from './denial-event.js';
import type { DenialFacts, DenialTurn } from './denial-facts.js';
import { nextDenial } from './next-denial.js';

/** A denial under the No Surprises Act, told event by event; each names the work item it completes. */
class Dispute {
  turn!: DenialTurn;
  denial: DenialFacts;
  constructor(fields: Partial<DenialFacts> = {}, bornOn = '2026-01-21') {
    this.denial = aDenial({ carc: '50', rarcs: ['N877'], ...fields });
    this.hear({ type: 'denialBorn' }, bornOn);
  }
  hear(event: DenialEvent, day: string, done?: string): this {
    const facts = { ...this.denial, openWorkItemKinds: this.denial.openWorkItemKinds.filter((kind) => kind !== done) };
    const { payerClass, claimKind, amountCents } = facts;
    const date = plainDate(day);
    const rules = denialRulesFor(
      { payerClass },
      { on: date, claimKind, amountCents, program: denialProgramOf(facts) },
      ruleLibrary,
    );
    this.turn = nextDenial(facts, event, { date, instant: `${day}T15:00:00.000Z` }, rules);
    this.denial = afterTurn(facts, this.turn);
    return this;
  }
  /** The packet of the level at work is bound and lies ready. */
  bound(day: string): this {
    return this.hear({ type: 'packetReady' }, day, 'assembleAppeal').hear(
      { type: 'packetBuilt', documentId: 'doc' },
      day,
    );
  }
  filed(day: string): this {
    return this.hear({ type: 'appealFiled', channel: 'portal', confirmation: 'DISP-1' }, day, 'fileAppeal');
  }
  get states() {
    return this.denial.levels.map((row) => `${row.level} ${row.state}`);
  }
  deadline(kind: string) {
    return this.denial.openDeadlines.find((row) => row.kind === kind);
  }
  get items() {
    return this.turn.workItems.map(({ kind }) => kind);
  }
}

/** The negotiation was begun on 2 February 2026; its thirtieth business day is 17 March (Presidents’ Day is none). */
const negotiating = (fields: Partial<DenialFacts> = {}) => new Dispute(fields).bound('2026-01-30').filed('2026-02-02');

describe('an open negotiation (45 CFR 149.510(b)(1))', () => {
  it('lasts 30 business days from the notice, whatever quiet time the payer has', () => {
    expect(negotiating().deadline('appeal-decision')).toMatchObject({
      baseDate: '2026-02-02',
      hardDate: '2026-03-17',
      source: '45 CFR 149.510(b)(1)',
    });
  });

  it('is over the day after its last one by itself: four business days are left to begin the dispute', () => {
    const told = negotiating().hear({ type: 'timeReached' }, '2026-03-04');
    expect(told.turn.wakeOn).toBe('2026-03-18');
    told.hear({ type: 'timeReached' }, '2026-03-18');
    expect([told.denial.state, told.states, told.items]).toEqual([
      'TRIAGED',
      ['1 CLOSED', '2 DRAFTING'],
      ['assembleAppeal'],
    ]);
    expect(told.deadline('appeal-filing')).toMatchObject({ baseDate: '2026-03-17', hardDate: '2026-03-23' });
    expect(told.deadline('appeal-decision')).toBeUndefined();
    expect(told.turn.because).toContain('ended without an agreement');
  });

  it('refused by the plan early opens the dispute no sooner: too early a filing is asked for again', () => {
    const told = negotiating().hear(
      { type: 'appealDecided', decision: 'unfavorable', decisionDate: plainDate('2026-02-20') },
      '2026-02-20',
      'recordAppealDecision',
    );
    expect(told.deadline('appeal-filing')).toMatchObject({ baseDate: '2026-03-17', hardDate: '2026-03-23' });
    told.bound('2026-02-23');
    expect(told.turn.workItems[0]?.facts).toMatchObject({
      notBefore: '2026-03-18',
      hardDate: '2026-03-23',
      sendTo: 'the federal portal',
    });
    told.filed('2026-03-17');
    expect([told.denial.state, told.states, told.items]).toEqual([
      'TRIAGED',
      ['1 CLOSED', '2 PACKET_READY'],
      ['fileAppeal'],
    ]);
    expect(told.turn.because).toContain('may not be begun before 2026-03-18');
    told.filed('2026-03-18');
    expect([told.denial.state, told.states]).toEqual(['APPEALING', ['1 CLOSED', '2 FILED']]);
  });
});

describe('the fee of a federal dispute ($15 a party from 11 June 2026)', () => {
  it('counts when the dispute may be begun, not when the parties negotiate', () => {
    const told = new Dispute({ amountCents: cents(12_000), noticeDate: plainDate('2026-05-26') }, '2026-05-26')
      .bound('2026-06-15')
      .filed('2026-06-15');
    expect(told.states).toEqual(['1 FILED']);
    const day = told.deadline('appeal-decision')?.hardDate ?? '';
    told.hear({ type: 'timeReached' }, addDays(plainDate(day), 1));
    expect(told.items).toEqual(['triageDenial']);
    expect(told.turn.workItems[0]?.facts).toMatchObject({ suggestion: 'WO', valueCents: 2_400 });
    expect(told.turn.rules).toContainEqual({ ruleId: 'idr-administrative-fee-cents.default', version: 2 });
  });
});

describe('a federal dispute within 90 days of a decision about the same item (45 CFR 149.510(c)(4)(vii))', () => {
  const decidedBefore = { sameItemDecidedOn: plainDate('2026-01-15') };

  it('waits until they are over, then may be begun for 30 business days', () => {
    const told = negotiating(decidedBefore).hear({ type: 'timeReached' }, '2026-03-18');
    expect(told.deadline('appeal-filing')).toMatchObject({
      baseDate: '2026-04-15', // 15 January and 90 days
      hardDate: '2026-05-28', // Memorial Day is no business day
      source: '45 CFR 149.510(c)(4)(vii)',
    });
    told.bound('2026-03-20').filed('2026-04-15');
    expect(told.turn.because).toContain('may not be begun before 2026-04-16');
    expect(told.filed('2026-04-16').denial.state).toBe('APPEALING');
  });

  it('is not delayed by a decision whose 90 days end before the negotiation does', () => {
    const told = negotiating({ sameItemDecidedOn: plainDate('2025-12-01') }).hear(
      { type: 'timeReached' },
      '2026-03-18',
    );
    expect(told.deadline('appeal-filing')?.hardDate).toBe('2026-03-23');
  });

  it('is put off when that decision comes after the packet was bound', () => {
    const told = negotiating().hear({ type: 'timeReached' }, '2026-03-18').bound('2026-03-18');
    told.denial = { ...told.denial, sameItemDecidedOn: plainDate('2026-03-18') };
    told.filed('2026-03-19');
    expect(told.turn.because).toContain('may not be begun before 2026-06-17');
    expect(told.deadline('appeal-filing')?.baseDate).toBe('2026-06-16');
  });

  it('is not begun a second time for the same claim: a person waits for the dispute that runs', () => {
    const told = new Dispute({ disputedAlready: true });
    expect([told.items, told.states]).toEqual([['triageDenial'], []]);
    expect(told.turn.workItems[0]?.facts).toMatchObject({ suggestion: 'WAIT' });
  });
});
