import { proxyLocalActivities, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

let fells = false;

/** Takes one step and is over. One that fells leaves a rejection that belongs to no story any more: its thread ends at it. */
export async function fallingStory(input: { readonly fells: boolean }): Promise<string> {
  fells = input.fells;
  return proxyLocalActivities<{ step: () => Promise<string> }>({ startToCloseTimeout: '10s' }).step();
}

export const interceptors: WorkflowInterceptorsFactory = () => ({
  internals: [
    {
      dispose(input, next): void {
        if (fells) void Promise.reject(new Error('nobody is left to hear this'));
        next(input);
      },
    },
  ],
});
