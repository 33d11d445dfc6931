import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { mayUse } from '../../src/api/guards/access-table.js';
import { type Config, readConfig } from '../../src/config.js';
import type { Role } from '../../src/domain/roles.js';
import { authenticator } from '../../src/identity/authenticate.js';
import { localPerson } from '../../src/identity/local-people.js';
import { SessionCookies } from '../../src/identity/session-cookie.js';
import { newKeyFile } from '../../src/security/key-file.js';
import { KeyRing } from '../../src/security/key-ring.js';
import { dataConverter } from '../../src/temporal/data-converter.js';
import { ensureSearchAttributes, searchAttributeKeys } from '../../src/temporal/search-attributes.js';
import type { DecodeAudit } from '../../src/temporal/ui-codec.js';
import { startUiProxy, type UiProxy } from '../../src/temporal/ui-proxy.js';

const SECRET = 'CANARY-UI';
const [org, otherOrg] = [randomUUID(), randomUUID()];
const [ours, theirs] = [`claim:${org}:${randomUUID()}`, `claim:${otherOrg}:${randomUUID()}`];
const keys = new KeyRing(newKeyFile());
const audited: DecodeAudit[] = [];
let env: TestWorkflowEnvironment;
let worker: Worker;
let running: Promise<void>;
let proxy: UiProxy;
let config: Config;
let sessions: SessionCookies;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  const path = process.env['RECLAIM_TEMPORAL_CLI'];
  if (!path) throw new Error('RECLAIM_TEMPORAL_CLI must name the temporal binary; `npm test` fetches one and sets it.');
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const uiPort = await freePort();
  env = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'existing-path', path }, ui: true, uiPort, ip: '127.0.0.1' },
  });
  await ensureSearchAttributes(env.connection, 'reclaim');
  config = readConfig({
    RECLAIM_MODE: 'test',
    RECLAIM_UI_PORT: String(await freePort()),
    RECLAIM_TEMPORAL_UI_URL: `http://127.0.0.1:${uiPort}`,
  });
  sessions = new SessionCookies(config, keys);
  const authenticate = authenticator({
    config,
    sessions,
    verifyToken: async () => undefined,
    findApiKey: async () => undefined,
    now: () => new Date(),
  });
  proxy = await startUiProxy({
    config,
    keys,
    authenticate,
    mayDecode: ({ role }) => mayUse(role, 'payloads.decode'),
    audit: async (event) => void audited.push(event),
  });
  const client = new Client({ connection: env.connection, namespace: 'reclaim', dataConverter: dataConverter(keys) });
  worker = await Worker.create({
    connection: env.nativeConnection,
    namespace: 'reclaim',
    taskQueue: 'probe',
    dataConverter: dataConverter(keys),
    workflowsPath: fileURLToPath(new URL('./probe-story.ts', import.meta.url)),
    activities: { readSecret: async () => 'x' },
  });
  running = worker.run();
  for (const workflowId of [ours, theirs]) {
    await client.workflow.start('probeStory', {
      taskQueue: 'probe',
      workflowId,
      args: [{ secret: SECRET, fail: false }],
      typedSearchAttributes: [
        { key: searchAttributeKeys.orgId, value: workflowId.split(':')[1] ?? '' },
        { key: searchAttributeKeys.storyKind, value: 'claim' },
      ],
    });
  }
  for (let attempt = 0; attempt < 80 && (await client.workflow.count('StoryKind = "claim"')).count < 2; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}, 120_000);

afterAll(async () => {
  await proxy?.close();
  worker?.shutdown();
  await running;
  await env?.teardown();
});

interface Asked {
  readonly method?: string;
  readonly role?: Role | 'nobody';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function ask(path: string, { method = 'GET', role = 'supervisor', headers = {}, body = '' }: Asked = {}) {
  const cookie = role === 'nobody' ? undefined : (await sessions.start(localPerson(role, org))).split(';')[0];
  const all = {
    ...(cookie && { cookie }),
    ...headers,
    ...(body && { 'content-length': String(Buffer.byteLength(body)) }),
  };
  return new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const out = request({ host: '127.0.0.1', port: proxy.port, path, method, headers: all }, async (answer) => {
      let text = '';
      for await (const part of answer) text += String(part);
      resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers });
    });
    out.once('error', reject);
    out.end(body);
  });
}
const origin = () => config.ui.publicUrl;
const story = (id: string) => `/api/v1/namespaces/reclaim/workflows/${encodeURIComponent(id)}`;
/** Payloads of the start event, as the UI sends them to the codec. */
async function inputOf(id: string): Promise<string> {
  const raw = await fetch(`${config.ui.temporalUiUrl}${story(id)}/history`);
  const { history } = (await raw.json()) as {
    history: { events: { workflowExecutionStartedEventAttributes?: { input: unknown } }[] };
  };
  return JSON.stringify(history.events[0]?.workflowExecutionStartedEventAttributes?.input);
}
const decode = async (body: string, asked: Asked = {}) =>
  ask('/codec/decode?preserveStorageRefs=true', { method: 'POST', headers: { origin: origin() }, body, ...asked });
const plain = (text: string) =>
  (JSON.parse(text) as { payloads: { data: string }[] }).payloads.map(({ data }) =>
    Buffer.from(data, 'base64').toString(),
  );

describe('the story view', () => {
  it('asks a stranger to sign in and shows nothing', async () => {
    for (const path of ['/', '/namespaces/reclaim/workflows', '/api/v1/settings', story(ours)])
      expect((await ask(path, { role: 'nobody' })).status).toBe(401);
    expect((await ask('/', { role: 'nobody', headers: { accept: 'text/html' } })).text).toContain('/sign-in?returnTo=');
    expect((await decode(await inputOf(ours), { role: 'nobody', headers: { origin: origin() } })).status).toBe(401);
  });

  it('brings a person who came by the link of one story back to that story, and takes no query along', async () => {
    const path = `/namespaces/reclaim/workflows/${encodeURIComponent(ours)}`;
    const page = await ask(`${path}?search=A%20NAME`, { role: 'nobody', headers: { accept: 'text/html' } });
    const link = /href="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(new URL(link).searchParams.get('returnTo')).toBe(`${origin()}${path}`);
  });

  it('answers only under its own host name', async () => {
    expect((await ask('/', { headers: { host: 'evil.example' } })).status).toBe(421);
    expect((await ask('/', { headers: { host: `localhost:${proxy.port}` } })).status).toBe(421);
  });

  it('is closed to roles that may not read stories', async () =>
    expect((await ask('/', { role: 'specialist' })).status).toBe(403));

  it('gives the UI our codec and greys out what changes a story', async () => {
    const settings = JSON.parse((await ask('/api/v1/settings')).text) as {
      Codec: object;
      DisableWriteActions: boolean;
      Version: string;
    };
    expect(settings).toMatchObject({
      DisableWriteActions: true,
      Codec: { Endpoint: `${origin()}/codec`, IncludeCredentials: true, PassAccessToken: false },
    });
    expect(settings.Version).toMatch(/^2\./);
  });

  it('serves the UI itself', async () => {
    expect((await ask('/namespaces/reclaim/workflows', { headers: { accept: 'text/html' } })).text).toContain('<html');
    expect((await ask('/')).text).toContain('reclaim-presets.js');
    // Summary and details stand in frames of the same origin: DENY would leave them blank.
    expect(await ask('/render?content=**SUBMITTED**')).toMatchObject({
      status: 200,
      headers: { 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-store' },
    });
    expect((await ask('/reclaim-presets.js')).text).toContain('NextDeadlineAt');
  });
});

describe('decoding', () => {
  it('opens a story of our organization and audits it before the answer, once a page view', async () => {
    const answer = await decode(await inputOf(ours));
    expect(plain(answer.text)[0]).toContain(SECRET);
    expect(answer.headers['cache-control']).toBe('no-store');
    await decode(await inputOf(ours));
    expect(audited).toEqual([{ principal: localPerson('supervisor', org), workflowIds: [ours] }]);
  });

  it("gives another organization's payloads back sealed", async () => {
    const answer = await decode(await inputOf(theirs));
    expect(plain(answer.text)[0]).not.toContain(SECRET);
    expect(audited).toHaveLength(1);
  });

  it('refuses a foreign or missing origin, a GET, /encode and what is not payloads', async () => {
    const body = await inputOf(ours);
    expect((await decode(body, { headers: { origin: 'http://127.0.0.1:1' } })).status).toBe(403);
    expect((await decode(body, { headers: {} })).status).toBe(403);
    expect((await ask('/codec/decode')).status).toBe(404);
    expect((await ask('/codec/encode', { method: 'POST', headers: { origin: origin() }, body })).status).toBe(404);
    expect((await decode('{"payloads":7}')).status).toBe(400);
  });
});

describe('what the UI may read', () => {
  const ids = (text: string) =>
    ((JSON.parse(text) as { executions?: { execution: { workflowId: string } }[] }).executions ?? []).map(
      (one) => one.execution.workflowId,
    );

  it('is the list of our own stories, whatever is asked', async () => {
    for (const query of ['', '`StoryKind`="claim"', '`StoryKind`="claim" OR `StoryKind`="x"']) {
      expect(ids((await ask(`/api/v1/namespaces/reclaim/workflows?query=${encodeURIComponent(query)}`)).text)).toEqual([
        ours,
      ]);
    }
    const count = await ask(
      `/api/v1/namespaces/reclaim/workflow-count?query=${encodeURIComponent('`StoryKind`="claim" GROUP BY ExecutionStatus')}`,
    );
    expect(JSON.parse(count.text)).toMatchObject({ count: '1' });
  });

  it.each([
    '`StoryKind`="claim") OR (`StoryKind`="claim"',
    '`StoryKind`="claim" --',
    '`StoryKind`="\\") OR (`StoryKind`="claim',
    '`StoryKind`="claim" /*',
    'StoryKind="claim" GROUP BY ExecutionStatus) OR (1=1',
    "StoryKind='claim",
    '#',
    ')(',
  ])('cannot be widened by %s', async (query) => {
    const answer = await ask(`/api/v1/namespaces/reclaim/workflows?query=${encodeURIComponent(query)}`);
    expect([answer.status, answer.text]).toEqual([400, 'This query cannot be read.']);
  });

  it('cannot be widened by naming the parameter twice', async () => {
    const twice = await ask(
      `/api/v1/namespaces/reclaim/workflows?query=a&query=${encodeURIComponent('`StoryKind`="claim"')}`,
    );
    expect(twice.text).not.toContain(theirs);
  });

  it('is our story, not another organization’s, and no other namespace', async () => {
    expect((await ask(story(ours))).status).toBe(200);
    expect((await ask(`${story(ours)}/history`)).text).not.toContain(SECRET);
    for (const path of [
      story(theirs),
      `${story(theirs)}/history`,
      story(ours).replace('/reclaim/', '/default/'),
      '/api/v1/namespaces/reclaim/schedules',
      story('x%2F..'),
    ]) {
      expect((await ask(path)).status).toBe(404);
    }
  });

  it('includes the current details, which are a query by POST', async () => {
    const query = await ask(`${story(ours)}/query/__temporal_workflow_metadata`, {
      method: 'POST',
      headers: { origin: origin(), 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ query: { queryType: '__temporal_workflow_metadata' } }),
    });
    expect(query.status).toBe(200);
    expect(
      plain(
        await decode(JSON.stringify((JSON.parse(query.text) as { queryResult: object }).queryResult)).then(
          ({ text }) => text,
        ),
      )[0],
    ).toContain(`${SECRET}-details`);
  });

  it('is never a change', async () => {
    for (const path of [
      `${story(ours)}/signal/carryOn`,
      `${story(ours)}/terminate`,
      `${story(ours)}/cancel`,
      '/api/v1/namespaces/reclaim/workflows/new',
    ]) {
      expect((await ask(path, { method: 'POST', headers: { origin: origin() }, body: '{}' })).status).toBe(403);
    }
    expect((await ask(story(ours), { method: 'DELETE', headers: { origin: origin() } })).status).toBe(403);
  });
});
