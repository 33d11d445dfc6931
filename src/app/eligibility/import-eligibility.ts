import { fromDateColumn, inTransaction, systemActor, toDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Coverage, EligibilityCheck } from '../../db/generated/client.js';
import { tells, type CoverageSnapshot } from '../../domain/coverages/coverage-snapshot.js';
import { refusalFacts, verdictOf } from '../../domain/coverages/reject-reasons.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { EligibilityAnswer } from '../../edi/x12/270-271/eligibility-answer.js';
import type { Deps } from '../deps.js';
import { askAboutUnmatched } from '../files/ask-about-unmatched.js';
import { readUsable, type FileRef, type Heartbeat } from '../files/read-inbound.js';
import { placeOf } from '../files/refused-parts.js';
import { recordEvent } from '../stories/record-event.js';
import { rememberQmb } from './remember-qmb.js';
import { qmbOf } from './reported-qmb.js';
import { addReportedCoverages, rememberAnswer } from './reported-coverage.js';
import { rejectsOf, snapshotOf } from './snapshot-of.js';
import { tellFrontDesk } from './schedule-visit.js';
import { takeSnapshot } from './take-snapshot.js';
import { answersCame } from './watch-answers.js';
import { openQuestions, tellClaims } from './tell-claims.js';

/** Answers of a 271: EB01 `1` is active coverage, `6` inactive, AAA says why it cannot be told; the coverage remembers it. Returns the claims to judge quietly. */
export async function importEligibility(
  deps: Deps,
  file: FileRef,
  heartbeat: Heartbeat = () => undefined,
): Promise<{ answers: number; claimIds: string[] }> {
  let answers = 0;
  const claimIds: string[] = [];
  let reference = '';
  let set = '';
  for await (const item of readUsable(deps, file, heartbeat)) {
    if (item.kind === 'set') set = placeOf(item);
    if (item.kind === 'eligibilityAnswerHeader') reference = item.origin.reference ?? '';
    if (item.kind !== 'eligibilityAnswer') continue;
    answers += 1;
    const place = set;
    await inTransaction(deps.db, file.organizationId, { actor: systemActor('importEligibility') }, async (tx) => {
      const check = await findCheck(tx, item, reference);
      if (!check) {
        const { ordinal } = item;
        const facts = { what: '271', set: place, ordinal };
        return askAboutUnmatched(tx, file, { place: `271:${place}:${ordinal}`, facts });
      }
      const claimId = await takeAnswer(deps, tx, check, item);
      if (claimId) claimIds.push(claimId);
    });
  }
  if (answers > 0)
    await inTransaction(deps.db, file.organizationId, { actor: systemActor('importEligibility') }, answersCame);
  return { answers, claimIds };
}

/** Payers the answer names beside the one that was asked; each is kept as a coverage of the patient. */
async function otherPayersOf(deps: Deps, tx: Tx, about: EligibilityCheck, answer: EligibilityAnswer): Promise<number> {
  const key = { organizationId: tx.organizationId };
  const coverage = await tx.db.coverage.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: about.coverageId } },
  });
  const claim = await tx.db.claim.findFirst({
    where: { ...key, ...(about.claimId ? { id: about.claimId } : { patientId: coverage.patientId }) },
    orderBy: { id: 'desc' },
  });
  return claim ? addReportedCoverages(deps, tx, { claim, coverage }, answer) : 0;
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

/** The day the question named, else the claim's day of service. */
async function askedAbout(tx: Tx, { claimId, aboutOn }: EligibilityCheck): Promise<PlainDate> {
  if (aboutOn) return fromDateColumn(aboutOn);
  if (!claimId) return tx.at.date;
  const claim = await tx.db.claim.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: claimId } },
    select: { serviceFrom: true },
  });
  return fromDateColumn(claim.serviceFrom);
}

/** An answer without news still matters where Medicaid confirms a day, or where the payer had refused to answer. */
async function mayMatter(
  tx: Tx,
  claimId: string | null,
  { payerId }: Coverage,
  { status }: CoverageSnapshot,
): Promise<boolean> {
  const payer = await tx.db.payer.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: payerId } },
    select: { payerClass: true },
  });
  return (
    (status === 'active' && payer.payerClass.startsWith('medicaid')) ||
    (claimId !== null && (await openQuestions(tx, claimId)).length > 0)
  );
}

/**
 * The question an answer belongs to: by our trace, or, where the payer refused before it came to the patient (AAA in 2000A to
 * 2100B), by our own reference of the file (BHT03).
 */
async function findCheck(tx: Tx, answer: EligibilityAnswer, reference: string): Promise<EligibilityCheck | null> {
  const traces = [...(answer.subscriber?.traces ?? []), ...(answer.dependent?.traces ?? [])].map(
    ({ number }) => number,
  );
  const { organizationId } = tx;
  if (answer.subscriber || reference.length < 30)
    return tx.db.eligibilityCheck.findFirst({ where: { organizationId, trace: { in: traces } } });
  const [asked] = await tx.db.$queryRaw<{ trace: string | null }[]>`
    SELECT coalesce(result ->> 'trace', 'T270' || (result ->> 'interchange')) AS trace FROM intents
     WHERE organization_id = ${organizationId}::uuid AND kind = 'checkEligibility' AND left(id::text, 30) = ${reference}`;
  return asked?.trace ? tx.db.eligibilityCheck.findFirst({ where: { organizationId, trace: asked.trace } }) : null;
}

/** The claim learns why the payer could not answer, and what to do about it; codes and field names only. */
async function tellRefusal(tx: Tx, check: EligibilityCheck, answer: EligibilityAnswer): Promise<void> {
  const verdict = verdictOf(rejectsOf(answer));
  if (!verdict || !check.claimId) return;
  const { remedy, waitDays } = verdict;
  await recordEvent(tx, {
    story: 'claim',
    subjectId: check.claimId,
    type: 'coverageRefused',
    facts: { remedy, ...refusalFacts(verdict), ...(waitDays !== undefined && { waitDays }) },
    key: `${check.id}:refused`,
  });
}

async function takeAnswer(
  deps: Deps,
  tx: Tx,
  check: EligibilityCheck,
  answer: EligibilityAnswer,
): Promise<string | undefined> {
  const key = { organizationId: tx.organizationId };
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
  const otherPayers = await otherPayersOf(deps, tx, check, answer);
  if (!tells(snapshot)) await tellRefusal(tx, check, answer);
  else if (changes.length > 0 || (await mayMatter(tx, check.claimId, coverage, snapshot)))
    await tellClaims(deps, tx, { check, coverage, changes });
  await tellFrontDesk(tx, check, answer, snapshot);
  if (!check.claimId) return undefined;
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
