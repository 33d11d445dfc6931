import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { msToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

const { IndexedValueType } = proto.temporal.api.enums.v1;

/** What a supervisor filters stories by. Never sealed by Temporal, so ids, states, times and cents only. */
export const searchAttributeKeys = {
  orgId: defineSearchAttributeKey('OrgId', SearchAttributeType.KEYWORD),
  storyKind: defineSearchAttributeKey('StoryKind', SearchAttributeType.KEYWORD),
  storyState: defineSearchAttributeKey('StoryState', SearchAttributeType.KEYWORD),
  waitingFor: defineSearchAttributeKey('WaitingFor', SearchAttributeType.KEYWORD),
  payerId: defineSearchAttributeKey('PayerId', SearchAttributeType.KEYWORD),
  nextDeadlineAt: defineSearchAttributeKey('NextDeadlineAt', SearchAttributeType.DATETIME),
  hardDeadlineAt: defineSearchAttributeKey('HardDeadlineAt', SearchAttributeType.DATETIME),
  amountCents: defineSearchAttributeKey('AmountCents', SearchAttributeType.INT),
};

const indexedTypes: Record<string, number> = {
  [SearchAttributeType.KEYWORD]: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  [SearchAttributeType.DATETIME]: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
  [SearchAttributeType.INT]: IndexedValueType.INDEXED_VALUE_TYPE_INT,
};

const wanted: Readonly<Record<string, number>> = Object.fromEntries(
  Object.values(searchAttributeKeys).map(({ name, type }) => [name, indexedTypes[type] ?? 0]),
);

/** A query that touches every attribute; the server answers it only when all of them are in force. */
const PROBE = Object.entries(wanted)
  .map(([name, type]) => {
    if (type === IndexedValueType.INDEXED_VALUE_TYPE_DATETIME) return `${name} > '2000-01-01T00:00:00Z'`;
    return type === IndexedValueType.INDEXED_VALUE_TYPE_INT ? `${name} = 1` : `${name} = 'probe'`;
  })
  .join(' AND ');

const PATIENCE_MS = 45_000;
const PAUSE_MS = 250;
const RETENTION = '30 days';

/**
 * Makes namespace and search attributes where they are missing and waits until the server really knows them: an attribute
 * the namespace does not know fails every workflow task for ever, with the story looking alive. Run before a worker polls.
 */
export async function ensureSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  await ensureNamespace(connection, namespace);
  const known = await eventually(() => customAttributes(connection, namespace));
  const wrong = Object.entries(wanted).filter(([name, type]) => known[name] !== undefined && known[name] !== type);
  if (wrong.length > 0) {
    throw new Error(
      `Search attributes of another type in namespace ${namespace}: ${wrong.map(([name]) => name).join(', ')}.`,
    );
  }
  const missing = Object.fromEntries(Object.entries(wanted).filter(([name]) => known[name] === undefined));
  if (Object.keys(missing).length > 0) {
    await eventually(() =>
      connection.operatorService.addSearchAttributes({ namespace, searchAttributes: missing }).catch(acceptExisting),
    );
  }
  await eventually(() => assertSearchAttributes(connection, namespace));
}

/** For `/health/ready`: rejects while any attribute is unknown or of another type. */
export async function assertSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const known = await customAttributes(connection, namespace);
  const faulty = Object.entries(wanted)
    .filter(([name, type]) => known[name] !== type)
    .map(([name]) => name);
  if (faulty.length > 0) throw new Error(`Search attributes missing in namespace ${namespace}: ${faulty.join(', ')}.`);
  await connection.workflowService.countWorkflowExecutions({ namespace, query: PROBE });
}

async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  const exists = () => connection.workflowService.describeNamespace({ namespace }).then(() => true);
  if (await exists().catch(falseWhenNotFound)) return;
  await connection.workflowService
    .registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION) })
    .catch(acceptExisting);
  await eventually(exists);
}

async function customAttributes(connection: Connection, namespace: string): Promise<Readonly<Record<string, number>>> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  return customAttributes ?? {};
}

/** The server's caches follow a change within seconds; until then it says "not found" or "unknown attribute". */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) throw error;
      await pause(PAUSE_MS);
    }
  }
}

const GRPC_NOT_FOUND = 5;
const GRPC_ALREADY_EXISTS = 6;
const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

function falseWhenNotFound(error: unknown): false {
  if (codeOf(error) === GRPC_NOT_FOUND) return false;
  throw error;
}

function acceptExisting(error: unknown): undefined {
  if (codeOf(error) === GRPC_ALREADY_EXISTS) return undefined;
  throw error;
}
