import type { Tx } from '../../db/in-transaction.js';
import type { Remittance as RemittanceRow } from '../../db/generated/client.js';
import type { ClaimPlan } from '../../domain/remittances/claim-plan.js';
import { cashOf, planClaims, postingsOf } from '../../domain/remittances/plan-postings.js';
import type { Remittance } from '../../domain/remittances/remittance.js';
import type { Deps } from '../deps.js';
import { savePostings } from '../ledger/save-postings.js';
import type { Classify } from './classifier.js';
import { findClaims, type ClaimsFound } from './find-claims.js';
import { openUnposted } from './open-unposted.js';
import { recordClaimOutcomes } from './record-claim-outcome.js';
import type { StagedClaim } from './staged-claims.js';

/** A remittance that is being planned or posted. */
export interface Subject {
  readonly row: RemittanceRow;
  /** Its claims come in chunks. */
  readonly remittance: Remittance;
  readonly classify: Classify;
  /** Of the denial map, the day, and the business key of the payment; computed when asked for, by who plans ahead. */
  readonly rulesVersion: () => string;
}

/** What some of its CLPs are going to do. */
export interface ChunkPlan {
  readonly staged: readonly StagedClaim[];
  readonly found: ClaimsFound;
  /** One a CLP, in their order. */
  readonly claims: readonly ClaimPlan[];
}

/** What was posted: number of postings and cash in cents. */
export interface Posted {
  readonly postings: number;
  readonly cashCents: number;
}

/** Finds the claims of some CLPs and plans them on the books as they are. */
export async function planChunk(
  deps: Deps,
  tx: Tx,
  { remittance, classify }: Subject,
  { staged, onlyReads = false }: { readonly staged: readonly StagedClaim[]; readonly onlyReads?: boolean },
): Promise<ChunkPlan> {
  const found = await findClaims(deps, tx, { payerId: remittance.payerId, claims: staged, onlyReads });
  const claims = planClaims({
    remittance: { ...remittance, claims: staged.map(({ document }) => document) },
    claims: found.books,
    classify,
  });
  return { staged, found, claims };
}

/** Everything a plan writes: matches, postings, adjustments, denials, events, and what needs a person. */
export async function writeChunk(
  tx: Tx,
  { row, remittance, classify }: Subject,
  { staged, found, claims }: ChunkPlan,
): Promise<Posted> {
  const postings = postingsOf(claims, []);
  await noteMatches(tx, staged, found);
  await savePostings(tx, postings);
  await recordClaimOutcomes(tx, { remittance, staged, plans: claims, books: found.books, classify });
  await openUnposted(tx, row, { plan: { claims, providerAdjustments: [] }, staged, unplaced: found.unplaced });
  return { postings: postings.length, cashCents: cashOf(postings) };
}

async function noteMatches(tx: Tx, staged: readonly StagedClaim[], { books, matchedBy }: ClaimsFound): Promise<void> {
  const matched = staged.flatMap(({ row, document }) => {
    const book = books.get(document.ordinal);
    return book ? [{ id: row.id, claim_id: book.claimId, matched_by: matchedBy.get(document.ordinal) ?? '' }] : [];
  });
  if (tx.later) return tx.later.add('remittance_claims', matched);
  await tx.db.$executeRaw`
    UPDATE remittance_claims rc SET claim_id = m.claim_id, matched_by = m.matched_by
      FROM unnest(${matched.map(({ id }) => id)}::uuid[], ${matched.map((each) => each.claim_id)}::uuid[],
                  ${matched.map((each) => each.matched_by)}::text[]) AS m (id, claim_id, matched_by)
     WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.id = m.id`;
}
