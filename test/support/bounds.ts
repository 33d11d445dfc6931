/** Milliseconds of processor time; a call that took too long gets two more tries, and the least counts. */
const TRIES = 3;

/**
 * Says the least processor time of up to three tries, in milliseconds. What is asked is whether the work itself is too
 * long (a quadratic reader takes minutes each time), never how busy the machine or a collection of garbage was.
 */
export function leastProcessorTime(enoughMilliseconds: number, work: () => void): number {
  let least = Infinity;
  for (let tries = 0; tries < TRIES && least > enoughMilliseconds; tries += 1) {
    const began = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(began);
    least = Math.min(least, (user + system) / 1_000);
  }
  return least;
}
