import { advancePlacement } from '../src/app/agencies/advance-placement.js';
import { advanceBatch } from '../src/app/batches/advance-batch.js';
import { advanceClaim } from '../src/app/claims/advance-claim.js';
import { advanceDayBook } from '../src/app/clock/advance-day-book.js';
import { carryOutCommand } from '../src/app/commands/carry-out-command.js';
import { advanceDenial } from '../src/app/denials/advance-denial.js';
import type { Deps } from '../src/app/deps.js';
import { finishFile } from '../src/app/files/finish-file.js';
import { recordFailedStep } from '../src/app/intents/record-failed-step.js';
import { advancePatientBalance } from '../src/app/patients/advance-patient-balance.js';
import { advancePlan } from '../src/app/plans/advance-plan.js';
import { asActivity } from './activity-failure.js';

type Input<F extends (deps: Deps, input: never) => unknown> = Parameters<F>[1];

/** The judges: one transaction each, run as local activities. */
export function createStoryActivities(deps: Deps) {
  return {
    advanceClaim: (input: Input<typeof advanceClaim>) => asActivity(() => advanceClaim(deps, input)),
    advanceDenial: (input: Input<typeof advanceDenial>) => asActivity(() => advanceDenial(deps, input)),
    advanceBatch: (input: Input<typeof advanceBatch>) => asActivity(() => advanceBatch(deps, input)),
    advancePatientBalance: (input: Input<typeof advancePatientBalance>) =>
      asActivity(() => advancePatientBalance(deps, input)),
    advancePlan: (input: Input<typeof advancePlan>) => asActivity(() => advancePlan(deps, input)),
    advancePlacement: (input: Input<typeof advancePlacement>) => asActivity(() => advancePlacement(deps, input)),
    advanceDayBook: (input: Input<typeof advanceDayBook>) => asActivity(() => advanceDayBook(deps, input)),
    finishFile: (input: Input<typeof finishFile>) => asActivity(() => finishFile(deps, input)),
    recordFailedStep: (input: Input<typeof recordFailedStep>) => asActivity(() => recordFailedStep(deps, input)),
    carryOutCommand: (input: Input<typeof carryOutCommand>) => asActivity(() => carryOutCommand(deps, input)),
  };
}
