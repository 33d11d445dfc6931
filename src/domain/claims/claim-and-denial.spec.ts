import { aDenial, afterTurn, denialRulesOf } from '../appeals/a-denial.js';
import type { DenialEvent } from '../appeals/denial-event.js';
import type { DenialFacts, DenialTurn } from '../appeals/denial-facts.js';
import { nextDenial } from '../appeals/next-denial.js';
import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import { aClaim, aRemittance, rulesOf } from './a-claim.js';
import type { ClaimEvent, RemittancePosted } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { nextClaim } from './next-claim.js';

/** A claim and its one denial, each judged by its own story, told of the other only by events. */
class Case {
  claim: ClaimFacts = aClaim({ state: 'ACCEPTED', payerClaimNumber: 'ICN1', submissions: 1, lastFrequency: '1' });
  denial: DenialFacts;
  private date = '2026-01-20';

  constructor(carc: string) {
    this.denial = aDenial({ carc, rarcs: carc === '16' ? ['M76'] : [] });
  }

  on(date: string): this {
    this.date = date;
    return this;
  }

  claimHears(event: ClaimEvent): this {
    const open = this.denial.state === 'RESOLVED' || this.denial.turn === 0;
    const { id, state, outcome } = this.denial;
    const seen = { id, state, outcome, wholeClaim: true };
    const facts = {
      ...this.claim,
      openDenials: open ? [] : [seen],
      resolvedDenials: state === 'RESOLVED' ? [seen] : [],
    };
    const turn = nextClaim(facts, event, this.now(), rulesOf(facts));
    this.claim = { ...facts, ...turn.changes, state: turn.state, turn: facts.turn + 1 } as ClaimFacts;
    return this;
  }

  denialHears(event: DenialEvent): this {
    const facts: DenialFacts = { ...this.denial, openWorkItemKinds: [] };
    const turn: DenialTurn = nextDenial(facts, event, this.now(), denialRulesOf(facts));
    this.denial = afterTurn(facts, turn);
    for (const told of turn.events) this.claimHears({ type: told.type, ...told.facts } as ClaimEvent);
    return this;
  }

  balance(payerCents: number): this {
    this.claim = { ...this.claim, balances: { payerCents: cents(payerCents), patientCents: cents(0) } };
    return this;
  }

  private now() {
    return { date: plainDate(this.date), instant: `${this.date}T15:00:00.000Z` };
  }
}

const remittance = (id: string, paid: number, denied: number): RemittancePosted =>
  aRemittance({ remittanceClaimId: id, paidCents: cents(paid), deniedLines: denied, openDenials: denied });
const paid = (): DenialEvent => ({
  type: 'remittancePosted',
  remittanceClaimId: 'r2',
  paidCents: cents(25_000),
  remainingCents: cents(0),
  stillDenied: false,
  date: plainDate('2026-03-01'),
});

describe('a claim and its denial', () => {
  it('ends paid after a corrected claim', () => {
    const story = new Case('16').denialHears({ type: 'denialBorn' }).claimHears(remittance('r1', 0, 1));
    expect(story.claim.state).toBe('DENIED');
    story.on('2026-01-26').denialHears({ type: 'correctionPrepared' });
    story.on('2026-01-27').claimHears({ type: 'submitted', batchId: 'b2', date: plainDate('2026-01-27') });
    story.denialHears({ type: 'correctionSubmitted', date: plainDate('2026-01-27'), frequency: '7' });
    expect(story.claim.state).toBe('CORRECTING');
    story
      .on('2026-03-01')
      .balance(0)
      .claimHears(remittance('r2', 25_000, 0))
      .denialHears(paid());
    expect([story.claim.state, story.denial.outcome]).toEqual(['CLOSED_PAID', 'paid']);
  });

  it('ends paid after a won appeal', () => {
    const story = new Case('50')
      .denialHears({ type: 'denialBorn' })
      .claimHears(remittance('r1', 0, 1))
      .on('2026-01-26');
    story.denialHears({ type: 'packetReady' }).denialHears({ type: 'packetBuilt', documentId: 'doc' });
    story.denialHears({ type: 'appealFiled', channel: 'portal', confirmation: 'P-1' });
    expect(story.claim.state).toBe('APPEALING');
    story.on('2026-02-20').denialHears({
      type: 'appealDecided',
      decision: 'favorable',
      decisionDate: plainDate('2026-02-20'),
    });
    story
      .on('2026-03-01')
      .balance(0)
      .claimHears(remittance('r2', 25_000, 0))
      .denialHears(paid());
    expect([story.claim.state, story.denial.state]).toEqual(['CLOSED_PAID', 'RESOLVED']);
  });

  it('ends written off when the last word is against us', () => {
    const story = new Case('18')
      .denialHears({ type: 'denialBorn' })
      .claimHears(remittance('r1', 0, 1))
      .denialHears({ type: 'writeOffProposed' });
    expect(story.claim.state).toBe('DENIED');
    story.balance(0).denialHears({ type: 'writeOffApproved' });
    expect([story.claim.state, story.denial.outcome]).toEqual(['CLOSED_WRITTEN_OFF', 'written-off']);
  });
});
