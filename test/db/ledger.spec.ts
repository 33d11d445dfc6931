import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type pg from 'pg';
import { savePostings } from '../../src/app/ledger/save-postings.js';
import { openDatabase, type Database } from '../../src/db/database.js';
import { inTransaction, systemActor } from '../../src/db/in-transaction.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { reversalOf, type PostingDraft } from '../../src/domain/ledger/posting.js';
import { startTestServices, type TestServices } from '../support/services.js';
import { anOrganization, asTenant, connect, insertEntries, insertPosting, type Entry } from './a-database.js';

const RUNS = process.env['RECLAIM_TEST_DEEP'] ? 1_000 : 100;
const COMMANDS_A_RUN = process.env['RECLAIM_TEST_DEEP'] ? 200 : 30;

let services: TestServices;
let db: Database;
let app: pg.Client;
let owner: pg.Client;
let org: string;
beforeAll(async () => {
  services = await startTestServices();
  db = openDatabase(services.database.url, 4);
  app = await connect(services.database.url);
  owner = await connect(services.database.ownerUrl);
}, 120_000);
afterAll(async () => {
  await db?.$disconnect();
  await app?.end();
  await owner?.end();
  await services?.stop();
});
beforeEach(async () => {
  org = await anOrganization(app);
});

const charge = (cents: number, claimId?: string): Entry[] => [
  { account: 'receivable.payer', cents, ...(claimId && { claimId }) },
  { account: 'revenue.charges', cents: -cents, ...(claimId && { claimId }) },
];
const post = (
  entries: readonly Entry[],
  posting: { id?: string; key?: string; reversesId?: string } = {},
): Promise<string> => asTenant(app, org, () => insertPosting(app, org, posting, entries));

describe('what was posted', () => {
  const tables = ['postings', 'ledger_entries', 'audit_entries'];
  const changes = (table: string): string[] => [
    `UPDATE ${table} SET organization_id = organization_id`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table} CASCADE`,
  ];

  it.each(tables.flatMap(changes))('is never changed by the product: %s', async (statement) => {
    await post(charge(12_500));
    await expect(asTenant(app, org, () => app.query(statement))).rejects.toThrow(/permission denied|insert-only/);
  });

  it.each(tables.flatMap(changes))('is not even changed by a superuser: %s', async (statement) => {
    await aPostingAndAnAuditEntry();
    const admin = await connect(services.adminUrl);
    try {
      await expect(asTenant(admin, org, () => admin.query(statement))).rejects.toThrow('insert-only');
    } finally {
      await admin.end();
    }
  });

  it.each(tables.flatMap(changes))('is out of reach of the owner of the tables: %s', async (statement) => {
    await aPostingAndAnAuditEntry();
    // Forced row security shows the owner no row; where no row is needed, the trigger refuses.
    const changed = asTenant(owner, org, async () => (await owner.query(statement)).rowCount);
    if (statement.startsWith('TRUNCATE')) await expect(changed).rejects.toThrow('insert-only');
    else expect(await changed).toBe(0);
  });

  async function aPostingAndAnAuditEntry(): Promise<void> {
    await post(charge(12_500));
    await asTenant(app, org, () =>
      app.query(
        `INSERT INTO audit_entries (organization_id, actor, role, action, subject_type, subject_id, why, business_date)
       VALUES ($1, 'sam', 'specialist', 'claim.open', 'claim', 'a', 'test', '2026-01-05')`,
        [org],
      ),
    );
  }
});

describe('a posting', () => {
  it('that does not balance is refused when the transaction commits', async () => {
    await expect(
      post([
        { account: 'receivable.payer', cents: 100 },
        { account: 'revenue.charges', cents: -99 },
      ]),
    ).rejects.toThrow('does not balance');
  });

  it.each([0, 1])('with %d entries is refused', async (count) => {
    await expect(post([{ account: 'receivable.payer', cents: 100 }].slice(0, count))).rejects.toThrow(
      'does not balance',
    );
  });

  it('has no entry of nothing and none beyond any practice', async () => {
    for (const cents of [0, 10_000_000_000_001]) await expect(post(charge(cents))).rejects.toThrow('amount_not_zero');
  });

  it('happens once under its business key', async () => {
    await post(charge(100), { key: 'claim:1:charge' });
    await expect(post(charge(100), { key: 'claim:1:charge' })).rejects.toThrow(
      'postings_organization_id_business_key_key',
    );
  });

  it('never grows in a later transaction, not even by entries that balance', async () => {
    const id = await post(charge(100));
    await expect(asTenant(app, org, () => insertEntries(app, org, id, charge(50)))).rejects.toThrow(
      'only in the transaction of their posting',
    );
  });

  it('cannot pretend to belong to a later transaction', async () => {
    const id = randomUUID();
    await asTenant(app, org, async () => {
      await app.query(
        `INSERT INTO postings (id, organization_id, business_key, kind, effective_date, source_type, source_id, transaction_id)
         VALUES ($1, $2, 'k', 'correction', '2026-01-05', 't', 't', txid_current() + 1)`,
        [id, org],
      );
      await insertEntries(app, org, id, charge(100));
    });
    await expect(asTenant(app, org, () => insertEntries(app, org, id, charge(50)))).rejects.toThrow(
      'only in the transaction of their posting',
    );
  });

  it('takes no entry of another organization', async () => {
    const other = await anOrganization(app);
    const id = await post(charge(100));
    await expect(asTenant(app, other, () => insertEntries(app, other, id, charge(50)))).rejects.toThrow();
  });
});

describe('a reversal', () => {
  const claim = randomUUID();
  const reversed = (cents: number): Entry[] => charge(cents, claim).map((entry) => ({ ...entry, cents: -entry.cents }));

  it('undoes a posting to the cent', async () => {
    const id = await post(charge(100, claim));
    await post(reversed(100), { reversesId: id });
    const { rows } = await asTenant(app, org, () =>
      app.query('SELECT sum(abs(balance_cents))::int AS left FROM ledger_balances'),
    );
    expect(rows).toEqual([{ left: 0 }]);
  });

  it('happens once to a posting', async () => {
    const id = await post(charge(100, claim));
    await post(reversed(100), { reversesId: id });
    await expect(post(reversed(100), { reversesId: id })).rejects.toThrow('postings_organization_id_reverses_id_key');
  });

  it.each([
    ['of another amount', () => reversed(99)],
    ['of another claim', () => reversed(100).map((entry) => ({ ...entry, claimId: randomUUID() }))],
    [
      'of other accounts',
      () => [
        { account: 'cash.clearing', cents: -100, claimId: claim },
        { account: 'revenue.charges', cents: 100, claimId: claim },
      ],
    ],
    ['with the same signs', () => charge(100, claim)],
  ])('%s is refused', async (_how, entries) => {
    const id = await post(charge(100, claim));
    await expect(post(entries(), { reversesId: id })).rejects.toThrow('not the exact reversal');
  });

  it('of a posting of another organization is refused', async () => {
    const id = await post(charge(100, claim));
    org = await anOrganization(app);
    await expect(post(reversed(100), { reversesId: id })).rejects.toThrow('postings_organization_id_reverses_id_fkey');
  });
});

/** What the books must say after a run: a fold in a few lines, sharing nothing with the product. */
class Books {
  readonly posted: PostingDraft[] = [];
  private readonly keys = new Set<string>();
  private readonly balances = new Map<string, number>();

  apply(draft: PostingDraft): boolean {
    if (this.keys.has(draft.businessKey) || this.isReversed(draft.reversesKey)) return false;
    this.keys.add(draft.businessKey);
    this.posted.push(draft);
    for (const { account, claimId, amountCents } of draft.entries) {
      const place = `${account}|${claimId ?? ''}`;
      this.balances.set(place, (this.balances.get(place) ?? 0) + amountCents);
    }
    return true;
  }

  isReversed(key: string | undefined): boolean {
    return key !== undefined && this.posted.some((draft) => draft.reversesKey === key);
  }

  get rows(): string[] {
    return [...this.balances].map(([place, cents]) => `${place}=${cents}`).sort();
  }
}

interface Command {
  readonly kind: 'post' | 'repeat' | 'reverse';
  readonly pick: number;
  readonly key: number;
  readonly claim: number;
  readonly cents: number;
  readonly split: number;
}

const aCommand = fc.record<Command>({
  kind: fc.constantFrom('post', 'post', 'post', 'repeat', 'reverse'),
  pick: fc.nat(1_000),
  key: fc.nat(1_000_000),
  claim: fc.nat(2),
  cents: fc.integer({ min: 1, max: 10_000_000 }),
  split: fc.nat(99),
});

const claims = [randomUUID(), randomUUID(), undefined];

function draftOf(command: Command, books: Books): PostingDraft | undefined {
  const known = books.posted[command.pick % Math.max(1, books.posted.length)];
  if (command.kind === 'repeat') return known;
  const as = { businessKey: `key:${command.key}`, effectiveDate: plainDate('2026-01-06') };
  if (command.kind === 'reverse')
    return known && !books.isReversed(known.businessKey) ? reversalOf(known, as) : undefined;
  const claimId = claims[command.claim];
  const of = claimId ? { claimId } : {};
  const paid = Math.floor((command.cents * command.split) / 100);
  const entries = [
    { account: 'cash.clearing' as const, amountCents: paid, ...of },
    { account: 'writeoff.WO-CON' as const, amountCents: command.cents - paid, ...of },
    { account: 'receivable.payer' as const, amountCents: -command.cents, ...of },
  ].filter(({ amountCents }) => amountCents !== 0);
  return { ...as, kind: 'remittancePayment', source: { type: 'test', id: 'x' }, entries };
}

/** Stored balances, and the same folded from the entries. */
async function storedBooks(organizationId: string): Promise<{ balances: string[]; folded: string[]; sum: string }> {
  return asTenant(app, organizationId, async () => {
    const text = (alias: string): string =>
      `ledger_account || '|' || coalesce(nullif(claim_id::text, '00000000-0000-0000-0000-000000000000'), '') || '=' || ${alias}`;
    const balances = await app.query<{ row: string }>(`SELECT ${text('balance_cents')} AS row FROM ledger_balances`);
    const folded = await app.query<{ row: string }>(
      `SELECT ${text('sum(amount_cents)')} AS row FROM ledger_entries GROUP BY ledger_account, claim_id`,
    );
    const sum = await app.query<{ sum: string }>(
      'SELECT coalesce(sum(amount_cents), 0)::text AS sum FROM ledger_entries',
    );
    return {
      balances: balances.rows.map(({ row }) => row).sort(),
      folded: folded.rows.map(({ row }) => row).sort(),
      sum: sum.rows[0]?.sum ?? '',
    };
  });
}

describe('the books', () => {
  it(
    'say after any run of postings, repeats and reversals what a fold of the accepted ones says, and sum to zero',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(aCommand, { minLength: 1, maxLength: COMMANDS_A_RUN }), async (commands) => {
          const organizationId = await anOrganization(app);
          const books = new Books();
          await inTransaction(db, organizationId, { actor: systemActor('test') }, async (tx) => {
            for (const command of commands) {
              const draft = draftOf(command, books);
              if (draft) expect(await savePostings(tx, [draft])).toBe(books.apply(draft) ? 1 : 0);
            }
          });
          expect(await storedBooks(organizationId)).toEqual({ balances: books.rows, folded: books.rows, sum: '0' });
        }),
        { numRuns: RUNS, verbose: 1 },
      );
    },
    process.env['RECLAIM_TEST_DEEP'] ? 1_800_000 : 60_000,
  );

  it('stay right when eight people post to the same claim at once', async () => {
    const draft = (n: number): PostingDraft =>
      draftOf(
        { kind: 'post', pick: 0, key: n % 20, claim: 0, cents: 1_000 + (n % 20), split: 40 },
        new Books(),
      ) as PostingDraft;
    const saved = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        inTransaction(db, org, { actor: systemActor('test') }, (tx) => savePostings(tx, [draft(n)])),
      ),
    );
    expect(saved.reduce((sum, one) => sum + one, 0)).toBe(20);
    const books = new Books();
    for (let n = 0; n < 20; n += 1) books.apply(draft(n));
    expect(await storedBooks(org)).toEqual({ balances: books.rows, folded: books.rows, sum: '0' });
  });
});
