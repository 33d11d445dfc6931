import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { cents } from '../../../src/domain/money.js';
import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import {
  balanceOf,
  cas,
  claimRow,
  decision,
  denialsOf,
  foundPractice,
  tellDenial,
  type Practice,
} from '../../app/a-practice.js';
import { decides, denialHears, openDeadlines, openWork, readyClaim } from './story-days.js';
import { story } from './told-daily.js';

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

interface Wish {
  readonly at?: Practice;
  readonly cents?: number;
  readonly change?: (claim: Claim837) => Claim837;
}
/** The claim is denied with one code, the whole of it unless told otherwise; what is asked of whom. */
async function denied(code: string, { at = practice, cents: amount = 0, change }: Wish = {}) {
  const [group = '', carc = ''] = code.split('-');
  const claim = await readyClaim(at, change);
  await decides(at, claim, decision(claim, { adjustments: [cas(group, carc, amount || claim.chargeCents)] }));
  const [denial] = await denialsOf(at, claim.id);
  if (denial) await tellDenial(at, denial.id);
  const items = await openWork(at, denial?.id ?? claim.id);
  const suggestion = (items[0]?.facts as { suggestion?: string } | undefined)?.suggestion;
  return { claim, denialId: denial?.id ?? '', items: items.map(({ kind }) => kind), suggestion };
}
const stateOf = async (claimId: string) => (await denialsOf(practice, claimId))[0]?.state;

describe('what is done first about a denial', () => {
  story('the claim is corrected by a coder (CC) when the diagnosis does not fit', async () => {
    expect((await denied('CO-11')).items).toEqual(['prepareCorrectedClaim']);
  });

  story('it is appealed (APP) when an emergency was called none', async () => {
    expect((await denied('CO-40')).items).toEqual(['assembleAppeal']);
  });

  story('the named document is sent (DOC) when an attachment never came', async () => {
    expect((await denied('CO-251')).items).toEqual(['collectDenialDocuments']);
  });

  story('the right plan is billed (OP) when the service belongs to the dental plan', async () => {
    expect((await denied('CO-254')).items).toEqual(['billOtherPayer']);
  });

  story(
    'coverage is verified first (VER) when the dependent is not known, then the other payer is looked for',
    async () => {
      expect((await denied('CO-32')).items).toEqual(['billOtherPayer']);
    },
  );

  story(
    'an authorization after the fact is asked for (RETRO) while its window is open, else the claim is corrected',
    async () => {
      const served =
        (day: string) =>
        (claim: Claim837): Claim837 => ({
          ...claim,
          lines: claim.lines.map((line) => ({ ...line, serviceFrom: plainDate(day), serviceThrough: plainDate(day) })),
        });
      expect((await denied('CO-197', { change: served('2026-01-02') })).items).toEqual(['requestAuthorization']);
      expect((await denied('CO-197', { change: served('2025-12-10') })).items).toEqual(['prepareCorrectedClaim']);
    },
  );

  story(
    'a person asks the payer to reprocess (REPROC) when the rate is not on file, and looks again if nothing comes',
    async () => {
      const { items, suggestion, denialId, claim } = await denied('CO-147');
      expect([items, suggestion]).toEqual([['triageDenial'], 'REPROC']);
      await denialHears(practice, denialId, 'reprocessingExpected');
      expect((await openDeadlines(practice, denialId)).map(({ kind }) => kind)).toContain('follow-up');
      expect((await claimRow(practice, claim.id)).nextActionOn).not.toBeNull();
    },
  );

  story('the patient is reached when the payer waits for an answer of theirs (227)', async () => {
    const { items, suggestion, claim } = await denied('CO-227');
    expect([items, suggestion]).toEqual([['triageDenial'], 'REPROC']);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
  });

  story('a person proposes to write off (WO) what nobody will pay: a hospital-acquired condition', async () => {
    const { items, suggestion, claim } = await denied('CO-233');
    expect([items, suggestion]).toEqual([['triageDenial'], 'WO']);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
  });

  story('a reopening (RO) is asked of Medicare for documents that never came', async () => {
    expect((await denied('CO-163', { at: medicare })).suggestion).toBe('RO');
  });

  story('a person reads it (TRIAGE) when the code alone says nothing', async () => {
    expect(await denied('CO-96')).toMatchObject({ items: ['triageDenial'], suggestion: 'TRIAGE' });
  });

  story('a code no list knows is read by a person and never taken as paid', async () => {
    const { items, claim } = await denied('CO-ZZ9');
    expect(items).toEqual(['reviewBalance']);
    expect(await balanceOf(practice, claim.id, 'receivable.payer')).toBe(claim.chargeCents);
  });
});

describe('what moves by itself', () => {
  story('a patient’s share (PT) goes to the patient when no other payer is there', async () => {
    const { claim } = await denied('PR-3', { cents: 2_000 });
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(2_000);
    expect(await denialsOf(practice, claim.id)).toEqual([]);
  });

  story('sequestration (CO-253) is written off as such and asked of nobody', async () => {
    const { claim, items } = await denied('CO-253', { at: medicare, cents: 100 });
    expect(items).toEqual([]);
    expect(await balanceOf(medicare, claim.id, 'writeoff.WO-SEQ')).toBe(100);
  });

  story('a wait (WAIT) is no denial: the payer forwarded the claim and the next date is set', async () => {
    const { claim } = await denied('OA-B11');
    expect(await denialsOf(practice, claim.id)).toEqual([]);
    expect((await claimRow(practice, claim.id)).nextActionOn).not.toBeNull();
  });

  story('a denial the group puts on the patient moves nothing until a person has read it', async () => {
    const { claim, items } = await denied('PR-204');
    expect(items).toEqual(['triageDenial']);
    expect(await balanceOf(practice, claim.id, 'receivable.patient')).toBe(0);
  });

  story('a later payment recovers the denial by itself and nobody writes anything off', async () => {
    const { claim, denialId } = await denied('CO-50', { cents: 4_000 });
    await decides(
      practice,
      claim,
      decision(claim, { payerControlNumber: 'ICN2', chargeCents: cents(4_000), paidCents: cents(4_000) }),
    );
    await tellDenial(practice, denialId);
    expect(await stateOf(claim.id)).toBe('RESOLVED');
  });
});
