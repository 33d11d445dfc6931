import { randomUUID } from 'node:crypto';
import { inTransaction, toDateColumn, type Actor, type Tx } from '../../db/in-transaction.js';
import type { ApprovalLevel } from '../../domain/approvals/approval-limits.js';
import { actionOfWriteOff, approvalNeed } from '../../domain/approvals/approval-matrix.js';
import { mayCloseDenial, type WriteOffCode } from '../../domain/ledger/write-off-codes.js';
import type { Deps } from '../deps.js';
import { claimBalances } from '../ledger/save-postings.js';
import { ownAccountsOf } from '../staff/own-accounts.js';
import { recordAudit } from '../stories/record-audit.js';
import { approvalRules } from './approval-rules.js';
import { askedRecently, actionOf } from './recent-approvals.js';

export interface WriteOffsWish {
  readonly claimIds: readonly string[];
  readonly writeOffCode: WriteOffCode;
  /** True: only what would be asked for, and of whom; nothing is written. */
  readonly dryRun: boolean;
}

export type WriteOffRefusal = 'unknownClaim' | 'nothingOpen' | 'askedAlready' | 'contractualForDenial' | 'ownAccount';

export interface WriteOffLine {
  readonly claimId: string;
  readonly claimNumber: string | null;
  /** All that is open on the claim, the payer's and the guarantor's, in cents. */
  readonly amountCents: number;
  /** Lowest level that may approve, by what was asked for on this account in 30 days (rulebook §10). */
  readonly level: ApprovalLevel | null;
  readonly refusal: WriteOffRefusal | null;
  readonly approvalId: string | null;
}

export interface WriteOffsAsked {
  readonly dryRun: boolean;
  readonly totalCents: number;
  readonly lines: readonly WriteOffLine[];
}

/**
 * Asks for the write-off of many claims under one code: one approval each, so that each is decided, posted and can be
 * explained by itself. What cannot be written off is named and left out; asking twice asks nothing twice.
 */
export async function askWriteOffs(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: WriteOffsWish,
): Promise<WriteOffsAsked> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const claimIds = [...new Set(wish.claimIds)];
    await tx.db
      .$queryRaw`SELECT id FROM claims WHERE organization_id = ${organizationId}::uuid AND id = ANY(${claimIds}::uuid[]) ORDER BY id FOR UPDATE`;
    const judge = await judgeOf(tx, claimIds, wish.writeOffCode);
    const lines: WriteOffLine[] = [];
    for (const claimId of claimIds) {
      const line = judge(claimId);
      const asks = !wish.dryRun && line.refusal === null;
      lines.push(asks ? { ...line, approvalId: await ask(tx, line, wish.writeOffCode) } : line);
    }
    const asked = lines.filter(({ refusal }) => refusal === null);
    return { dryRun: wish.dryRun, totalCents: asked.reduce((sum, { amountCents }) => sum + amountCents, 0), lines };
  });
}

/** What of a claim may be asked for; the lines of one account add up within the request as well. */
async function judgeOf(
  tx: Tx,
  claimIds: readonly string[],
  code: WriteOffCode,
): Promise<(claimId: string) => WriteOffLine> {
  const where = { organizationId: tx.organizationId, claimId: { in: [...claimIds] } };
  const rows = await tx.db.claim.findMany({
    where: { organizationId: tx.organizationId, id: where.claimId },
    select: { id: true, claimNumber: true, accountId: true },
  });
  const claims = new Map(rows.map((row) => [row.id, row]));
  const denied = await tx.db.denial.findMany({
    where: { ...where, state: { not: 'RESOLVED' } },
    select: { claimId: true },
  });
  const withDenial = new Set(denied.map(({ claimId }) => claimId));
  const payer = await claimBalances(tx, claimIds, 'receivable.payer');
  const guarantor = await claimBalances(tx, claimIds, 'receivable.patient');
  const own = await ownAccountsOf(tx, tx.actor.id);
  const rules = await approvalRules(tx);
  const recent = await askedRecently(tx, rules.antiSplitting.days);
  const pending = new Set(
    recent.filter(({ kind, state }) => kind === 'write-off' && state === 'PENDING').map((row) => row.subject),
  );
  const action = actionOfWriteOff(code);
  const ofAccount = new Map<string, number>();
  for (const row of recent)
    if (actionOf(row) === action) ofAccount.set(row.account, (ofAccount.get(row.account) ?? 0) + Number(row.cents));
  return (claimId) => {
    const claim = claims.get(claimId);
    const amountCents = Math.max(0, payer.get(claimId) ?? 0) + Math.max(0, guarantor.get(claimId) ?? 0);
    const none = { claimId, claimNumber: claim?.claimNumber ?? null, amountCents, level: null, approvalId: null };
    if (!claim) return { ...none, refusal: 'unknownClaim' };
    if (own.includes(claim.accountId)) return { ...none, refusal: 'ownAccount' };
    if (amountCents === 0) return { ...none, refusal: 'nothingOpen' };
    if (pending.has(claimId)) return { ...none, refusal: 'askedAlready' };
    if (withDenial.has(claimId) && !mayCloseDenial(code)) return { ...none, refusal: 'contractualForDenial' };
    const recentCents = ofAccount.get(claim.accountId) ?? 0;
    ofAccount.set(claim.accountId, recentCents + amountCents);
    return { ...none, level: approvalNeed({ action, amountCents, recentCents }, rules.limits).level, refusal: null };
  };
}

async function ask(tx: Tx, line: WriteOffLine, writeOffCode: WriteOffCode): Promise<string> {
  const id = randomUUID();
  await tx.db.approval.create({
    data: {
      id,
      organizationId: tx.organizationId,
      kind: 'write-off',
      subjectType: 'claim',
      subjectId: line.claimId,
      amountCents: BigInt(line.amountCents),
      requestedBy: tx.actor.id,
      requestedOn: toDateColumn(tx.at.date),
      details: { writeOffCode },
    },
  });
  await recordAudit(tx, {
    action: 'approval.request',
    subjectType: 'approval',
    subjectId: id,
    why: `write-off ${writeOffCode} asked for among others`,
    after: { amountCents: line.amountCents, subject: line.claimId },
  });
  return id;
}
