import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import type { DayRule } from '../../domain/payer-rules/claim-rules.js';
import { dailyLoadFor } from '../../domain/payer-rules/rules-for.js';
import { EVERYTHING, type Holding, type SkillsOf } from '../../domain/work-items/staff-skills.js';
import { openItemStates } from '../../domain/work-items/work-item-state.js';
import type { Deps } from '../deps.js';
import { activeRules } from '../payer-rules/own-rules.js';

export interface Load {
  /** Items in hand: given to them, or reserved and not lapsed; what they put away sleeps and does not count. */
  readonly open: number;
  readonly finishedToday: number;
}

const NO_LOAD: Load = { open: 0, finishedToday: 0 };
export const itemsOf = ({ open, finishedToday }: Load): number => open + finishedToday;

/** Most work items of one person today, by rule (rulebook §7). */
export const dailyLoad = async (tx: Tx): Promise<DayRule> => dailyLoadFor(tx.at.date, await activeRules(tx));

/** Today's loads by principal id; of one person or of everybody. */
export async function loads(tx: Tx, owner?: string): Promise<ReadonlyMap<string, Load>> {
  const rows = await tx.db.$queryRaw<{ owner: string; open: bigint; finished: bigint }[]>`
    SELECT owner, count(*) FILTER (WHERE open) AS open, count(*) FILTER (WHERE NOT open) AS finished FROM (
      SELECT assignee AS owner, true AS open FROM work_items
       WHERE organization_id = ${tx.organizationId}::uuid AND assignee IS NOT NULL AND state IN ('OPEN', 'RESERVED')
         AND (reserved_until IS NULL OR reserved_until > ${new Date()})
       UNION ALL
      SELECT closed_by, false FROM work_items
       WHERE organization_id = ${tx.organizationId}::uuid AND closed_on = ${tx.at.date}::date AND closed_by NOT LIKE 'system:%'
    ) AS work WHERE ${owner ?? null}::text IS NULL OR owner = ${owner ?? null}::text GROUP BY owner`;
  return new Map(rows.map((row) => [row.owner, { open: Number(row.open), finishedToday: Number(row.finished) }]));
}

export const loadOf = async (tx: Tx, owner: string): Promise<Load> => (await loads(tx, owner)).get(owner) ?? NO_LOAD;

export const staffSkills = (tx: Tx) =>
  tx.db.staffSkill.findMany({ where: { organizationId: tx.organizationId }, orderBy: { owner: 'asc' } });

/** What each person knows; whoever has no row works whatever their role may. */
export async function skillsByOwner(tx: Tx): Promise<SkillsOf> {
  const rows = new Map((await staffSkills(tx)).map((row) => [row.owner, row]));
  return (owner) => rows.get(owner) ?? EVERYTHING;
}

/** Who has open items of these claims in hand. */
export const holdingsOf = (tx: Tx, claimIds: readonly string[]): Promise<Holding[]> =>
  tx.db.$queryRaw<Holding[]>`
    SELECT w.assignee AS owner, w.queue, w.kind, w.role, w.claim_id AS "claimId", c.payer_id AS "payerId"
      FROM work_items w LEFT JOIN claims c ON c.organization_id = w.organization_id AND c.id = w.claim_id
     WHERE w.organization_id = ${tx.organizationId}::uuid AND w.claim_id = ANY(${[...new Set(claimIds)]}::uuid[])
       AND w.state = ANY(${openItemStates}::text[]) AND w.assignee IS NOT NULL
       AND (w.reserved_until IS NULL OR w.reserved_until > ${new Date()})`;

export interface StaffRow extends Load {
  readonly id: string | null;
  readonly owner: string;
  /** Null where nobody said anything about this person; they hold or finished work all the same. */
  readonly role: string | null;
  readonly queues: readonly string[];
  readonly kinds: readonly string[];
  readonly payerIds: readonly string[];
  readonly takesWork: boolean;
  /** Items that may still be given to them today. */
  readonly room: number;
}

export interface StaffLoads {
  readonly dailyLoad: DayRule;
  readonly items: readonly StaffRow[];
}

/** Everybody who has skills noted or work today, with what they have in hand and what room is left. */
export const listStaff = (deps: Deps, actor: Actor, organizationId: string): Promise<StaffLoads> =>
  inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const most = await dailyLoad(tx);
    const today = await loads(tx);
    const known = new Map(
      (await staffSkills(tx)).map(({ organizationId: _, version: __, ...row }) => [row.owner, row]),
    );
    const owners = [...new Set([...known.keys(), ...today.keys()])].sort();
    const items = owners.map((owner) => {
      const load = today.get(owner) ?? NO_LOAD;
      const room = Math.max(0, most.days - itemsOf(load));
      return { ...(known.get(owner) ?? unsaid(owner)), ...load, room };
    });
    return { dailyLoad: most, items };
  });

const unsaid = (owner: string) => ({ ...EVERYTHING, id: null, owner, role: null, takesWork: false });
