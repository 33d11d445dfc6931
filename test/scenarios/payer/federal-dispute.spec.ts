import { randomUUID } from 'node:crypto';
import { loadDenial } from '../../../src/app/denials/denial-facts.js';
import { toDateColumn } from '../../../src/db/in-transaction.js';
import { plainDate } from '../../../src/domain/dates/plain-date.js';
import type { Claim837 } from '../../../src/edi/x12/837p/claim-837.js';
import { cas, decision, denialsOf, foundPractice, type OpenedClaim, type Practice } from '../../app/a-practice.js';
import { decides, denies, openDeadlines, readyClaim } from './story-days.js';
import { story } from './told-daily.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 200_000);
afterAll(() => practice?.stop(), 200_000);

const loaded = (denialId: string) => practice.within((tx) => loadDenial(tx, denialId));

/** The plan processed it under the No Surprises Act and denies. */
const denied = (claim: OpenedClaim) => denies(practice, claim, 'CO-50', { rarcs: ['N877'] });

let parties: Pick<Claim837, 'payer' | 'billingProvider' | 'providers'> | undefined;
/** A claim of which every line is this service, always between the same two parties. */
const of =
  (code: string) =>
  (claim: Claim837): Claim837 => ({
    ...claim,
    ...(parties ??= { payer: claim.payer, billingProvider: claim.billingProvider, providers: claim.providers }),
    lines: claim.lines.map((line) => ({ ...line, ...(line.procedure && { procedure: { ...line.procedure, code } }) })),
  });

/** A level of a denial as it stands in the books. */
const levelOf = (denialId: string, level: number, row: { program: string; state: string; decided?: string }) =>
  practice.within((tx) =>
    tx.db.appealLevel.create({
      data: {
        id: randomUUID(),
        organizationId: practice.org,
        denialId,
        level,
        program: row.program,
        state: row.state,
        openedOn: toDateColumn(plainDate('2026-01-05')),
        ...(row.decided && { decision: 'unfavorable', decidedOn: toDateColumn(plainDate(row.decided)) }),
      },
    }),
  );

describe('a plan’s answer under the No Surprises Act (45 CFR 149.510)', () => {
  story('opens a negotiation: 30 business days to begin it', async () => {
    const { denialId } = await denied(await readyClaim(practice));
    const [window] = (await openDeadlines(practice, denialId)).filter(({ kind }) => kind === 'appeal-filing');
    expect([window?.ruleId, window?.source]).toEqual(['appeal-level.federalIdr.1', '45 CFR 149.510(b)(1)']);
  });

  story('knows the last dispute with this plan about the same service, and none about another one', async () => {
    const first = await denied(await readyClaim(practice, of('99285')));
    const second = await denied(await readyClaim(practice, of('99285')));
    expect((await loaded(second.denialId)).sameItemDecidedOn).toBeUndefined();
    await levelOf(first.denialId, 2, { program: 'Federal IDR', state: 'CLOSED', decided: '2026-02-10' });
    expect((await loaded(second.denialId)).sameItemDecidedOn).toBe('2026-02-10');
    expect((await loaded(first.denialId)).sameItemDecidedOn).toBeUndefined();
    const other = await denied(await readyClaim(practice, of('99499')));
    expect((await loaded(other.denialId)).sameItemDecidedOn).toBeUndefined();
  });

  story('is negotiated once for a claim, however many codes denied it', async () => {
    const claim = await readyClaim(practice);
    const half = Math.floor(claim.chargeCents / 2);
    const adjustments = [cas('CO', '50', half), cas('CO', '55', claim.chargeCents - half)];
    await decides(practice, claim, decision(claim, { adjustments, remarks: ['N877'] }));
    const [one, two] = await denialsOf(practice, claim.id);
    if (!one || !two) throw new Error('two codes bear two denials');
    await levelOf(one.id, 1, { program: 'Open negotiation', state: 'FILED' });
    expect((await loaded(two.id)).disputedAlready).toBe(true);
    expect((await loaded(one.id)).disputedAlready).toBeUndefined();
  });
});
