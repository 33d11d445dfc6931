import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import { isPlainDate, type PlainDate } from '../../domain/dates/plain-date.js';
import {
  proofOfFiling,
  type FilingEvidence,
  type FilingProof,
  type PaperEvidence,
} from '../../domain/claims/filing-proof.js';

export interface ProofQuestion {
  readonly claimId: string;
  /** The remittance that says the claim came late is no evidence that it came in time. */
  readonly butRemittanceClaimId?: string;
}

/** Everything stored that may show when the payer had a claim, judged (rulebook TF5). */
export async function filingProofOf(tx: Tx, question: ProofQuestion): Promise<FilingProof> {
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: question.claimId } },
    select: { hardDeadlineOn: true, claimNumber: true },
  });
  const evidence = [
    ...(await acceptances(tx, question.claimId, claim.claimNumber)),
    ...(await statusAnswers(tx, question.claimId)),
    ...(await earlierDecisions(tx, question)),
    ...(await papers(tx, question.claimId)),
    ...(await sendings(tx, question.claimId)),
  ];
  return proofOfFiling(evidence, fromNullableDate(claim.hardDeadlineOn) ?? null);
}

async function hashesOf(tx: Tx, fileIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db.inboundFile.findMany({
    where: { organizationId: tx.organizationId, id: { in: [...new Set(fileIds)] } },
    select: { id: true, sha256: true },
  });
  return new Map(rows.map((row) => [row.id, row.sha256]));
}

/** Acceptances by the payer itself (277CA), with its claim number; where it gave none, ours, which it repeats (TRN02). */
async function acceptances(tx: Tx, claimId: string, claimNumber: string): Promise<FilingEvidence[]> {
  const rows = await tx.db.submission.findMany({
    where: { organizationId: tx.organizationId, claimId, state: 'ACCEPTED', receiptDate: { not: null } },
  });
  const hashes = await hashesOf(
    tx,
    rows.flatMap((row) => row.acknowledgedBy ?? []),
  );
  return rows.map((row) => ({
    kind: 'payerAcceptance',
    date: fromDateColumn(row.receiptDate ?? row.queuedOn),
    control: row.payerClaimNumber || `${claimNumber} (ours)`,
    sha256: hashes.get(row.acknowledgedBy ?? '') ?? null,
  }));
}

/** Facts of the event that keeps a paper as evidence. */
export interface EvidenceFacts {
  readonly kind: PaperEvidence;
  readonly on: PlainDate;
  readonly control: string;
  readonly documentId: string;
}

/** What a person attached: a portal's page, a letter, a clearinghouse's report, the confirmation of a carrier or a fax. */
async function papers(tx: Tx, claimId: string): Promise<FilingEvidence[]> {
  const rows = await tx.db.storyEvent.findMany({
    where: {
      organizationId: tx.organizationId,
      subjectId: claimId,
      storyKind: 'claim',
      type: 'filingEvidenceRecorded',
    },
  });
  const found = rows.map((row) => row.facts as unknown as EvidenceFacts);
  const documents = await tx.db.document.findMany({
    where: { organizationId: tx.organizationId, id: { in: found.map(({ documentId }) => documentId) } },
    select: { id: true, sha256: true },
  });
  const hashes = new Map(documents.map(({ id, sha256 }) => [id, sha256]));
  return found.map(({ kind, on, control, documentId }) => ({
    kind,
    date: on,
    control,
    sha256: hashes.get(documentId) ?? null,
  }));
}

/** 277 categories by which the payer says that it has the claim. */
const SHOWS_RECEIPT = /^(P|F|R)/;

/** Answers to our status requests; the key of the event names the file and its place. */
async function statusAnswers(tx: Tx, claimId: string): Promise<FilingEvidence[]> {
  const rows = await tx.db.storyEvent.findMany({
    where: { organizationId: tx.organizationId, subjectId: claimId, storyKind: 'claim', type: 'claimStatusAnswered' },
  });
  const answers = rows.flatMap((row) => {
    const { category = '', date = '', control } = row.facts as { category?: string; date?: string; control?: string };
    const fileId = row.businessKey?.split(':')[0] ?? '';
    return SHOWS_RECEIPT.test(category) && isPlainDate(date) ? [{ control: control ?? category, date, fileId }] : [];
  });
  const hashes = await hashesOf(tx, answers.map((answer) => answer.fileId).filter(isUuid));
  return answers.map(({ control, date, fileId }) => ({
    kind: 'payerStatus',
    date,
    control,
    sha256: hashes.get(fileId) ?? null,
  }));
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** The decision of the payer before from which filing counts (TF2, TF3): its remittance, which a later payer asks to see. */
export async function decisionOfPayerBefore(
  tx: Tx,
  parentClaimId: string,
  on: PlainDate,
): Promise<FilingEvidence | undefined> {
  return (await earlierDecisions(tx, { claimId: parentClaimId })).find(({ date }) => date === on);
}

async function earlierDecisions(tx: Tx, question: ProofQuestion): Promise<FilingEvidence[]> {
  const rows = await tx.db.remittanceClaim.findMany({
    where: {
      organizationId: tx.organizationId,
      claimId: question.claimId,
      ...(question.butRemittanceClaimId && { id: { not: question.butRemittanceClaimId } }),
    },
  });
  const remittances = await tx.db.remittance.findMany({
    where: { organizationId: tx.organizationId, id: { in: rows.map((row) => row.remittanceId) }, state: 'POSTED' },
  });
  const hashes = await hashesOf(
    tx,
    remittances.map((remittance) => remittance.fileId),
  );
  return remittances.map((remittance) => ({
    kind: 'earlierDecision',
    date: fromDateColumn(remittance.paymentDate),
    control: remittance.trace,
    sha256: hashes.get(remittance.fileId) ?? null,
  }));
}

/** What we sent and what the clearinghouse said about the file: shown, of no weight by itself. */
async function sendings(tx: Tx, claimId: string): Promise<FilingEvidence[]> {
  const rows = await tx.db.submission.findMany({
    where: { organizationId: tx.organizationId, claimId, sentOn: { not: null } },
  });
  const batches = await tx.db.batch.findMany({
    where: { organizationId: tx.organizationId, id: { in: rows.flatMap((row) => row.batchId ?? []) } },
  });
  const answers = await acknowledgementsOf(
    tx,
    batches.map(({ id }) => id),
  );
  return rows.flatMap((row): FilingEvidence[] => {
    const batch = batches.find((one) => one.id === row.batchId);
    if (!batch || !row.sentOn) return [];
    const control = `ISA13 ${batch.interchangeControl ?? ''}, ST02 ${row.setControl ?? batch.setControl ?? ''}`;
    const sent: FilingEvidence = {
      kind: 'submissionLog',
      date: fromDateColumn(row.sentOn),
      control,
      sha256: batch.sha256,
    };
    const acknowledged = batch.ack999On && {
      ...sent,
      kind: 'fileAcknowledgement' as const,
      date: fromDateColumn(batch.ack999On),
      sha256: answers.get(batch.id) ?? null,
    };
    return acknowledged ? [sent, acknowledged] : [sent];
  });
}

/** By batch: the hash of the 999 that acknowledged its file. */
async function acknowledgementsOf(tx: Tx, batchIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.db.storyEvent.findMany({
    where: {
      organizationId: tx.organizationId,
      storyKind: 'batch',
      subjectId: { in: [...batchIds] },
      type: 'fileAcknowledged',
    },
    select: { subjectId: true, businessKey: true },
  });
  const files = rows.map(({ subjectId, businessKey }) => ({ subjectId, fileId: businessKey?.split(':')[0] ?? '' }));
  const hashes = await hashesOf(tx, files.map(({ fileId }) => fileId).filter(isUuid));
  return new Map(
    files.flatMap(({ subjectId, fileId }) => (hashes.has(fileId) ? [[subjectId, hashes.get(fileId) ?? '']] : [])),
  );
}
