import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import type { SeededClaims } from '../scenarios/canary-claims.js';
import type { Practice } from '../scenarios/practice.js';
import { describeFindings, PhiScanner, type Finding } from '../support/phi-scanner.js';
import { faultsOfHistory } from './opaque-history.js';

/** Columns of bytes: sealed text, blind indexes and hashes. A new one must be looked at and added here. */
const SEALED = [
  'accounts.email_index',
  'accounts.guarantor',
  'accounts.name_index',
  'api_keys.secret_hash',
  'appeal_levels.confirmation',
  'audit_seals.seal',
  'claims.content',
  'claims.source_index',
  'claims.source_number',
  'contacts.details',
  'coverage_snapshots.content',
  'coverages.holder',
  'coverages.member_id',
  'coverages.member_index',
  'decisions.inputs',
  'eligibility_checks.answer',
  'inbound_files.name',
  'one_time_links.token_hash',
  'patients.identity',
  'patients.name_index',
  'patients.person_index',
  'remittance_claims.document',
  'webhook_sources.previous_secret',
  'webhook_sources.secret',
  'work_items.answers',
];

const STORIES = [
  'claimLifecycle',
  'appealLifecycle',
  'patientBalance',
  'paymentPlan',
  'inboundFile',
  'submissionBatch',
  'dayBook',
];

const LOG_KEYS =
  'level time pid hostname name reqId method route status role organizationId responseTime msg code'.split(' ');

interface Scene {
  readonly practice: Practice;
  readonly seeded: SeededClaims;
}

/** What must hold of health information after a whole run (goals H1 to H3); called inside a spec with a finished practice. */
export function phiFacts(scene: () => Scene): void {
  const scanner = (): PhiScanner => new PhiScanner(scene().seeded.canaries);

  describe('health information after the main job', () => {
    it('was there: every seeded field went out to the payers and came in with the file', () => {
      const { practice, seeded } = scene();
      const outside = scanner().scan({ name: 'upload', bytes: seeded.file });
      expect(new Set(outside.map(({ field }) => field))).toEqual(new Set(seeded.canaries.map(({ field }) => field)));
      const taken = join(
        practice.config.dataDir,
        'practice',
        'drop',
        practice.organizationId,
        'to-clearinghouse',
        'taken',
      );
      const texts = readdirSync(taken)
        .filter((name) => name.startsWith('837'))
        .map((name) => readFileSync(join(taken, name), 'utf8'))
        .join('');
      for (const person of seeded.persons) expect(texts).toContain(`NM1*IL*1*${person.lastName}*${person.firstName}`);
    });

    it('is in no log, sealed file or key file of the product', async () => {
      expectNone([
        ...(await scanner().scanPath(join(scene().practice.config.dataDir, 'logs'))),
        ...(await scanner().scanPath(join(scene().practice.config.dataDir, 'files'))),
      ]);
    });

    it('is in no mail: constant subject, a link, the practice’s name, nothing else', async () => {
      const mails = join(scene().practice.config.dataDir, 'practice', 'mail');
      expectNone(await scanner().scanPath(mails));
      for (const name of readdirSync(mails)) {
        const { text } = JSON.parse(readFileSync(join(mails, name), 'utf8')) as { text: string };
        expect(text).not.toMatch(/\$|\d+\.\d\d|diagnos|procedure|CPT|claim/i);
        expect(text.replace(/http:\/\/\S+/, 'LINK').replace(/Please answer by \d{4}-\d\d-\d\d\.\n\n/, '')).toMatch(
          MAIL,
        );
      }
    });

    it('is in no column of the database, sealed ones included, and the sealed ones are exactly those', async () => {
      expectNone(await databaseFindings(scene().practice, scanner()));
      const columns = await scene().practice.rows<{ name: string }>(
        `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'bytea' ORDER BY 1`,
      );
      expect(columns.map(({ name }) => name)).toEqual(SEALED);
    }, 60_000);

    it('is in no file of Temporal', async () => {
      expectNone(await scanner().scanPath(scene().practice.temporal.dataDir));
    }, 60_000);

    it('is in no history: payloads and failures are sealed, names and ids are opaque', async () => {
      const histories = await historiesOf(scene().practice);
      const kinds = new Set(histories.map(({ type }) => type));
      for (const type of STORIES) expect(kinds).toContain(type);
      expect(histories.flatMap(({ id, faults }) => faults.map((fault) => `${id}: ${fault}`))).toEqual([]);
      expectNone(histories.flatMap(({ id, text }) => scanner().scanText(`history of ${id}`, text)));
    }, 60_000);

    requestsAndRefusals(scene, scanner);
    plantedLeaks(scene, scanner);
  });
}

/** What callers ask and what they are told. */
function requestsAndRefusals(scene: () => Scene, scanner: () => PhiScanner): void {
  it('is in no address of a request, and the log of requests names routes, not what was asked for', () => {
    const lines = scene()
      .practice.programs.api.log.split('\n')
      .filter((line) => line.includes('"request completed"'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.length).toBeGreaterThan(100);
    expect([...new Set(lines.flatMap((line) => Object.keys(line)))].filter((name) => !LOG_KEYS.includes(name))).toEqual(
      [],
    );
    expect(lines.filter(({ route }) => typeof route === 'string' && /[?]|[0-9a-f]{8}-/.test(route))).toEqual([]);
  });

  it('is in no refusal, whatever a caller sends', async () => {
    const answers = await refusals(scene());
    expect(answers.filter(({ status }) => status < 400 || status >= 500)).toEqual([]);
    expectNone(answers.flatMap(({ name, text }) => scanner().scanText(name, text)));
    expectNone(scanner().scanText('api log', scene().practice.programs.api.log));
  });
}

/** The scanner is proved on the same run: what is planted is found, and nothing else. */
function plantedLeaks(scene: () => Scene, scanner: () => PhiScanner): void {
  it('would be found where it leaks: a log line and a row', async () => {
    const { practice, seeded } = scene();
    const token = seeded.canaries[0]?.token ?? '';
    appendFileSync(
      join(practice.config.dataDir, 'logs', 'planted.log'),
      Buffer.from(`{"note":"${token} called"}`).toString('base64'),
    );
    await practice.rows(
      `UPDATE work_items SET facts = jsonb_build_object('who', $1::text) WHERE id = (SELECT id FROM work_items LIMIT 1)`,
      [token.toLowerCase()],
    );
    const logs = await scanner().scanPath(join(practice.config.dataDir, 'logs'));
    const rows = await databaseFindings(practice, scanner());
    expect(logs.map(({ field }) => field)).toContain(seeded.canaries[0]?.field);
    expect(rows.map(({ source }) => source)).toEqual(['work_items.facts']);
  }, 60_000);
}

const MAIL =
  /^[A-Z][A-Za-z .]+\n\nSee it here: LINK\n\nYou can ask a question, dispute the amount or ask for financial help on the same page\.\n\nRiverside Family Practice\n$/;

const expectNone = (findings: readonly Finding[]): void => expect(describeFindings(findings)).toBe('');

async function databaseFindings(practice: Practice, scanner: PhiScanner): Promise<Finding[]> {
  const tables = await practice.rows<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const findings: Finding[] = [];
  for (const { name } of tables) {
    const rows = await practice.rows(`SELECT * FROM ${name}`);
    const columns = Object.keys(rows[0] ?? {});
    // One text a column: the same rows, read a hundred times faster than value by value.
    for (const column of columns)
      findings.push(
        ...scanner.scan({
          name: `${name}.${column}`,
          bytes: columnBytes(rows.map((row) => (row as Record<string, unknown>)[column])),
        }),
      );
  }
  return findings;
}

function columnBytes(values: readonly unknown[]): Buffer {
  return Buffer.concat(
    values.flatMap((value) => {
      if (value === null || value === undefined) return [];
      const bytes =
        value instanceof Uint8Array
          ? Buffer.from(value)
          : Buffer.from(
              value instanceof Date ? value.toISOString() : typeof value === 'string' ? value : JSON.stringify(value),
            );
      return [bytes, Buffer.from('\n')];
    }),
  );
}

interface ReadHistory {
  readonly id: string;
  readonly type: string;
  readonly faults: readonly string[];
  readonly text: string;
}

async function historiesOf({ temporal: server }: Practice): Promise<ReadHistory[]> {
  const connection = await Connection.connect({ address: server.address });
  try {
    const client = new Client({ connection, namespace: server.namespace });
    const histories: ReadHistory[] = [];
    for await (const { workflowId: id, type, runId } of client.workflow.list()) {
      const history = await client.workflow.getHandle(id, runId).fetchHistory();
      const bytes = temporal.api.history.v1.History.encode(history).finish();
      histories.push({ id, type, faults: faultsOfHistory(id, history), text: Buffer.from(bytes).toString('latin1') });
    }
    return histories;
  } finally {
    await connection.close();
  }
}

/** Requests that must be refused, each with seeded values where a caller may put them. */
async function refusals({ practice, seeded }: Scene): Promise<{ name: string; status: number; text: string }[]> {
  const person = seeded.persons[0];
  if (!person) throw new Error('nobody was seeded');
  const { api, config } = practice;
  const wrong = {
    lastName: person.lastName,
    firstName: [person.firstName],
    birthDate: person.birthDate,
    memberId: person.memberId,
    [person.lastName]: person.street,
  };
  const asks: [string, string, unknown?][] = [
    ['POST', '/accounts/search', wrong],
    ['GET', `/claims/${person.memberId}`],
    ['GET', `/claims?state=${person.lastName}`],
    ['GET', `/${person.lastName}/${person.birthDate}`],
    ['GET', `/links/${person.lastName}.${person.memberId}`],
    ['POST', '/payers', wrong],
    ['POST', '/files?name=again.837', seeded.file],
    ['POST', '/facilities', `{"name":"${person.lastName}`],
  ];
  const answers: { name: string; status: number; text: string }[] = [];
  for (const [method, path, body] of asks) {
    const raw = body instanceof Uint8Array || typeof body === 'string';
    const answer = await fetch(`${config.api.publicUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await tokenOf(practice)}`,
        'idempotency-key': `refused-${answers.length}`,
        ...(body !== undefined && {
          'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json',
        }),
      },
      ...(body !== undefined && { body: (raw ? body : JSON.stringify(body)) as NonNullable<RequestInit['body']> }),
    });
    answers.push({
      name: `${method} ${path.split('/')[1]?.slice(0, 8)} (${answers.length})`,
      status: answer.status,
      text: `${JSON.stringify([...answer.headers])}${await answer.text()}`,
    });
  }
  await api.clock(); // it still serves
  return answers;
}

async function tokenOf({ config, organizationId }: Practice): Promise<string> {
  const { mintDevelopmentToken } = await import('../../src/identity/development-token.js');
  return mintDevelopmentToken(config, { role: 'admin', org: organizationId });
}
