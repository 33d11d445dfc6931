import type { Connection } from '@temporalio/client';
import { assertSearchAttributes } from '../../temporal/search-attributes.js';
import type { StoryDeps } from '../deps.js';

export type Check = 'up' | 'down' | 'missing';

export interface Readiness {
  readonly ready: boolean;
  readonly database: Check;
  readonly temporal: Check;
  readonly searchAttributes: Check;
}

const PATIENCE_MS = 3_000;

/** Asks each part once; the API itself keeps working while Temporal is down, readiness says so. */
export async function readReadiness(deps: StoryDeps): Promise<Readiness> {
  const [database, temporal, searchAttributes] = await Promise.all([
    databaseAnswers(deps),
    temporalAnswers(deps),
    attributesKnown(deps),
  ]);
  return {
    ready: [database, temporal, searchAttributes].every((check) => check === 'up'),
    database,
    temporal,
    searchAttributes,
  };
}

const databaseAnswers = (deps: StoryDeps): Promise<Check> =>
  deps.db.$queryRaw`SELECT 1`.then(
    (): Check => 'up',
    (): Check => 'down',
  );

const soon = <T>(deps: StoryDeps, ask: (connection: Connection) => Promise<T>): Promise<T> => {
  const connection = deps.temporal.connection as Connection;
  return connection.withDeadline(Date.now() + PATIENCE_MS, () => ask(connection));
};

const temporalAnswers = (deps: StoryDeps): Promise<Check> =>
  soon(deps, (connection) => connection.workflowService.getSystemInfo({})).then(
    (): Check => 'up',
    (): Check => 'down',
  );

const attributesKnown = (deps: StoryDeps): Promise<Check> =>
  soon(deps, (connection) => assertSearchAttributes(connection, deps.temporal.options.namespace)).then(
    (): Check => 'up',
    (): Check => 'missing',
  );
