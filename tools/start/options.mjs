// The command line of `npm start -- …`. Node built-ins only.
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';
import { StartProblem } from '../settings.mjs';

export const USAGE = `npm start -- [options]
  --fresh          begin anew: removes the databases, keys and files of the data folder first
  --no-demo        serve an empty system, without the main job
  --once           do the main job on a data folder of its own, then stop; exit code 0 only if every invariant held
  --report FILE    with --once: write what happened as JSON
  --seed N         another cast of claims        --claims N   another number of claims
  --kill           with --once: kill the worker and the API in the middle (proof that nothing is lost)`;

const OPTIONS = {
  fresh: { type: 'boolean', default: false },
  'no-demo': { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  report: { type: 'string' },
  seed: { type: 'string' },
  claims: { type: 'string' },
  kill: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

/** Reads the command line; a mistake is answered with the usage. */
export function readOptions(argv) {
  let values;
  try {
    ({ values } = parseArgs({ args: argv, options: OPTIONS }));
  } catch (error) {
    throw new StartProblem(`${error.message}\n\n${USAGE}`);
  }
  for (const name of ['seed', 'claims']) {
    if (values[name] !== undefined && !/^\d{1,9}$/.test(values[name]))
      throw new StartProblem(`--${name} wants a whole number.\n\n${USAGE}`);
  }
  if (values.report && !values.once) throw new StartProblem(`--report belongs to --once.\n\n${USAGE}`);
  if (values.kill && !values.once) throw new StartProblem(`--kill belongs to --once.\n\n${USAGE}`);
  const jobArgs = ['seed', 'claims'].flatMap((name) => (values[name] === undefined ? [] : [`--${name}`, values[name]]));
  return { ...values, noDemo: values['no-demo'], report: values.report && resolve(values.report), jobArgs };
}
