import { randomUUID } from 'node:crypto';
import { SignJWT, importJWK } from 'jose';
import { accessRule, isOpen } from '../../src/api/guards/access-table.js';
import { operationIds, type OperationId } from '../../src/api/guards/operations.js';
import { openApiDocument } from '../../src/api/openapi.js';
import { createApiKey, revokeApiKey } from '../../src/app/organizations/secrets.js';
import { inTransaction, systemActor } from '../../src/db/in-transaction.js';
import { roles, type Role } from '../../src/domain/roles.js';
import { LOCAL_ALGORITHM, LOCAL_AUDIENCE, localIssuer, localSigningKey } from '../../src/identity/local-keys.js';
import { openClaims, type TestClaim } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

interface RouteUnderTest {
  readonly id: OperationId;
  readonly method: string;
  readonly path: string;
}

/** Decides in the UI proxy, not in a route. */
const WITHOUT_ROUTE: readonly OperationId[] = ['payloads.decode'];

let api: TestApi;
let org: string;
let routes: RouteUnderTest[];
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  const paths = openApiDocument(api.app).paths as Record<string, Record<string, { operationId: OperationId }>>;
  routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
    })),
  );
}, 60_000);
afterAll(() => api.stop());

const filled = (path: string): string =>
  path
    .replace('{name}', 'a-name')
    .replace('{queue}', 'edits')
    .replace('{source}', 'nobody')
    .replace('{token}', 'no-token')
    .replaceAll(/\{[a-zA-Z]+\}/g, () => randomUUID());
const bodyOf = ({ method }: RouteUnderTest) => (method === 'GET' || method === 'DELETE' ? {} : { body: {} });

describe('every operation', () => {
  it('of the access table is in the OpenAPI document, and the other way round', () => {
    expect(routes.map((route) => route.id).sort()).toEqual(
      operationIds.filter((id) => !WITHOUT_ROUTE.includes(id)).sort(),
    );
  });

  it('needs a sign-in unless its row says what protects it instead', async () => {
    for (const route of routes) {
      const { status } = await ask(api, route.method, filled(route.path), bodyOf(route));
      expect([route.id, status === 401]).toEqual([
        route.id,
        !isOpen(accessRule(route.id)) || route.id === 'webhooks.receive',
      ]);
    }
  });

  it('answers each role as the access table says', async () => {
    const wrong: string[] = [];
    for (const role of roles) {
      const token = await api.token(role, org);
      for (const route of routes) {
        const rule = accessRule(route.id);
        if (isOpen(rule)) continue;
        const { status, body } = await ask(api, route.method, filled(route.path), { token, ...bodyOf(route) });
        const refused = status === 403 && String(body['detail']).startsWith(`The role ${role}`);
        if (refused === rule.roles.includes(role)) wrong.push(`${role} ${route.id}: ${status}`);
        if (status >= 500 && route.id !== 'health.ready') wrong.push(`${role} ${route.id}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('keeps its refusal in the access log', async () => {
    const token = await api.token('integration', org, 'a-machine');
    await ask(api, 'GET', `/denials/${randomUUID()}`, { token });
    const rows = await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
      tx.db.auditEntry.findMany({ where: { organizationId: org, actor: 'a-machine' } }),
    );
    expect(rows.map((row) => [row.why, (row.after as { outcome: string }).outcome])).toEqual([
      ['denials.read', 'denied'],
    ]);
  });
});

describe('a token', () => {
  const tokenWith = async (change: { expired?: boolean; audience?: string }) => {
    const jwk = localSigningKey(api.config);
    const token = new SignJWT({ role: 'specialist', org, name: 'Sam' })
      .setProtectedHeader({ alg: LOCAL_ALGORITHM, typ: 'at+jwt', kid: jwk.kid ?? '' })
      .setIssuer(localIssuer(api.config))
      .setAudience(change.audience ?? LOCAL_AUDIENCE)
      .setSubject('sam')
      .setIssuedAt()
      .setExpirationTime(change.expired ? '-2 minutes' : '5 minutes');
    return token.sign(await importJWK(jwk, LOCAL_ALGORITHM));
  };

  it('that is expired, for somebody else or nonsense opens nothing', async () => {
    for (const token of [await tokenWith({ expired: true }), await tokenWith({ audience: 'elsewhere' }), 'nonsense']) {
      expect((await ask(api, 'GET', '/work-items', { token })).status).toBe(401);
    }
    expect((await ask(api, 'GET', '/work-items', { token: await tokenWith({}) })).status).toBe(200);
  });

  it('of an organization that does not exist finds nothing', async () => {
    expect((await ask(api, 'GET', '/work-items', { token: await api.token('specialist', randomUUID()) })).status).toBe(
      404,
    );
  });
});

describe('an API key', () => {
  it('works for its role until it is revoked', async () => {
    const made = await createApiKey(api.deps, { id: 'ada', role: 'admin' }, org, {
      name: 'link',
      role: 'integration',
      days: 30,
    });
    if (!made.ok) throw new Error('no key');
    expect((await ask(api, 'GET', '/files', { token: made.value.key })).status).toBe(200);
    expect((await ask(api, 'GET', '/denials', { token: made.value.key })).status).toBe(403);
    await revokeApiKey(api.deps, { id: 'ada', role: 'admin' }, org, made.value.id);
    expect((await ask(api, 'GET', '/files', { token: made.value.key })).status).toBe(401);
  });
});

describe('claims and patients', () => {
  let claim: TestClaim;
  beforeAll(async () => {
    const [first] = await openClaims(api, org, 3);
    if (!first) throw new Error('no claim');
    claim = first;
  }, 30_000);
  const as = async (role: Role, path: string, of = org) =>
    ask<Record<string, unknown>>(api, 'GET', path, { token: await api.token(role, of) });

  it('of another organization are not there at all', async () => {
    const elsewhere = await api.organization();
    for (const path of [`/claims/${claim.id}`, `/accounts/${claim.accountId}`]) {
      expect([(await as('supervisor', path)).status, (await as('supervisor', path, elsewhere)).status]).toEqual([
        200, 404,
      ]);
    }
    const list = await as('supervisor', '/claims', elsewhere);
    expect(list.body['items']).toEqual([]);
  });

  it('show names to people who work them, and none to a machine', async () => {
    const person = await as('specialist', `/claims/${claim.id}`);
    const machine = await as('integration', `/claims/${claim.id}`);
    expect(person.text).toContain(claim.lastName);
    expect([machine.status, machine.body['content'], machine.text.includes(claim.lastName)]).toEqual([
      200,
      null,
      false,
    ]);
    expect(person.headers.get('cache-control')).toBe('no-store');
  });

  it('are found by exact name and by member id, however they are written', async () => {
    const token = await api.token('frontDesk', org);
    const find = async (body: object) =>
      (await ask<{ items: { id: string }[] }>(api, 'POST', '/claims/search', { token, body })).body.items.map(
        (item) => item.id,
      );
    expect(await find({ lastName: claim.lastName.toLowerCase(), firstName: claim.firstName })).toContain(claim.id);
    expect(await find({ memberId: claim.memberId })).toContain(claim.id);
    expect(await find({ lastName: claim.lastName.slice(0, 3) })).toEqual([]);
    const accounts = await ask<{ items: { id: string }[] }>(api, 'POST', '/accounts/search', {
      token,
      body: { lastName: claim.lastName, firstName: claim.firstName },
    });
    expect(accounts.body.items.map((item) => item.id)).toContain(claim.accountId);
  });

  it('come in pages that neither repeat nor leave out', async () => {
    const token = await api.token('supervisor', org);
    for (const sort of ['createdOn', 'charge', 'nextActionOn', 'serviceFrom']) {
      const seen: string[] = [];
      let cursor = '';
      do {
        const page = await ask<{ items: { id: string }[]; nextCursor?: string }>(
          api,
          'GET',
          `/claims?limit=1&sort=${sort}&descending=true${cursor}`,
          { token },
        );
        seen.push(...page.body.items.map((item) => item.id));
        cursor = page.body.nextCursor ? `&cursor=${page.body.nextCursor}` : '';
      } while (cursor);
      expect(new Set(seen).size).toBe(3);
      expect(seen.length).toBe(3);
    }
  });

  it('are looked at on the record', async () => {
    await as('auditor', `/claims/${claim.id}`);
    const rows = await inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
      tx.db.auditEntry.findMany({
        where: { organizationId: org, role: 'auditor', action: 'access.view', subjectId: claim.id },
      }),
    );
    expect(rows).toHaveLength(1);
  });
});
