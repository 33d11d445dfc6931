import type { Client } from '@temporalio/client';
import { carryOutCommand } from '../app/commands/carry-out-command.js';
import type { Deps } from '../app/deps.js';
import type { SupervisorCommand, UpdateName } from '../contracts/stories.js';
import { parseWorkflowId } from '../contracts/workflow-ids.js';
import type { StoryTeller } from './story-teller.js';

interface UpdateWish {
  readonly args: readonly [SupervisorCommand];
}

/** What the API asks of Temporal, answered by the teller: a supervisor's command is judged, then its story goes on. */
export function toldCommands(deps: Deps, teller: () => StoryTeller): Client {
  const executeUpdate = async (workflowId: string, name: UpdateName, { args: [command] }: UpdateWish) => {
    const address = parseWorkflowId(workflowId);
    if (!address) throw new Error('malformed workflow id');
    const verdict = await carryOutCommand(deps, { ...address, name, command });
    await teller().tell(workflowId);
    return verdict;
  };
  return {
    connection: {
      withDeadline: (_deadline: number, work: () => Promise<unknown>) => work(),
      close: () => Promise.resolve(),
    },
    workflow: {
      getHandle: (workflowId: string) => ({
        executeUpdate: (name: UpdateName, wish: UpdateWish) => executeUpdate(workflowId, name, wish),
      }),
    },
  } as unknown as Client;
}
