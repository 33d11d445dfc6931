import { problem, type Problem } from '../../contracts/problems.js';
import type { PayerOutage } from '../../db/generated/client.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { nextSends, type HeldSend } from '../../domain/payer-outages/next-sends.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { wakeStory } from '../stories/record-event.js';
import { heldSends } from './held-sends.js';
import { extendAndReport } from './extend-and-report.js';
import { outageView, type OutageView } from './outages.queries.js';

export interface ResumeOutage {
  readonly payerId: string;
  readonly outageId: string;
  /** Sends a business day, claims and questions together. */
  readonly perDay: number;
  readonly note: string;
}

/** The payer takes things again: what a rule extends is extended, what became urgent is reported, and the first share goes out. */
export async function resumeOutage(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: ResumeOutage,
): Promise<Result<OutageView, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    await tx.db
      .$queryRaw`SELECT 1 FROM payer_outages WHERE organization_id = ${organizationId}::uuid AND id = ${input.outageId}::uuid FOR UPDATE`;
    const key = { organizationId_id: { organizationId, id: input.outageId } };
    const row = await tx.db.payerOutage.findUnique({ where: key });
    if (!row || row.payerId !== input.payerId) return fail(problem('notFound', 'outage'));
    if (row.state !== 'ON') return fail(problem('conflict', `the outage is ${row.state}`, { state: row.state }));
    const report = await extendAndReport(tx, row);
    const resuming = await tx.db.payerOutage.update({
      where: key,
      data: {
        state: 'RESUMING',
        perDay: input.perDay,
        resumedOn: toDateColumn(tx.at.date),
        resumedBy: actor.id,
        report: report as unknown as object,
      },
    });
    const { urgent: _urgent, ...counts } = report;
    await recordAudit(tx, {
      action: 'payerOutage.resume',
      subjectType: 'payer',
      subjectId: row.payerId,
      why: input.note,
      before: { state: 'ON' },
      after: { outage: row.id, perDay: input.perDay, ...counts },
    });
    return ok(await outageView(tx, await letGo(tx, resuming)));
  });
}

/** Each morning: the next share of every payer that is coming back. */
export async function resumeSends(tx: Tx): Promise<void> {
  const coming = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM payer_outages
     WHERE organization_id = ${tx.organizationId}::uuid AND state = 'RESUMING' AND resumed_on < ${tx.at.date}::date`;
  if (coming.length === 0) return;
  const rows = await tx.db.payerOutage.findMany({
    where: { organizationId: tx.organizationId, id: { in: coming.map(({ id }) => id) } },
  });
  for (const row of rows) await letGo(tx, row);
}

/** One day's share; an outage of which nothing waits any more is over. */
async function letGo(tx: Tx, outage: PayerOutage): Promise<PayerOutage> {
  const held = await heldSends(tx, outage.payerId);
  const { go, superseded } = nextSends(held, outage.perDay ?? 1);
  for (const send of superseded) await close(tx, send);
  for (const send of go) await release(tx, send, outage.id);
  const left = held.length - go.length - superseded.length;
  if (left > 0) return outage;
  return tx.db.payerOutage.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: outage.id } },
    data: { state: 'OVER', overOn: toDateColumn(tx.at.date) },
  });
}

async function release(tx: Tx, send: HeldSend, outageId: string): Promise<void> {
  const where = { organizationId_id: { organizationId: tx.organizationId, id: send.intentId } };
  const intent = await tx.db.intent.findUniqueOrThrow({ where });
  await tx.db.intent.update({
    where,
    data: { state: 'INTENDED', details: { ...(intent.details as object), releasedBy: outageId } },
  });
  await wakeStory(tx, intent.storyKind as StoryKind, intent.subjectId, { id: intent.id, type: 'intentReleased' });
}

async function close(tx: Tx, send: HeldSend): Promise<void> {
  await tx.db.intent.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: send.intentId } },
    data: { state: 'SUPERSEDED', closedAt: new Date(`${tx.at.instant}`), result: { because: 'asked once more later' } },
  });
}
