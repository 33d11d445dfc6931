import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { accessRule, isOpen } from '../../src/api/guards/access-table.js';
import type { OperationId } from '../../src/api/guards/operations.js';
import type { Role } from '../../src/domain/roles.js';
import { ask, startApi, type TestApi } from '../api/start-api.js';

let api: TestApi;
let tokens: Readonly<Record<string, string>>;
let operations: readonly Operation[];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly id: OperationId;
}

function roleFor(id: OperationId): Role {
  const rule = accessRule(id);
  return isOpen(rule) ? 'integration' : (rule.roles[0] ?? 'admin');
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { operationId: string; requestBody?: { content: Readonly<Record<string, unknown>> } }>>
    >
  >;
}

beforeAll(async () => {
  api = await startApi();
  const org = await api.organization();
  const token = await api.token('admin', org);
  const { body } = await ask<Document>(api, 'GET', '/openapi.json', { token });
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { requestBody }]) => requestBody?.content['application/json'] !== undefined)
      .map(([method, { operationId }]) => ({
        method: method.toUpperCase(),
        path: path.replace(/\{\w*[iI]d\}/g, randomUUID()).replace(/\{\w+\}/g, 'x'),
        id: operationId as OperationId,
      })),
  );
  // Each operation is asked by somebody who may use it: a refusal must come from the body.
  const minted = operations.map(async ({ id }) => [id, await api.token(roleFor(id), org)] as const);
  tokens = Object.fromEntries(await Promise.all(minted));
}, 60_000);
afterAll(() => api?.stop());

const HOSTILE = [
  `'; DROP TABLE claims; --`,
  '1 OR 1=1',
  '${7*7}',
  '{{7*7}}',
  '../../../../etc/passwd',
  'a\r\nBcc: everybody@example.org',
  '=cmd|calc!A1',
  '<script>alert(1)</script>',
  '\u0000',
  '\ud800',
  'x'.repeat(200_000),
  '\u202e\u2066',
];
/** Bodies no operation can want, as bytes: JSON.stringify would lose the best of them. */
const WRONG: readonly (readonly [string, string])[] = [
  ['a list', '[]'],
  ['a number', '7'],
  ['nothing', 'null'],
  ['text that is not JSON', '{"a":'],
  ['a prototype', '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}'],
  ['keys nobody knows', '{"organizationId":"00000000-0000-4000-8000-000000000000","isAdmin":true}'],
  ['a tower of lists', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['a tower of objects', '{"fields":'.repeat(10_000) + '1' + '}'.repeat(10_000)],
  ['more than a mebibyte', JSON.stringify({ note: 'x'.repeat(1_100_000) })],
  ['numbers beyond numbers', '{"amountCents":1e309,"version":-1e-400,"businessAt":99999999999999999999999}'],
  ...HOSTILE.map((text): readonly [string, string] => [
    `hostile text ${JSON.stringify(text.slice(0, 12))}`,
    JSON.stringify(
      Object.fromEntries(
        'outcome reason note until name npi taxId id lastName memberId amountCents email decision'
          .split(' ')
          .map((field) => [field, text]),
      ),
    ),
  ]),
];

interface ProblemText {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

async function answersTo(body: string): Promise<{ id: string; status: number; type: string; text: string }[]> {
  const found = [];
  for (const { method, path, id } of operations.filter((one) => one.id !== 'webhooks.receive')) {
    const answer = await ask(api, method, path, {
      token: tokens[id] ?? '',
      body: Buffer.from(body),
      headers: { 'content-type': 'application/json' },
      key: randomUUID(),
    });
    found.push({ id, status: answer.status, type: answer.headers.get('content-type') ?? '', text: answer.text });
  }
  return found;
}

describe('a request body', () => {
  it('is expected by many operations', () => {
    expect(operations.length).toBeGreaterThan(20);
  });

  it.each(WRONG)(
    'that is %s is refused by every operation with a problem that repeats none of it',
    async (_what, body) => {
      const answers = await answersTo(body);
      const wrong = answers.filter(
        ({ status, type, text }) =>
          status < 400 || status >= 500 || !type.startsWith('application/problem+json') || LEAKS.test(text),
      );
      // An advance of the clock takes an empty wish, and a body that is no object is none.
      expect(wrong.map(({ id, status, text }) => ({ id, status, text: text.slice(0, 200) }))).toEqual([]);
      for (const { text } of answers) {
        const problem = JSON.parse(text) as ProblemText;
        expect([problem.code, problem.title, problem.detail].every((words) => words.length > 0)).toBe(true);
      }
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    },
  );

  it('of another type than JSON is refused, and the door stays open', async () => {
    const answer = await ask(api, 'POST', '/claims/search', {
      token: tokens['claims.search'] ?? '',
      body: Buffer.from('lastName=Roe'),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(answer.status).toBe(400);
    expect((await ask(api, 'GET', '/health/ready')).status).toBe(200);
  });

  it('under garbled HTTP closes that connection only', async () => {
    const { hostname, port } = new URL(await api.app.getUrl());
    const text = await new Promise<string>((done) => {
      let got = '';
      const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''), () =>
        socket.write(
          'POST /claims/search HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz',
        ),
      );
      socket.setEncoding('utf8').on('data', (chunk: string) => (got += chunk));
      socket.on('error', () => undefined).on('close', () => done(got));
    });
    expect(text).toMatch(/^HTTP\/1\.1 400/);
    expect((await ask(api, 'GET', '/health/live')).status).toBe(200);
  });
});

/** Words of our insides, and marks of the hostile texts. */
const LEAKS = /node_modules|\.ts:\d|prisma|SELECT |DROP TABLE|etc\/passwd|everybody@|alert\(1\)|at Object\./i;
