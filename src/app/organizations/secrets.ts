import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Role } from '../../domain/roles.js';
import { apiKeyEnvironment, API_KEY_MAX_DAYS, newApiKey } from '../../security/api-key.js';
import { newWebhookSecret } from '../../security/webhook-signature.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

export interface NewApiKey {
  readonly name: string;
  readonly role: Role;
  readonly days: number;
}

export interface CreatedApiKey {
  readonly id: string;
  /** Shown this once. */
  readonly key: string;
  readonly expiresAt: string;
}

const DAY_MS = 86_400_000;

export async function createApiKey(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: NewApiKey,
): Promise<Result<CreatedApiKey, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const id = randomUUID();
    const key = newApiKey(apiKeyEnvironment(deps.config.mode), organizationId, id);
    const expiresAt = new Date(Date.now() + Math.min(input.days, API_KEY_MAX_DAYS) * DAY_MS);
    await tx.db.apiKey.create({
      data: { id, organizationId, name: input.name, role: input.role, secretHash: key.secretHash, expiresAt },
    });
    await recordAudit(tx, {
      action: 'apiKey.create',
      subjectType: 'apiKey',
      subjectId: id,
      why: 'set-up',
      after: { role: input.role, expiresAt: expiresAt.toISOString() },
    });
    return ok({ id, key: key.text, expiresAt: expiresAt.toISOString() });
  });
}

export async function revokeApiKey(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<null, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const changed = await tx.db.apiKey.updateMany({
      where: { organizationId, id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (changed.count === 0) return fail(problem('notFound', 'API key'));
    await recordAudit(tx, { action: 'apiKey.revoke', subjectType: 'apiKey', subjectId: id, why: 'revoked' });
    return ok(null);
  });
}

export interface WebhookSecret {
  readonly name: string;
  /** Shown this once: `whsec_…`. */
  readonly secret: string;
}

/** A new secret for a source; the one before stays valid until the next rotation. */
export async function rotateWebhookSecret(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  name: string,
): Promise<Result<WebhookSecret, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const secret = newWebhookSecret();
    const where = { organizationId_name: { organizationId, name } };
    const before = await tx.db.webhookSource.findUnique({ where });
    const previous = before ? openSecret(deps, organizationId, name, 'secret', before.secret) : undefined;
    const data = {
      secret: sealSecret(deps, organizationId, name, 'secret', secret),
      previousSecret: previous ? sealSecret(deps, organizationId, name, 'previous_secret', previous) : null,
    };
    await tx.db.webhookSource.upsert({ where, create: { organizationId, name, ...data }, update: data });
    await recordAudit(tx, {
      action: 'webhookSource.rotate',
      subjectType: 'webhookSource',
      subjectId: name,
      why: before ? 'rotated' : 'added',
    });
    return ok({ name, secret });
  });
}

type SecretColumn = 'secret' | 'previous_secret';

const sealSecret = (
  deps: Pick<Deps, 'keys'>,
  org: string,
  rowId: string,
  column: SecretColumn,
  text: string,
): Buffer<ArrayBuffer> => deps.keys.sealText({ org, table: 'webhook_sources', column, rowId }, text);

export const openSecret = (
  deps: Pick<Deps, 'keys'>,
  org: string,
  rowId: string,
  column: SecretColumn,
  sealed: Uint8Array,
): string => deps.keys.openText({ org, table: 'webhook_sources', column, rowId }, sealed);
