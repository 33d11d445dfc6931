import { plainDate } from '../dates/plain-date.js';
import { nextBatch, type BatchEvent, type BatchFacts } from './next-batch.js';

const facts = (fields: Partial<BatchFacts>): BatchFacts => ({
  id: 'b1',
  state: 'COLLECTING',
  claims: 2,
  full: false,
  closing: false,
  sentOn: null,
  ack999On: null,
  silentClaims: 0,
  ...fields,
});
const judge = (batch: BatchFacts, event: BatchEvent, date = '2026-01-05') =>
  nextBatch(batch, event, { date: plainDate(date), instant: `${date}T15:00:00.000Z` });

describe('a batch', () => {
  it('sends at closing time, and waits on when every claim was taken out of it', () => {
    expect(judge(facts({ closing: true }), { type: 'timeReached' })?.steps).toHaveLength(1);
    expect(judge(facts({ closing: true, claims: 0 }), { type: 'timeReached' })).toMatchObject({
      state: 'COLLECTING',
      steps: [],
      waitFor: 'a claim to send',
    });
  });

  const acknowledged = facts({
    state: 'ACKNOWLEDGED',
    sentOn: plainDate('2026-01-05'),
    ack999On: plainDate('2026-01-05'),
  });

  it('asks a person when the payer has said nothing about a claim for three business days', () => {
    const turn = judge({ ...acknowledged, silentClaims: 1 }, { type: 'timeReached' }, '2026-01-09');
    expect([turn?.state, turn?.workItems[0]?.kind]).toEqual(['ACKNOWLEDGED', 'silentBatch']);
  });

  it('ends by itself once the silent claim was sent again or decided', () => {
    expect(judge(acknowledged, { type: 'timeReached' }, '2026-01-20')?.state).toBe('DONE');
  });
});
