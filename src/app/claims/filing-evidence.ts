import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import { isPlainDate } from '../../domain/dates/plain-date.js';
import { proofOfFiling, type FilingEvidence, type FilingProof } from '../../domain/claims/filing-proof.js';

export interface ProofQuestion {
  readonly claimId: string;
  /** The remittance that says the claim came late is no evidence that it came in time. */
  readonly butRemittanceClaimId?: string;
}

/** Everything stored that may show when the payer had a claim, judged (rulebook TF5). */
export async function filingProofOf(tx: Tx, question: ProofQuestion): Promise<FilingProof> {
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: question.claimId } },
    select: { hardDeadlineOn: true },
  });
  const evidence = [
    ...(await acceptances(tx, question.claimId)),
    ...(await statusAnswers(tx, question.claimId)),
    ...(await earlierDecisions(tx, question)),
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

/** Acceptances by the payer itself (277CA), with its claim number. */
async function acceptances(tx: Tx, claimId: string): Promise<FilingEvidence[]> {
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
    control: row.payerClaimNumber ?? '',
    sha256: hashes.get(row.acknowledgedBy ?? '') ?? null,
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
    const { category = '', date = '' } = row.facts as { category?: string; date?: string };
    const fileId = row.businessKey?.split(':')[0] ?? '';
    return SHOWS_RECEIPT.test(category) && isPlainDate(date) ? [{ category, date, fileId }] : [];
  });
  const hashes = await hashesOf(tx, answers.map((answer) => answer.fileId).filter(isUuid));
  return answers.map(({ category, date, fileId }) => ({
    kind: 'payerStatus',
    date,
    control: category,
    sha256: hashes.get(fileId) ?? null,
  }));
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

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
    return batch.ack999On
      ? [sent, { ...sent, kind: 'fileAcknowledgement', date: fromDateColumn(batch.ack999On) }]
      : [sent];
  });
}
