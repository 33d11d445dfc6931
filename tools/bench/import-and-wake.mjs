// Claims imported a second, and claim stories woken a second by the whole road: event row, outbox, relay, signal, judged turn.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { perSecond } from './report.mjs';
import { product } from './throwaway-installation.mjs';

const FILE_AT_WORK = new Set(['RECEIVED', 'READING']);
const SETTLED_WITHIN_MS = 300_000;

async function until(isSo, what) {
  const limit = Date.now() + SETTLED_WITHIN_MS;
  while (!(await isSo())) {
    if (Date.now() > limit) throw new Error(`the bench waited in vain for: ${what}`);
    await sleep(20);
  }
}

/** Founds the practice and imports its 837P; answers `{ organizationId, claims, importMs }`. */
export async function importClaims(system, admin, count) {
  const organizationId = randomUUID();
  const api = system.apiOf(organizationId);
  const { foundPractice } = await product('simulator/practice-organization');
  const { file } = await foundPractice(api, {
    organizationId,
    seed: 42,
    claims: count,
    dataDir: system.settings.dataDir,
  });
  const startedAt = performance.now();
  const { bodyOf, uploadFile } = await product('api-client/client');
  const office = api.as('admin');
  const id = await uploadFile(office, { bytes: file });
  await until(
    async () => !FILE_AT_WORK.has(bodyOf(await office.GET('/files/{id}', { params: { path: { id } } })).state),
    'the end of the file',
  );
  const importMs = performance.now() - startedAt;
  const { rows } = await admin.query('SELECT id FROM claims WHERE organization_id = $1 ORDER BY id', [organizationId]);
  await until(() => isSettled(admin, organizationId), 'every story to have started');
  return { organizationId, claims: rows.map(({ id }) => id), importMs };
}

async function isSettled(admin, organizationId) {
  const { rows } = await admin.query(
    `SELECT (SELECT count(*) FROM outbox_messages WHERE organization_id = $1 AND delivered_at IS NULL)
          + (SELECT count(*) FROM story_events WHERE organization_id = $1 AND handled_at IS NULL)
          + (SELECT count(*) FROM intents WHERE organization_id = $1 AND state = 'INTENDED')
          + (SELECT count(*) FROM stories WHERE organization_id = $1 AND state = 'STARTING') AS left`,
    [organizationId],
  );
  return Number(rows[0].left) === 0;
}

/** Writes one event for each claim in one transaction; the clock starts when it commits. Stories a second. */
export async function wakeClaims({ deps }, admin, { organizationId, claims }, type) {
  const { inTransaction, systemActor } = await product('db/in-transaction');
  const { recordEvent } = await product('app/stories/record-event');
  await inTransaction(deps.db, organizationId, { actor: systemActor('bench'), timeoutMs: 120_000 }, async (tx) => {
    for (const subjectId of claims)
      await recordEvent(tx, { story: 'claim', subjectId, type, facts: { reason: 'bench' } });
  });
  const startedAt = performance.now();
  await until(async () => {
    const { rows } = await admin.query(
      'SELECT count(*) AS left FROM story_events WHERE organization_id = $1 AND handled_at IS NULL',
      [organizationId],
    );
    return Number(rows[0].left) === 0;
  }, `every story to have heard ${type}`);
  const ms = performance.now() - startedAt;
  await until(() => isSettled(admin, organizationId), 'quiet');
  return perSecond(claims.length, ms);
}
