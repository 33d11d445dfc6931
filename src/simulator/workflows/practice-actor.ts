import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';

/** What the actor workflows call; the simulator's own activities. */
export interface PracticeActivities {
  takeTurn(input: ActorInput): Promise<void>;
}

export interface ActorInput {
  readonly organizationId: string;
  readonly actor: string;
}

const EVENTS_A_RUN = 400;
export const somethingToDo = defineSignal('somethingToDo');

const act = proxyActivities<PracticeActivities>({
  startToCloseTimeout: '2m',
  retry: { initialInterval: '200ms', maximumInterval: '5s' },
});

/** One actor of the practice world: a turn, then sleep until the practice's clock or a file calls again. */
export async function practiceActor(input: ActorInput): Promise<void> {
  let called = true;
  setHandler(somethingToDo, () => {
    called = true;
  });
  for (;;) {
    await condition(() => called);
    called = false;
    await act.takeTurn(input);
    if (workflowInfo().historyLength > EVENTS_A_RUN && !called) await continueAsNew<typeof practiceActor>(input);
  }
}
