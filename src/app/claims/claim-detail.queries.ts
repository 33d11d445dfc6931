import { problem, type Problem } from '../../contracts/problems.js';
import { Prisma, type Claim } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { keepPlan } from '../../db/raw-statements.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { deadlineRow, type DeadlineRow } from '../deadlines/deadlines.queries.js';
import { decisionRow, type DecisionRow } from '../decisions/decisions.queries.js';
import type { SeenBy } from '../work-items/work-items.queries.js';
import { openClaimContent } from './claim-content.js';

/** Everything about one claim: how it came here, what was decided and why, what is owed, what comes next. */
export interface ClaimDetail {
  readonly id: string;
  readonly claimNumber: string;
  readonly state: string;
  readonly held: boolean;
  readonly holdReason: string | null;
  readonly payerId: string;
  readonly accountId: string;
  readonly patientId: string;
  readonly coverageId: string;
  readonly sequence: string;
  readonly chargeCents: number;
  readonly serviceFrom: string;
  readonly serviceThrough: string;
  readonly payerClaimNumber: string | null;
  readonly submittedOn: string | null;
  readonly acceptedOn: string | null;
  readonly adjudicatedOn: string | null;
  readonly nextAction: string;
  readonly nextActionOn: string | null;
  readonly hardDeadlineOn: string | null;
  readonly closedOn: string | null;
  readonly version: number;
  /** Names, member id, diagnoses as sent; null for roles that may not see PHI. */
  readonly content: unknown;
  readonly lines: readonly object[];
  readonly submissions: readonly object[];
  readonly deadlines: readonly DeadlineRow[];
  readonly denials: readonly object[];
  readonly remittances: readonly object[];
  readonly ledger: ClaimLedger;
  readonly timeline: readonly TimelineEntry[];
  readonly workItems: readonly object[];
  readonly story: {
    readonly workflowId: string;
    readonly waitingFor: string;
    readonly nextWakeAt: string | null;
  } | null;
}

export interface ClaimLedger {
  readonly balances: Readonly<Record<string, number>>;
  readonly entries: readonly {
    readonly date: string;
    readonly kind: string;
    readonly account: string;
    readonly amountCents: number;
    readonly source: string;
  }[];
}

export type TimelineEntry =
  | {
      readonly at: string;
      readonly on: string;
      readonly what: 'event';
      readonly type: string;
      readonly facts: unknown;
      readonly verdict: string | null;
    }
  | ({ readonly at: string; readonly on: string; readonly what: 'decision' } & DecisionRow);

export async function getClaim(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
  seenBy: SeenBy,
): Promise<Result<ClaimDetail, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const row = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'claim'));
    const story = await tx.db.story.findFirst({ where: { organizationId, kind: 'claim', subjectId: id } });
    return ok({
      ...head(row),
      content: seenBy.mayReadPhi ? openClaimContent(deps, organizationId, id, row.content) : null,
      ...(await rowsOf(tx, id)),
      deadlines: await deadlinesOf(tx, id),
      timeline: await timelineOf(tx, id),
      story: story && {
        workflowId: story.workflowId,
        waitingFor: story.waitingFor,
        nextWakeAt: story.nextWakeAt?.toISOString() ?? null,
      },
    });
  });
}

const head = (row: Claim) => ({
  id: row.id,
  claimNumber: row.claimNumber,
  state: row.state,
  held: row.held,
  holdReason: row.holdReason,
  payerId: row.payerId,
  accountId: row.accountId,
  patientId: row.patientId,
  coverageId: row.coverageId,
  sequence: row.sequence,
  chargeCents: Number(row.chargeCents),
  serviceFrom: fromDateColumn(row.serviceFrom),
  serviceThrough: fromDateColumn(row.serviceThrough),
  payerClaimNumber: row.payerClaimNumber,
  submittedOn: fromNullableDate(row.submittedOn) ?? null,
  acceptedOn: fromNullableDate(row.acceptedOn) ?? null,
  adjudicatedOn: fromNullableDate(row.adjudicatedOn) ?? null,
  nextAction: row.nextAction,
  nextActionOn: fromNullableDate(row.nextActionOn) ?? null,
  hardDeadlineOn: fromNullableDate(row.hardDeadlineOn) ?? null,
  closedOn: fromNullableDate(row.closedOn) ?? null,
  version: row.version,
});

const linesOf = (tx: Tx, claimId: string): Prisma.Sql => Prisma.sql`
  SELECT line_number AS "lineNumber", procedure, modifiers, units, charge_cents::float8 AS "chargeCents", service_from::text AS "serviceFrom",
         service_through::text AS "serviceThrough"
    FROM claim_lines WHERE organization_id = ${tx.organizationId}::uuid AND claim_id = ${claimId}::uuid ORDER BY line_number`;

const submissionsOf = (tx: Tx, claimId: string): Prisma.Sql => Prisma.sql`
  SELECT s.id, s.number, s.frequency, s.original_control AS "originalControl", s.state, s.batch_id AS "batchId", b.file_name AS "fileName",
         s.queued_on::text AS "queuedOn", s.sent_on::text AS "sentOn", s.acknowledged_on::text AS "acknowledgedOn", s.status_codes AS "statusCodes",
         s.payer_claim_number AS "payerClaimNumber"
    FROM submissions s LEFT JOIN batches b ON b.organization_id = s.organization_id AND b.id = s.batch_id
   WHERE s.organization_id = ${tx.organizationId}::uuid AND s.claim_id = ${claimId}::uuid ORDER BY s.number`;

async function deadlinesOf(tx: Tx, claimId: string): Promise<DeadlineRow[]> {
  const rows = await tx.db.deadline.findMany({
    where: { organizationId: tx.organizationId, OR: [{ subjectId: claimId }, { claimId }] },
    orderBy: [{ hardDate: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => deadlineRow(row));
}

const denialsOf = (tx: Tx, claimId: string): Prisma.Sql => Prisma.sql`
  SELECT id, group_code AS "groupCode", carc, rarcs, category, action, amount_cents::float8 AS "amountCents", state, outcome,
         opened_on::text AS "openedOn", resolved_on::text AS "resolvedOn"
    FROM denials WHERE organization_id = ${tx.organizationId}::uuid AND claim_id = ${claimId}::uuid ORDER BY opened_on, id`;

const remittancesOf = (tx: Tx, claimId: string): Prisma.Sql => Prisma.sql`
  SELECT m.id, m.trace, m.payment_date::text AS "paymentDate", m.state, rc.id AS "remittanceClaimId", rc.status, rc.charge_cents::float8 AS "chargeCents",
         rc.paid_cents::float8 AS "paidCents", rc.patient_cents::float8 AS "patientCents",
         (SELECT coalesce(json_agg(json_build_object('line', a.line_number, 'group', a.group_code, 'carc', a.carc, 'rarcs', a.rarcs,
                   'amountCents', a.amount_cents, 'kind', a.kind, 'category', a.category) ORDER BY a.ordinal), '[]'::json)
            FROM claim_adjustments a WHERE a.organization_id = rc.organization_id AND a.remittance_claim_id = rc.id) AS adjustments
    FROM remittance_claims rc JOIN remittances m ON m.organization_id = rc.organization_id AND m.id = rc.remittance_id
   WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.claim_id = ${claimId}::uuid ORDER BY m.payment_date, m.id`;

const workItemsOf = (tx: Tx, claimId: string): Prisma.Sql => Prisma.sql`
  SELECT id, kind, queue, state, outcome, due_date::text AS "dueDate", opened_on::text AS "openedOn", closed_on::text AS "closedOn", version
    FROM work_items WHERE organization_id = ${tx.organizationId}::uuid AND (claim_id = ${claimId}::uuid OR subject_id = ${claimId}::uuid)
   ORDER BY opened_on, id`;

const balancesOf = (tx: Tx, claimId: string): Prisma.Sql => Prisma.sql`
  SELECT ledger_account AS account, balance_cents::float8 AS cents
    FROM ledger_balances WHERE organization_id = ${tx.organizationId}::uuid AND claim_id = ${claimId}::uuid ORDER BY ledger_account`;

const entriesOf = (tx: Tx, claimId: string): Prisma.Sql => Prisma.sql`
  SELECT p.effective_date::text AS date, p.kind, e.ledger_account AS account, e.amount_cents::float8 AS "amountCents",
         p.source_type || ':' || p.source_id AS source
    FROM ledger_entries e JOIN postings p ON p.organization_id = e.organization_id AND p.id = e.posting_id
   WHERE e.organization_id = ${tx.organizationId}::uuid AND e.claim_id = ${claimId}::uuid ORDER BY e.id`;

interface Rows extends Pick<ClaimDetail, 'lines' | 'submissions' | 'denials' | 'remittances' | 'workItems'> {
  readonly balances: readonly { readonly account: string; readonly cents: number }[];
  readonly entries: ClaimLedger['entries'];
}

const READS = {
  lines: linesOf,
  submissions: submissionsOf,
  denials: denialsOf,
  remittances: remittancesOf,
  workItems: workItemsOf,
  balances: balancesOf,
  entries: entriesOf,
} as const satisfies Readonly<Record<keyof Rows, unknown>>;

/** All of it in one statement: under load each round trip waits for its turn, and this page is asked for more than any other. */
async function rowsOf(tx: Tx, claimId: string): Promise<Omit<Rows, 'balances' | 'entries'> & { ledger: ClaimLedger }> {
  const parts = Object.entries(READS).map(
    ([name, read]) =>
      Prisma.sql`(SELECT coalesce(json_agg(found), '[]'::json) FROM (${read(tx, claimId)}) found) AS ${Prisma.raw(`"${name}"`)}`,
  );
  const [rows] = await tx.db.$queryRaw<Rows[]>(keepPlan(Prisma.sql`SELECT ${Prisma.join(parts)}`));
  if (!rows) throw new Error('one statement answers one row');
  const { balances, entries, ...others } = rows;
  return {
    ...others,
    ledger: { balances: Object.fromEntries(balances.map(({ account, cents }) => [account, cents])), entries },
  };
}

async function timelineOf(tx: Tx, claimId: string): Promise<TimelineEntry[]> {
  const where = { organizationId: tx.organizationId, subjectId: claimId };
  const events = await tx.db.storyEvent.findMany({ where, orderBy: { sequence: 'asc' } });
  const decisions = await tx.db.decision.findMany({ where, orderBy: { sequence: 'asc' } });
  const entries: TimelineEntry[] = [
    ...events.map((row) => ({
      at: row.recordedAt.toISOString(),
      on: fromDateColumn(row.occurredOn),
      what: 'event' as const,
      type: row.type,
      facts: row.facts,
      verdict: row.verdict,
    })),
    ...decisions.map((row) => ({
      at: row.recordedAt.toISOString(),
      on: fromDateColumn(row.decidedOn),
      what: 'decision' as const,
      ...decisionRow(row),
    })),
  ];
  return entries.sort((a, b) => a.at.localeCompare(b.at));
}
