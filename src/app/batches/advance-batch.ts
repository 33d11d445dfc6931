import type { StoryTurn } from '../../contracts/stories.js';
import { fromDateColumn, fromNullableDate, instantAt, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Batch } from '../../db/generated/client.js';
import { nextBatch, type BatchEvent, type BatchFacts, type BatchState } from '../../domain/batches/next-batch.js';
import type { RuledPayer } from '../../domain/payer-rules/resolve-rule.js';
import { batchRulesFor } from '../../domain/payer-rules/rules-for.js';
import type { BusinessTime, Turn } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { libraryFor, ownRulings, ruledPayer, type Rulings } from '../payer-rules/own-rules.js';
import { advanceStory, type AdvanceInput, type Lifecycle, type StoredEvent } from '../stories/advance-story.js';
import { recordEvent, recordEvents } from '../stories/record-event.js';

/** A batch closes for the day at this time of the organization's zone, or earlier when it is full. */
const CLOSING_TIME = '17:00';

type BatchRow = Pick<Batch, 'state' | 'openedOn' | 'chargeCents' | 'sentOn' | 'ack999On'>;

/** Facts of a batch with its row. */
interface LoadedBatch extends BatchFacts {
  readonly row: BatchRow;
  readonly rulings: BatchRulings;
}

/** What the clocks of a batch rest on: its payers and the organization's own rules; nothing while it is still filled. */
export interface BatchRulings extends Rulings {
  readonly payers?: readonly RuledPayer[];
}

/** The pure decision with the clocks that hold for the payers of the file; the same inputs give the same turn. */
export function judgeBatch(
  facts: BatchFacts,
  event: StoredEvent,
  at: BusinessTime,
  rulings: BatchRulings,
): Turn<BatchState> | undefined {
  const rules = batchRulesFor(rulings.payers ?? [], { ...facts, today: at.date }, libraryFor(rulings));
  return nextBatch(facts, { ...event.facts, type: event.type } as BatchEvent, at, rules);
}

/** One transaction judges one batch: sends when it is time, watches the acknowledgement clocks (rulebook §2.2, T-999 and T-277CA). */
export function advanceBatch(deps: Deps, input: AdvanceInput): Promise<StoryTurn<BatchState>> {
  return advanceStory(deps, batchLifecycle, input);
}

const batchLifecycle: Lifecycle<LoadedBatch, BatchState, Turn<BatchState>> = {
  kind: 'batch',
  load: loadBatch,
  pure: withoutRow,
  judge: (tx, facts, event) => judgeBatch(withoutRow(facts), event, tx.at, facts.rulings),
  context: (facts) => facts.rulings,
  save: saveBatch,
  subject: (facts) => ({ type: 'batch', id: facts.id, amountCents: Number(facts.row.chargeCents) }),
  isFinal: (state) => state === 'DONE' || state === 'REJECTED',
  search: async (_tx, facts) => ({ amountCents: Number(facts.row.chargeCents) }),
  wakeAt: (tx, facts) =>
    facts.state === 'COLLECTING' && facts.claims > 0 ? later(closingInstant(tx, facts.row), tx.at.instant) : undefined,
};

function withoutRow({ row: _row, rulings: _rulings, ...facts }: LoadedBatch): BatchFacts {
  return facts;
}

async function loadBatch(tx: Tx, batchId: string): Promise<LoadedBatch> {
  const [found] = await tx.db.$queryRaw<
    (BatchRow & { claims: bigint; mostClaims: number; acknowledgesClaims: boolean })[]
  >`
    SELECT b.state, b.opened_on AS "openedOn", b.charge_cents AS "chargeCents", b.sent_on AS "sentOn", b.ack999_on AS "ack999On",
           p.batch_max_claims AS "mostClaims", p.acknowledges_claims AS "acknowledgesClaims",
           (SELECT count(*) FROM submissions s WHERE s.organization_id = b.organization_id AND s.batch_id = b.id) AS claims
      FROM batches b JOIN trading_partners p ON p.organization_id = b.organization_id AND p.id = b.partner_id
     WHERE b.organization_id = ${tx.organizationId}::uuid AND b.id = ${batchId}::uuid FOR UPDATE OF b`;
  if (!found) throw new Error(`batch ${batchId} is not on file`);
  const { claims: counted, mostClaims, acknowledgesClaims, ...row } = found;
  const claims = Number(counted);
  const silent = await silentSubmissions(tx, batchId);
  return {
    row,
    rulings: row.state === 'COLLECTING' ? {} : await rulingsOf(tx, batchId),
    id: batchId,
    state: row.state as BatchState,
    claims,
    silentClaims: silent.length,
    ...(acknowledgesClaims && { unforwardedClaims: silent.filter(({ forwarded }) => !forwarded).length }),
    full: claims >= mostClaims,
    closing: tx.at.instant >= closingInstant(tx, row),
    sentOn: fromNullableDate(row.sentOn) ?? null,
    ack999On: fromNullableDate(row.ack999On) ?? null,
  };
}

async function rulingsOf(tx: Tx, batchId: string): Promise<BatchRulings> {
  const payers = await tx.db.$queryRaw<{ ruleKey: string; payerClass: string; state: string | null }[]>`
    SELECT DISTINCT p.rule_key AS "ruleKey", p.payer_class AS "payerClass", p.state
      FROM submissions s
      JOIN claims c ON c.organization_id = s.organization_id AND c.id = s.claim_id
      JOIN payers p ON p.organization_id = c.organization_id AND p.id = c.payer_id
     WHERE s.organization_id = ${tx.organizationId}::uuid AND s.batch_id = ${batchId}::uuid
     ORDER BY 1, 2, 3`;
  return { payers: payers.map(ruledPayer), ...(await ownRulings(tx)) };
}

async function saveBatch(tx: Tx, facts: LoadedBatch, turn: Turn<BatchState>): Promise<void> {
  tx.write`
    UPDATE batches SET state = ${turn.state}, claims = ${facts.claims}, version = version + 1
     WHERE organization_id = ${tx.organizationId}::uuid AND id = ${facts.id}::uuid`;
  const { silent } = turn.changes;
  if (silent === true || silent === 'clearinghouse') await tellSilentClaims(tx, facts.id, silent);
  if (turn.changes['resend'] === true) await sendAgain(tx, facts.id);
}

/** Collecting ends at 17:00 on the day the batch was opened. */
const closingInstant = (tx: Tx, batch: Pick<Batch, 'openedOn'>): string =>
  instantAt(fromDateColumn(batch.openedOn), CLOSING_TIME, tx.zone);

const later = (a: string, b: string): string => (a > b ? a : b);

interface SilentSubmission {
  readonly id: string;
  readonly claim_id: string;
  /** The clearinghouse has passed it on. */
  readonly forwarded: boolean;
}

/** Sendings nobody has answered; one that was sent again since, or whose claim was decided meanwhile, is waited for no longer. */
const silentSubmissions = (tx: Tx, batchId: string): Promise<SilentSubmission[]> => tx.db.$queryRaw`
  SELECT s.id, s.claim_id, s.forwarded_on IS NOT NULL AS forwarded FROM submissions s JOIN claims c ON c.organization_id = s.organization_id AND c.id = s.claim_id
   WHERE s.organization_id = ${tx.organizationId}::uuid AND s.batch_id = ${batchId}::uuid AND s.state = 'SENT'
     AND c.state IN ('SUBMITTED', 'READY', 'CORRECTING', 'PARTIAL', 'DENIED', 'APPEALING')
     AND NOT EXISTS (SELECT 1 FROM submissions n WHERE n.organization_id = s.organization_id AND n.claim_id = s.claim_id AND n.number > s.number)`;

/** Whose clock ran out: the payer's (`true`), or the clearinghouse's, which concerns what it has not passed on. */
async function tellSilentClaims(tx: Tx, batchId: string, silent: true | 'clearinghouse'): Promise<void> {
  const own = silent === 'clearinghouse';
  for (const submission of await silentSubmissions(tx, batchId)) {
    if (own && submission.forwarded) continue;
    await recordEvent(tx, {
      story: 'claim',
      subjectId: submission.claim_id,
      type: 'claimSilent',
      facts: { clock: own ? 'clearinghouse 277CA' : '277CA' },
      key: `${submission.id}:silent${own ? ':clearinghouse' : ''}`,
    });
  }
}

/** What nobody answered counts as never sent: each claim goes out again unchanged; a correction goes back to its denial. */
async function sendAgain(tx: Tx, batchId: string): Promise<void> {
  for (const { id, claim_id: subjectId } of await silentSubmissions(tx, batchId)) {
    await tx.db.submission.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id } },
      data: { state: 'REJECTED' },
    });
    const facts = { level: 'file', codes: ['never received'] };
    await recordEvent(tx, { story: 'claim', subjectId, type: 'batchRejected', facts, key: `${id}:never-received` });
    await recordEvent(tx, { story: 'claim', subjectId, type: 'claimCorrected', key: `${id}:again` });
  }
}

/** The file has left: every claim in it is submitted today. */
export async function recordBatchSent(tx: Tx, batchId: string): Promise<string[]> {
  const submissions = await tx.db.submission.findMany({ where: { organizationId: tx.organizationId, batchId } });
  await recordEvents(
    tx,
    submissions.map(({ claimId, businessKey }) => ({
      story: 'claim',
      subjectId: claimId,
      type: 'submitted',
      facts: { batchId, date: tx.at.date },
      key: `${businessKey}:submitted`,
      wake: false,
    })),
  );
  for (const submission of submissions)
    if (submission.frequency !== '1' || submission.number > 1) await tellDenials(tx, submission);
  await tx.db.submission.updateMany({
    where: { organizationId: tx.organizationId, batchId },
    data: { state: 'SENT', sentOn: toDateColumn(tx.at.date) },
  });
  return [...new Set(submissions.map((submission) => submission.claimId))];
}

/** A correction that left concerns the denials it answers. */
async function tellDenials(
  tx: Tx,
  submission: { claimId: string; frequency: string; businessKey: string },
): Promise<void> {
  const correcting = await tx.db.denial.findMany({
    where: { organizationId: tx.organizationId, claimId: submission.claimId, state: { not: 'RESOLVED' } },
    select: { id: true },
  });
  for (const denial of correcting) {
    await recordEvent(tx, {
      story: 'appeal',
      subjectId: denial.id,
      type: 'correctionSubmitted',
      facts: { date: tx.at.date, frequency: submission.frequency },
      key: `${submission.businessKey}:${denial.id}:sent`,
    });
  }
}
