import type { temporal } from '@temporalio/proto';

type History = temporal.api.history.v1.IHistory;

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const WORKFLOW_ID = new RegExp(
  `^(day-book:${UUID}|(claim|appeal|patient-balance|plan|placement|file|batch):${UUID}:${UUID}|practice-actor:${UUID}:(agency|clearinghouse|staff|patients))$`,
);
/** Values of search attributes: ids, states of a closed list, instants and amounts. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  OrgId: new RegExp(`^"${UUID}"$`),
  PayerId: new RegExp(`^"(${UUID})?"$`),
  StoryKind: /^"[a-zA-Z-]{3,20}"$/,
  StoryState: /^"[A-Z_]{3,24}"$/,
  WaitingFor: /^"[a-zA-Z0-9 ,.:’-]{0,80}"$/,
  NextDeadlineAt: /^"\d{4}-\d\d-\d\dT[\d:.]+Z"$/,
  HardDeadlineAt: /^"\d{4}-\d\d-\d\dT[\d:.]+Z"$/,
  AmountCents: /^-?\d+$/,
  TemporalChangeVersion: /^\["[\w-]+"(,"[\w-]+")*\]$/,
  BuildIds: /^\[.*\]$/,
  TemporalReportedProblems: /^\[.*\]$/,
};
/** Our own names, and the sticky queue of a worker process: pid@host. */
const NAME = /^([A-Za-z][A-Za-z0-9_.:-]{0,60}|\d+@[\w.-]+)$/;

/** Everything in a history that is neither sealed nor opaque; empty = nothing to read in it. */
export function faultsOfHistory(workflowId: string, history: History): string[] {
  const faults = WORKFLOW_ID.test(workflowId) ? [] : [`workflow id ${workflowId}`];
  for (const event of history.events ?? []) walk(event, `event ${String(event.eventId)}`, faults);
  return faults;
}

function walk(value: unknown, path: string, faults: string[]): void {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return;
  if (Array.isArray(value)) return value.forEach((item, at) => walk(item, `${path}[${at}]`, faults));
  const record = value as Record<string, unknown>;
  if (isPayload(record)) {
    const encoding = text(record.metadata['encoding']);
    if (encoding === 'json/plain' && path.includes('markerRecordedEventAttributes') && isBookkeeping(text(record.data)))
      return;
    if (encoding !== 'binary/encrypted') faults.push(`${path} is ${encoding || 'without encoding'}`);
    return;
  }
  for (const [name, child] of Object.entries(record)) {
    if (name === 'indexedFields') attributes(child as Record<string, Payload>, path, faults);
    else if (name === 'failure') failure(child, `${path}.${name}`, faults);
    else if (
      ['signalName', 'updateName', 'name'].includes(name) &&
      typeof child === 'string' &&
      child &&
      !NAME.test(child)
    )
      faults.push(`${path}.${name} ${child}`);
    else if (name === 'header' && Object.keys((child as { fields?: object } | null)?.fields ?? {}).length > 0)
      headers(child as { fields: Record<string, Payload> }, path, faults);
    else walk(child, `${path}.${name}`, faults);
  }
}

/** What the SDK itself notes of a local activity: number, attempt, name and times; the SDK does not pass it to the codec. */
const BOOKKEEPING = [
  'seq',
  'attempt',
  'activity_id',
  'activity_type',
  'complete_time',
  'backoff',
  'original_schedule_time',
];
const isBookkeeping = (json: string): boolean => {
  const noted = JSON.parse(json) as Record<string, unknown>;
  return Object.keys(noted).every((key) => BOOKKEEPING.includes(key)) || isPatch(noted);
};

/** The marker of a named patch: its name from workflows/versions.ts and whether it is deprecated. */
const isPatch = ({ id, deprecated, ...more }: Record<string, unknown>): boolean =>
  typeof id === 'string' &&
  /^[a-z][a-z-]{2,60}$/.test(id) &&
  typeof deprecated === 'boolean' &&
  Object.keys(more).length === 0;

interface Payload {
  readonly metadata: Readonly<Record<string, Uint8Array>>;
  readonly data: Uint8Array;
}

const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8');
const isPayload = (record: Record<string, unknown>): record is Record<string, unknown> & Payload =>
  typeof record['metadata'] === 'object' &&
  record['metadata'] !== null &&
  'encoding' in record['metadata'] &&
  'data' in record;

function attributes(fields: Readonly<Record<string, Payload>> | null, path: string, faults: string[]): void {
  for (const [name, payload] of Object.entries(fields ?? {})) {
    const value = text(payload.data);
    if (!(ATTRIBUTES[name]?.test(value) ?? false) && value !== 'null')
      faults.push(`${path} search attribute ${name} = ${value}`);
  }
}

/** A failure says nothing itself: its words are in the sealed attributes. */
function failure(value: unknown, path: string, faults: string[]): void {
  const record = value as { message?: string; stackTrace?: string; source?: string; cause?: unknown } | null;
  if (!record) return;
  if (record.message && record.message !== 'Encoded failure' && record.source === 'TypeScriptSDK')
    faults.push(`${path} says ${record.message}`);
  if (record.stackTrace) faults.push(`${path} has a stack`);
  walk({ ...record, message: undefined }, path, faults);
}

/** Trace ids at most. */
function headers({ fields }: { fields: Record<string, Payload> }, path: string, faults: string[]): void {
  for (const [name, payload] of Object.entries(fields)) {
    if (!/^(traceparent|_tracer-data)$/.test(name))
      faults.push(`${path} header ${name} (${text(payload.metadata['encoding'])})`);
  }
}
