import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { exchangeFolders } from './set-up.js';

export interface ChangeTradingPartner {
  readonly partnerId: string;
  readonly leniencies?: Readonly<Record<string, unknown>>;
  readonly outboundFolder?: string;
  readonly inboundFolder?: string;
  readonly batchMaxClaims?: number;
  readonly acknowledgesClaims?: boolean;
}

/** Changes how files are exchanged with a partner; identifiers of a partner never change, a new one is added instead. */
export async function changeTradingPartner(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  input: ChangeTradingPartner,
): Promise<Result<{ readonly id: string }, Problem>> {
  const { partnerId, leniencies, ...rest } = input;
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const where = { organizationId_id: { organizationId, id: partnerId } };
    const before = await tx.db.tradingPartner.findUnique({ where });
    if (!before) return fail(problem('notFound', 'trading partner'));
    const folders = exchangeFolders(deps, { ...before, ...rest });
    await tx.db.tradingPartner.update({
      where,
      data: { ...rest, ...folders, ...(leniencies && { leniencies: leniencies as object }) },
    });
    await recordAudit(tx, {
      action: 'tradingPartner.change',
      subjectType: 'tradingPartner',
      subjectId: partnerId,
      why: 'set-up',
      before: {
        leniencies: before.leniencies,
        batchMaxClaims: before.batchMaxClaims,
        acknowledgesClaims: before.acknowledgesClaims,
      },
      after: { ...rest, leniencies: leniencies ?? null },
    });
    return ok({ id: partnerId });
  });
}
