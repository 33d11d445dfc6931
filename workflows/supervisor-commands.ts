import { ApplicationFailure, defineUpdate, setHandler } from '@temporalio/workflow';
import type { StoryKind } from '../src/domain/stories/turn.js';
import type { SupervisorCommand, UpdateName } from '../src/contracts/stories.js';
import { judges } from './steps.js';
import type { Story } from './story.js';

export interface CommandAnswer {
  readonly accepted: true;
  readonly because: string;
}

/** Registers a story's supervisor updates: the validator refuses what can never fit, one transaction judges the rest. */
export function hearSupervisor<State extends string>(
  kind: StoryKind,
  story: Story<State>,
  names: readonly UpdateName[],
): void {
  for (const name of names) {
    setHandler(
      defineUpdate<CommandAnswer, [SupervisorCommand]>(name),
      (command) => carryOut(kind, story, name, command),
      {
        validator: (command) => validate(story, command),
        description: `supervisor: ${name}`,
      },
    );
  }
}

function validate<State extends string>(story: Story<State>, command: SupervisorCommand): void {
  if (story.turn()?.closed) throw ApplicationFailure.nonRetryable('the story is closed', 'storyClosed');
  if (!command.reason.trim()) throw ApplicationFailure.nonRetryable('a command needs a reason', 'commandRefused');
}

async function carryOut<State extends string>(
  kind: StoryKind,
  story: Story<State>,
  name: UpdateName,
  command: SupervisorCommand,
): Promise<CommandAnswer> {
  const { organizationId, subjectId } = story.input;
  const answer = await judges.carryOutCommand({ organizationId, subjectId, kind, name, command });
  if (!answer.accepted) throw ApplicationFailure.nonRetryable(answer.because, 'commandRefused');
  story.nudge();
  return { accepted: true, because: answer.because };
}
