import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import { byId } from '../../db/rows-by-id.js';
import type { PlainDate } from '../../domain/dates/plain-date.js';
import { previewMapping, type MappingPreview, type OpenDenial } from '../../domain/denials/preview-mapping.js';
import type { PayerRule } from '../../domain/payer-rules/payer-rule.js';
import { isOfKey, previewRule, type PlannedDeadline, type RulePreview } from '../../domain/payer-rules/preview-rule.js';
import type { DeadlineKind } from '../../domain/stories/turn.js';
import { activeRules, ruledPayer } from './own-rules.js';

/** What a rule would change among everything open now, in claims and dollars. */
export async function previewOpen(tx: Tx, proposed: PayerRule): Promise<RulePreview | MappingPreview> {
  const library = (await activeRules(tx)).filter(
    (rule) => rule.ruleId !== proposed.ruleId || rule.version !== proposed.version,
  );
  if (proposed.key === 'denialMapping') return previewMapping(proposed, library, await openDenials(tx));
  return previewRule(proposed, library, await plannedDeadlines(tx, proposed), tx.at.date);
}

/** The counts of a preview, as they are kept with the rule. */
export function countsOf(preview: RulePreview | MappingPreview): object {
  const { moves: _moves, touched: _touched, ...counts } = { touched: [], ...preview };
  return counts;
}

async function openDenials(tx: Tx): Promise<readonly OpenDenial[]> {
  const where = { organizationId: tx.organizationId };
  const rows = await tx.db.denial.findMany({ where: { ...where, state: { not: 'RESOLVED' } } });
  const claims = byId(await tx.db.claim.findMany({ where: { ...where, id: { in: rows.map((row) => row.claimId) } } }));
  const payers = byId(await tx.db.payer.findMany({ where }));
  return rows.flatMap((row): OpenDenial[] => {
    const payer = payers.get(claims.get(row.claimId)?.payerId ?? '');
    if (!payer) return [];
    return [
      {
        denialId: row.id,
        claimId: row.claimId,
        group: row.groupCode,
        carc: row.carc,
        rarcs: row.rarcs,
        noticeDate: fromDateColumn(row.noticeDate),
        cents: Number(row.amountCents),
        payer: ruledPayer(payer),
      },
    ];
  });
}

async function plannedDeadlines(tx: Tx, proposed: PayerRule): Promise<readonly PlannedDeadline[]> {
  const where = { organizationId: tx.organizationId };
  const rows = await tx.db.deadline.findMany({ where: { ...where, closedOn: null, claimId: { not: null } } });
  const open = rows.filter((row) => isOfKey(row.ruleId, proposed.key));
  const claimIds = [...new Set(open.flatMap((row) => row.claimId ?? []))];
  const claims = byId(await tx.db.claim.findMany({ where: { ...where, id: { in: claimIds } } }));
  const lines = await tx.db.claimLine.findMany({ where: { ...where, claimId: { in: claimIds } } });
  const linesOf = new Map<string, typeof lines>();
  for (const line of lines) linesOf.set(line.claimId, [...(linesOf.get(line.claimId) ?? []), line]);
  const payers = byId(await tx.db.payer.findMany({ where }));
  const balances = await tx.db.ledgerBalance.findMany({
    where: { ...where, claimId: { in: claimIds }, ledgerAccount: 'receivable.payer' },
  });
  const owed = new Map(balances.map((one) => [one.claimId, Number(one.balanceCents)]));
  return open.flatMap((row): PlannedDeadline[] => {
    const claim = claims.get(row.claimId ?? '');
    const payer = payers.get(claim?.payerId ?? '');
    if (!claim || !payer) return [];
    const memory = claim.stateFacts as { priorRemittanceDate?: PlainDate };
    return [
      {
        deadlineId: row.id,
        claimId: claim.id,
        kind: row.kind as DeadlineKind,
        ruleId: row.ruleId,
        baseDate: fromDateColumn(row.baseDate),
        hardDate: fromDateColumn(row.hardDate),
        safeDate: fromDateColumn(row.safeDate),
        payer: ruledPayer(payer),
        ...(claim.hardDeadlineOn && { filingHardDate: fromDateColumn(claim.hardDeadlineOn) }),
        cents: owed.get(claim.id) ?? 0,
        claim: {
          kind: claim.kind as 'P' | 'I',
          serviceFrom: fromDateColumn(claim.serviceFrom),
          serviceThrough: fromDateColumn(claim.serviceThrough),
          lines: (linesOf.get(claim.id) ?? []).map((line) => ({
            from: fromDateColumn(line.serviceFrom),
            through: fromDateColumn(line.serviceThrough),
          })),
          ...(memory.priorRemittanceDate && { priorRemittanceDate: memory.priorRemittanceDate }),
        },
      },
    ];
  });
}
