import type { Intent } from '../../db/generated/client.js';
import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import type { StoryKind } from '../../domain/stories/turn.js';
import type { StepInput } from '../claims/queue-submission.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { askAboutDoubt } from './ask-about-doubt.js';
import { doubtIntent, loadIntent } from './close-intent.js';

/** Nobody is asked about a step of the day: tomorrow's list, or the next question, says more than could be found out about it. */
const OF_THE_DAY: StoryKind = 'day-book';

/** A named step gave up: its intent is in doubt, a person decides, the story goes on. */
export async function recordFailedStep(deps: Deps, input: StepInput): Promise<void> {
  await inTransaction(deps.db, input.organizationId, { actor: systemActor('story') }, async (tx) => {
    const intent = await loadIntent(tx, input.intentId);
    if (intent.state !== 'INTENDED') return;
    await doubtIntent(tx, intent.id);
    if (intent.storyKind !== OF_THE_DAY) await askAPerson(tx, intent);
    await recordAudit(tx, {
      action: 'step.fail',
      subjectType: intent.storyKind,
      subjectId: intent.subjectId,
      why: intent.businessKey,
    });
  });
}

async function askAPerson(tx: Tx, intent: Intent): Promise<void> {
  await askAboutDoubt(tx, intent);
  await recordEvent(tx, {
    story: intent.storyKind as StoryKind,
    subjectId: intent.subjectId,
    type: 'stepFailed',
    facts: { kind: intent.kind },
    key: `${intent.businessKey}:failed`,
    wake: false,
  });
}
