import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import type { Claim, Denial, Payer } from '../../db/generated/client.js';
import { denialProgramOf, FEDERAL_IDR, OPEN_NEGOTIATION } from '../../domain/appeals/appeal-levels.js';
import type { AppealLevelFacts, DenialFacts } from '../../domain/appeals/denial-facts.js';
import type {
  AppealDecision,
  AppealLevelState,
  DenialOutcome,
  DenialState,
} from '../../domain/appeals/denial-state.js';
import type { AppealRecord } from '../../domain/appeals/pursue-or-drop.js';
import type { Classification } from '../../domain/denials/classification.js';
import { classifyAdjustment } from '../../domain/denials/classify-adjustment.js';
import { mappingsFor } from '../../domain/denials/own-mappings.js';
import { cents } from '../../domain/money.js';
import { appealRecordMonthsFor } from '../../domain/payer-rules/rules-for.js';
import { mayBillPatient } from '../../domain/patients/may-bill-patient.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import { judgedPayer, libraryFor, type JudgedPayer } from '../payer-rules/own-rules.js';
import { hasPaidOriginal } from '../remittances/paid-original.js';
import { insuranceOf } from '../next-payer/coverages-on-file.js';
import { openDeadlines, openWorkItemKinds } from '../claims/claim-facts.js';
import { filingProofOf } from '../claims/filing-evidence.js';

/** Facts of a denial with the rows they came from. */
export interface LoadedDenial extends DenialFacts {
  readonly row: Denial;
  readonly claim: Claim;
  readonly payer: Payer;
  /** The payer with the organization's own rules for it. */
  readonly judged: JudgedPayer;
}

/** Reads everything `nextDenial` may look at; locks the denial's row. */
export async function loadDenial(tx: Tx, denialId: string): Promise<LoadedDenial> {
  await tx.db
    .$queryRaw`SELECT 1 FROM denials WHERE organization_id = ${tx.organizationId}::uuid AND id = ${denialId}::uuid FOR UPDATE`;
  const key = { organizationId: tx.organizationId };
  const row = await tx.db.denial.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: denialId } } });
  const claim = await tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: row.claimId } } });
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: claim.payerId } } });
  const submissions = await tx.db.submission.findMany({
    where: { ...key, claimId: claim.id, state: { not: 'WITHDRAWN' } },
    orderBy: { number: 'asc' },
  });
  const last = submissions.at(-1);
  const memory = row.stateFacts as Record<string, unknown>;
  const judged = await judgedPayer(tx, payer);
  return {
    row,
    claim,
    payer,
    judged,
    id: row.id,
    claimId: claim.id,
    state: row.state as DenialState,
    turn: row.version,
    outcome: row.outcome as DenialOutcome | null,
    payerClass: payer.payerClass as PayerClass,
    claimKind: claim.kind as 'P' | 'I',
    classification: meaningFor(row, payer, { judged, qmb: (await insuranceOf(tx, claim)).qmb }),
    group: row.groupCode,
    carc: row.carc,
    rarcs: row.rarcs,
    amountCents: cents(Number(row.amountCents)),
    claimChargeCents: cents(Number(claim.chargeCents)),
    noticeDate: fromDateColumn(row.noticeDate),
    timelyFilingHardDate: fromNullableDate(claim.hardDeadlineOn) ?? null,
    serviceFrom: fromDateColumn(claim.serviceFrom),
    payerClaimNumber: claim.payerClaimNumber,
    correctionPending:
      last !== undefined &&
      last.number > 1 &&
      last.state !== 'REJECTED' &&
      (claim.adjudicatedOn === null || last.queuedOn > claim.adjudicatedOn),
    corrections: submissions.filter((submission) => submission.number > 1).length,
    chases: (memory['chases'] as number) ?? 0,
    levels: await levelsOf(tx, denialId),
    otherAppealFiled: await otherAppealFiled(tx, row),
    paidOriginal: row.carc === '18' && (await hasPaidOriginal(tx, claim.id, row.remittanceClaimId)),
    rebilledBefore: await isRebilled(tx, claim),
    ...(await disputesOf(tx, { row, claim, payer })),
    ...(row.carc === '29' && { filingProven: await isFilingProven(tx, row) }),
    appealRecord: await appealRecordOf(tx, row, payer, judged),
    openDeadlines: await openDeadlines(tx, denialId),
    openWorkItemKinds: await openWorkItemKinds(tx, denialId),
  };
}

/** The code's meaning at this payer; an amount the guards keep from the patient is protected whatever the code says (rulebook §9.1). */
function meaningFor(
  row: Denial,
  payer: Payer,
  { judged, qmb }: { readonly judged: JudgedPayer; readonly qmb: boolean },
): Classification {
  const payerClass = payer.payerClass as PayerClass;
  const meaning = classifyAdjustment(
    {
      group: row.groupCode,
      carc: row.carc,
      rarcs: row.rarcs,
      payerKey: payer.ruleKey,
      payerClass,
      on: fromDateColumn(row.noticeDate),
    },
    mappingsFor(libraryFor(judged), judged),
  );
  const { mayBill } = mayBillPatient({
    group: row.groupCode,
    payerClasses: [payerClass],
    qmb,
    selfPayRestriction: !payer.billsPatients,
  });
  return { ...meaning, patientProtected: meaning.patientProtected || !mayBill };
}

/** Another payer has a claim for the same services that this payer's decision did not lead to. */
const isRebilled = async (tx: Tx, { id, sequence }: Claim): Promise<boolean> =>
  (await tx.db.claim.count({ where: { organizationId: tx.organizationId, parentClaimId: id, sequence } })) > 0;

const isFilingProven = async (tx: Tx, { claimId, remittanceClaimId }: Denial): Promise<boolean> =>
  (await filingProofOf(tx, { claimId, butRemittanceClaimId: remittanceClaimId })).proven;

/**
 * Federal disputes that bear on this one: the last decision between the same parties about a service of the denied lines (same code),
 * and another denial of the claim that is in a negotiation or a dispute (45 CFR 149.510(c)(4)(vii)).
 */
async function disputesOf(
  tx: Tx,
  { row, claim, payer }: { readonly row: Denial; readonly claim: Claim; readonly payer: Payer },
): Promise<Pick<DenialFacts, 'sameItemDecidedOn' | 'disputedAlready'>> {
  if (denialProgramOf({ payerClass: payer.payerClass as PayerClass, rarcs: row.rarcs }) !== 'federalIdr') return {};
  const [found] = await tx.db.$queryRaw<{ decidedOn: Date | null; already: boolean }[]>`
    SELECT (SELECT max(l.decided_on) FROM appeal_levels l
              JOIN denials d ON d.organization_id = l.organization_id AND d.id = l.denial_id
              JOIN claims c ON c.organization_id = d.organization_id AND c.id = d.claim_id
             WHERE l.organization_id = ${tx.organizationId}::uuid AND l.program = ${FEDERAL_IDR} AND l.decision IS NOT NULL
               AND d.id <> ${row.id}::uuid AND c.payer_id = ${payer.id}::uuid AND c.provider_npi = ${claim.providerNpi}
               AND EXISTS (SELECT 1 FROM claim_lines theirs
                             JOIN claim_lines ours ON ours.organization_id = theirs.organization_id AND ours.procedure = theirs.procedure
                            WHERE theirs.organization_id = c.organization_id AND theirs.claim_id = c.id AND ours.claim_id = ${claim.id}::uuid
                              AND (${row.lineSet} = 'claim' OR ours.line_number::text = ANY(string_to_array(${row.lineSet}, ','))))) AS "decidedOn",
           EXISTS (SELECT 1 FROM appeal_levels l JOIN denials d ON d.organization_id = l.organization_id AND d.id = l.denial_id
                    WHERE d.organization_id = ${tx.organizationId}::uuid AND d.claim_id = ${claim.id}::uuid AND d.id <> ${row.id}::uuid
                      AND l.program IN (${OPEN_NEGOTIATION}, ${FEDERAL_IDR}) AND l.state NOT IN ('WITHDRAWN', 'EXPIRED', 'CLOSED')) AS already`;
  return {
    ...(found?.decidedOn && { sameItemDecidedOn: fromDateColumn(found.decidedOn) }),
    ...(found?.already && { disputedAlready: true }),
  };
}

/** How appeals like this one ended in the months of the rule: same payer, category and next level (rulebook §5.4). */
async function appealRecordOf(tx: Tx, denial: Denial, payer: Payer, judged: JudgedPayer): Promise<AppealRecord> {
  const months = appealRecordMonthsFor(tx.at.date, libraryFor(judged));
  const [row] = await tx.db.$queryRaw<{ wins: bigint; decided: bigint }[]>`
    WITH next AS (SELECT 1 + coalesce(max(level), 0) AS level FROM appeal_levels
                   WHERE organization_id = ${tx.organizationId}::uuid AND denial_id = ${denial.id}::uuid)
    SELECT count(*) FILTER (WHERE l.decision IN ('favorable', 'partial')) AS wins, count(*) AS decided
      FROM appeal_levels l
      JOIN denials d ON d.organization_id = l.organization_id AND d.id = l.denial_id
      JOIN claims c ON c.organization_id = d.organization_id AND c.id = d.claim_id
     WHERE l.organization_id = ${tx.organizationId}::uuid AND l.decision <> 'remanded' AND d.category = ${denial.category}
       AND c.payer_id = ${payer.id}::uuid AND l.level = (SELECT level FROM next)
       AND l.decided_on > ${tx.at.date}::date - make_interval(months => ${months.days}::int)`;
  return { wins: Number(row?.wins ?? 0n), decided: Number(row?.decided ?? 0n) };
}

async function levelsOf(tx: Tx, denialId: string): Promise<AppealLevelFacts[]> {
  const rows = await tx.db.appealLevel.findMany({
    where: { organizationId: tx.organizationId, denialId },
    orderBy: { level: 'asc' },
  });
  return rows.map((row) => ({
    level: row.level,
    state: row.state as AppealLevelState,
    filedOn: fromNullableDate(row.filedOn) ?? null,
    decision: row.decision as AppealDecision | null,
    decidedOn: fromNullableDate(row.decidedOn) ?? null,
  }));
}

async function otherAppealFiled(tx: Tx, denial: Denial): Promise<boolean> {
  const [found] = await tx.db.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM appeal_levels l JOIN denials d ON d.organization_id = l.organization_id AND d.id = l.denial_id
                    WHERE d.claim_id = ${denial.claimId}::uuid AND d.id <> ${denial.id}::uuid AND l.state IN ('FILED', 'ACKNOWLEDGED')) AS found`;
  return found?.found === true;
}
