import { fromDateColumn, inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { Coverage, EligibilityCheck } from '../../db/generated/client.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { EligibilityAnswer } from '../../edi/x12/270-271/eligibility-answer.js';
import type { Deps } from '../deps.js';
import { dedupeSuffix } from '../files/readings.js';
import { readUsable, type FileRef, type Heartbeat } from '../files/read-inbound.js';
import { openWorkItem } from '../stories/open-work-item.js';
import { recordEvent } from '../stories/record-event.js';
import { rememberQmb } from './remember-qmb.js';
import { qmbOf } from './reported-qmb.js';
import { addReportedCoverages, rememberAnswer } from './reported-coverage.js';
import { snapshotOf } from './snapshot-of.js';
import { takeSnapshot } from './take-snapshot.js';
import { tellClaims } from './tell-claims.js';

/** Answers of a 271: EB01 `1` is active coverage, `6` inactive, AAA says why it cannot be told; the coverage remembers it. Returns the claims to judge quietly. */
export async function importEligibility(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
): Promise<{ answers: number; claimIds: string[] }> {
  let answers = 0;
  const claimIds: string[] = [];
  for await (const item of readUsable(deps, file, heartbeat)) {
    if (item.kind !== 'eligibilityAnswer') continue;
    answers += 1;
    await inTransaction(deps.db, file.organizationId, { actor: systemActor('importEligibility') }, async (tx) => {
      const claimId = await takeAnswer(deps, tx, file, item);
      if (claimId) claimIds.push(claimId);
    });
  }
  return { answers, claimIds };
}

/** Payers the answer names beside the one that was asked; each is kept as a coverage of the patient. */
async function otherPayersOf(
  deps: Deps,
  tx: Tx,
  about: { readonly claimId: string; readonly coverageId: string },
  answer: EligibilityAnswer,
): Promise<number> {
  const key = { organizationId: tx.organizationId };
  const claim = await tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: about.claimId } } });
  const coverage = await tx.db.coverage.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: about.coverageId } },
  });
  return addReportedCoverages(deps, tx, { claim, coverage }, answer);
}

/** An answer that says nothing of it takes nothing away: only a period that is told ends the protection. */
async function takeQmb(tx: Tx, coverageId: string, answer: EligibilityAnswer): Promise<void> {
  const period = qmbOf(answer);
  if (!period) return;
  const coverage = await tx.db.coverage.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: coverageId } },
  });
  await rememberQmb(tx, coverage, { period, source: '271' });
}

/** The question was about the claim's day of service; without a claim about today. */
async function askedAbout(tx: Tx, { claimId }: EligibilityCheck): Promise<PlainDate> {
  if (!claimId) return tx.at.date;
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: claimId } },
    select: { serviceFrom: true },
  });
  return fromDateColumn(claim.serviceFrom);
}

async function isMedicaid(tx: Tx, { payerId }: Coverage): Promise<boolean> {
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: payerId } },
    select: { payerClass: true },
  });
  return payer.payerClass.startsWith('medicaid');
}

async function takeAnswer(deps: Deps, tx: Tx, file: FileRef, answer: EligibilityAnswer): Promise<string | undefined> {
  const key = { organizationId: tx.organizationId };
  const traces = [...(answer.subscriber?.traces ?? []), ...(answer.dependent?.traces ?? [])].map(
    (trace) => trace.number,
  );
  const check = await tx.db.eligibilityCheck.findFirst({ where: { ...key, trace: { in: traces } } });
  if (!check) {
    await openWorkItem(
      tx,
      { type: 'file', id: file.fileId },
      {
        kind: 'unmatchedAcknowledgement',
        dedupeKey: `${file.fileId}:271:${answer.ordinal}${await dedupeSuffix(tx, file)}`,
        dueDate: addBusinessDays(tx.at.date, 1),
        facts: { what: '271', ordinal: answer.ordinal },
      },
    );
    return undefined;
  }
  const snapshot = snapshotOf(answer, { takenOn: tx.at.date, asOf: await askedAbout(tx, check) });
  const result = snapshot.status;
  await tx.db.eligibilityCheck.update({
    where: { organizationId_id: { ...key, id: check.id } },
    data: {
      state: 'ANSWERED',
      answeredOn: toDateColumn(tx.at.date),
      result,
      answer: new Uint8Array(
        deps.keys.sealJson(
          { org: tx.organizationId, table: 'eligibility_checks', column: 'answer', rowId: check.id },
          answer,
        ),
      ),
    },
  });
  const changes = await takeSnapshot(deps, tx, check, snapshot);
  const coverage = await rememberAnswer(tx, check, { snapshot, changes });
  await takeQmb(tx, check.coverageId, answer);
  if (!check.claimId) return undefined;
  const otherPayers = await otherPayersOf(deps, tx, { claimId: check.claimId, coverageId: check.coverageId }, answer);
  if (changes.length > 0 || (result === 'active' && (await isMedicaid(tx, coverage))))
    await tellClaims(deps, tx, { check, coverage, changes });
  await recordEvent(tx, {
    story: 'claim',
    subjectId: check.claimId,
    type: 'coverageAnswered',
    facts: { result, otherPayers },
    key: `${check.id}:answered`,
    wake: false,
  });
  return check.claimId;
}
