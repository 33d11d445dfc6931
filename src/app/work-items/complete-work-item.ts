import { randomUUID } from 'node:crypto';
import { eventRule } from '../../contracts/event-table.js';
import { problem, type Problem } from '../../contracts/problems.js';
import type { WorkItem } from '../../db/generated/client.js';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import type { ClaimChange } from '../../domain/claims/claim-diff.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { OutcomeRule } from '../../domain/work-items/catalog.js';
import type { ClaimCorrections } from '../../edi/x12/837p/correct-837.js';
import { refusePacket } from '../denials/refuse-packet.js';
import type { Deps } from '../deps.js';
import { READ_AGAIN } from '../files/readings.js';
import { refuseConditional } from '../next-payer/bill-conditionally.js';
import { otherCoverageFor } from '../next-payer/rebill-other-payer.js';
import { settleHeld } from '../remittances/hold-remittance.js';
import { settleUnposted } from '../remittances/settle-unposted.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { amendAndNote } from './amend-and-note.js';
import { applyCorrections, lockClaimOf } from './apply-corrections.js';
import { lockWorkItem, type LockWish } from './lock-work-item.js';
import { checkFields, factsOf, outcomeRule, type OutcomeFields } from './outcome-fields.js';
import { settleIntent } from './settle-intent.js';
import { settledRefund, stakeOf, type Stake } from './stake-of.js';
import { hasPortal } from './status-portal.js';
import { settleQuarantine } from './settle-quarantine.js';
import { crashPoint } from '../../crash-points.js';

export interface CompleteWorkItem extends LockWish {
  readonly outcome: string;
  readonly fields: OutcomeFields;
  /** What a corrected claim changes, field by field: applied to the claim here, and kept sealed with the answers. */
  readonly corrections?: ClaimCorrections;
}

export interface CompletedWorkItem {
  readonly id: string;
  readonly state: 'COMPLETED';
  readonly outcome: string;
  readonly version: number;
  /** Set when the outcome takes effect only after another person agrees. */
  readonly approvalId?: string;
}

const STORY_OF_SUBJECT: Readonly<Record<string, StoryKind>> = {
  claim: 'claim',
  appeal: 'appeal',
  'patient-balance': 'patient-balance',
  plan: 'plan',
  batch: 'batch',
  file: 'file',
  placement: 'placement',
};

/** Completes a work item once: answers sealed, row closed, audit, and the event or approval its outcome stands for. */
export async function completeWorkItem(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: CompleteWorkItem,
): Promise<Result<CompletedWorkItem, Problem>> {
  const completed = await inTransaction(deps.db, organizationId, { actor }, (tx) => completeWithin(deps, tx, input));
  if (completed.ok) crashPoint('itemCompleted');
  return completed;
}

/** The same inside a transaction that may hold more. */
export async function completeWithin(
  deps: Deps,
  tx: Tx,
  input: CompleteWorkItem,
): Promise<Result<CompletedWorkItem, Problem>> {
  if (input.corrections) await lockClaimOf(tx, input.workItemId);
  const locked = await lockWorkItem(tx, input);
  if (!locked.ok) return locked;
  const item = locked.value;
  const rule = outcomeRule(item.kind, input.outcome);
  if (!rule.ok) return rule;
  if (rule.value.channel === 'portal' && !(await hasPortal(tx, item)))
    return fail(problem('outcomeUnknown', 'the payer has no portal (rule statusPortal)'));
  const fields = checkFields(rule.value, input.fields, item.subjectType === 'appeal');
  if (!fields.ok) return fields;
  const stake = await stakeOf(tx, item, rule.value, input.fields);
  if (!stake.ok) return stake;
  const settled = await settleQuarantine(tx, item, input);
  if (!settled.ok) return settled;
  const placed = await settleUnposted(deps, tx, item, input);
  if (!placed.ok) return placed;
  const held = await settleHeld(deps, tx, item, input.outcome);
  if (!held.ok) return held;
  const unread = await refusePacket(deps, tx, item, input);
  if (unread) return fail(unread);
  const coverage = isRebilling(item, input) ? await otherCoverageFor(deps, tx, item, input.fields) : undefined;
  if (coverage && !coverage.ok) return coverage;
  const refused = isConditional(item, input) ? await refuseConditional(deps, tx, item, input.fields) : undefined;
  if (refused) return fail(refused);
  const found = coverage ? { coverageId: coverage.value } : {};
  const corrected = await applyCorrections(deps, tx, item, rule.value, input.corrections);
  if (!corrected.ok) return corrected;
  const { channel } = rule.value;
  await closeItem(deps, tx, item, { ...input, ...(channel && { channel }), diff: corrected.value });
  const approvalId = rule.value.approval
    ? await requestApproval(tx, item, { rule: rule.value, input, stake: stake.value })
    : undefined;
  const changes = corrected.value.length;
  await tellStory(tx, item, rule.value, input, {
    ...found,
    ...(approvalId && { approvalId }),
    ...(changes > 0 && { changes }),
  });
  return ok({
    id: item.id,
    state: 'COMPLETED' as const,
    outcome: input.outcome,
    version: item.version + 1,
    ...(approvalId && { approvalId }),
  });
}

/** The answer with what its corrections changed, before and after; both are kept sealed (rulebook C4). */
interface Answer extends CompleteWorkItem {
  readonly channel?: 'portal';
  readonly diff: readonly ClaimChange[];
}

async function closeItem(deps: Deps, tx: Tx, item: WorkItem, input: Answer): Promise<void> {
  await amendAndNote(deps, tx, item, input);
  const { fields, corrections, diff } = input;
  const answers = JSON.stringify({ ...fields, ...(corrections && { corrections, diff }) });
  const place = { org: tx.organizationId, table: 'work_items', column: 'answers', rowId: item.id };
  await tx.db.workItem.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: item.id } },
    data: {
      state: 'COMPLETED',
      outcome: input.outcome,
      answers: new Uint8Array(deps.keys.sealText(place, answers)),
      closedOn: toDateColumn(tx.at.date),
      closedBy: tx.actor.id,
      reservedUntil: null,
      version: { increment: 1 },
    },
  });
  await recordAudit(tx, {
    action: 'workItem.complete',
    subjectType: 'workItem',
    subjectId: item.id,
    why: `outcome ${input.outcome} of ${item.kind}`,
    before: { state: item.state, version: item.version },
    after: { state: 'COMPLETED', outcome: input.outcome, facts: factsOf(input.fields) },
  });
}

/** The right payer's coverage is named or found before the denial may be closed by it. */
const isRebilling = (item: WorkItem, { outcome }: CompleteWorkItem): boolean =>
  (item.kind === 'billOtherPayer' && outcome === 'billed') ||
  (['reviewCoverage', 'fixEligibility'].includes(item.kind) && outcome === 'billOther');

/** Medicare's claim is written before the person is let go. */
const isConditional = (item: WorkItem, { outcome }: CompleteWorkItem): boolean =>
  item.kind === 'decideConditionalClaim' && outcome === 'billConditionally';

/** A proposal is told to the story at once (it waits for the decision); any other event waits for the approval itself. */
const isProposal = (event: string): boolean => event.endsWith('Proposed');

interface Request {
  readonly rule: OutcomeRule;
  readonly input: CompleteWorkItem;
  readonly stake: Stake;
}

async function requestApproval(tx: Tx, item: WorkItem, { rule, input, stake }: Request): Promise<string> {
  const id = randomUUID();
  const { amountCents } = stake;
  await tx.db.approval.create({
    data: {
      id,
      organizationId: tx.organizationId,
      kind: rule.approval ?? '',
      subjectType: item.subjectType,
      subjectId: item.subjectId,
      workItemId: item.id,
      amountCents: BigInt(amountCents),
      requestedBy: tx.actor.id,
      requestedOn: toDateColumn(tx.at.date),
      details: {
        ...factsOf(input.fields),
        ...stake.details,
        workItemKind: item.kind,
        outcome: input.outcome,
        ...(!isProposal(rule.event) && { eventAfter: rule.event }),
      },
    },
  });
  await recordAudit(tx, {
    action: 'approval.request',
    subjectType: 'approval',
    subjectId: id,
    why: `${rule.approval} asked for by ${item.kind}`,
    after: { amountCents, subject: item.subjectId },
  });
  return id;
}

async function tellStory(
  tx: Tx,
  item: WorkItem,
  rule: OutcomeRule,
  input: CompleteWorkItem,
  more: Readonly<Record<string, string | number>>,
): Promise<void> {
  if (await settledRefund(tx, item, rule, input.fields)) return;
  if (rule.approval && !isProposal(rule.event)) return;
  if (item.kind === 'resolveInDoubtSend') await settleIntent(tx, item, rule.event);
  const story = STORY_OF_SUBJECT[item.subjectType];
  if (!story || !eventRule(story, rule.event) || rule.event === READ_AGAIN) return; // a reading is asked for where it is settled
  await recordEvent(tx, {
    story,
    subjectId: item.subjectId,
    type: rule.event,
    key: `workItem:${item.id}`,
    facts: { workItemId: item.id, outcome: input.outcome, ...factsOf(input.fields), ...more },
  });
}
