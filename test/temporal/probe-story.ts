import {
  ApplicationFailure,
  condition,
  defineSignal,
  proxyActivities,
  setCurrentDetails,
  setHandler,
  upsertMemo,
} from '@temporalio/workflow';
import type { ProbeActivities } from './codec-on-server.spec.js';

const { readSecret } = proxyActivities<ProbeActivities>({ startToCloseTimeout: '10s', retry: { maximumAttempts: 1 } });
export const carryOn = defineSignal<[{ note: string }]>('carryOn');

/** Touches every kind of payload: input, memo, details, activity, timer summary, signal, result or failure. */
export async function probeStory(input: { secret: string; fail: boolean }): Promise<{ echo: string }> {
  let note = '';
  setHandler(carryOn, (signal) => void (note = signal.note));
  upsertMemo({ memo: `${input.secret}-memo` });
  setCurrentDetails(`${input.secret}-details`);
  await condition(() => note !== '', '10s', { summary: `${input.secret}-summary` });
  const echo = await readSecret(input);
  if (input.fail)
    throw ApplicationFailure.nonRetryable(`${input.secret}-message`, 'ProbeFailed', `${input.secret}-extra`);
  return { echo };
}
