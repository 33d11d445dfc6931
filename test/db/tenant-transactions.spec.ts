import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { openDatabase, type Database } from '../../src/db/database.js';
import { inTransaction, systemActor, type Tx } from '../../src/db/in-transaction.js';
import { startTestServices, type TestServices } from '../support/services.js';
import { anOrganization, connect } from './a-database.js';

let services: TestServices;
let db: Database;
let app: pg.Client;
let org: string;
beforeAll(async () => {
  services = await startTestServices();
  db = openDatabase(services.database.url, 2);
  app = await connect(services.database.url);
  org = await anOrganization(app);
}, 120_000);
afterAll(async () => {
  await db?.$disconnect();
  await app?.end();
  await services?.stop();
});

const actor = systemActor('test');
const within = <T>(work: (tx: Tx) => Promise<T>, timeoutMs?: number): Promise<T> =>
  inTransaction(db, org, { actor, ...(timeoutMs !== undefined && { timeoutMs }) }, work);
const facility = () => ({ id: randomUUID(), organizationId: org, name: 'Office', npi: '1234567893' });
const byModel = (tx: Tx) => tx.db.facility.create({ data: facility() });
const byStatement = (tx: Tx) => {
  const { id, organizationId, name, npi } = facility();
  return tx.db.$executeRaw`
    INSERT INTO facilities (id, organization_id, name, npi) VALUES (${id}::uuid, ${organizationId}::uuid, ${name}, ${npi})`;
};
const onFile = (): Promise<number> => within((tx) => tx.db.facility.count());

it('models and statements of one transaction see each other and are saved together', async () => {
  const before = await onFile();
  const seen = await within(async (tx) => {
    await byStatement(tx);
    await byModel(tx);
    await byStatement(tx);
    return tx.db.facility.count();
  });
  expect(seen).toBe(before + 3);
  expect(await onFile()).toBe(before + 3);
});

it('nothing is saved when the work fails, whichever way it wrote', async () => {
  const before = await onFile();
  const failing = within(async (tx) => {
    await byStatement(tx);
    await byModel(tx);
    throw new Error('planted');
  });
  await expect(failing).rejects.toThrow('planted');
  expect(await onFile()).toBe(before);
});

it('work that swallows a failed statement is told that nothing was saved', async () => {
  const before = await onFile();
  const swallowing = within(async (tx) => {
    await byModel(tx);
    await tx.db.$queryRaw`SELECT 1 / 0`.catch(() => undefined);
  });
  await expect(swallowing).rejects.toThrow('nothing was saved');
  expect(await onFile()).toBe(before);
});

const written = (tx: Tx): void => {
  const { id, organizationId, name, npi } = facility();
  tx.write`INSERT INTO facilities (id, organization_id, name, npi) VALUES (${id}::uuid, ${organizationId}::uuid, ${name}, ${npi})`;
};

it('a statement nobody waits for is seen by the next question, whichever way it asks, and saved with the rest', async () => {
  const before = await onFile();
  const seen = await within(async (tx) => {
    written(tx);
    const [row] = await tx.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM facilities`;
    written(tx);
    const byClient = await tx.db.facility.count();
    written(tx);
    return [row?.n, byClient];
  });
  expect(seen).toEqual([before + 1, before + 2]);
  expect(await onFile()).toBe(before + 3);
});

it('one that fails undoes the work and says why itself, though the next question fails too', async () => {
  const before = await onFile();
  const atTheEnd = within(async (tx) => {
    await byModel(tx);
    tx.write`SELECT 1 / 0`;
    written(tx);
  });
  await expect(atTheEnd).rejects.toThrow('division by zero');
  const inTheMiddle = within(async (tx) => {
    tx.write`SELECT 1 / 0`;
    await byModel(tx);
  });
  await expect(inTheMiddle).rejects.toThrow('division by zero');
  expect(await onFile()).toBe(before);
});

it('one that never ends is cut off at the time limit', async () => {
  const before = await onFile();
  const slow = within(async (tx) => {
    written(tx);
    tx.write`SELECT pg_sleep(3)`;
  }, 300);
  await expect(slow).rejects.toThrow();
  expect(await onFile()).toBe(before);
});

it('work over its time limit is undone, and the next finds a connection in order', async () => {
  const before = await onFile();
  const slow = within(async (tx) => {
    await byStatement(tx);
    await tx.db.$executeRaw`SELECT pg_sleep(2)`;
  }, 500);
  await expect(slow).rejects.toThrow();
  expect(await onFile()).toBe(before);
});

it('a connection that is lost in the middle undoes the work; the pool opens another', async () => {
  const before = await onFile();
  const lost = within(async (tx) => {
    await byModel(tx);
    const [own] = await tx.db.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await app.query('SELECT pg_terminate_backend($1)', [own?.pid]);
    await byModel(tx);
  });
  await expect(lost).rejects.toThrow();
  expect(await onFile()).toBe(before);
});

it('a transaction that is over answers no more', async () => {
  const left = await within(async (tx) => tx);
  await expect(left.db.facility.count()).rejects.toThrow();
  await expect(left.db.$queryRaw`SELECT 1`).rejects.toThrow('over');
  expect(() => left.write`SELECT 1`).toThrow('over');
});

it('statements answer values as the client library has them', async () => {
  const day = new Date('2026-03-08T00:00:00.000Z');
  const asked = (client: Tx['db']) => client.$queryRaw`
    SELECT ${9_007_199_254_740_993n}::bigint AS cents, ARRAY[1, 2]::bigint[] AS many, sum(n) AS total, ${day}::date AS day,
           ${day}::timestamptz AS instant, ${day}::timestamp AS plain, ARRAY[${day}::date, NULL] AS days, ${null}::text AS nothing,
           ${['a', 'b,"c"']}::text[] AS texts, ${{ a: [1] }}::jsonb AS facts, 0.5::float8 AS part, 7 AS whole, true AS so,
           ${new Uint8Array([1, 2])}::bytea AS bytes, ${org}::uuid AS id
      FROM (VALUES (1::bigint), (2)) v (n)`;
  const read = JSON.stringify(await within((tx) => asked(tx.db)), named);
  expect(read).toBe(JSON.stringify(await db.$transaction(asked), named));
});

/** Types that JSON would hide. */
function named(_: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `bigint ${value}`;
  return value instanceof Uint8Array ? [...value] : value;
}
