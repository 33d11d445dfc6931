import { decideRule } from '../../../src/app/payer-rules/decide-rule.js';
import { rulesOfPayer } from '../../../src/app/payer-rules/payer-rules.queries.js';
import { proposeRule, type ProposeRule } from '../../../src/app/payer-rules/propose-rule.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { dear, denialsOf, foundPractice, type Practice } from '../../app/a-practice.js';
import { denies, kindsOfWork, openWork, packetBound, readyClaim } from './story-days.js';
import { story } from './told-daily.js';

const lena = { id: 'lena', role: 'lead' };
const mig = { id: 'mig', role: 'manager' };

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

/** The whole claim denied with one code: what became of the denial and who is asked to do what. */
async function denied(at: Practice, carc: string, rarcs: readonly string[] = []) {
  const { claim, denialId } = await denies(at, await readyClaim(at, dear), `CO-${carc}`, { rarcs });
  const [denial] = await denialsOf(at, claim.id);
  return { claim, denialId, category: denial?.category, work: await kindsOfWork(at, denialId) };
}

const mapping = (value: object, over: Partial<ProposeRule> = {}): ProposeRule => ({
  key: 'denialMapping',
  value,
  payerClass: 'commercial',
  authority: 'payer',
  source: 'Provider bulletin 12, page 3',
  effectiveFrom: plainDate('2026-01-01'),
  ...over,
});

async function approve(at: Practice, rule: ProposeRule) {
  const proposed = await proposeRule(at.deps, lena, at.org, rule);
  if (!proposed.ok) throw new Error(proposed.problem.detail);
  const decided = await decideRule(at.deps, mig, at.org, { id: proposed.value.id, decision: 'approved', note: 'read' });
  if (!decided.ok) throw new Error(decided.problem.detail);
  return decided.value;
}

describe('a payer whose “billing error” with M51 means that it wants the record', () => {
  story('is proposed, and shows which open denials would be worked otherwise, in claims and dollars', async () => {
    const before = await denied(practice, '16', ['M51']);
    expect(before.work).toEqual(['prepareCorrectedClaim']);
    const proposed = await proposeRule(
      practice.deps,
      lena,
      practice.org,
      mapping({ carc: '16', rarc: 'M51', category: 'DOC', owner: 'records', actions: ['APP'] }),
    );
    if (!proposed.ok) throw new Error(proposed.problem.detail);
    expect(proposed.value).toMatchObject({
      ruleId: 'denial-mapping.own.commercial.16-m51',
      state: 'PROPOSED',
      preview: { denials: 1, claims: 1, cents: before.claim.chargeCents },
    });
    const self = { id: proposed.value.id, decision: 'approved', note: 'mine' } as const;
    expect(await decideRule(practice.deps, lena, practice.org, self)).toMatchObject({
      problem: { code: 'sameApprover' },
    });
    expect((await denied(practice, '16', ['M51'])).work).toEqual(['prepareCorrectedClaim']);
    await decideRule(practice.deps, mig, practice.org, { ...self, decision: 'refused' });
  });

  story(
    'is worked by it once another person agreed; the same code without the remark is worked as before',
    async () => {
      await approve(
        practice,
        mapping({ carc: '50', rarc: 'N706', actions: ['DOC'], category: 'DOC', owner: 'records' }),
      );
      const { category, work } = await denied(practice, '50', ['N706']);
      expect([category, work]).toEqual(['DOC', ['collectDenialDocuments']]);
      expect((await denied(practice, '50')).work).toEqual(['assembleAppeal']);
    },
  );

  story('goes before a mapping of the code alone, and that before the delivered map', async () => {
    await approve(practice, mapping({ carc: '151', actions: ['CC'], owner: 'coder' }));
    await approve(practice, mapping({ carc: '151', group: 'CO', rarc: 'N362', actions: ['APP'] }));
    expect((await denied(practice, '151')).work).toEqual(['prepareCorrectedClaim']);
    expect((await denied(practice, '151', ['N362'])).work).toEqual(['assembleAppeal']);
  });

  story('is shown with its source and its approver among the rules of the payer', async () => {
    const { claim } = await denied(practice, '151');
    const shown = await rulesOfPayer(practice.deps, lena, practice.org, { payerId: claim.payerId });
    const mappings = shown.ok ? shown.value.rules.filter((rule) => rule.key === 'denialMapping') : [];
    expect(mappings.map(({ ruleId, value, approver }) => [ruleId, value, approver])).toContainEqual([
      'denial-mapping.own.commercial.151',
      '151: coder; CC',
      'mig',
    ]);
  });
});

describe('a mapping', () => {
  story('cannot say that a denial is paid, speak of a code nobody knows, or open an appeal', async () => {
    for (const value of [
      { carc: '16', kind: 'A', postsTo: 'contractual' },
      { carc: '999', actions: ['CC'] },
      { carc: '16', appealable: true },
      { carc: '16' },
      { carc: '16', actions: ['PAY'] },
    ])
      expect(await proposeRule(practice.deps, lena, practice.org, mapping(value))).toMatchObject({
        ok: false,
        problem: { code: 'invalidInput' },
      });
  });

  story('does not go before the law: late filing at Medicare has no appeal, whatever is mapped', async () => {
    await approve(medicare, mapping({ carc: '29', actions: ['APP'] }, { payerClass: 'medicare' }));
    expect((await denied(medicare, '29')).work).not.toContain('assembleAppeal');
  });
});

describe('an appeal', () => {
  story('is filed by the way the payer’s own rule names, which the person who files it sees', async () => {
    await approve(practice, {
      ...mapping({}),
      key: 'appealChannel',
      value: { channel: 'fax', to: '1-800-555-0100' },
    });
    const { denialId } = await denied(practice, '55');
    await packetBound(practice, denialId);
    const [filing] = await openWork(practice, denialId);
    expect([filing?.kind, filing?.facts]).toEqual([
      'fileAppeal',
      expect.objectContaining({ channel: 'fax', sendTo: '1-800-555-0100' }),
    ]);
  });
});
