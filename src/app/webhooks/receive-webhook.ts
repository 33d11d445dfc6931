import { createHash } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, systemActor, UnknownOrganization, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { parseWebhookSecret, verifyWebhook, type WebhookHeaders } from '../../security/webhook-signature.js';
import type { Deps } from '../deps.js';
import { storeInboundFile } from '../files/store-inbound-file.js';
import { openSecret } from '../organizations/secrets.js';
import { recordEvent } from '../stories/record-event.js';
import { recordAudit } from '../stories/record-audit.js';

/** What a partner may deliver: a file of any kind we read, or one answer about one claim. */
export type WebhookBody =
  | { readonly kind: 'file'; readonly name: string; readonly contentBase64: string }
  | {
      readonly kind: 'claimStatus';
      readonly claimNumber: string;
      readonly category: string;
      readonly statusCode: string;
      readonly date: string;
    };

export interface WebhookDelivery {
  readonly organizationId: string;
  readonly source: string;
  readonly headers: WebhookHeaders;
  readonly rawBody: Uint8Array;
  /** Checks the form of the body after its signature fits. */
  readonly parse: (rawBody: Uint8Array) => WebhookBody | undefined;
}

export type WebhookAnswer = Readonly<Record<string, string>>;

/** One effect per delivery id, the same answer to every repeat; another body under a known id is refused. */
export async function receiveWebhook(deps: Deps, delivery: WebhookDelivery): Promise<Result<WebhookAnswer, Problem>> {
  const actor = systemActor(`webhook:${delivery.source}`);
  const verified = await verify(deps, actor, delivery);
  if (!verified.ok) return verified;
  const body = delivery.parse(delivery.rawBody);
  if (!body) return fail(problem('invalidInput', 'the body is not one of the known kinds'));
  const inbox = { id: verified.value, hash: createHash('sha256').update(delivery.rawBody).digest('hex') };
  const known = await inTransaction(deps.db, delivery.organizationId, { actor }, (tx) =>
    firstAnswer(tx, delivery.source, inbox),
  );
  if (known) return known;
  return body.kind === 'file'
    ? receiveFile(deps, actor, delivery, inbox, body)
    : receiveStatus(deps, actor, delivery, inbox, body);
}

interface InboxKey {
  readonly id: string;
  readonly hash: string;
}

async function verify(deps: Deps, actor: Actor, delivery: WebhookDelivery): Promise<Result<string, Problem>> {
  const refused = fail(problem('signatureInvalid', 'unknown source or signature'));
  try {
    const source = await inTransaction(deps.db, delivery.organizationId, { actor }, (tx) =>
      tx.db.webhookSource.findUnique({
        where: { organizationId_name: { organizationId: delivery.organizationId, name: delivery.source } },
      }),
    );
    if (!source) return refused;
    const open = (column: 'secret' | 'previous_secret', sealed: Uint8Array | null): Buffer[] =>
      sealed ? [parseWebhookSecret(openSecret(deps, delivery.organizationId, delivery.source, column, sealed))] : [];
    const secrets = [...open('secret', source.secret), ...open('previous_secret', source.previousSecret)];
    const verdict = verifyWebhook({ headers: delivery.headers, rawBody: delivery.rawBody, nowMs: Date.now(), secrets });
    return verdict.ok ? ok(verdict.id) : refused;
  } catch (error) {
    if (error instanceof UnknownOrganization) return refused;
    throw error;
  }
}

async function firstAnswer(
  tx: Tx,
  source: string,
  inbox: InboxKey,
): Promise<Result<WebhookAnswer, Problem> | undefined> {
  const row = await tx.db.inboxMessage.findUnique({
    where: { organizationId_source_externalId: { organizationId: tx.organizationId, source, externalId: inbox.id } },
  });
  if (!row) return undefined;
  return row.bodyHash === inbox.hash
    ? ok(row.answer as WebhookAnswer)
    : fail(problem('conflict', 'this delivery id came before with another body'));
}

/** The file's own identity (hash of its bytes) makes the effect single even when two deliveries race past the inbox. */
async function receiveFile(
  deps: Deps,
  actor: Actor,
  delivery: WebhookDelivery,
  inbox: InboxKey,
  body: Extract<WebhookBody, { kind: 'file' }>,
): Promise<Result<WebhookAnswer, Problem>> {
  const stored = await storeInboundFile(deps, {
    organizationId: delivery.organizationId,
    actor,
    source: `webhook:${delivery.source}`,
    name: body.name,
    bytes: oneChunk(Buffer.from(body.contentBase64, 'base64')),
  });
  const first = stored.ok ? stored.value.fileId : stored.problem.facts?.['firstFileId'];
  if (!stored.ok && (stored.problem.code !== 'duplicateFile' || typeof first !== 'string')) return stored;
  return inTransaction(deps.db, delivery.organizationId, { actor }, (tx) =>
    keep(tx, delivery.source, inbox, { fileId: String(first) }),
  );
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function receiveStatus(
  deps: Deps,
  actor: Actor,
  delivery: WebhookDelivery,
  inbox: InboxKey,
  body: Extract<WebhookBody, { kind: 'claimStatus' }>,
): Promise<Result<WebhookAnswer, Problem>> {
  return inTransaction(deps.db, delivery.organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({
      where: { organizationId_claimNumber: { organizationId: tx.organizationId, claimNumber: body.claimNumber } },
      select: { id: true },
    });
    if (!claim) return fail(problem('notFound', 'claim'));
    const kept = await keep(tx, delivery.source, inbox, { claimId: claim.id });
    await recordEvent(tx, {
      story: 'claim',
      subjectId: claim.id,
      type: 'claimStatusAnswered',
      key: `webhook:${delivery.source}:${inbox.id}`,
      facts: { category: body.category, statusCode: body.statusCode, date: body.date },
    });
    return kept;
  });
}

/** The inbox row's key decides a race: whoever comes second waits for the first and reads its answer. */
async function keep(
  tx: Tx,
  source: string,
  inbox: InboxKey,
  answer: WebhookAnswer,
): Promise<Result<WebhookAnswer, Problem>> {
  const created = await tx.db.inboxMessage.createMany({
    data: [{ organizationId: tx.organizationId, source, externalId: inbox.id, bodyHash: inbox.hash, answer }],
    skipDuplicates: true,
  });
  if (created.count === 0)
    return (await firstAnswer(tx, source, inbox)) ?? fail(problem('conflict', 'delivery in progress'));
  await recordAudit(tx, {
    action: 'webhook.receive',
    subjectType: 'webhook',
    subjectId: inbox.id,
    why: source,
    after: answer,
  });
  return ok(answer);
}
