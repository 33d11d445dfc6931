import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { jsonOf } from '../../db/insert-rows.js';
import { RowsForLater } from '../../db/rows-for-later.js';
import { crashPoint } from '../../crash-points.js';
import type { Deps } from '../deps.js';
import { booksVersions, type BooksVersion } from './books-version.js';
import { opensUnposted } from './open-unposted.js';
import { planChunk, writeChunk, type ChunkPlan, type Posted, type Subject } from './post-chunk.js';
import { dropPlans, stalePlans, type Stretch } from './publish-plans.js';
import { lockRemittance, subjectOf } from './remittance-to-post.js';
import { CLAIMS_A_CHUNK, stagedBetween } from './staged-claims.js';

/** Books that change while the rest is planned are planned again, so often; what then still changes is planned by the publication. */
const ROUNDS = 3;
/** Ways to find a claim that hang on the claim and its family alone; weaker keys could find another one at any time. */
const OWN_NUMBERS: readonly string[] = ['claimNumber', 'parentClaimNumber'];

export interface PlanningAhead {
  readonly organizationId: string;
  readonly remittanceId: string;
  /** CLPs that are planned together, a chunk at most. */
  readonly together?: number;
}

/** Large enough to be planned before it is posted, and not posted yet. */
export const isPlannedAhead = (
  { config }: Deps,
  row: { readonly state: string; readonly claimCount: number },
): boolean => row.state === 'READY' && row.claimCount > config.planAheadAbove;

/** Plans a large remittance before it is published; a small one is planned where it is posted. */
export async function planAhead(deps: Deps, input: PlanningAhead): Promise<void> {
  const { organizationId, remittanceId } = input;
  const row = await reading(deps, input, (tx) =>
    tx.db.remittance.findUnique({
      where: { organizationId_id: { organizationId, id: remittanceId } },
      select: { state: true, claimCount: true },
    }),
  );
  if (!row || !isPlannedAhead(deps, row)) return;
  await planStretches(deps, input);
  crashPoint('remittancePlanned');
}

/** Plans what is not planned yet or no longer holds; a second process that does the same adds nothing. */
export async function planStretches(deps: Deps, input: PlanningAhead): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    await writing(deps, input, (tx) => dropStale(deps, tx, input.remittanceId));
    const missing = await reading(deps, input, (tx) => unplanned(tx, input));
    if (missing.length === 0) return;
    const repeated = await reading(deps, input, (tx) => repeatedOrdinals(tx, input.remittanceId));
    for (const stretch of missing) {
      await planStretch(deps, input, stretch, repeated);
      crashPoint('stretchPlanned');
    }
  }
}

/** One stretch: planned in a transaction that can neither write nor lock, kept by another one. */
export async function planStretch(
  deps: Deps,
  input: PlanningAhead,
  stretch: Stretch,
  repeated?: ReadonlySet<number>,
): Promise<void> {
  const plan = await reading(deps, input, async (tx) =>
    plannedStretch(deps, tx, input.remittanceId, {
      ...stretch,
      repeated: repeated ?? (await repeatedOrdinals(tx, input.remittanceId)),
    }),
  );
  if (plan) await writing(deps, input, (tx) => keep(tx, input.remittanceId, stretch, plan));
}

const reading = <T>(deps: Deps, { organizationId }: PlanningAhead, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(deps.db, organizationId, { actor: systemActor('postRemittance'), readOnly: true }, work);

const writing = <T>(deps: Deps, { organizationId }: PlanningAhead, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(deps.db, organizationId, { actor: systemActor('postRemittance') }, work);

/** Plans change only under the lock of their remittance: a publication counts on what it has compared. */
async function dropStale(deps: Deps, tx: Tx, remittanceId: string): Promise<void> {
  const row = await lockRemittance(tx, remittanceId);
  if (row.state !== 'READY') return;
  await dropPlans(tx, remittanceId, await stalePlans(tx, await subjectOf(deps, tx, row)));
}

/** Stretches without a plan, always cut at the same places. */
async function unplanned(tx: Tx, input: PlanningAhead): Promise<Stretch[]> {
  const { remittanceId } = input;
  const together = Math.min(input.together ?? CLAIMS_A_CHUNK, CLAIMS_A_CHUNK);
  const rows = await tx.db.$queryRaw<{ first: number }[]>`
    SELECT s.first FROM (
      SELECT DISTINCT (ordinal - 1) / ${together}::int * ${together}::int + 1 AS first FROM remittance_claims
       WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid) s
     WHERE NOT EXISTS (SELECT 1 FROM posting_plans p WHERE p.organization_id = ${tx.organizationId}::uuid
                          AND p.remittance_id = ${remittanceId}::uuid AND s.first BETWEEN p.first_ordinal AND p.last_ordinal)
     ORDER BY s.first`;
  return rows.map(({ first }) => ({ first, last: first + together - 1 }));
}

interface PlannedStretch extends Posted {
  readonly subject: Subject;
  readonly left: readonly number[];
  readonly books: readonly BooksVersion[];
  readonly rows: RowsForLater;
}

async function plannedStretch(
  deps: Deps,
  tx: Tx,
  remittanceId: string,
  { repeated, ...stretch }: Stretch & { readonly repeated: ReadonlySet<number> },
): Promise<PlannedStretch | undefined> {
  const where = { organizationId_id: { organizationId: tx.organizationId, id: remittanceId } };
  const row = await tx.db.remittance.findUniqueOrThrow({ where });
  if (row.state !== 'READY') return undefined;
  const subject = await subjectOf(deps, tx, row);
  const staged = await stagedBetween(deps, tx, remittanceId, stretch);
  const plan = await planChunk(deps, tx, subject, { staged, onlyReads: true });
  const claimIds = [...plan.found.books.values()].map(({ claimId }) => claimId);
  const versions = await booksVersions(tx, remittanceId, claimIds);
  const alone = standingAlone(plan, versions, repeated);
  const rows = new RowsForLater();
  const posted = await writeChunk({ ...tx, later: rows }, subject, only(plan, alone));
  const decided = new Set([...alone].map((ordinal) => plan.found.books.get(ordinal)?.claimId));
  return {
    ...posted,
    subject,
    left: staged.map(({ document }) => document.ordinal).filter((ordinal) => !alone.has(ordinal)),
    books: versions.filter(({ claimId }) => decided.has(claimId)),
    rows,
  };
}

/**
 * CLPs whose plan hangs on nothing but the books of their own claim: found by its number, the only one of the remittance about
 * it and the claims to the payers before and after, heard by stories that go on, nothing in it for a person to read, and no
 * second decision beside one that stands.
 */
function standingAlone(
  { staged, found, claims }: ChunkPlan,
  versions: readonly BooksVersion[],
  repeatedOrdinals: ReadonlySet<number>,
): Set<number> {
  const booksOf = new Map(versions.map((books) => [books.claimId, books]));
  const families = new Map(
    [...found.books].map(([ordinal, { claimId }]) => [ordinal, booksOf.get(claimId)?.family ?? [claimId]]),
  );
  const decisions = new Map<string, number>();
  for (const id of [...families.values()].flat()) decisions.set(id, (decisions.get(id) ?? 0) + 1);
  const plans = new Map(claims.map((claim) => [claim.ordinal, claim]));
  const isAlone = (ordinal: number): boolean => {
    const [plan, books] = [plans.get(ordinal), booksOf.get(found.books.get(ordinal)?.claimId ?? '')];
    return (
      plan !== undefined &&
      books !== undefined &&
      OWN_NUMBERS.includes(found.matchedBy.get(ordinal) ?? '') &&
      !repeatedOrdinals.has(ordinal) &&
      books.family.every((id) => decisions.get(id) === 1) &&
      !books.closed &&
      !opensUnposted(plan) &&
      !plan.replaces &&
      !plan.ofReplaced
    );
  };
  return new Set(staged.map(({ document }) => document.ordinal).filter(isAlone));
}

/**
 * CLPs whose claim number (CLP01) the remittance has more than once: a reversal and its correction are posted in their order.
 * Asked once for all stretches: what was staged does not change any more.
 */
async function repeatedOrdinals(tx: Tx, remittanceId: string): Promise<Set<number>> {
  const rows = await tx.db.$queryRaw<{ ordinal: number }[]>`
    SELECT ordinal FROM (
      SELECT ordinal, count(*) OVER (PARTITION BY claim_number) AS times FROM remittance_claims
       WHERE organization_id = ${tx.organizationId}::uuid AND remittance_id = ${remittanceId}::uuid) claims
     WHERE times > 1`;
  return new Set(rows.map(({ ordinal }) => ordinal));
}

const only = ({ staged, found, claims }: ChunkPlan, ordinals: ReadonlySet<number>): ChunkPlan => ({
  staged: staged.filter(({ document }) => ordinals.has(document.ordinal)),
  found,
  claims: claims.filter(({ ordinal }) => ordinals.has(ordinal)),
});

/** Another process may have kept a plan of this stretch already, then its plan counts, or have posted all of it. */
async function keep(tx: Tx, remittanceId: string, stretch: Stretch, plan: PlannedStretch): Promise<void> {
  const { state } = await lockRemittance(tx, remittanceId);
  if (state !== 'READY') return;
  const claimIds = [...new Set(plan.books.flatMap(({ family }) => family))];
  const books = plan.books.map(({ claimId, version }) => ({ claim_id: claimId, version }));
  const kept = await tx.db.$executeRaw`
    INSERT INTO posting_plans (organization_id, remittance_id, first_ordinal, last_ordinal, left_ordinals, claim_ids, books,
                               rules_version, postings, cash_cents)
    VALUES (${tx.organizationId}::uuid, ${remittanceId}::uuid, ${stretch.first}, ${stretch.last}, ${[...plan.left]}::int[],
            ${claimIds}::uuid[], ${JSON.stringify(books)}::jsonb, ${plan.subject.rulesVersion()}, ${plan.postings}, ${plan.cashCents})
    ON CONFLICT DO NOTHING`;
  if (kept === 0) return;
  for (const { table, rows } of plan.rows.byTable())
    await tx.db.$executeRaw`
      INSERT INTO posting_plan_rows (organization_id, remittance_id, first_ordinal, for_table, columns, rows)
      VALUES (${tx.organizationId}::uuid, ${remittanceId}::uuid, ${stretch.first}, ${table},
              ${Object.keys(rows[0] ?? {})}::text[], ${jsonOf(rows)}::jsonb)`;
}
