import { plainDate } from '../dates/plain-date.js';
import { aClaim, rulesOf } from './a-claim.js';
import type { ClaimEvent } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';
import { nextClaim } from './next-claim.js';

const coding = { edit: 'diagnosis-present', field: 'diagnoses', message: 'No diagnosis', owner: 'coder' } as const;
const another = { ...coding, edit: 'service-code', field: 'line 2' } as const;
const npi = { edit: 'billing-npi', field: 'billingNpi', message: 'Check digit', owner: 'credentialing' } as const;

function asked(claim: ClaimFacts, event: ClaimEvent): readonly (readonly unknown[])[] {
  const at = { date: plainDate('2026-01-06'), instant: '2026-01-06T15:00:00.000Z' };
  const { workItems } = nextClaim(claim, event, at, rulesOf(claim));
  return workItems.map(({ kind, role, facts }) => [kind, role, facts['edits']]);
}

describe('a claim that fails edits of several people', () => {
  const owners = [
    ['fixEdits', 'coder', 'diagnosis-present service-code'],
    ['fixEdits', 'credentialing', 'billing-npi'],
  ];

  it('is one work item for each of them, with all edits of theirs', () => {
    expect(asked(aClaim({ editFailures: [coding, npi, another] }), { type: 'claimImported' })).toEqual(owners);
  });

  it('asks who is not done yet, when another one is, and again when nobody does anything', () => {
    const failed = aClaim({ state: 'EDIT_FAILED', editFailures: [npi], openWorkItemKinds: ['fixEdits'] });
    expect(asked(failed, { type: 'claimCorrected' })).toEqual([owners[1]]);
    expect(asked(failed, { type: 'timeReached' })).toEqual([owners[1]]);
  });
});
