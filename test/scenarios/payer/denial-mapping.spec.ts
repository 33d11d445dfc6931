import { buildAppealPacket } from '../../../src/app/denials/build-appeal-packet.js';
import { decideRule } from '../../../src/app/payer-rules/decide-rule.js';
import { rulesOfPayer } from '../../../src/app/payer-rules/payer-rules.queries.js';
import { proposeRule, type ProposeRule } from '../../../src/app/payer-rules/propose-rule.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import {
  cas,
  dear,
  decision,
  denialsOf,
  foundPractice,
  openOne,
  post,
  tellClaim,
  tellDenial,
  type Practice,
} from '../../app/a-practice.js';
import { denialHears, openWork } from './story-days.js';

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
  const claim = await openOne(at, dear);
  await tellClaim(at, claim);
  const adjustments = [cas('CO', carc, claim.chargeCents)];
  await post(at, { payerId: claim.payerId, claims: [decision(claim, { adjustments, remarks: rarcs })] });
  await tellClaim(at, claim);
  const [born] = await denialsOf(at, claim.id);
  if (!born) throw new Error('no denial was born');
  await tellDenial(at, born.id);
  const work = await openWork(at, born.id);
  return { claim, denial: born, work: work.map((item) => item.kind) };
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
  it('is proposed, and shows which open denials would be worked otherwise, in claims and dollars', async () => {
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

  it('is worked by it once another person agreed; the same code without the remark is worked as before', async () => {
    await approve(practice, mapping({ carc: '50', rarc: 'N706', actions: ['DOC'], category: 'DOC', owner: 'records' }));
    const { denial, work } = await denied(practice, '50', ['N706']);
    expect([denial.category, work]).toEqual(['DOC', ['collectDenialDocuments']]);
    expect((await denied(practice, '50')).work).toEqual(['assembleAppeal']);
  });

  it('goes before a mapping of the code alone, and that before the delivered map', async () => {
    await approve(practice, mapping({ carc: '151', actions: ['CC'], owner: 'coder' }));
    await approve(practice, mapping({ carc: '151', group: 'CO', rarc: 'N362', actions: ['APP'] }));
    expect((await denied(practice, '151')).work).toEqual(['prepareCorrectedClaim']);
    expect((await denied(practice, '151', ['N362'])).work).toEqual(['assembleAppeal']);
  });

  it('is shown with its source and its approver among the rules of the payer', async () => {
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
  it('cannot say that a denial is paid, speak of a code nobody knows, or open an appeal', async () => {
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

  it('does not go before the law: late filing at Medicare has no appeal, whatever is mapped', async () => {
    await approve(medicare, mapping({ carc: '29', actions: ['APP'] }, { payerClass: 'medicare' }));
    expect((await denied(medicare, '29')).work).not.toContain('assembleAppeal');
  });
});

describe('an appeal', () => {
  it('is filed by the way the payer’s own rule names, which the person who files it sees', async () => {
    await approve(practice, {
      ...mapping({}),
      key: 'appealChannel',
      value: { channel: 'fax', to: '1-800-555-0100' },
    });
    const { denial } = await denied(practice, '55');
    await denialHears(practice, denial.id, 'packetReady');
    const [intent] = await practice.within((tx) =>
      tx.db.intent.findMany({
        where: { organizationId: practice.org, subjectId: denial.id, kind: 'buildAppealPacket' },
      }),
    );
    await buildAppealPacket(practice.deps, { organizationId: practice.org, intentId: intent?.id ?? '' });
    await tellDenial(practice, denial.id);
    const [filing] = await openWork(practice, denial.id);
    expect([filing?.kind, filing?.facts]).toEqual([
      'fileAppeal',
      expect.objectContaining({ channel: 'fax', sendTo: '1-800-555-0100' }),
    ]);
  });
});
