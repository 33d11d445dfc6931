import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { X12Item } from '../../edi/x12/read.js';
import type { Deps } from '../deps.js';
import type { FileRef } from '../files/read-inbound.js';
import { dedupeSuffix } from '../files/readings.js';
import { HELD } from './hold-remittance.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { cancelWorkItems } from '../stories/cancel-work-items.js';
import { recordAudit } from '../stories/record-audit.js';

/** Remembers the remittances of the open group and interchange, whose verdicts come only after their sets'. */
export class EnvelopeAround {
  private group: string[] = [];
  private interchange: string[] = [];

  add(remittanceId: string): void {
    this.group.push(remittanceId);
    this.interchange.push(remittanceId);
  }

  /** The remittances that this end of a group or interchange takes with it; none for any other item. */
  refusedBy(item: X12Item): readonly string[] {
    if (item.kind !== 'groupEnd' && item.kind !== 'interchangeEnd') return [];
    const inside = item.kind === 'groupEnd' ? this.group : this.interchange;
    this.group = [];
    if (item.kind === 'interchangeEnd') this.interchange = [];
    return item.verdict === 'refused' ? inside : [];
  }
}

/** Marks the verdict of a remittance that arrived damaged: the same payment in a sound file takes its place. */
export const DAMAGED = { damaged: true } as const;
export const isDamaged = (verdict: unknown): boolean => (verdict as { damaged?: unknown } | null)?.damaged === true;

/** A sound file of the same payment came: its damaged forerunners need nobody any more. */
export async function supersedeDamaged(
  tx: Tx,
  sound: { readonly id: string; readonly identityKey: string },
): Promise<void> {
  const organizationId = tx.organizationId;
  const quarantined = await tx.db.remittance.findMany({
    where: { organizationId, identityKey: sound.identityKey, id: { not: sound.id }, state: 'QUARANTINED' },
  });
  for (const row of quarantined.filter(({ verdict }) => isDamaged(verdict))) {
    await tx.db.remittance.update({
      where: { organizationId_id: { organizationId, id: row.id } },
      data: { state: 'SUPERSEDED' },
    });
    await cancelWorkItems(tx, { subjectId: row.id, kinds: ['quarantinedRemittance'], why: 'a sound file came' });
    await recordAudit(tx, {
      action: 'remittance.supersede',
      subjectType: 'remittance',
      subjectId: row.id,
      why: `sound in remittance ${sound.id}`,
      before: { state: 'QUARANTINED' },
      after: { state: 'SUPERSEDED' },
    });
  }
}

const WHY = 'The envelope around the set is damaged (see the problems of the file); nothing of it was posted.';

/** Quarantines a set that was usable by itself; posting begins only after the whole file was read, so nothing is undone. */
export async function refuse(deps: Deps, file: FileRef, remittanceId: string): Promise<void> {
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('importRemittances') }, async (tx) => {
    const key = { organizationId: tx.organizationId, id: remittanceId };
    const row = await tx.db.remittance.findUniqueOrThrow({ where: { organizationId_id: key } });
    if (row.state !== 'READY' && row.state !== HELD) return;
    await tx.db.remittance.update({
      where: { organizationId_id: key },
      data: { state: 'QUARANTINED', verdict: { ...(row.verdict as object), ...DAMAGED } },
    });
    await recordAudit(tx, {
      action: 'remittance.stage',
      subjectType: 'remittance',
      subjectId: remittanceId,
      why: WHY,
      before: { state: row.state },
      after: { state: 'QUARANTINED' },
    });
    await openWorkItem(
      tx,
      { type: 'remittance', id: remittanceId, amountCents: Number(row.paymentCents) },
      {
        kind: 'quarantinedRemittance',
        dedupeKey: `${remittanceId}:quarantinedRemittance${await dedupeSuffix(tx, file)}`,
        dueDate: addBusinessDays(tx.at.date, 1),
        facts: { why: WHY },
      },
    );
  });
}
