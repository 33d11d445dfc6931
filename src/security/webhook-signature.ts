import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature` over `id.timestamp.raw body`. */
export interface WebhookHeaders {
  readonly 'webhook-id'?: string | undefined;
  readonly 'webhook-timestamp'?: string | undefined;
  readonly 'webhook-signature'?: string | undefined;
}

export type WebhookRefusal = 'missing header' | 'malformed' | 'outside the time window' | 'signature does not fit';
export type WebhookVerdict =
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly reason: WebhookRefusal };

export interface WebhookMessage {
  readonly headers: WebhookHeaders;
  /** The bytes as they came; a re-serialized body does not verify. */
  readonly rawBody: Uint8Array;
  readonly nowMs: number;
  /** The current secret and, while rotating, the previous one. */
  readonly secrets: readonly Uint8Array[];
}

const TOLERANCE_SECONDS = 300;
const MIN_SECRET_BYTES = 24;
const MAX_SECRET_BYTES = 64;
const SIGNATURE_BYTES = 32;
const ID_FORM = /^[\w.:-]{1,128}$/;

/** Judges one delivery; every known secret is tried against every `v1` signature in constant time. */
export function verifyWebhook({ headers, rawBody, nowMs, secrets }: WebhookMessage): WebhookVerdict {
  const id = headers['webhook-id'],
    timestamp = headers['webhook-timestamp'],
    signatures = headers['webhook-signature'];
  if (!id || !timestamp || !signatures) return { ok: false, reason: 'missing header' };
  if (!ID_FORM.test(id) || !/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: 'malformed' };
  if (Math.abs(Math.floor(nowMs / 1000) - Number(timestamp)) > TOLERANCE_SECONDS)
    return { ok: false, reason: 'outside the time window' };
  const offered = signatures
    .split(' ')
    .filter((entry) => entry.startsWith('v1,'))
    .map((entry) => Buffer.from(entry.slice(3), 'base64'));
  let fits = false;
  for (const secret of secrets) {
    const expected = mac(secret, id, timestamp, rawBody);
    for (const signature of offered.slice(0, 8)) {
      if (signature.length === SIGNATURE_BYTES && timingSafeEqual(signature, expected)) fits = true;
    }
  }
  return fits ? { ok: true, id } : { ok: false, reason: 'signature does not fit' };
}

/** Headers for a message we send ourselves. */
export function signWebhook(
  secret: Uint8Array,
  id: string,
  nowMs: number,
  rawBody: Uint8Array,
): Required<WebhookHeaders> {
  const timestamp = String(Math.floor(nowMs / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac(secret, id, timestamp, rawBody).toString('base64')}`,
  };
}

/** A new secret in the form partners expect: `whsec_` and base64. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

export function parseWebhookSecret(text: string): Buffer {
  const secret = Buffer.from(text.replace(/^whsec_/, ''), 'base64');
  if (secret.length < MIN_SECRET_BYTES || secret.length > MAX_SECRET_BYTES) {
    throw new RangeError(`A webhook secret has ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES} bytes.`);
  }
  return secret;
}

function mac(secret: Uint8Array, id: string, timestamp: string, rawBody: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(rawBody).digest();
}
