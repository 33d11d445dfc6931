// People who read while something large posts: each asks, looks at the answer for a moment, and asks again.
import { setTimeout as sleep } from 'node:timers/promises';

const LOOKS_FOR_MS = 400;

const ID = /[0-9a-f-]{36}/;

/** Starts `count` readers; `sofar()` answers `{ requests, refused, p50, p99, worst, routes }` in milliseconds, as a whole and by route. */
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
      took.push({
        route: paths[at % paths.length].replace(ID, ':id').split('?')[0],
        ms: performance.now() - startedAt,
      });
      await sleep(LOOKS_FOR_MS);
    }
  }
  const readers = Array.from({ length: count }, (_, at) => sleep((at * LOOKS_FOR_MS) / count).then(() => read(at)));
  return {
    sofar() {
      const routes = [...new Set(took.map(({ route }) => route))].sort();
      const ofRoute = (name) => spread(took.filter(({ route }) => route === name).map(({ ms }) => ms));
      return {
        refused,
        ...spread(took.map(({ ms }) => ms)),
        routes: routes.map((name) => ({ name, ...ofRoute(name) })),
      };
    },
    async stop() {
      reading = false;
      await Promise.all(readers);
    },
  };
}

/** `{ requests, p50, p99, worst }` of times in milliseconds. */
function spread(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { requests: times.length, p50: at(0.5), p99: at(0.99), worst: at(1) };
}
