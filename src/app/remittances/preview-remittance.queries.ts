import { problem, type Problem } from '../../contracts/problems.js';
import { inTransaction, type Actor, type Tx } from '../../db/in-transaction.js';
import { accountBalance, type LedgerEntryDraft } from '../../domain/ledger/posting.js';
import { planPostings, type RemittancePlan } from '../../domain/remittances/plan-postings.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import type { Remittance as RemittanceRow } from '../../db/generated/client.js';
import { refundsReported } from '../refunds/reported-refunds.js';
import { claimsOfReferences, openOffsets } from './claims-on-books.js';
import { classifierFor } from './classifier.js';
import { findClaims, type ClaimsFound } from './find-claims.js';
import { HELD } from './hold-remittance.js';
import { remittanceOf } from './remittance-to-post.js';
import { stagedClaims } from './staged-claims.js';

export interface RemittancePreview {
  readonly remittanceId: string;
  readonly state: string;
  readonly postsByItself: boolean;
  readonly why: string;
  /** What cash would move: BPR02. */
  readonly cashCents: number;
  readonly postings: readonly { place: string; kind: string; entries: readonly LedgerEntryDraft[] }[];
  /** What a person must decide or read, and why. */
  readonly needsPerson: readonly { place: string; reason: string; amountCents: number }[];
  readonly denials: readonly { place: string; group: string; carc: string; amountCents: number }[];
}

/** A dry run: the plan that posting would make of the books as they are now. Nothing is written. */
export async function previewRemittance(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  id: string,
): Promise<Result<RemittancePreview, Problem>> {
  return inTransaction(deps.db, organizationId, { actor, timeoutMs: 120_000 }, async (tx) => {
    const row = await tx.db.remittance.findUnique({ where: { organizationId_id: { organizationId, id } } });
    if (!row) return fail(problem('notFound', 'remittance'));
    const balanced = (row.verdict as { balanced?: boolean }).balanced !== false;
    if (!row.payerId || !balanced || row.state === 'READING')
      return fail(problem('commandRefused', 'a remittance that does not balance or has no payer of ours has no plan'));
    if (row.state === 'POSTED')
      return fail(problem('conflict', 'the remittance is posted already; its postings are in the books'));
    const { plan, found } = await planStored(deps, tx, row);
    const postings = plan.postings.map(({ source, kind, entries }) => ({ place: source.place ?? '', kind, entries }));
    return ok({
      remittanceId: id,
      state: row.state,
      postsByItself: row.state === 'READY',
      why: whyOf(row.state),
      cashCents: postings.reduce((sum, { entries }) => sum + accountBalance(entries, { account: 'cash.clearing' }), 0),
      postings,
      needsPerson: needsPerson(plan, found),
      denials: plan.claims.flatMap(({ ordinal, denials }) =>
        denials.map(({ group, carc, amountCents }) => ({ place: `clp:${ordinal}`, group, carc, amountCents })),
      ),
    });
  });
}

/** The plan posting would make, for reading. */
async function planStored(
  deps: Deps,
  tx: Tx,
  row: RemittanceRow,
): Promise<{ readonly plan: RemittancePlan; readonly found: ClaimsFound }> {
  const staged = await stagedClaims(deps, tx, row.id);
  const documents = staged.map(({ document }) => document);
  const remittance = await remittanceOf(tx, row, documents);
  const found = await findClaims(deps, tx, { payerId: remittance.payerId, claims: staged, onlyReads: true });
  const plan = planPostings({
    remittance,
    claims: found.books,
    openOffsets: await openOffsets(tx, remittance.payerId),
    claimOfAdjustment: await claimsOfReferences(tx, remittance),
    refundOfAdjustment: await refundsReported(tx, remittance),
    classify: await classifierFor(tx, remittance.payerId),
  });
  return { plan, found };
}

const WHY: Readonly<Record<string, string>> = {
  READY: 'It balances and posts in its turn.',
  [HELD]: 'It balances; the posting policy of its payer wants a person first.',
};
const whyOf = (state: string): string => WHY[state] ?? `It is ${state}: a person decides first.`;

const needsPerson = (plan: RemittancePlan, found: ClaimsFound): RemittancePreview['needsPerson'] => [
  ...plan.claims.flatMap(({ ordinal, claimId, reviews, outcome }): RemittancePreview['needsPerson'] => {
    const place = `clp:${ordinal}`;
    if (claimId === undefined)
      return [{ place, reason: found.unplaced.get(ordinal)?.kind ?? 'unknownClaim', amountCents: outcome.paidCents }];
    return reviews.map(({ reason, amountCents }) => ({ place, reason, amountCents }));
  }),
  ...plan.providerAdjustments.flatMap(({ ordinal, review, amountCents }) =>
    review ? [{ place: `plb:${ordinal}`, reason: review, amountCents }] : [],
  ),
];
