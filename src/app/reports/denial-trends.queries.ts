import { problem, type Problem } from '../../contracts/problems.js';
import { Prisma } from '../../db/generated/client.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { addMonths, plainDate, type PlainDate } from '../../domain/dates/plain-date.js';
import {
  denialTrends,
  monthsBetween,
  type DenialsCounted,
  type DenialSums,
  type DenialTrend,
} from '../../domain/reporting/denial-trends.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { carcText } from '../../edi/codes/carc.js';
import type { Deps } from '../deps.js';

export const denialGroups = ['payer', 'carc', 'category', 'owner', 'provider'] as const;
export type DenialGroup = (typeof denialGroups)[number];

export interface DenialTrendsWish {
  readonly by: DenialGroup;
  /** First and last day; this month and the eleven before unless given. */
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

export interface DenialTrends {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly by: DenialGroup;
  readonly months: readonly string[];
  readonly rows: readonly DenialTrend[];
  readonly total: DenialSums;
}

const sql = Prisma.sql;
const UNTIL_NOW_MONTHS = 11;
/** Twenty years: a longer axis is a slip of the pen. */
const MOST_MONTHS = 240;

/** What the denials are grouped by. */
const groups: Readonly<Record<DenialGroup, { key: Prisma.Sql; label: Prisma.Sql }>> = {
  payer: { key: sql`c.payer_id::text`, label: sql`p.name` },
  carc: { key: sql`d.carc`, label: sql`d.carc` },
  category: { key: sql`d.category`, label: sql`d.category` },
  owner: { key: sql`d.owner`, label: sql`d.owner` },
  provider: {
    key: sql`c.provider_npi`,
    label: sql`coalesce((SELECT min(n.name) FROM providers n WHERE n.organization_id = c.organization_id AND n.npi = c.provider_npi), nullif(c.provider_npi, ''), 'not stated')`,
  },
};

/** True denials by month of posting (rulebook §8): where they come from, and what came back of them until today. */
export async function readDenialTrends(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  wish: DenialTrendsWish,
): Promise<Result<DenialTrends, Problem>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const to = wish.to ?? tx.at.date;
    const from = wish.from ?? addMonths(plainDate(`${to.slice(0, 7)}-01`), -UNTIL_NOW_MONTHS);
    if (from > to) return fail(problem('invalidInput', `the period begins on ${from}, after its last day ${to}`));
    if (from < addMonths(to, -MOST_MONTHS))
      return fail(problem('invalidInput', `a period has at most ${MOST_MONTHS} months`));
    const months = monthsBetween(from, to);
    const counts = await counted(tx, wish.by, { from, to });
    return ok({ from, to, by: wish.by, months, ...denialTrends(counts, months) });
  });
}

type Row = Record<'denials' | 'cents' | 'resolved' | 'recovered' | 'written', bigint> &
  Record<'key' | 'label' | 'month', string>;

async function counted(
  tx: Tx,
  by: DenialGroup,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<DenialsCounted[]> {
  const { key, label } = groups[by];
  const rows = await tx.db.$queryRaw<Row[]>(sql`
    SELECT ${key} AS key, ${label} AS label, to_char(d.opened_on, 'YYYY-MM') AS month, count(*) AS denials,
           sum(d.amount_cents)::bigint AS cents, count(d.outcome) AS resolved,
           count(*) FILTER (WHERE d.outcome IN ('paid', 'partial')) AS recovered,
           count(*) FILTER (WHERE d.outcome = 'written-off') AS written
      FROM denials d
      JOIN claims c ON c.organization_id = d.organization_id AND c.id = d.claim_id
      JOIN payers p ON p.organization_id = c.organization_id AND p.id = c.payer_id
     WHERE d.organization_id = ${tx.organizationId}::uuid AND d.opened_on BETWEEN ${from}::date AND ${to}::date
     GROUP BY 1, 2, 3 ORDER BY 1, 3`);
  return rows.map((row) => ({
    key: row.key,
    label: by === 'carc' ? [row.key, carcText(row.key)].filter(Boolean).join(' ') : row.label,
    month: row.month,
    denials: Number(row.denials),
    deniedCents: Number(row.cents),
    resolved: Number(row.resolved),
    recovered: Number(row.recovered),
    writtenOff: Number(row.written),
  }));
}
