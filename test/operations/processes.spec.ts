import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { readConfig } from '../../src/config.js';
import { mintDevelopmentToken } from '../../src/identity/development-token.js';
import { ensureKeyFile } from '../../src/security/key-file.js';
import { Program } from '../scenarios/program.js';
import { environmentOf, startTestServices, type TestServices } from '../support/services.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly action: string };
}

let services: TestServices;
let dataDir = '';
let api: Program;
let worker: Program;
let apiUrl = '';
let workerUrl = '';
let token = '';

beforeAll(async () => {
  services = await startTestServices();
  dataDir = mkdtempSync(join(tmpdir(), 'processes-'));
  const { freePorts } = (await import('../../tools/settings.mjs' as string)) as {
    freePorts: (count: number) => Promise<number[]>;
  };
  const [apiPort = 0, uiPort = 0, workerPort = 0] = await freePorts(3);
  const environment = {
    PATH: process.env['PATH'] ?? '',
    ...environmentOf(services),
    RECLAIM_DATA_DIR: dataDir,
    RECLAIM_API_PORT: String(apiPort),
    RECLAIM_UI_PORT: String(uiPort),
    RECLAIM_WORKER_PORT: String(workerPort),
  };
  const config = readConfig(environment);
  ensureKeyFile(config.keyFile);
  apiUrl = `http://127.0.0.1:${apiPort}`;
  workerUrl = `http://127.0.0.1:${workerPort}`;
  api = new Program('main.js', environment, join(dataDir, 'logs', 'api.log'));
  worker = new Program('worker.js', environment, join(dataDir, 'logs', 'worker.log'));
  await Promise.all([api.start(), worker.start()]);
  const org = crypto.randomUUID();
  token = await mintDevelopmentToken(config, { role: 'admin', org });
  const founded = await fetch(`${apiUrl}/organizations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'found' },
    body: JSON.stringify({ id: org, name: 'Lakeside', npi: '1234567893', taxId: '123456789', clock: { kind: 'real' } }),
  });
  expect(founded.status).toBeLessThan(300);
}, 120_000);
afterAll(async () => {
  await Promise.all([api?.stop(), worker?.stop()]);
  await services?.stop();
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

const apiMetrics = async (): Promise<string> =>
  (await fetch(`${apiUrl}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
const workerMetrics = async (): Promise<string> => (await fetch(`${workerUrl}/metrics`)).text();
const namesIn = (text: string): Set<string> =>
  new Set([...text.matchAll(/^([a-z_][a-z0-9_]*)(?:\{| )/gim)].map(([, name]) => name ?? ''));

/** Metric names of an expression, by the parser of Prometheus itself; an error in it is told. */
function metricsOf(expr: string): string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.type.isError) throw new Error(`cannot be parsed at ${node.from}: ${expr}`);
      if (node.name === 'Identifier' && node.node.parent?.name === 'VectorSelector')
        names.push(expr.slice(node.from, node.to));
    },
  });
  return names;
}

const rules = (): Rule[] =>
  (
    parse(readFileSync('tools/compose/prometheus/alerts.yml', 'utf8')) as { groups: { rules: Rule[] }[] }
  ).groups.flatMap((group) => group.rules);

/** What the SDK writes only once it has happened; the names are those of its documentation. */
const RARE = new Set([
  'temporal_activity_schedule_to_start_latency_bucket',
  'temporal_workflow_task_execution_failed',
  'temporal_sticky_cache_total_forced_eviction',
  'reclaim_warnings_total',
]);

describe('the worker’s door', () => {
  it('says that it lives and is ready, and which part is not', async () => {
    expect((await fetch(`${workerUrl}/health/live`)).status).toBe(200);
    const ready = await fetch(`${workerUrl}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ready: true, worker: 'up', database: 'up', temporal: 'up' },
    ]);
    expect((await fetch(`${workerUrl}/anything`)).status).toBe(404);
  });

  it('tells Prometheus about the process, the outbox and the SDK, in few series and without names of people', async () => {
    await pause(1_500); // a day book has begun: the SDK has something to count
    const text = await workerMetrics();
    const names = namesIn(text);
    for (const name of [
      'reclaim_outbox_waiting',
      'reclaim_outbox_parked',
      'process_resident_memory_bytes',
      'temporal_worker_task_slots_available',
    ])
      expect(names).toContain(name);
    expect(text.split('\n').filter((line) => line && !line.startsWith('#')).length).toBeLessThan(1_000);
    expect(text).not.toMatch(/Lakeside|[0-9a-f]{8}-[0-9a-f]{4}-4/);
  });
});

describe('the alert rules', () => {
  it('parse as Prometheus reads them, and ask only for what is there', async () => {
    const there = new Set([...namesIn(await apiMetrics()), ...namesIn(await workerMetrics()), 'up', ...RARE]);
    const asked = rules().flatMap(({ alert, expr }) => metricsOf(expr).map((name) => ({ alert, name })));
    expect(asked.length).toBeGreaterThan(rules().length - 1);
    expect(asked.filter(({ name }) => !there.has(name))).toEqual([]);
  });

  it('each say what it means and what to do', () => {
    const incomplete = rules().filter(
      ({ annotations, labels }) =>
        !annotations.summary || annotations.action.length < 20 || !['page', 'warn', 'info'].includes(labels.severity),
    );
    expect(incomplete).toEqual([]);
    expect(() => metricsOf('sum(rate(broken[5m])')).toThrow(/cannot be parsed/);
  });
});

/** The local identity provider of development warns in words of its own; production never loads it. */
const notOfTheDevelopmentProvider = (line: string): boolean => !line.startsWith('oidc-provider');

describe('a process that is asked to stop', () => {
  it('API: answers what it is answering, takes nothing new, and ends by itself', async () => {
    const { port } = new URL(apiUrl);
    const under = new Promise<number>((done, failed) => {
      const req = request(
        {
          port,
          host: '127.0.0.1',
          method: 'POST',
          path: '/edi/check',
          headers: {
            authorization: `Bearer ${token}`,
            'content-type': 'application/octet-stream',
            'content-length': '20',
          },
        },
        (res) => {
          res.resume();
          done(res.statusCode ?? 0);
        },
      );
      req.on('error', failed);
      req.write('not yet ');
      setTimeout(() => req.end('the whole te'), 1_500);
    });
    await pause(300);
    const stopped = api.stop();
    await pause(500);
    await expect(fetch(`${apiUrl}/health/live`)).rejects.toThrow();
    expect(await under).toBe(200);
    await stopped;
    expect([api.deaths, api.log.includes('API has stopped')]).toEqual([0, true]);
    await api.start();
  }, 60_000);

  it('worker: is not ready any more, finishes its tasks, and ends by itself', async () => {
    await worker.stop();
    expect(worker.log).toContain('worker has stopped');
    await expect(fetch(`${workerUrl}/health/live`)).rejects.toThrow();
  }, 60_000);

  it('logs as one JSON object a line, without a name, an address or a path of a person', () => {
    for (const { logFile } of [api, worker]) {
      expect(existsSync(logFile)).toBe(true);
      const lines = readFileSync(logFile, 'utf8').split('\n').filter(Boolean).filter(notOfTheDevelopmentProvider);
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
      expect(lines.join('\n')).not.toMatch(/Lakeside|123456789\b/);
    }
  });
});
