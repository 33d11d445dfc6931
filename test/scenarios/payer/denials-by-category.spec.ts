import { inTransaction } from '../../../src/db/in-transaction.js';
import { getWorkItem } from '../../../src/app/work-items/work-items.queries.js';
import { balanceOf, claimRow, denialsOf, foundPractice, type Practice } from '../../app/a-practice.js';
import { denies, openWork, readyClaim, stepsOf } from './story-days.js';
import { isTold, story } from './told-daily.js';

let practice: Practice;
let medicare: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  medicare = await foundPractice({ payerClass: 'medicare' });
}, 200_000);
afterAll(async () => {
  await practice?.stop();
  await medicare?.stop();
});

/** The whole claim is denied with one code; what became of it, and who is asked to do what. */
async function denied(at: Practice, code: string, rarcs: readonly string[] = []) {
  const { claim, denialId } = await denies(at, await readyClaim(at), code, { rarcs });
  const [denial] = await denialsOf(at, claim.id);
  const steps = (await stepsOf(at, denialId)).map(({ kind }) => kind);
  return { claim, denial, items: await openWork(at, denialId), steps };
}

/**
 * The claim was checked for eligibility on this very day, so that a denial that asks for it asks no second time.
 * [what the payer says, the code, category, the denial's state, the work or step that follows by itself]
 */
type Row = readonly [story: string, code: string, rarcs: string, category: string, state: string, next: string];

const rows: readonly Row[] = [
  [
    'eligibility: coverage had ended, so it is verified and the other payer is looked for',
    'CO-27',
    '',
    'ELIG',
    'REBILL_OTHER',
    'billOtherPayer',
  ],
  [
    'eligibility: the payer does not know the member, so the id is verified and corrected',
    'CO-31',
    '',
    'ELIG',
    'TRIAGED',
    'prepareCorrectedClaim',
  ],
  ['coordination: another payer comes first and is billed', 'CO-22', '', 'COB', 'REBILL_OTHER', 'billOtherPayer'],
  [
    'coordination: the primary’s data were wrong on the claim, so it is corrected',
    'OA-129',
    '',
    'COB',
    'TRIAGED',
    'prepareCorrectedClaim',
  ],
  [
    'authorization: the number does not fit the service, so the claim is corrected',
    'CO-284',
    '',
    'AUTH',
    'TRIAGED',
    'prepareCorrectedClaim',
  ],
  ['coding: the modifier does not fit, so a coder corrects it', 'CO-4', '', 'CODE', 'TRIAGED', 'prepareCorrectedClaim'],
  [
    'bundling: included in another service, so a coder looks at the modifier',
    'CO-97',
    '',
    'BUNDLE',
    'TRIAGED',
    'prepareCorrectedClaim',
  ],
  ['medical necessity: appealed with the records', 'CO-50', '', 'MEDNEC', 'TRIAGED', 'assembleAppeal'],
  [
    'late filing without proof: a person decides, nothing is appealed blindly',
    'CO-29',
    '',
    'TIMELY',
    'NEW',
    'triageDenial',
  ],
  ['duplicate without a paid original: a person finds the original', 'OA-18', '', 'DUP', 'NEW', 'triageDenial'],
  [
    'documents: an attachment is missing and is sent',
    'CO-252',
    'M127',
    'DOC',
    'AWAITING_DOCS',
    'collectDenialDocuments',
  ],
  [
    'enrollment: the provider was not certified, so the claim is corrected',
    'CO-B7',
    '',
    'ENROLL',
    'TRIAGED',
    'prepareCorrectedClaim',
  ],
  [
    'not covered: by the code alone nobody can tell, a person reads the remark',
    'CO-96',
    '',
    'NONCOV',
    'NEW',
    'triageDenial',
  ],
  ['benefit used up: a person checks the count', 'CO-119', '', 'BENMAX', 'NEW', 'triageDenial'],
  ['frequency: too many units, so the claim is corrected', 'CO-151', '', 'FREQ', 'TRIAGED', 'prepareCorrectedClaim'],
  [
    'patient data: name and id do not match and are corrected',
    'CO-140',
    '',
    'DEMO',
    'TRIAGED',
    'prepareCorrectedClaim',
  ],
  [
    'billing error: the remark names a missing diagnosis, a coder adds it',
    'CO-16',
    'M76',
    'CODE',
    'TRIAGED',
    'prepareCorrectedClaim',
  ],
  [
    'billing error: unprocessable, so a new claim is prepared and nothing is appealed',
    'CO-16',
    'MA130',
    'BILLERR',
    'TRIAGED',
    'prepareCorrectedClaim',
  ],
  [
    'contract: not payable under it, a person takes it up with the payer',
    'CO-256',
    '',
    'CONTRACT',
    'NEW',
    'triageDenial',
  ],
  ['network: not a network provider, a person looks for an exception', 'CO-242', '', 'NETWORK', 'NEW', 'triageDenial'],
  ['third party: a no-fault insurer owes it and is billed', 'CO-21', '', 'TPL', 'REBILL_OTHER', 'billOtherPayer'],
  [
    'payer before: it denied the service, and that decision is appealed',
    'CO-276',
    '',
    'PRIOR',
    'TRIAGED',
    'assembleAppeal',
  ],
  ['capitation: another plan is looked for', 'CO-24', '', 'CAP', 'REBILL_OTHER', 'billOtherPayer'],
];

describe('what happens by itself to a denied claim, by category', () => {
  const told = rows.filter(([title]) => isTold(title));
  it.each(told)('%s (%s %s)', async (_story, code, rarcs, category, state, next) => {
    const { claim, denial, items, steps } = await denied(practice, code, rarcs ? [rarcs] : []);
    expect([denial?.category, denial?.state]).toEqual([category, state]);
    expect([...items.map((item) => item.kind), ...steps].join(' ')).toBe(next);
    // The amount stays with the payer, the patient owes nothing, and every item has a score and a due date.
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
    expect((await claimRow(practice, claim.id)).nextActionOn).not.toBeNull();
    for (const item of items) expect(item.score).toBeGreaterThan(0);
  });
});

describe('a denial of Medicare', () => {
  story('for documents that never came is a reopening, decided by a person', async () => {
    const { items } = await denied(medicare, 'CO-163');
    expect(items.map((item) => [item.kind, (item.facts as { suggestion?: string }).suggestion])).toEqual([
      ['triageDenial', 'RO'],
    ]);
  });

  story('of a professional claim is corrected by a new claim, never by frequency 7', async () => {
    const { items } = await denied(medicare, 'CO-16', ['N382']);
    expect(items[0]?.facts).toMatchObject({ frequency: '1' });
  });
});

describe('the work item of a denial', () => {
  story('tells a newcomer what it means, what to do and how this payer differs', async () => {
    const { items } = await denied(medicare, 'CO-50');
    const read = await inTransaction(medicare.deps.db, medicare.org, { actor: { id: 'sam', role: 'specialist' } }, () =>
      getWorkItem(medicare.deps, { id: 'sam', role: 'specialist' }, medicare.org, items[0]?.id ?? '', {
        mayReadPhi: true,
      }),
    );
    const playbook = read.ok ? read.value.playbook : undefined;
    expect(playbook?.means).toContain('CO-50: the payer does not hold it medically necessary');
    expect(playbook?.quirks).toContain('first claim: 12 months from the first day of the service (42 CFR 424.44)');
  });

  story('small enough not to be worth an appeal goes to a person with the sum', async () => {
    const { denialId } = await denies(practice, await readyClaim(practice), 'CO-50', { cents: 3_000 });
    const [item] = await openWork(practice, denialId);
    expect([item?.kind, item?.facts]).toMatchObject([
      'triageDenial',
      { suggestion: 'WO', chance: 0.45, valueCents: -150 },
    ]);
  });
});
