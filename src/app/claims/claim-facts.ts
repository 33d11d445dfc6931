import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import type { Claim } from '../../db/generated/client.js';
import type { ClaimFacts } from '../../domain/claims/claim-facts.js';
import type { ClaimState } from '../../domain/claims/claim-state.js';
import { accidentMspOf } from '../../domain/claims/conditional-claim.js';
import { libraryRelease } from '../../domain/payer-rules/rule-library.js';
import { scrubClaim, type EditFailure } from '../../domain/claims/scrub-claim.js';
import type { FilingExceptionKind } from '../../domain/payer-rules/filing-exception.js';
import { cents } from '../../domain/money.js';
import type { DeadlineKind, OpenDeadline } from '../../domain/stories/turn.js';
import type { WorkItemKind } from '../../domain/work-items/catalog.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { claimChain, insuranceAmong, medicareAmong } from '../next-payer/coverages-on-file.js';
import type { Deps } from '../deps.js';
import { isBeforePayer, isRepeat } from './repeated-claim.js';
import { openClaimContent } from './claim-content.js';
import { lockClaim } from './claim-row.js';
import { surroundingsOf, type ClaimSurroundings } from './claim-surroundings.js';
import { ruledPayer, type JudgedPayer, withContract } from '../payer-rules/own-rules.js';
import { failedEdits } from './failed-edits.js';
import { scrubbable } from './scrubbable-claim.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';

/** Facts of a claim and the payer it belongs to, as one turn needs them. */
export interface LoadedClaim extends ClaimFacts {
  readonly row: Claim;
  readonly payer: ClaimSurroundings['payer'];
  /** The payer with the organization's own rules for it. */
  readonly judged: JudgedPayer;
}

/** Reads everything `nextClaim` may look at; locks the claim's row. */
export async function loadClaim(deps: Deps, tx: Tx, claimId: string): Promise<LoadedClaim> {
  const row = await lockClaim(tx, claimId);
  const around = await surroundingsOf(tx, claimId);
  const { payer, submissions, denials, balances } = around;
  const judged = withContract(
    {
      ...ruledPayer(payer),
      library: libraryRelease,
      ...(around.ownRules.length > 0 && { ownRules: around.ownRules }),
    },
    tx.at.date,
  );
  return {
    ...memoryOf(row),
    row,
    payer,
    judged,
    id: row.id,
    turn: row.version,
    state: row.state as ClaimState,
    payerClass: payer.payerClass,
    kind: row.kind as 'P' | 'I',
    balances: { payerCents: cents(balances.payer), patientCents: cents(balances.patient) },
    chargeCents: cents(Number(row.chargeCents)),
    serviceFrom: fromDateColumn(row.serviceFrom),
    serviceThrough: fromDateColumn(row.serviceThrough),
    lines: around.lines,
    // What waits in a batch is not sent yet: asking again means the same sending (G7).
    submissions: submissions.filter(({ state }) => state !== 'QUEUED').length,
    lastFrequency: submissions.at(-1)?.frequency ?? null,
    ...((row.sequence !== 'P' || row.parentClaimId) && { undivided: true }),
    openDenials: denials.filter((denial) => denial.state !== 'RESOLVED'),
    resolvedDenials: denials.filter((denial) => denial.state === 'RESOLVED'),
    editFailures: await editFailures(tx, openClaimContent(deps, tx.organizationId, claimId, row.content), row, judged),
    openDeadlines: around.deadlines,
    openWorkItemKinds: around.workItemKinds,
    hasNextPayer: insuranceAmong(around.coverages, row, await claimChain(tx, row)).next !== undefined,
    coverageVerifiedOn: around.coverageVerifiedOn,
    ...medicareAfter(around, row),
    ...(around.payerOut && { payerOut: true }),
  };
}

/** How Medicare would pay after this insurer of an accident, where the patient has it on the day of service. */
function medicareAfter({ payer, coverages }: ClaimSurroundings, row: Claim): Pick<ClaimFacts, 'medicareAfter'> {
  const medicare = medicareAmong(coverages, row);
  const msp = medicare && accidentMspOf({ ...payer, ...(medicare.mspType && { mspType: medicare.mspType }) });
  return msp ? { medicareAfter: msp } : {};
}

/** Other claims and published tables are asked only while the claim may still be scrubbed: most turns of a claim are later. */
async function editFailures(
  tx: Tx,
  content: Claim837,
  row: Claim,
  judged: JudgedPayer,
): Promise<readonly EditFailure[]> {
  if (!isBeforePayer(row.state)) return scrubClaim(scrubbable(content), tx.at.date);
  return failedEdits(tx, content, judged, await isRepeat(tx, row));
}

/** Memory fields without a column of their own live in `state_facts`. */
function memoryOf(row: Claim) {
  const memory = row.stateFacts as Record<string, unknown>;
  return {
    held: row.held,
    holdReason: row.holdReason,
    submittedOn: fromNullableDate(row.submittedOn) ?? null,
    acceptedOn: fromNullableDate(row.acceptedOn) ?? null,
    payerClaimNumber: row.payerClaimNumber,
    notOnFileCount: (memory['notOnFileCount'] as number) ?? 0,
    notOnFileOn: (memory['notOnFileOn'] as PlainDate) ?? null,
    unchangedAnswers: (memory['unchangedAnswers'] as number) ?? 0,
    lastStatusAnswer: (memory['lastStatusAnswer'] as string) ?? null,
    statusRequests: (memory['statusRequests'] as number) ?? 0,
    unansweredRequests: (memory['unansweredRequests'] as number) ?? 0,
    everAdjudicated: (memory['everAdjudicated'] as boolean) ?? false,
    everyLineDenied: (memory['everyLineDenied'] as boolean) ?? false,
    crossedOver: (memory['crossedOver'] as boolean) ?? false,
    nextPayerDue: (memory['nextPayerDue'] as boolean) ?? false,
    shareForNextPayerCents: (memory['shareForNextPayerCents'] as number) ?? 0,
    restatementDue: (memory['restatementDue'] as boolean) ?? false,
    priorDecisionUntold: (memory['priorDecisionUntold'] as boolean) ?? false,
    ...(memory['correctionUntold'] === true && { correctionUntold: true }),
    ...(memory['conditionalClaim'] ? { conditionalClaim: memory['conditionalClaim'] as 'billed' | 'declined' } : {}),
    ...(memory['conditionalLookOn'] ? { conditionalLookOn: memory['conditionalLookOn'] as PlainDate } : {}),
    ...(memory['replacementAskedOn'] ? { replacementAskedOn: memory['replacementAskedOn'] as PlainDate } : {}),
    ...(memory['eligibilityRetries'] ? { eligibilityRetries: memory['eligibilityRetries'] as number } : {}),
    ...(memory['premiumGraceUntil'] ? { premiumGraceUntil: memory['premiumGraceUntil'] as PlainDate } : {}),
    ...(memory['retroEligibleOn'] ? { retroEligibleOn: memory['retroEligibleOn'] as PlainDate } : {}),
    ...(memory['voidAskedOn'] ? { voidAskedOn: memory['voidAskedOn'] as PlainDate } : {}),
    ...(memory['filingExceptionKind']
      ? {
          filingExceptionKind: memory['filingExceptionKind'] as FilingExceptionKind,
          filingExceptionOn: memory['filingExceptionOn'] as PlainDate,
          filingExceptionDocument: memory['filingExceptionDocument'] as string,
          filingExceptionUntil: (memory['filingExceptionUntil'] as PlainDate | undefined) ?? null,
        }
      : {}),
    ...(memory['untimelySendingDecided'] === true && { untimelySendingDecided: true }),
    ...(memory['priorRemittanceDate'] ? { priorRemittanceDate: memory['priorRemittanceDate'] as PlainDate } : {}),
    ...(memory['otherCarrierDeniedOn'] ? { otherCarrierDeniedOn: memory['otherCarrierDeniedOn'] as PlainDate } : {}),
    ...(row.parentClaimId && { parentClaimId: row.parentClaimId }),
  };
}

export async function openDeadlines(tx: Tx, subjectId: string): Promise<OpenDeadline[]> {
  const rows = await tx.db.deadline.findMany({
    where: { organizationId: tx.organizationId, subjectId, closedOn: null },
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as DeadlineKind,
    ruleId: row.ruleId,
    version: row.ruleVersion,
    baseDate: fromDateColumn(row.baseDate),
    hardDate: fromDateColumn(row.hardDate),
    safeDate: fromDateColumn(row.safeDate),
    source: row.source,
  }));
}

export async function openWorkItemKinds(tx: Tx, subjectId: string): Promise<WorkItemKind[]> {
  const rows = await tx.db.workItem.findMany({
    where: { organizationId: tx.organizationId, subjectId, state: { in: [...openItemStates] } },
    select: { kind: true },
  });
  return rows.map((row) => row.kind as WorkItemKind);
}
