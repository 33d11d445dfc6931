import { inTransaction, systemActor, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { problemText } from '../../edi/x12/problem-text.js';
import type { X12Item } from '../../edi/x12/read.js';
import type { Deps } from '../deps.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { looksLike } from './looks-like.js';
import { readInbound, type FileRef, type Heartbeat } from './read-inbound.js';
import { dedupeSuffix, noteSummary, readingsAskedFor, takeUpReadings } from './readings.js';
import { isFromAgency, takeAsAgencyFile } from './recognize-agency-file.js';
import { RefusedParts } from './refused-parts.js';

export type FileKind =
  | 'claims'
  | 'remittances'
  | 'acknowledgements'
  | 'claimStatus'
  | 'eligibility'
  | 'attachments'
  | 'authorizations'
  | 'agencyAnswers'
  | 'unusable';

/** What the file turned out to be; `kinds` names every kind in it, each goes its own road. */
export interface Recognized {
  readonly kind: FileKind;
  readonly kinds: readonly FileKind[];
}

/** At most this many problems are stored a file; the count stays exact. */
const STORED_PROBLEMS = 1_000;

interface FileScan {
  readonly kinds: Set<FileKind>;
  readonly sets: Record<string, number>;
  /** Sound sets by ST01 that no road takes: nobody would ever look at them. */
  readonly unrouted: Record<string, number>;
  readonly refusedParts: RefusedParts;
  readonly problems: Extract<X12Item, { kind: 'problem' }>[];
  problemCount: number;
  refused: number;
}

/**
 * Reads the file through once: what it is, and every fault with its place. Faults are stored as rows;
 * refused parts, parts that no road takes, or a file with nothing usable open a work item, the rest goes on.
 */
export async function recognizeFile(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
): Promise<Recognized> {
  const asked = await inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, (tx) =>
    readingsAskedFor(tx, file),
  );
  if (await isFromAgency(deps, file)) {
    await takeAsAgencyFile(deps, file, asked);
    return { kind: 'agencyAnswers', kinds: ['agencyAnswers'] };
  }
  const scan = await scanFile(deps, file, heartbeat);
  const kinds: FileKind[] = scan.kinds.size > 0 ? [...scan.kinds] : ['unusable'];
  const kind = kinds[0] as FileKind;
  const beginning = kind === 'unusable' ? await looksLike(deps, file) : undefined;
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, async (tx) => {
    await takeUpReadings(tx, file, asked);
    await keepProblems(tx, file, scan);
    tx.write`
      UPDATE inbound_files SET kind = ${kinds.length > 1 ? 'mixed' : kind}, state = 'READING', problem_count = ${scan.problemCount}
       WHERE organization_id = ${tx.organizationId}::uuid AND id = ${file.fileId}::uuid`;
    await noteSummary(tx, file, summaryOf(scan, beginning));
    const needsPerson = scan.refused > 0 || kind === 'unusable' || Object.keys(scan.unrouted).length > 0;
    if (needsPerson) await askPerson(tx, file, { kind, beginning, scan });
  });
  return { kind, kinds };
}

async function keepProblems(tx: Tx, file: FileRef, scan: FileScan): Promise<void> {
  tx.write`
    DELETE FROM file_problems WHERE organization_id = ${tx.organizationId}::uuid AND file_id = ${file.fileId}::uuid`;
  if (scan.problems.length === 0) return;
  await tx.db.fileProblem.createMany({
    data: scan.problems.map(({ problem }) => ({
      organizationId: tx.organizationId,
      fileId: file.fileId,
      code: problem.code,
      severity: problem.severity,
      place: problem.at as unknown as object,
      message: problemText(problem),
    })),
  });
}

const summaryOf = (scan: FileScan, beginning: string | undefined): object => ({
  sets: scan.sets,
  refusedProblems: scan.refused,
  refusedSets: scan.refusedParts.sets,
  refusedClaims: scan.refusedParts.claims,
  unrouted: scan.unrouted,
  ...(beginning && { looksLike: beginning }),
});

interface Finding {
  readonly kind: FileKind;
  readonly beginning: string | undefined;
  readonly scan: FileScan;
}

async function askPerson(tx: Tx, file: FileRef, { kind, beginning, scan }: Finding): Promise<void> {
  const first = scan.problems.find(({ problem }) => problem.severity === 'refused') ?? scan.problems[0];
  await openWorkItem(
    tx,
    { type: 'file', id: file.fileId },
    {
      kind: 'brokenFile',
      dedupeKey: `${file.fileId}:broken${await dedupeSuffix(tx, file)}`,
      dueDate: addBusinessDays(tx.at.date, 1),
      facts: {
        kind,
        problems: scan.problemCount,
        refused: scan.refused,
        refusedSets: scan.refusedParts.sets,
        refusedClaims: scan.refusedParts.claims,
        unrouted: Object.keys(scan.unrouted).join(','),
        first: first?.problem.code ?? 'nothingReadable',
        ...(first && { segment: first.problem.at.segment, byte: first.problem.at.byte }),
        ...(beginning && { looksLike: beginning }),
      },
    },
  );
}

async function scanFile(deps: Deps, file: FileRef, heartbeat: Heartbeat): Promise<FileScan> {
  const scan: FileScan = {
    kinds: new Set(),
    sets: {},
    unrouted: {},
    refusedParts: new RefusedParts(),
    problems: [],
    problemCount: 0,
    refused: 0,
  };
  let open: { readonly st01: string; routed: boolean } | undefined;
  for await (const item of readInbound(deps, file, heartbeat)) {
    scan.refusedParts.take(item);
    if (item.kind === 'problem') noteProblem(scan, item);
    const kind = kindOf(item);
    if (kind) scan.kinds.add(kind);
    if (kind && open) open.routed = true;
    if (item.kind === 'set') {
      open = { st01: item.st01, routed: false };
      scan.sets[item.st01] = (scan.sets[item.st01] ?? 0) + 1;
    }
    if (item.kind !== 'setEnd') continue;
    if (open && !open.routed && item.verdict === 'usable')
      scan.unrouted[open.st01] = (scan.unrouted[open.st01] ?? 0) + 1;
    open = undefined;
  }
  return scan;
}

function noteProblem(scan: FileScan, item: Extract<X12Item, { kind: 'problem' }>): void {
  scan.problemCount += 1;
  if (item.problem.severity === 'refused') scan.refused += 1;
  if (scan.problems.length < STORED_PROBLEMS) scan.problems.push(item);
}

function kindOf(item: X12Item): FileKind | undefined {
  switch (item.kind) {
    case 'claim':
      return 'claims';
    case 'remittance':
      return 'remittances';
    case 'interchangeAcknowledgement':
    case 'implementationAcknowledgement':
    case 'claimAcknowledgement':
      return 'acknowledgements';
    case 'claimStatusAnswerHeader':
      return 'claimStatus';
    case 'eligibilityAnswerHeader':
      return 'eligibility';
    case 'attachment':
      return 'attachments';
    case 'authorization':
      return item.origin.purpose === '11' ? 'authorizations' : undefined;
    default:
      return undefined;
  }
}
