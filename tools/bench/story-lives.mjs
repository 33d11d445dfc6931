// What the product's own judges say, day by day, of a claim nobody answers and of a denial that is appealed twice.
import { product } from './throwaway-installation.mjs';

const START = '2026-01-05';
const DAYS = 365;

/** Judges a subject by a pure `next` and keeps what a story would have seen: one scene for each time it asks. */
class Life {
  scenes = [];

  constructor({ facts, judge, after, addDays }) {
    Object.assign(this, { facts, judge, after, addDays, date: START });
  }

  /** `by`: what made the story ask, its own start, the time, an event or its steps; nothing for what it is not told. */
  happens(event, by) {
    const turn = this.judge(this.facts, event, { date: this.date, instant: `${this.date}T15:00:00.000Z` });
    this.facts = this.after(this.facts, turn);
    this.turn = turn;
    if (!by) return;
    this.scenes.push({ by, turn, steps: turn.steps });
    if (turn.steps.length > 0) this.scenes.push({ by: 'steps', turn, steps: [] });
  }

  /** Time passes to a day; the story wakes whenever it wanted to. */
  sleepsUntil(day) {
    while (this.turn.wakeOn && this.turn.wakeOn < day) {
      this.date = this.turn.wakeOn;
      this.happens({ type: 'timeReached' }, 'time');
    }
    this.date = day;
  }

  on(days, event, by = 'event') {
    this.sleepsUntil(this.addDays(START, days));
    this.happens(event, by);
  }
}

function afterClaimTurn(facts, turn) {
  const replaced = new Set([...turn.closeDeadlines, ...turn.deadlines.map(({ kind }) => kind)]);
  const gone = new Set(turn.cancelWorkItems);
  return {
    ...facts,
    ...turn.changes,
    state: turn.state,
    turn: facts.turn + 1,
    openDeadlines: [
      ...facts.openDeadlines.filter(({ kind }) => !replaced.has(kind)),
      ...turn.deadlines.map((row) => ({ ...row, id: row.kind })),
    ],
    openWorkItemKinds: [
      ...facts.openWorkItemKinds.filter((kind) => !gone.has(kind)),
      ...turn.workItems.map(({ kind }) => kind),
    ],
  };
}

async function judges() {
  const { addDays } = await product('domain/dates/plain-date');
  const { nextClaim } = await product('domain/claims/next-claim');
  const { aClaim, rulesOf } = await product('domain/claims/a-claim');
  const { nextDenial } = await product('domain/appeals/next-denial');
  const { aDenial, afterTurn, denialRulesOf } = await product('domain/appeals/a-denial');
  return {
    claim: (fields) =>
      new Life({
        addDays,
        facts: aClaim(fields),
        after: afterClaimTurn,
        judge: (facts, event, at) => nextClaim(facts, event, at, rulesOf(facts)),
      }),
    denial: (fields) =>
      new Life({
        addDays,
        facts: aDenial(fields),
        after: afterTurn,
        judge: (facts, event, at) => nextDenial(facts, event, at, denialRulesOf(facts)),
      }),
  };
}

const remittance = (date, paidCents, denied) => ({
  type: 'remittancePosted',
  remittanceClaimId: 'r',
  status: '1',
  paidCents,
  patientResponsibilityCents: 0,
  deniedLines: denied ? 1 : 0,
  totalLines: 1,
  openDenials: denied ? 1 : 0,
  reversal: false,
  crossover: false,
  unexplainedCents: 0,
  date,
  payerControlNumber: 'ICN1',
});

/** Sent and accepted by the payer on the first days. */
function filed(life) {
  life.happens({ type: 'claimImported' }, 'start');
  life.happens({ type: 'submitted', batchId: 'b', date: START });
  life.on(2, { type: 'payerAccepted', receiptDate: life.addDays(START, 1), payerClaimNumber: 'ICN1' });
}

/** Accepted, then not a word for a year: every status inquiry stays unanswered; at last the payer pays. */
function silentClaim({ claim }) {
  const life = claim();
  filed(life);
  life.sleepsUntil(life.addDays(START, DAYS));
  life.facts = { ...life.facts, balances: { payerCents: 0, patientCents: 0 } };
  life.happens(remittance(life.date, 25_000, false), 'event');
  return [{ kind: 'claim', scenes: life.scenes }];
}

/** Denied for medical necessity, lost at the first level, won at the second, paid. */
function appealedTwice({ claim, denial }) {
  const own = denial({ carc: '50', amountCents: 300_000, claimChargeCents: 300_000 });
  const moves = [];
  const told = (days, event, by) => {
    const before = own.facts.state;
    own.on(days, event, by);
    if (own.facts.state !== before) moves.push({ days, state: own.facts.state, outcome: own.facts.outcome });
  };
  own.date = own.addDays(START, 15);
  own.happens({ type: 'denialBorn' }, 'start');
  const appeal = (days, decision) => {
    told(days, { type: 'packetReady' });
    told(days, { type: 'packetBuilt', documentId: 'd', pages: 9, kilobytes: 90 }, null);
    told(days + 2, { type: 'appealFiled', channel: 'fax', confirmation: 'FX-4711' });
    const decisionDate = own.addDays(START, days + 40);
    told(days + 42, { type: 'appealDecided', decision, decisionDate });
  };
  appeal(20, 'unfavorable');
  appeal(70, 'favorable');
  const paidOn = own.addDays(START, 130);
  const paid = { remittanceClaimId: 'r2', paidCents: 300_000, remainingCents: 0, stillDenied: false, date: paidOn };
  told(130, { type: 'remittancePosted', ...paid });

  const life = claim({ chargeCents: 300_000, balances: { payerCents: 300_000, patientCents: 0 } });
  filed(life);
  const denialIs = (state, outcome) => ({ id: 'd1', state, outcome, wholeClaim: true });
  life.facts = { ...life.facts, openDenials: [denialIs('NEW', null)] };
  life.on(15, remittance(life.addDays(START, 15), 0, true));
  for (const { days, state, outcome } of moves) {
    const done = state === 'RESOLVED';
    if (done) life.facts = { ...life.facts, balances: { payerCents: 0, patientCents: 0 } };
    life.on(days, { type: 'denialChanged', denialId: 'd1', state, outcome: outcome ?? (done ? 'paid' : null) });
    life.facts = { ...life.facts, openDenials: done ? [] : [denialIs(state, null)] };
  }
  return [
    { kind: 'claim', scenes: life.scenes },
    { kind: 'appeal', scenes: own.scenes },
  ];
}

/** `{ silent, appealed }`, each a list of stories: kind and scenes. */
export async function storyLives() {
  const by = await judges();
  return { silent: silentClaim(by), appealed: appealedTwice(by) };
}
