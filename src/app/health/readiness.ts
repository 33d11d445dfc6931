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
export async function readReadiness(deps: StoryDeps, searchAttributes: readonly string[]): Promise<Readiness> {
  const [database, registered] = await Promise.all([databaseAnswers(deps), registeredAttributes(deps)]);
  const temporal: Check = registered ? 'up' : 'down';
  const attributes: Check = !registered ? 'down' : searchAttributes.every((name) => registered.includes(name)) ? 'up' : 'missing';
  return { ready: database === 'up' && temporal === 'up' && attributes === 'up', database, temporal, searchAttributes: attributes };
}

const databaseAnswers = (deps: StoryDeps): Promise<Check> =>
  deps.db.$queryRaw`SELECT 1`.then((): Check => 'up', (): Check => 'down');

/** Names of the namespace's search attributes; undefined while Temporal does not answer. */
async function registeredAttributes(deps: StoryDeps): Promise<string[] | undefined> {
  const { connection, options } = deps.temporal;
  try {
    const answer = await connection.withDeadline(Date.now() + PATIENCE_MS, () =>
      connection.workflowService.getWorkflowExecutionHistory === undefined ? Promise.reject(new Error('no service'))
        : connection.operatorService.listSearchAttributes({ namespace: options.namespace }));
    return Object.keys(answer.customAttributes ?? {});
  } catch {
    return undefined;
  }
}
