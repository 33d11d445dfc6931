import { problem, type Problem } from '../../contracts/problems.js';
import type { OneTimeLink } from '../../db/generated/client.js';
import { fromDateColumn, inTransaction, systemActor, UnknownOrganization, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import { parseLinkToken } from '../../security/one-time-link.js';
import type { Deps } from '../deps.js';

/** What the page behind a link shows: amounts and dates, no name, no service, no payer. */
export interface LinkPage {
  readonly purpose: string;
  readonly organization: string;
  readonly expiresOn: string;
  readonly answered: string | null;
  readonly balanceCents: number;
  readonly plan: LinkPlan | null;
}

export interface LinkPlan {
  readonly totalCents: number;
  readonly state: string;
  readonly installments: readonly { readonly number: number; readonly dueOn: string; readonly amountCents: number }[];
}

export async function readLink(deps: Deps, token: string): Promise<Result<LinkPage, Problem>> {
  return withLink(deps, token, async (tx, link) => ok(await pageOf(tx, link)));
}

/** A link as its page and its answer read it. */
export type Link = Pick<
  OneTimeLink,
  'tokenHash' | 'accountId' | 'purpose' | 'planId' | 'expiresOn' | 'answeredAt' | 'answer'
>;

/** Finds the link of a token inside its own organization; unknown and foreign tokens look alike. */
export async function withLink<T>(
  deps: Deps,
  token: string,
  work: (tx: Tx, link: Link) => Promise<Result<T, Problem>>,
): Promise<Result<T, Problem>> {
  const parsed = parseLinkToken(token);
  const unknown = fail(problem('linkUnknown', 'no such link'));
  if (!parsed) return unknown;
  try {
    return await inTransaction(deps.db, parsed.organizationId, { actor: systemActor('patient-link') }, async (tx) => {
      const [link] = await tx.db.$queryRaw<Link[]>`
        SELECT token_hash AS "tokenHash", account_id AS "accountId", purpose, plan_id AS "planId", expires_on AS "expiresOn",
               answered_at AS "answeredAt", answer
          FROM one_time_links WHERE token_hash = ${parsed.tokenHash} FOR UPDATE`;
      if (!link) return unknown;
      if (fromDateColumn(link.expiresOn) < tx.at.date) return fail(problem('linkExpired', 'link has expired'));
      return work(tx, link);
    });
  } catch (error) {
    if (error instanceof UnknownOrganization) return unknown;
    throw error;
  }
}

async function pageOf(tx: Tx, link: Link): Promise<LinkPage> {
  const [row] = await tx.db.$queryRaw<{ name: string; open: bigint }[]>`
    SELECT o.name, coalesce((SELECT sum(r.amount_cents - r.paid_cents) FROM responsibilitys r
      WHERE r.organization_id = o.id AND r.account_id = ${link.accountId}::uuid AND r.settled_on IS NULL), 0)::bigint AS open
      FROM organizations o WHERE o.id = ${tx.organizationId}::uuid`;
  return {
    purpose: link.purpose,
    organization: row?.name ?? '',
    expiresOn: fromDateColumn(link.expiresOn),
    answered: link.answer,
    balanceCents: Number(row?.open ?? 0n),
    plan: link.planId ? await planOf(tx, link.planId) : null,
  };
}

async function planOf(tx: Tx, planId: string): Promise<LinkPlan | null> {
  const plan = await tx.db.paymentPlan.findUnique({
    where: { organizationId_id: { organizationId: tx.organizationId, id: planId } },
  });
  if (!plan) return null;
  const rows = await tx.db.installment.findMany({
    where: { organizationId: tx.organizationId, planId },
    orderBy: { number: 'asc' },
  });
  return {
    totalCents: Number(plan.totalCents),
    state: plan.state,
    installments: rows.map((row) => ({
      number: row.number,
      dueOn: fromDateColumn(row.dueOn),
      amountCents: Number(row.amountCents),
    })),
  };
}
