// What a wake costs at least: stories that do nothing, or one INSERT, each time they are signalled.
import { condition, defineSignal, proxyActivities, proxySinks, setHandler, sleep } from '@temporalio/workflow';

const { insertEcho } = proxyActivities({ startToCloseTimeout: '30s' });
const { echo } = proxySinks();
const woken = defineSignal('woken');

async function onEverySignal(work) {
  let news = 0;
  setHandler(woken, () => {
    news += 1;
  });
  for (;;) {
    await condition(() => news > 0);
    news -= 1;
    await work();
  }
}

export const bareEcho = () => onEverySignal(async () => echo.heard());

export const insertingEcho = ({ id }) => onEverySignal(() => insertEcho({ id }));

/** Sleeps and wakes so many times, and does nothing. */
export async function sleepingEcho({ wakes }) {
  for (let woken = 0; woken < wakes; woken += 1) await sleep(1_000);
}
