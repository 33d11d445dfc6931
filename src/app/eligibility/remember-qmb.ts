import { problem, type Problem } from '../../contracts/problems.js';
import type { Coverage } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import { isActiveOn, isQmbOn, type QmbPeriod } from '../../domain/coverages/payer-order.js';
import { assertBalanced } from '../../domain/ledger/posting.js';
import { isMedicare } from '../../domain/payer-rules/payer-class.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { tellReversed } from '../claims/patient-share.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import { QMB_PLACE } from '../next-payer/handed-on.js';
import { coveragesOf } from '../next-payer/coverages-on-file.js';
import { recordAudit } from '../stories/record-audit.js';
import { recordEvent } from '../stories/record-event.js';
import { patientShares, type PatientShare } from './patient-shares.js';

export type QmbSource = '271' | 'hand';

export interface RecordQmb extends QmbPeriod {
  /** A claim of the patient; its day of service says which Medicare coverage is meant. */
  readonly claimId: string;
}

/** A person knows that the patient is a Qualified Medicare Beneficiary (card, state file, the patient's word with proof). */
export async function recordQmb(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  { claimId, ...period }: RecordQmb,
): Promise<Result<{ readonly coverageId: string; readonly releasedCents: number }, Problem>> {
  if (period.from && period.to && period.from > period.to)
    return fail(problem('invalidInput', 'the protection ends before it begins'));
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claim = await tx.db.claim.findUnique({ where: { organizationId_id: { organizationId, id: claimId } } });
    if (!claim) return fail(problem('notFound', 'claim'));
    const on = fromDateColumn(claim.serviceFrom);
    const medicare = (await coveragesOf(tx, claim.patientId)).find(
      (coverage) => isMedicare(coverage.payerClass) && isActiveOn(coverage, on),
    );
    if (!medicare)
      return fail(
        problem('commandRefused', 'the patient has no Medicare coverage on the day of service of this claim'),
      );
    const coverage = await tx.db.coverage.findUniqueOrThrow({
      where: { organizationId_id: { organizationId, id: medicare.id } },
    });
    return ok({ coverageId: coverage.id, releasedCents: await rememberQmb(tx, coverage, { period, source: 'hand' }) });
  });
}

/** The coverage remembers it, and what already stood against the guarantor within these days stands no more. Returns those cents. */
export async function rememberQmb(
  tx: Tx,
  coverage: Coverage,
  { period, source }: { readonly period: QmbPeriod; readonly source: QmbSource },
): Promise<number> {
  await tx.db.coverage.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: coverage.id } },
    data: {
      qmbSource: source,
      qmbFrom: period.from ? toDateColumn(period.from) : null,
      qmbTo: period.to ? toDateColumn(period.to) : null,
    },
  });
  const releasedCents = await release(tx, coverage.patientId, period);
  await recordAudit(tx, {
    action: 'coverage.qmb',
    subjectType: 'coverage',
    subjectId: coverage.id,
    why: source === '271' ? 'the payer answered so (EB04 QM)' : 'a person knows it',
    after: { from: period.from ?? null, to: period.to ?? null, releasedCents },
  });
  return releasedCents;
}

/**
 * The share leaves the guarantor as if it had never been his: contractual (WO-QMB). What he paid of it becomes a credit of his
 * that the day's search for credits finds, and goes back (42 USC 1396a(n)(3)(B): balance billing is void).
 */
async function release(tx: Tx, patientId: string, period: QmbPeriod): Promise<number> {
  let releasedCents = 0;
  for (const share of await patientShares(tx, patientId)) {
    if (share.cents <= 0n || !isQmbOn({ qmb: period }, fromDateColumn(share.service_from))) continue;
    await releaseShare(tx, share);
    releasedCents += Number(share.cents);
  }
  return releasedCents;
}

async function releaseShare(tx: Tx, { id: claimId, account_id: accountId, cents }: PatientShare): Promise<void> {
  const earlier = await tx.db.posting.count({
    where: { organizationId: tx.organizationId, sourceType: 'claim', sourceId: claimId, sourcePlace: QMB_PLACE },
  });
  const amountCents = Number(cents);
  const owner = { claimId, guarantorAccountId: accountId };
  const key = `${claimId}:qmb:${earlier + 1}`;
  await savePostings(tx, [
    assertBalanced({
      businessKey: key,
      kind: 'correction',
      effectiveDate: tx.at.date,
      source: { type: 'claim', id: claimId, place: QMB_PLACE },
      entries: [
        { account: 'writeoff.WO-QMB', amountCents, ...owner },
        { account: 'receivable.patient', amountCents: -amountCents, ...owner },
      ],
    }),
  ]);
  if (!(await tellReversed(tx, { id: claimId, accountId }, { amountCents, key }))) return;
  await recordEvent(tx, {
    story: 'claim',
    subjectId: claimId,
    type: 'responsibilitySettled',
    facts: { how: 'writtenOff' },
    key: `${key}:settled`,
  });
}
