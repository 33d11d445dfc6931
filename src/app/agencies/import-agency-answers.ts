import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { readSealedWhole } from '../../adapters/sealed-files.js';
import { inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Placement } from '../../db/generated/client.js';
import { readAgencyRows, type AgencyAnswer, type AgencyRecord } from '../../domain/collections/agency-answer.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import { agencyFeePosting } from '../../domain/ledger/agency-postings.js';
import { noteGuard } from '../accounts/note-guard.js';
import type { Deps } from '../deps.js';
import type { FileRef } from '../files/read-inbound.js';
import { savePostings } from '../ledger/save-postings.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';

interface RowFault {
  readonly row: number;
  readonly code: string;
  readonly message: string;
}

/** Rows of one agency file may not grow without bound; a weekly remittance has hundreds. */
const MOST_BYTES = 16 * 1024 * 1024;

const EVENTS: Readonly<Record<Exclude<AgencyRecord, 'PAY'>, string>> = {
  ACK: 'agencyAcknowledged',
  REJ: 'agencyRejected',
  DSP: 'agencyDisputed',
  LGL: 'legalRequested',
  RET: 'agencyReturned',
  RCL: 'recallConfirmed',
};

/** Why an agency gives an account back, where the law stops us as well (rulebook §9.1). */
const GUARDS: Readonly<Record<string, 'bankruptcy' | 'deceased'>> = { BANKRUPT: 'bankruptcy', DECEASED: 'deceased' };

/**
 * Takes an agency's file in: acknowledgements, payments, disputes, returns. One transaction; a row that cannot be used is
 * kept as a problem with its place and a work item, the others go on; a trailer that does not foot refuses the file.
 */
export async function importAgencyAnswers(deps: Deps, file: FileRef): Promise<{ answers: number }> {
  const store = { keys: deps.keys, dataDir: deps.config.dataDir };
  const bytes = await readSealedWhole(store, file.organizationId, file.fileId);
  const read = readAgencyRows(bytes.length > MOST_BYTES ? [] : rowsOf(bytes));
  return inTransaction(deps.db, file.organizationId, { actor: systemActor('importAgencyAnswers') }, async (tx) => {
    const faults: RowFault[] = [...read.faults];
    for (const answer of read.answers) {
      const fault = await takeAnswer(tx, file, answer);
      if (fault) faults.push(fault);
    }
    if (faults.length > 0) await keepFaults(tx, file, faults, read.refused);
    return { answers: read.answers.length };
  });
}

/** Text with a quote that never ends, or of another kind altogether, has no rows we could use. */
function rowsOf(bytes: Buffer): string[][] {
  try {
    return parse(bytes, { relax_column_count: true, skip_empty_lines: true, trim: true, bom: true }) as string[][];
  } catch {
    return [];
  }
}

async function takeAnswer(tx: Tx, file: FileRef, answer: AgencyAnswer): Promise<RowFault | undefined> {
  const placement = await placementOf(tx, answer);
  if (!placement)
    return {
      row: answer.row,
      code: 'AGENCY_UNKNOWN',
      message: 'No placement of this id and account number. Ask the agency what it means; nothing was done.',
    };
  if (answer.record === 'PAY') return takePayment(tx, file, answer, placement);
  await recordEvent(tx, {
    story: 'placement',
    subjectId: placement.id,
    type: EVENTS[answer.record],
    facts: { code: answer.code },
    key: `${file.fileId}:row:${answer.row}`,
  });
  const guard = GUARDS[answer.code];
  if (guard && (answer.record === 'REJ' || answer.record === 'RET')) {
    const why = `the agency reports ${answer.code}`;
    await noteGuard(tx, { accountId: placement.accountId, guard, why, key: `${file.fileId}:row:${answer.row}:guard` });
  }
  await recordAudit(tx, {
    action: `placement.agency.${answer.record}`,
    subjectType: 'placement',
    subjectId: placement.id,
    why: `row ${answer.row} of file ${file.fileId}`,
  });
  return undefined;
}

async function placementOf(tx: Tx, answer: AgencyAnswer): Promise<Placement | undefined> {
  const key = { organizationId: tx.organizationId };
  const placement = await tx.db.placement.findUnique({
    where: { organizationId_id: { ...key, id: answer.placementId } },
  });
  if (!placement) return undefined;
  const account = await tx.db.account.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: placement.accountId } },
  });
  return account.accountNumber === answer.accountNumber ? placement : undefined;
}

/** The gross payment is the guarantor's, posted by the account's story; the fee is our cost and posts here (§9.6). */
async function takePayment(
  tx: Tx,
  file: FileRef,
  answer: AgencyAnswer,
  placement: Placement,
): Promise<RowFault | undefined> {
  const businessKey = `agency:${placement.id}:${answer.reference}`;
  const paymentId = randomUUID();
  const place = `${file.fileId}:${answer.row}`;
  const earlier = await placeOfPayment(tx, placement.id, businessKey);
  if (earlier === place) return undefined; // this row was taken before the step was repeated
  if (earlier !== undefined)
    return {
      row: answer.row,
      code: 'AGENCY_REPEAT',
      message: 'A payment of this reference came before; nothing was done again.',
    };
  if (answer.paidTo === 'agency') await storePayment(tx, { paymentId, businessKey, placement, answer });
  if (answer.feeCents > 0) await postFee(tx, file, answer, { placement, businessKey });
  await recordAudit(tx, {
    action: 'placement.agency.PAY',
    subjectType: 'placement',
    subjectId: placement.id,
    why: `row ${answer.row} of file ${file.fileId}`,
    after: {
      payment: businessKey,
      place,
      amountCents: answer.amountCents,
      feeCents: answer.feeCents,
      paidTo: answer.paidTo,
    },
  });
  return undefined;
}

/** Which row of which file brought a payment of this reference, if one did. */
async function placeOfPayment(tx: Tx, placementId: string, businessKey: string): Promise<string | undefined> {
  const { organizationId } = tx;
  const row = await tx.db.auditEntry.findFirst({
    where: {
      organizationId,
      subjectId: placementId,
      action: 'placement.agency.PAY',
      after: { path: ['payment'], equals: businessKey },
    },
    select: { after: true },
  });
  return (row?.after as { place?: string } | null)?.place;
}

interface StoredPayment {
  readonly paymentId: string;
  readonly businessKey: string;
  readonly placement: Placement;
  readonly answer: AgencyAnswer;
}

async function storePayment(tx: Tx, { paymentId, businessKey, placement, answer }: StoredPayment): Promise<void> {
  await tx.db.patientPayment.create({
    data: {
      id: paymentId,
      organizationId: tx.organizationId,
      accountId: placement.accountId,
      amountCents: BigInt(answer.amountCents),
      method: 'agency',
      reference: answer.reference,
      businessKey,
      receivedOn: toDateColumn(answer.date < tx.at.date ? answer.date : tx.at.date),
      recordedBy: tx.actor.id,
    },
  });
  await recordEvent(tx, {
    story: 'placement',
    subjectId: placement.id,
    type: 'agencyPaid',
    facts: { paymentId, amountCents: answer.amountCents },
    key: `payment:${paymentId}`,
  });
}

async function postFee(
  tx: Tx,
  file: FileRef,
  answer: AgencyAnswer,
  to: { placement: Placement; businessKey: string },
): Promise<void> {
  await savePostings(tx, [
    agencyFeePosting({
      businessKey: `${to.businessKey}:fee`,
      effectiveDate: tx.at.date,
      amountCents: answer.feeCents,
      fileId: file.fileId,
      row: answer.row,
      guarantorAccountId: to.placement.accountId,
    }),
  ]);
  await tx.db.placement.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: to.placement.id } },
    data: { feeCents: { increment: BigInt(answer.feeCents) } },
  });
}

async function keepFaults(tx: Tx, file: FileRef, faults: readonly RowFault[], refused: boolean): Promise<void> {
  const key = { organizationId: tx.organizationId };
  await tx.db.fileProblem.createMany({
    data: faults.map(({ row, code, message }) => ({
      ...key,
      fileId: file.fileId,
      code,
      severity: 'refused',
      place: { row },
      message,
    })),
  });
  await tx.db.inboundFile.update({
    where: { organizationId_id: { ...key, id: file.fileId } },
    data: { problemCount: faults.length, summary: { refusedProblems: faults.length } },
  });
  await openWorkItem(
    tx,
    { type: 'file', id: file.fileId },
    {
      kind: 'brokenFile',
      dedupeKey: `${file.fileId}:broken`,
      dueDate: addBusinessDays(tx.at.date, 1),
      facts: {
        kind: 'agencyAnswers',
        problems: faults.length,
        refused: refused ? 'whole file' : faults.length,
        first: faults[0]?.code ?? '',
      },
    },
  );
}
