import type { Deps } from '../src/app/deps.js';
import { heartbeatOfActivity } from './activity-failure.js';
import { createFileActivities } from './file-activities.js';
import { createStepActivities } from './step-activities.js';
import { createStoryActivities } from './story-activities.js';

/** All activities of the worker. Names are a contract with running stories: add versions, never rename. */
export function createActivities(deps: Deps, heartbeat: () => void = heartbeatOfActivity) {
  return {
    ...createStoryActivities(deps),
    ...createStepActivities(deps, heartbeat),
    ...createFileActivities(deps, heartbeat),
  };
}

export type Activities = ReturnType<typeof createActivities>;
