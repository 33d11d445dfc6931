// People who read while something large posts: each asks, looks at the answer for a moment, and asks again.
import { setTimeout as sleep } from 'node:timers/promises';

const LOOKS_FOR_MS = 400;

/** Starts `count` readers; `sofar()` answers `{ requests, refused, p50, p99, worst }` in milliseconds. */
export function startReaders({ config, token, paths, count }) {
  const took = [];
  let refused = 0;
  let reading = true;
  const headers = { authorization: `Bearer ${token}` };
  async function read(offset) {
    for (let at = offset; reading; at += 1) {
      const startedAt = performance.now();
      const answer = await fetch(`${config.api.publicUrl}${paths[at % paths.length]}`, { headers });
      await answer.arrayBuffer();
      if (!answer.ok) refused += 1;
      took.push(performance.now() - startedAt);
      await sleep(LOOKS_FOR_MS);
    }
  }
  const readers = Array.from({ length: count }, (_, at) => sleep((at * LOOKS_FOR_MS) / count).then(() => read(at)));
  return {
    sofar() {
      const sorted = took.toSorted((a, b) => a - b);
      const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
      return { requests: took.length, refused, p50: at(0.5), p99: at(0.99), worst: at(1) };
    },
    async stop() {
      reading = false;
      await Promise.all(readers);
    },
  };
}
