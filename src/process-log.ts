import { pino } from 'pino';
import type { Logger as TemporalLogger, LogMetadata } from '@temporalio/worker';
import { DefaultLogger } from '@temporalio/worker';
import { faultFacts } from './fault-facts.js';

type Facts = Readonly<Record<string, string | number | boolean>>;

/** Fields of Temporal's own log lines that may be printed; everything else may hold payload text. */
const ALLOWED = ['workflowId', 'workflowType', 'activityType', 'attempt', 'namespace', 'taskQueue', 'runId'] as const;

export interface ProcessLog {
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
  readonly forTemporal: TemporalLogger;
}

/** Structured log lines of one process: an event name and allow-listed facts (ids, counts, codes); never PHI. */
export function processLog(process: string): ProcessLog {
  const logger = pino({ base: { process } });
  return {
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, facts = {}) => logger.error(facts, event),
    forTemporal: new DefaultLogger('WARN', ({ level, message, meta }) => {
      if (level === 'WARN') logger.warn(allowed(meta), message);
      else logger.error(allowed(meta), message);
    }),
  };
}

function allowed(meta: LogMetadata | undefined): Facts {
  const named = ALLOWED.flatMap((name) => (meta?.[name] === undefined ? [] : [[name, String(meta[name])]]));
  return { ...(Object.fromEntries(named) as Facts), ...failureOf(meta?.['error']) };
}

/** Kind, code and innermost place in our own code of what an activity or a worker failed with. */
function failureOf(error: unknown): Facts {
  if (error === undefined) return {};
  const { kind, code, at } = faultFacts(error);
  const place = at.find((frame) => !/node_modules|node:/.test(frame));
  return { error: kind, ...(code && { code }), ...(place && { place }) };
}
