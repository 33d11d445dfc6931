import type { SupervisorCommand, UpdateName } from '../../contracts/stories.js';
import { fromDateColumn, inTransaction, type Tx } from '../../db/in-transaction.js';
import { isPlainDate } from '../../domain/dates/plain-date.js';
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
      return { type: 'holdReleased', facts: {} };
    case 'expediteFollowUp':
      return { type: 'followUpExpedited', facts: {} };
    case 'cancelAppeal':
      return kind === 'appeal'
        ? { type: 'appealCancelled', facts: {} }
        : { refused: 'only an appeal can be cancelled' };
    case 'replanDeadline':
      return replan(tx, subjectId, command);
  }
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
