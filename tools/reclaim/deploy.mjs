// `reclaim deploy BUILD`: gives every task to the workers of a build from now on (rolling deployment).
import pc from 'picocolors';
import { StartProblem } from '../settings.mjs';
import { installation, product } from './installation.mjs';

const PATIENCE_MS = 10_000;
const sentence = (text) => `${text.replace(/[.?!\s]+$/, '')}.`;

export async function deploy(build) {
  const { config } = await installation();
  const { Connection } = await import('@temporalio/client');
  const { connectionOptions } = await product('temporal/connection');
  const { currentBuild, makeCurrent } = await product('temporal/worker-version');
  const { address, namespace } = config.temporal;
  const connection = await Connection.connect({ ...connectionOptions(config), connectTimeout: PATIENCE_MS }).catch(
    () => {
      throw new StartProblem(`Nothing answers at ${address}: check TEMPORAL_ADDRESS and its TLS settings.`);
    },
  );
  try {
    const before = await currentBuild(connection, namespace);
    if (!build) {
      console.log(before ? `current build: ${before}` : 'no build is current: workers run unversioned');
      return 0;
    }
    await makeCurrent(connection, namespace, build).catch((error) => {
      throw new StartProblem(
        `The server refused build ${build}: ${sentence(error.details ?? error.message)} Start a worker of it first ("npm run reclaim -- worker --build ${build}", or RECLAIM_BUILD_ID=${build} in its environment) and wait until its /health/ready answers 200.`,
      );
    });
    console.log(`${pc.green('✓')} ${build} takes every task from now on${before ? ` (before: ${before})` : ''}.`);
    console.log(
      '  Running stories move over at their next task. Workers of other builds may be stopped; to go back: the same command with the old build.',
    );
    return 0;
  } finally {
    await connection.close();
  }
}
