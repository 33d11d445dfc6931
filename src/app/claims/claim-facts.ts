import { fromDateColumn, fromNullableDate, type Tx } from '../../db/in-transaction.js';
import type { Claim } from '../../db/generated/client.js';
import type { DenialOutcome, DenialState } from '../../domain/appeals/denial-state.js';
import type { ClaimDenial, ClaimFacts, LineDates } from '../../domain/claims/claim-facts.js';
import type { ClaimState } from '../../domain/claims/claim-state.js';
import { scrubClaim } from '../../domain/claims/scrub-claim.js';
import { cents } from '../../domain/money.js';
import type { PayerClass } from '../../domain/payer-rules/payer-class.js';
import type { DeadlineKind, OpenDeadline } from '../../domain/stories/turn.js';
import type { WorkItemKind } from '../../domain/work-items/catalog.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { nextCoverageOf } from '../next-payer/coverages-on-file.js';
import type { Deps } from '../deps.js';
import { openClaimContent } from './claim-content.js';
import { scrubbable } from './scrubbable-claim.js';

/** Facts of a claim and the payer it belongs to, as one turn needs them. */
export interface LoadedClaim extends ClaimFacts {
  readonly row: Claim;
  readonly payer: { readonly id: string; readonly ruleKey: string; readonly state: string | null };
}

/** Reads everything `nextClaim` may look at; locks the claim's row. */
export async function loadClaim(deps: Deps, tx: Tx, claimId: string): Promise<LoadedClaim> {
  await tx.db
    .$queryRaw`SELECT 1 FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ${claimId}::uuid FOR UPDATE`;
  const key = { organizationId: tx.organizationId };
  const row = await tx.db.claim.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: claimId } } });
  const payer = await tx.db.payer.findUniqueOrThrow({ where: { organizationId_id: { ...key, id: row.payerId } } });
  const coverage = await tx.db.coverage.findUniqueOrThrow({
    where: { organizationId_id: { ...key, id: row.coverageId } },
  });
  const submissions = await tx.db.submission.findMany({
    where: { ...key, claimId, state: { not: 'WITHDRAWN' } },
    orderBy: { number: 'asc' },
  });
  const denials = await tx.db.denial.findMany({ where: { ...key, claimId } });
  const asClaimDenial = (d: (typeof denials)[number]): ClaimDenial => ({
    id: d.id,
    state: d.state as DenialState,
    outcome: d.outcome as DenialOutcome | null,
    wholeClaim: d.wholeClaim,
  });
  return {
    ...memoryOf(row),
    row,
    payer: { id: payer.id, ruleKey: payer.ruleKey, state: payer.state },
    id: row.id,
    turn: row.version,
    state: row.state as ClaimState,
    payerClass: payer.payerClass as PayerClass,
    kind: row.kind as 'P' | 'I',
    balances: await balancesOf(tx, claimId),
    chargeCents: cents(Number(row.chargeCents)),
    serviceFrom: fromDateColumn(row.serviceFrom),
    serviceThrough: fromDateColumn(row.serviceThrough),
    lines: await lineDates(tx, claimId),
    // What waits in a batch is not sent yet: asking again means the same sending (G7).
    submissions: submissions.filter(({ state }) => state !== 'QUEUED').length,
    lastFrequency: (submissions.at(-1)?.frequency ?? null) as ClaimFacts['lastFrequency'],
    openDenials: denials.filter((d) => d.state !== 'RESOLVED').map(asClaimDenial),
    resolvedDenials: denials.filter((d) => d.state === 'RESOLVED').map(asClaimDenial),
    editFailures: scrubClaim(scrubbable(openClaimContent(deps, tx.organizationId, claimId, row.content)), tx.at.date),
    openDeadlines: await openDeadlines(tx, claimId),
    openWorkItemKinds: await openWorkItemKinds(tx, claimId),
    hasNextPayer: (await nextCoverageOf(tx, row)) !== undefined,
    coverageVerifiedOn: fromNullableDate(coverage.verifiedOn) ?? null,
  };
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
    ...(memory['priorRemittanceDate'] ? { priorRemittanceDate: memory['priorRemittanceDate'] as PlainDate } : {}),
    ...(memory['otherCarrierDeniedOn'] ? { otherCarrierDeniedOn: memory['otherCarrierDeniedOn'] as PlainDate } : {}),
    ...(row.parentClaimId && { parentClaimId: row.parentClaimId }),
  };
}

async function balancesOf(tx: Tx, claimId: string): Promise<ClaimFacts['balances']> {
  const rows = await tx.db.ledgerBalance.findMany({
    where: {
      organizationId: tx.organizationId,
      claimId,
      ledgerAccount: { in: ['receivable.payer', 'receivable.patient'] },
    },
  });
  const of = (account: string) => cents(Number(rows.find((row) => row.ledgerAccount === account)?.balanceCents ?? 0n));
  return { payerCents: of('receivable.payer'), patientCents: of('receivable.patient') };
}

async function lineDates(tx: Tx, claimId: string): Promise<LineDates[]> {
  const rows = await tx.db.claimLine.findMany({
    where: { organizationId: tx.organizationId, claimId },
    orderBy: { lineNumber: 'asc' },
  });
  return rows.map((row) => ({ from: fromDateColumn(row.serviceFrom), through: fromDateColumn(row.serviceThrough) }));
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
    where: { organizationId: tx.organizationId, subjectId, state: { in: ['OPEN', 'RESERVED', 'SNOOZED'] } },
    select: { kind: true },
  });
  return rows.map((row) => row.kind as WorkItemKind);
}
