import { generateKeyPairSync, randomUUID, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importJWK, SignJWT, UnsecuredJWT, type JWK, type JWTHeaderParameters, type JWTPayload } from 'jose';
import { readConfig } from '../config.js';
import { newApiKey } from '../security/api-key.js';
import { newKeyFile } from '../security/key-file.js';
import { KeyRing } from '../security/key-ring.js';
import { authenticator, type ApiKeyRow } from './authenticate.js';
import { mintDevelopmentToken } from './development-token.js';
import { localSigningKey } from './local-keys.js';
import { SessionCookies } from './session-cookie.js';
import { openTokenVerifier, tokenVerifier } from './token-verifier.js';
import { localPerson } from './local-people.js';

const dataDir = mkdtempSync(join(tmpdir(), 'identity-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const config = readConfig({ RECLAIM_DATA_DIR: dataDir, RECLAIM_MODE: 'test' });
const keys = new KeyRing(newKeyFile());
const org = randomUUID();
const verify = openTokenVerifier(config);
const nowSeconds = Math.floor(Date.now() / 1000);

describe('access tokens', () => {
  type Claims = { [name in keyof JWTPayload]?: JWTPayload[name] | undefined };
  const good: Claims = {
    iss: 'http://127.0.0.1:3000/identity',
    aud: 'https://reclaim.local/api',
    sub: 'p-1',
    role: 'specialist',
    org,
    iat: nowSeconds,
    exp: nowSeconds + 300,
  };
  const sign = async (payload: Claims, header: Partial<JWTHeaderParameters> = {}, key: JWK = localSigningKey(config)) =>
    new SignJWT(payload as JWTPayload)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.kid ?? '', ...header })
      .sign(await importJWK(key, header.alg ?? 'ES256'));
  const publicPem = new TextEncoder().encode(JSON.stringify({ ...localSigningKey(config), d: undefined }));

  it('of the command line are accepted with role and organization', async () => {
    const token = await mintDevelopmentToken(config, { role: 'specialist', org, subject: 'sam' });
    expect(await verify(token)).toEqual({
      subject: 'sam',
      name: 'Sam Ortiz',
      role: 'specialist',
      orgId: org,
      kind: 'person',
    });
  });

  it('are accepted as RFC 9068 asks', async () =>
    expect(await verify(await sign(good))).toMatchObject({ subject: 'p-1' }));
  it('may be a minute off', async () =>
    expect(await verify(await sign({ ...good, exp: nowSeconds - 50 }))).toBeDefined());

  const other = {
    ...(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }) as JsonWebKey),
    kid: localSigningKey(config).kid,
  } as JWK;
  it.each<[string, () => Promise<string> | string]>([
    ['expired', () => sign({ ...good, exp: nowSeconds - 61 })],
    ['not yet valid', () => sign({ ...good, nbf: nowSeconds + 120 })],
    ['without expiry', () => sign({ ...good, exp: undefined })],
    ['of another issuer', () => sign({ ...good, iss: 'https://evil.example' })],
    ['of a longer issuer', () => sign({ ...good, iss: `${good.iss}/` })],
    ['for another audience', () => sign({ ...good, aud: 'other' })],
    ['without audience', () => sign({ ...good, aud: undefined })],
    ['that is an ID token', () => sign(good, { typ: 'JWT' })],
    ['that is a session', () => sign(good, { typ: 'session+jwt' })],
    ['signed by another key', () => sign(good, {}, other)],
    ['with an unknown key id', () => sign(good, { kid: 'nobody' })],
    ['unsigned', () => new UnsecuredJWT(good as JWTPayload).encode()],
    [
      'signed with the public key as a secret',
      () => new SignJWT(good as JWTPayload).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).sign(publicPem),
    ],
    ['without subject', () => sign({ ...good, sub: undefined })],
    ['with an empty subject', () => sign({ ...good, sub: '' })],
    ['of an unknown role', () => sign({ ...good, role: 'superuser' })],
    ['of two roles', () => sign({ ...good, role: ['specialist', 'director'] })],
    ['without a role', () => sign({ ...good, role: undefined })],
    ['without an organization', () => sign({ ...good, org: undefined })],
    ['of an organization that is no id', () => sign({ ...good, org: "x' OR 1=1" })],
    ['cut short', async () => (await sign(good)).slice(0, -3)],
    [
      'with a changed body',
      async () =>
        (await sign(good)).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify({ ...good, role: 'director' })).toString('base64url')}.`,
        ),
    ],
    ['much too long', () => 'a'.repeat(10_000)],
    ['empty', () => ''],
  ])('are refused when %s', async (_name, token) => expect(await verify(await token())).toBeUndefined());

  it('need a second factor where the settings say so, but not from a machine', async () => {
    const { d: _d, ...publicKey } = localSigningKey(config);
    const strict = tokenVerifier({
      issuer: String(good.iss),
      audience: String(good.aud),
      algorithms: ['ES256'],
      keys: async () => importJWK(publicKey, 'ES256'),
      claims: { role: 'role', organization: 'org' },
      requireMfa: true,
    });
    expect(await strict(await sign(good))).toBeUndefined();
    expect(await strict(await sign({ ...good, amr: ['pwd', 'mfa'] }))).toBeDefined();
    expect(await strict(await sign({ ...good, role: 'integration' }))).toMatchObject({ kind: 'integration' });
  });

  it('are not minted in production', async () => {
    await expect(mintDevelopmentToken({ ...config, mode: 'production' }, { role: 'specialist', org })).rejects.toThrow(
      'none are minted',
    );
  });
});

describe("a browser's session", () => {
  let now = Date.parse('2026-03-01T08:00:00Z');
  const sessions = new SessionCookies({ ...config, mode: 'production' }, keys, () => now);
  const person = localPerson('supervisor', org);
  const sent = (setCookie: string) => setCookie.split(';')[0];

  it('lives in a cookie no script can read and no other site can send', async () => {
    expect(await sessions.start(person)).toMatch(
      /^reclaim_session=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    const overTls = new SessionCookies(
      { mode: 'production', api: { ...config.api, publicUrl: 'https://ar.example.org' } },
      keys,
    );
    expect(await overTls.start(person)).toMatch(/^__Host-reclaim_session=.*; Secure$/);
  });

  it('is kept alive by use, ends after fifteen idle minutes and after twelve hours', async () => {
    const began = now;
    let cookie = sent(await sessions.start(person));
    expect(await sessions.read(cookie)).toEqual({ principal: person });
    while (now < began + 11.9 * 3_600_000) {
      now += 14 * 60_000;
      const session = await sessions.read(cookie);
      expect(session?.principal).toEqual(person);
      cookie = sent(session?.renewal ?? '');
    }
    now = began + 12 * 3_600_000;
    expect(await sessions.read(cookie)).toBeUndefined();
    cookie = sent(await sessions.start(person));
    now += 15 * 60_000 + 1000;
    expect(await sessions.read(cookie)).toBeUndefined();
  });

  it('does not survive a change of its text', async () => {
    expect(await sessions.read(`${sent(await sessions.start(person))}x`)).toBeUndefined();
    expect(await sessions.read(undefined)).toBeUndefined();
  });
});

describe('who asks', () => {
  const sessions = new SessionCookies(config, keys);
  const keyId = randomUUID();
  const { text, secretHash } = newApiKey('test', org, keyId);
  const row: ApiKeyRow = {
    secretHash,
    role: 'integration',
    name: 'Clearinghouse',
    expiresAt: new Date('2099-01-01'),
    revokedAt: null,
  };
  const who = authenticator({
    config,
    verifyToken: verify,
    sessions,
    now: () => new Date(),
    findApiKey: async (o, k) => (o === org && k === keyId ? row : undefined),
  });
  const cookie = async () => (await sessions.start(localPerson('lead', org))).split(';')[0];

  it('is an integration by its key', async () => {
    expect((await who({ method: 'POST', authorization: `Bearer ${text}` }))?.principal).toMatchObject({
      kind: 'integration',
      orgId: org,
      name: 'Clearinghouse',
    });
  });
  it('is nobody with a key of another environment', async () => {
    expect(await who({ method: 'GET', authorization: `Bearer ${newApiKey('live', org, keyId).text}` })).toBeUndefined();
  });
  it('is a person by cookie, for changes only from our own pages', async () => {
    expect((await who({ method: 'GET', cookie: await cookie() }))?.principal.role).toBe('lead');
    expect(
      (await who({ method: 'POST', cookie: await cookie(), origin: 'http://127.0.0.1:3000' }))?.principal.role,
    ).toBe('lead');
    for (const origin of [
      undefined,
      'null',
      'http://127.0.0.1:9999',
      'http://localhost:3000',
      'https://evil.example',
    ]) {
      expect(await who({ method: 'POST', cookie: await cookie(), origin })).toBeUndefined();
    }
  });
  it('is nobody when the bearer is bad, even beside a good cookie', async () => {
    for (const authorization of ['', 'Bearer', 'Basic dXNlcg==', 'Bearer x.y.z', 'Bearer a b']) {
      expect(await who({ method: 'GET', authorization, cookie: await cookie() })).toBeUndefined();
    }
  });
});
