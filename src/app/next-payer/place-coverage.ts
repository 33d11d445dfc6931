import type { Coverage } from '../../db/generated/client.js';
import { fromNullableDate, type Tx } from '../../db/in-transaction.js';
import { placeAmong, type CoordinatedPolicy, type HeldAs } from '../../domain/coverages/coordination.js';
import type { PayerPlace } from '../../domain/coverages/coverage-snapshot.js';
import { holderOf } from '../claims/claim-parties.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';

/** SBR02 and INS02 as the coordination rules ask; other relations decide nothing. */
const HELD_AS: Readonly<Record<string, HeldAs>> = { '18': 'self', '01': 'spouse', '53': 'spouse', '19': 'child' };

/** Who said where a coverage stands: the claim it came with, the payer that named it (271), a rule, or a person. */
export type RankSource = 'claim' | 'payer' | 'rule' | 'hand';

/**
 * Gives a coverage that came without a place its place among the patient's others: the payer's word where it gives one, else the
 * rules of coordination, else behind all. An order that a person set keeps its order; the new one only finds a gap in it.
 */
export async function placeCoverage(
  deps: Deps,
  tx: Tx,
  fresh: Coverage,
  said: { readonly by: string; readonly place: PayerPlace },
): Promise<void> {
  const key = { organizationId: tx.organizationId };
  const others = await tx.db.coverage.findMany({
    where: { ...key, patientId: fresh.patientId, id: { not: fresh.id } },
    orderBy: [{ rank: 'asc' }, { id: 'asc' }],
  });
  const { ids, rule, source } = placeAmong(
    others.map((row) => policyOf(deps, row)),
    policyOf(deps, fresh),
    said.place === 'unsaid' ? undefined : { by: said.by, first: said.place === 'primary' },
  );
  await saveOrder(tx, {
    ids,
    rows: [...others, fresh],
    source: (id) => (id === fresh.id ? (said.place === 'unsaid' ? 'rule' : 'payer') : undefined),
    why: `${rule} (${source})`,
  });
}

export interface NewOrder {
  readonly ids: readonly string[];
  readonly rows: readonly Coverage[];
  /** Who decided about this coverage; undefined = it only made room. */
  readonly source: (id: string) => RankSource | undefined;
  readonly why: string;
}

/** Writes ranks 1, 2, 3 … and the reason; nothing where the order stands already. */
export async function saveOrder(tx: Tx, { ids, rows, source, why }: NewOrder): Promise<void> {
  const before = new Map(rows.map((row) => [row.id, row]));
  for (const [at, id] of ids.entries()) {
    const row = before.get(id);
    const rankSource = source(id) ?? row?.rankSource ?? 'claim';
    if (!row || (row.rank === at + 1 && row.rankSource === rankSource)) continue;
    await tx.db.coverage.update({
      where: { organizationId_id: { organizationId: tx.organizationId, id } },
      data: { rank: at + 1, rankSource },
    });
    await recordAudit(tx, {
      action: 'coverage.order',
      subjectType: 'coverage',
      subjectId: id,
      why,
      before: { rank: row.rank, rankSource: row.rankSource },
      after: { rank: at + 1, rankSource },
    });
  }
}

/** What we know of a policy without asking anybody; the parents of a child are never known from an 837. */
export function policyOf(deps: Deps, row: Coverage): CoordinatedPolicy {
  const holder = holderOf(deps, row);
  const heldAs = HELD_AS[holder?.relationship ?? ''];
  const effectiveOn = fromNullableDate(row.effectiveOn);
  return {
    id: row.id,
    ...(heldAs && { heldAs }),
    ...(holder?.birthDate && { holderBirthday: holder.birthDate.slice(5) }),
    ...(effectiveOn && { effectiveOn }),
  };
}
