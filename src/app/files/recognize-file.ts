import { workflowId } from '../../contracts/workflow-ids.js';
import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { readSealed } from '../../adapters/sealed-files.js';
import { isAgencyHeader } from '../../domain/collections/agency-answer.js';
import type { X12Item } from '../../edi/x12/read.js';
import { problemText } from '../../edi/x12/problem-text.js';
import type { Deps } from '../deps.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { readInbound, type FileRef } from './read-inbound.js';
import { readingsOf } from './refuse-claims.js';

export type FileKind =
  'claims' | 'remittances' | 'acknowledgements' | 'claimStatus' | 'eligibility' | 'agencyAnswers' | 'unusable';

/** At most this many problems are stored a file; the count stays exact. */
const STORED_PROBLEMS = 1_000;
const FIRST_LINE_BYTES = 512;

interface FileScan {
  readonly kinds: Set<FileKind>;
  readonly sets: Record<string, number>;
  readonly problems: Extract<X12Item, { kind: 'problem' }>[];
  problemCount: number;
  refused: number;
}

/**
 * Reads the file through once: what it is, and every fault with its place. Faults are stored as rows;
 * refused parts (or a file with nothing usable) open a work item for a person, the rest goes on.
 */
export async function recognizeFile(deps: Deps, file: FileRef): Promise<{ kind: FileKind }> {
  if (await isFromAgency(deps, file)) return takeAsAgencyFile(deps, file);
  const scan = await scanFile(deps, file);
  const kind: FileKind = [...scan.kinds][0] ?? 'unusable';
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, async (tx) => {
    const reading = await readingsOf(tx, file.fileId);
    if (reading > 0) await beginAgain(tx, file.fileId);
    await tx.db.fileProblem.deleteMany({ where: { organizationId: tx.organizationId, fileId: file.fileId } });
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
    await tx.db.inboundFile.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id: file.fileId } },
      data: {
        kind,
        state: 'READING',
        problemCount: scan.problemCount,
        summary: { sets: scan.sets, refusedProblems: scan.refused },
      },
    });
    if (scan.refused > 0 || kind === 'unusable') {
      await openWorkItem(
        tx,
        { type: 'file', id: file.fileId },
        {
          kind: 'brokenFile',
          dedupeKey: reading === 0 ? `${file.fileId}:broken` : `${file.fileId}:broken:${reading}`,
          dueDate: addBusinessDays(tx.at.date, 1),
          facts: {
            kind,
            problems: scan.problemCount,
            refused: scan.refused,
            first: scan.problems[0]?.problem.code ?? 'nothingReadable',
          },
        },
      );
    }
  });
  return { kind };
}

/** A person mended what the file needs (a payer, a leniency): what earlier readings asked for is over, the story is open again. */
async function beginAgain(tx: Tx, fileId: string): Promise<void> {
  const { organizationId } = tx;
  await tx.db.workItem.updateMany({
    where: {
      organizationId,
      subjectId: fileId,
      kind: 'brokenFile',
      state: { in: ['OPEN', 'RESERVED', 'SNOOZED'] },
    },
    data: {
      state: 'CANCELLED',
      closedOn: toDateColumn(tx.at.date),
      closedBy: 'system',
      outcome: 'cancelled: the file is read again',
    },
  });
  await tx.db.story.update({
    where: { organizationId_workflowId: { organizationId, workflowId: workflowId('file', organizationId, fileId) } },
    data: { closedAt: null },
  });
}

/** An agency's file says what it is in its first line. */
async function isFromAgency(deps: Deps, file: FileRef): Promise<boolean> {
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  for await (const chunk of readSealed(store, file.organizationId, file.fileId)) {
    const [first = ''] = Buffer.from(chunk.subarray(0, FIRST_LINE_BYTES)).toString('latin1').split(/\r?\n/);
    return isAgencyHeader(first.replace(/^\u00ef\u00bb\u00bf/, ''));
  }
  return false;
}

async function takeAsAgencyFile(deps: Deps, file: FileRef): Promise<{ kind: FileKind }> {
  await inTransaction(deps.db, file.organizationId, { actor: systemActor('inboundFile') }, async (tx) => {
    if ((await readingsOf(tx, file.fileId)) > 0) await beginAgain(tx, file.fileId);
    const where = { organizationId_id: { organizationId: tx.organizationId, id: file.fileId } };
    await tx.db.fileProblem.deleteMany({ where: { organizationId: tx.organizationId, fileId: file.fileId } });
    await tx.db.inboundFile.update({ where, data: { kind: 'agencyAnswers', state: 'READING' } });
  });
  return { kind: 'agencyAnswers' };
}

async function scanFile(deps: Deps, file: FileRef): Promise<FileScan> {
  const scan: FileScan = { kinds: new Set(), sets: {}, problems: [], problemCount: 0, refused: 0 };
  for await (const item of readInbound(deps, file)) {
    if (item.kind === 'problem') noteProblem(scan, item);
    const kind = kindOf(item);
    if (kind) scan.kinds.add(kind);
    if (item.kind === 'set') scan.sets[item.st01] = (scan.sets[item.st01] ?? 0) + 1;
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
    default:
      return undefined;
  }
}
