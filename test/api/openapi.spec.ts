import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { apiClient, bodyOf } from '../../src/api-client/client.js';
import { openApiDocument } from '../../src/api/openapi.js';
import { startApi, type TestApi } from './start-api.js';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, unknown>>;
}

let api: TestApi;
let document: {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};
beforeAll(async () => {
  api = await startApi();
  document = openApiDocument(api.app) as unknown as typeof document;
}, 60_000);
afterAll(() => api.stop());

const operations = (): Operation[] => Object.values(document.paths).flatMap((methods) => Object.values(methods));

describe('the OpenAPI document', () => {
  it('is the one in docs, and the client’s types are generated from it (npm run docs)', async () => {
    expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(document);
    const generator = [
      'node_modules/openapi-typescript/bin/cli.js',
      'docs/openapi.json',
      '--alphabetize',
      '--default-non-nullable=false',
    ];
    const { stdout } = await promisify(execFile)(process.execPath, generator, { maxBuffer: 16 * 1024 * 1024 });
    expect(readFileSync('src/api-client/generated/schema.d.ts', 'utf8').trim()).toBe(stdout.trim());
  }, 30_000);

  it('speaks 3.1.1 and resolves every reference', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1] ?? '',
    );
    expect([document.openapi, references.filter((name) => !Object.hasOwn(document.components.schemas, name))]).toEqual([
      '3.1.1',
      [],
    ]);
  });

  it('has a summary, a success and a refusal for every operation', () => {
    const bare = operations().filter(
      ({ summary, responses }) =>
        !summary ||
        !Object.keys(responses).some((code) => code.startsWith('2')) ||
        !Object.keys(responses).some((code) => code.startsWith('4')),
    );
    expect(bare.map((operation) => operation.operationId)).toEqual([]);
  });

  it('asks for no name, birth date or member id in a path or query', () => {
    const phi = /(last|first)name|birth|dob|member|ssn|diagnos|email|phone|address/i;
    const found = operations().flatMap(({ operationId, parameters }) =>
      (parameters ?? []).filter((one) => phi.test(one.name)).map((one) => `${operationId} ${one.name}`),
    );
    expect(found).toEqual([]);
  });
});

describe('the typed client', () => {
  it('works a queue with its own Idempotency-Keys', async () => {
    const org = await api.organization();
    const baseUrl = await api.app.getUrl();
    const client = apiClient({ baseUrl, token: () => api.token('specialist', org) });
    const page = bodyOf(await client.GET('/work-items', { params: { query: { queue: 'edits', limit: 10 } } }));
    expect(page.items).toEqual([]);
    const found = bodyOf(await client.POST('/claims/search', { body: { memberId: 'X1' } }));
    expect(found.items).toEqual([]);
    const none = bodyOf(await client.GET('/work-queues/{queue}/next', { params: { path: { queue: 'edits' } } }));
    expect(none.item).toBeNull();
  }, 30_000);

  it('turns a refusal into its code', async () => {
    const client = apiClient({ baseUrl: await api.app.getUrl() });
    await expect(client.GET('/invariants').then(bodyOf)).rejects.toMatchObject({
      name: 'ApiRefusal',
      status: 401,
      code: 'notSignedIn',
    });
  });
});
