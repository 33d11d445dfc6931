import { randomUUID } from 'node:crypto';
import { fromDateColumn, instantAt, type Tx } from '../../db/in-transaction.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { DeadlineDraft } from '../../domain/stories/turn.js';
import type { Subject } from './open-work-item.js';

/** `met`, `missed` when its last day is over, or `dropped` when it lost its object (`dropped` names those kinds). */
export async function closeDeadlines(
  tx: Tx,
  subjectId: string,
  kinds: readonly string[],
  dropped: readonly string[] = [],
): Promise<void> {
  if (kinds.length === 0) return;
  tx.write`
    UPDATE deadlines SET closed_on = ${tx.at.date}::date, closed_how = CASE WHEN kind = ANY(${dropped}::text[]) THEN 'dropped'
                                                                WHEN hard_date < ${tx.at.date}::date THEN 'missed' ELSE 'met' END
     WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${subjectId}::uuid AND kind = ANY(${kinds}::text[])
       AND closed_on IS NULL`;
}

interface OpenRow {
  readonly id: string;
  readonly kind: string;
  readonly hardDate: PlainDate;
  readonly safeDate: PlainDate;
  readonly ruleId: string;
}

/** Deadlines are immutable: one with other dates or another rule supersedes the open one of its kind, the same one changes nothing. */
export async function saveDeadlines(tx: Tx, subject: Subject, drafts: readonly DeadlineDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const open = await openByKind(tx, subject.id);
  for (const draft of drafts) {
    const before = open.get(draft.kind);
    if (before && sameDates(before, draft)) continue;
    if (before) await supersede(tx, before.id);
    const id = randomUUID();
    await insertDeadline(tx, subject, { ...draft, id, supersedesId: before?.id ?? null });
    open.set(draft.kind, { ...draft, id });
  }
}

async function openByKind(tx: Tx, subjectId: string): Promise<Map<string, OpenRow>> {
  const rows = await tx.db.$queryRaw<
    (Omit<OpenRow, 'hardDate' | 'safeDate'> & { readonly hardDate: Date; readonly safeDate: Date })[]
  >`
    SELECT id, kind, hard_date AS "hardDate", safe_date AS "safeDate", rule_id AS "ruleId" FROM deadlines
     WHERE organization_id = ${tx.organizationId}::uuid AND subject_id = ${subjectId}::uuid AND closed_on IS NULL`;
  const open = new Map<string, OpenRow>();
  for (const row of rows) {
    if (open.has(row.kind)) continue;
    open.set(row.kind, { ...row, hardDate: fromDateColumn(row.hardDate), safeDate: fromDateColumn(row.safeDate) });
  }
  return open;
}

const sameDates = (open: OpenRow, draft: DeadlineDraft): boolean =>
  open.hardDate === draft.hardDate && open.safeDate === draft.safeDate && open.ruleId === draft.ruleId;

async function supersede(tx: Tx, id: string): Promise<void> {
  tx.write`
    UPDATE deadlines SET closed_on = ${tx.at.date}::date, closed_how = 'superseded'
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${id}::uuid`;
}

async function insertDeadline(
  tx: Tx,
  subject: Subject,
  row: DeadlineDraft & { readonly id: string; readonly supersedesId: string | null },
): Promise<void> {
  tx.write`
    INSERT INTO deadlines (id, organization_id, subject_type, subject_id, claim_id, kind, rule_id, rule_version, base_date,
                           hard_date, safe_date, hard_instant, zone, source, created_on, supersedes_id)
    VALUES (${row.id}::uuid, ${tx.organizationId}::uuid, ${subject.type}, ${subject.id}::uuid, ${subject.claimId ?? null}::uuid,
            ${row.kind}, ${row.ruleId}, ${row.version}, ${row.baseDate}::date, ${row.hardDate}::date, ${row.safeDate}::date,
            ${new Date(instantAt(row.hardDate, '23:59:59', tx.zone))}, ${tx.zone}, ${row.source}, ${tx.at.date}::date,
            ${row.supersedesId}::uuid)`;
}
