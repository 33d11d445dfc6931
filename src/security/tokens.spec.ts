import { randomUUID } from 'node:crypto';
import { apiKeyHolds, newApiKey, parseApiKey } from './api-key.js';
import { newLinkToken, parseLinkToken } from './one-time-link.js';
import {
  newWebhookSecret,
  parseWebhookSecret,
  signWebhook,
  verifyWebhook,
  type WebhookMessage,
} from './webhook-signature.js';

const organizationId = randomUUID();

describe('API keys of integrations', () => {
  const keyId = randomUUID();
  const { text, secretHash } = newApiKey('dev', organizationId, keyId);
  const stored = { secretHash, expiresAt: new Date('2027-01-01'), revokedAt: null };
  const parsed = parseApiKey(text);
  const now = new Date('2026-12-31');

  it('name their organization and row', () =>
    expect(parsed).toMatchObject({ environment: 'dev', organizationId, keyId }));
  it('hold until they expire', () => {
    expect(parsed && apiKeyHolds(parsed, stored, now)).toBe(true);
    expect(parsed && apiKeyHolds(parsed, stored, new Date('2027-01-01'))).toBe(false);
  });
  it('do not hold when revoked or of another secret', () => {
    const other = parseApiKey(newApiKey('dev', organizationId, keyId).text);
    expect(parsed && apiKeyHolds(parsed, { ...stored, revokedAt: now }, now)).toBe(false);
    expect(other && apiKeyHolds(other, stored, now)).toBe(false);
  });
  it.each(['', 'rk_dev_x_y', text.slice(0, -1), `${text}x`, text.toUpperCase()])(
    'are refused in another form: %s',
    (bad) => {
      expect(parseApiKey(bad)).toBeUndefined();
    },
  );
});

describe("a patient's one-time link", () => {
  it('leads to its organization and hash', () => {
    const { text, tokenHash } = newLinkToken(organizationId);
    expect(parseLinkToken(text)).toEqual({ organizationId, tokenHash });
    expect(text).toMatch(/^[\w-]+\.[\w-]+$/);
  });
  it('is unknown in any other form', () => expect(parseLinkToken('plan-42')).toBeUndefined());
});

describe('signed webhooks', () => {
  const secret = parseWebhookSecret(newWebhookSecret());
  const nowMs = Date.parse('2026-03-01T12:00:00Z');
  const rawBody = Buffer.from('{"kind":"835", "x":1}');
  const headers = signWebhook(secret, 'msg_1', nowMs, rawBody);
  const message: WebhookMessage = { headers, rawBody, nowMs, secrets: [secret] };

  it('verify as sent', () => expect(verifyWebhook(message)).toEqual({ ok: true, id: 'msg_1' }));
  it('verify under the previous secret while rotating', () => {
    expect(verifyWebhook({ ...message, secrets: [parseWebhookSecret(newWebhookSecret()), secret] }).ok).toBe(true);
  });
  it('verify when one of several signatures fits', () => {
    expect(
      verifyWebhook({
        ...message,
        headers: { ...headers, 'webhook-signature': `v1,AAAA v1a,zz ${headers['webhook-signature']}` },
      }).ok,
    ).toBe(true);
  });
  it('know the test vector of the specification', () => {
    const known = signWebhook(
      parseWebhookSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'),
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      1614265330000,
      Buffer.from('{"test": 2432232314}'),
    );
    expect(known['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  const refused: [string, Partial<WebhookMessage>, string][] = [
    ['a missing id', { headers: { ...headers, 'webhook-id': undefined } }, 'missing header'],
    ['a missing time', { headers: { ...headers, 'webhook-timestamp': undefined } }, 'missing header'],
    ['a missing signature', { headers: { ...headers, 'webhook-signature': undefined } }, 'missing header'],
    ['301 seconds late', { nowMs: nowMs + 301_000 }, 'outside the time window'],
    ['301 seconds early', { nowMs: nowMs - 301_000 }, 'outside the time window'],
    ['a changed id', { headers: { ...headers, 'webhook-id': 'msg_2' } }, 'signature does not fit'],
    [
      'a changed time',
      { headers: { ...headers, 'webhook-timestamp': String(nowMs / 1000 + 1) } },
      'signature does not fit',
    ],
    ['a negative time', { headers: { ...headers, 'webhook-timestamp': '-1' } }, 'malformed'],
    ['one changed bit', { rawBody: Buffer.from('{"kind":"835", "x":0}') }, 'signature does not fit'],
    [
      're-serialized JSON',
      { rawBody: Buffer.from(JSON.stringify(JSON.parse(rawBody.toString()))) },
      'signature does not fit',
    ],
    ['another secret', { secrets: [parseWebhookSecret(newWebhookSecret())] }, 'signature does not fit'],
    [
      'an unknown version',
      { headers: { ...headers, 'webhook-signature': headers['webhook-signature']?.replace('v1,', 'v2,') } },
      'signature does not fit',
    ],
    ['an id with a line break', { headers: { ...headers, 'webhook-id': 'msg_1\nx' } }, 'malformed'],
    ['no secret known', { secrets: [] }, 'signature does not fit'],
  ];
  it.each(refused)('are refused with %s', (_name, change, reason) => {
    expect(verifyWebhook({ ...message, ...change })).toEqual({ ok: false, reason });
  });
  it.each([300_000, -300_000])('are accepted %i ms off', (off) =>
    expect(verifyWebhook({ ...message, nowMs: nowMs + off }).ok).toBe(true),
  );
});
