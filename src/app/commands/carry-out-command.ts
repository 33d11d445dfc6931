import type { SupervisorCommand, UpdateName } from '../../contracts/stories.js';
import { fromDateColumn, inTransaction, type Tx } from '../../db/in-transaction.js';
import { isPlainDate } from '../../domain/dates/plain-date.js';
import { isActiveLevel, type AppealLevelState } from '../../domain/appeals/denial-state.js';
import { isAwaitingPayer } from '../../domain/claims/claim-lifecycle.js';
import type { ClaimState } from '../../domain/claims/claim-state.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent, type Facts } from '../stories/record-event.js';

export interface CommandInput {
  readonly organizationId: string;
  readonly subjectId: string;
  readonly kind: StoryKind;
  readonly name: UpdateName;
  readonly command: SupervisorCommand;
}

export interface CommandVerdict {
  readonly accepted: boolean;
  readonly because: string;
}

/** Judges a supervisor's command inside the running story and records it as an event, once per command id. */
export async function carryOutCommand(deps: Deps, input: CommandInput): Promise<CommandVerdict> {
  const { command } = input;
  const actor = { id: command.actor, role: command.role };
  return inTransaction(deps.db, input.organizationId, { actor }, async (tx) => {
    const judged = await judge(tx, input);
    if ('refused' in judged) return { accepted: false, because: judged.refused };
    await recordEvent(tx, {
      story: input.kind,
      subjectId: input.subjectId,
      type: judged.type,
      facts: judged.facts,
      key: `command:${command.commandId}`,
      wake: false,
    });
    await recordAudit(tx, {
      action: `command.${input.name}`,
      subjectType: input.kind,
      subjectId: input.subjectId,
      why: command.reason,
      after: judged.facts,
    });
    return { accepted: true, because: `${input.name}: ${command.reason}` };
  });
}

type Judged = { readonly type: string; readonly facts: Facts & object } | { readonly refused: string };

async function judge(tx: Tx, { name, kind, subjectId, command }: CommandInput): Promise<Judged> {
  switch (name) {
    case 'placeHold':
      return { type: 'holdPlaced', facts: { reason: command.reason } };
    case 'releaseHold':
      return (await claimOf(tx, subjectId)).held
        ? { type: 'holdReleased', facts: {} }
        : { refused: 'the claim is not held' };
    case 'expediteFollowUp':
      return expedite(await claimOf(tx, subjectId));
    case 'cancelAppeal':
      return cancelAppeal(tx, kind, subjectId);
    case 'replanDeadline':
      return replan(tx, subjectId, command);
  }
}

const claimOf = (tx: Tx, id: string) =>
  tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id } },
    select: { held: true, state: true },
  });

/** There is something to look after only at the payer, or just before it goes there; a hold stops both. */
function expedite({ held, state }: { readonly held: boolean; readonly state: string }): Judged {
  if (held) return { refused: 'the claim is held; release it first' };
  return state === 'READY' || state === 'CORRECTING' || isAwaitingPayer(state as ClaimState)
    ? { type: 'followUpExpedited', facts: {} }
    : { refused: `a claim that is ${state} has nothing to follow up with the payer` };
}

async function cancelAppeal(tx: Tx, kind: StoryKind, denialId: string): Promise<Judged> {
  if (kind !== 'appeal') return { refused: 'only an appeal can be cancelled' };
  const last = await tx.db.appealLevel.findFirst({
    where: { organizationId: tx.organizationId, denialId },
    orderBy: { level: 'desc' },
    select: { state: true },
  });
  return last && isActiveLevel(last.state as AppealLevelState)
    ? { type: 'appealCancelled', facts: {} }
    : { refused: 'no appeal of this denial is under way' };
}

/** One deadline moves its safe date, never past the hard date (ruling 8). */
async function replan(tx: Tx, subjectId: string, command: SupervisorCommand): Promise<Judged> {
  const kind = command.details?.['kind'] ?? '';
  const safeDate = command.details?.['safeDate'] ?? '';
  if (!isPlainDate(safeDate)) return { refused: 'safeDate must be a date' };
  const open = await tx.db.deadline.findFirst({
    where: { organizationId: tx.organizationId, subjectId, kind, closedOn: null },
  });
  if (!open) return { refused: `no open ${kind} deadline` };
  if (safeDate > fromDateColumn(open.hardDate))
    return { refused: `past the hard date ${fromDateColumn(open.hardDate)}` };
  return { type: 'replanned', facts: { kind, safeDate } };
}
