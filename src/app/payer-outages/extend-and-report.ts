import type { PayerOutage } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import {
  extendedByOutage,
  reportOutage,
  type DeadlineInOutage,
  type OutageReport,
} from '../../domain/payer-outages/outage-effects.js';
import { nearFor } from '../../domain/payer-rules/rules-for.js';
import { requiredRule } from '../../domain/payer-rules/resolve-rule.js';
import type { DeadlineKind, RuleUse, StoryKind } from '../../domain/stories/turn.js';
import { judgedPayer, libraryFor } from '../payer-rules/own-rules.js';
import { recordEvent } from '../stories/record-event.js';

/** Deadlines that fall to us while we cannot send; the payer's own clocks are not ours to extend. */
const OURS = ['timely-filing', 'corrected-claim', 'appeal-filing', 'document-request'];

interface OpenRow extends DeadlineInOutage {
  readonly id: string;
  readonly subjectId: string;
  readonly story: StoryKind;
}

/** Extends the filing dates where the payer's rule says so, and counts what became urgent with the dates as they then stand. */
export async function extendAndReport(tx: Tx, outage: PayerOutage): Promise<OutageReport> {
  const window = { beganOn: fromDateColumn(outage.beganOn), endedOn: tx.at.date };
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: outage.payerId } },
  });
  const judged = await judgedPayer(tx, payer);
  const library = libraryFor(judged);
  const rule = requiredRule(library, { ...judged, key: 'outageExtendsFiling', on: window.beganOn });
  const safety = requiredRule(library, { ...judged, key: 'safety', on: tx.at.date }).value;
  let extended = 0;
  const standing: DeadlineInOutage[] = [];
  for (const row of await openDeadlines(tx, outage.payerId)) {
    const { id: _id, subjectId: _subject, story: _story, ...deadline } = row;
    const moved =
      rule.value && row.kind === 'timely-filing' ? extendedByOutage(row.hardDate, window, safety) : undefined;
    if (moved) {
      extended += 1;
      await tellStory(tx, row, { ...moved, ...ruleUse(rule), source: rule.source }, outage.id);
    }
    standing.push({ ...deadline, ...(moved && { hardDate: moved.hardDate }) });
  }
  return reportOutage(standing, window, {
    extended,
    rule: ruleUse(rule),
    nearDays: nearFor(judged, tx.at.date, library).days,
  });
}

const ruleUse = ({ ruleId, version }: RuleUse): RuleUse => ({ ruleId, version });

/** The story writes the superseding row, as in a re-plan run. */
async function tellStory(
  tx: Tx,
  row: OpenRow,
  to: RuleUse & { readonly hardDate: string; readonly safeDate: string; readonly source: string },
  outageId: string,
): Promise<void> {
  await recordEvent(tx, {
    story: row.story,
    subjectId: row.subjectId,
    type: 'replanned',
    key: `outage:${outageId}:${row.id}`,
    facts: { kind: row.kind, ...to },
  });
}

async function openDeadlines(tx: Tx, payerId: string): Promise<readonly OpenRow[]> {
  const rows = await tx.db.$queryRaw<
    {
      id: string;
      kind: string;
      subject_type: string;
      subject: string;
      claim: string;
      hard: Date;
      cents: bigint | null;
    }[]
  >`
    SELECT t.id, t.kind, t.subject_type, t.subject_id AS subject, c.id AS claim, t.hard_date AS hard,
           (SELECT sum(b.balance_cents) FROM ledger_balances b
             WHERE b.organization_id = c.organization_id AND b.claim_id = c.id AND b.ledger_account = 'receivable.payer') AS cents
      FROM deadlines t JOIN claims c ON c.organization_id = t.organization_id AND c.id = t.claim_id
     WHERE t.organization_id = ${tx.organizationId}::uuid AND t.closed_on IS NULL AND c.payer_id = ${payerId}::uuid
       AND t.kind = ANY(${OURS}::text[])
     ORDER BY t.hard_date, t.id`;
  return rows.map((row) => ({
    id: row.id,
    subjectId: row.subject,
    story: row.subject_type as StoryKind,
    claimId: row.claim,
    kind: row.kind as DeadlineKind,
    hardDate: fromDateColumn(row.hard),
    cents: Number(row.cents ?? 0),
  }));
}
