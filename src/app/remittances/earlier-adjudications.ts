import type { Posting, RemittanceClaim } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { LedgerAccountCode } from '../../domain/ledger/chart-of-accounts.js';
import type { PostingDraft, PostingKind } from '../../domain/ledger/posting.js';
import type { ClaimLineOnBooks, EarlierAdjudication } from '../../domain/remittances/claim-plan.js';
import { wholeLineIds } from '../../domain/remittances/match-claims.js';
import { heldBeside } from '../../domain/remittances/plan-decided-anew.js';
import { originalOf } from '../../domain/remittances/plan-reversal.js';
import { CLP02_PREDETERMINATION, CLP02_REVERSAL } from '../../domain/remittances/remittance.js';
import type { Deps } from '../deps.js';
import { openStaged } from './staged-claims.js';

/**
 * Posted decisions about a claim that are not taken back, by payment date: what a CLP02 22 may take back next. A decision
 * that moved no money (a denial) has no posting to reverse, so its reversal is found again by the totals, as it was posted.
 */
export async function earlierAdjudications(
  deps: Deps,
  tx: Tx,
  claim: { readonly id: string; readonly chargeCents: bigint },
  lines: readonly ClaimLineOnBooks[],
): Promise<EarlierAdjudication[]> {
  // Only parts of a claim are told apart by lines; a decision about all of it is opened by nobody.
  const isPart = (row: RemittanceClaim): boolean => row.chargeCents > 0n && row.chargeCents < claim.chargeCents;
  return (await standingDecisions(tx, claim.id)).map(({ row, ...record }) => ({
    ...record,
    ...(isPart(row) && { lineIds: wholeLineIds(openStaged(deps, tx, row).document.lines, lines) }),
  }));
}

/** Those of the claims that a posted remittance decided before: most of a new one's claims have no such past. */
export async function decidedClaims(tx: Tx, claimIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT rc.claim_id AS id
      FROM remittance_claims rc JOIN remittances m ON m.organization_id = rc.organization_id AND m.id = rc.remittance_id
     WHERE rc.organization_id = ${tx.organizationId}::uuid AND rc.claim_id = ANY(${claimIds}::uuid[])
       AND rc.status <> ${CLP02_PREDETERMINATION} AND m.state = 'POSTED'`;
  return new Set(rows.map(({ id }) => id));
}

/** A decision that stands, with its row in the remittance. */
export interface StandingDecision extends EarlierAdjudication {
  readonly row: RemittanceClaim;
}

/** The same with their rows, oldest first: the last one is what a payer after this one must be told. */
export async function standingDecisions(tx: Tx, claimId: string): Promise<StandingDecision[]> {
  const earlier: StandingDecision[] = [];
  for (const row of await postedDecisions(tx, claimId)) {
    const posting = await postingOf(tx, row);
    if (row.status === CLP02_REVERSAL) {
      const taken = posting
        ? undefined
        : originalOf(
            totalsOf(row),
            earlier.filter((record) => !record.posting),
          );
      const place = earlier.findIndex((record) => record === taken);
      if (place >= 0) earlier.splice(place, 1);
    } else if (posting !== 'reversed') earlier.push({ row, ...totalsOf(row), ...posting });
  }
  return earlier;
}

/** Decisions of posted remittances in the order of payment; predeterminations decide nothing. */
async function postedDecisions(tx: Tx, claimId: string): Promise<RemittanceClaim[]> {
  const organizationId = tx.organizationId;
  const rows = await tx.db.remittanceClaim.findMany({
    where: { organizationId, claimId, status: { not: CLP02_PREDETERMINATION } },
  });
  const remittances = await tx.db.remittance.findMany({
    where: { organizationId, id: { in: rows.map((row) => row.remittanceId) }, state: 'POSTED' },
    select: { id: true, paymentDate: true, postedOn: true },
  });
  const dates = new Map(
    remittances.map(({ id, paymentDate, postedOn }) => [
      id,
      `${paymentDate.toISOString()} ${postedOn?.toISOString() ?? ''} ${id}`,
    ]),
  );
  const place = (row: RemittanceClaim): string => dates.get(row.remittanceId) ?? '';
  return rows
    .filter((row) => dates.has(row.remittanceId))
    .sort((a, b) => place(a).localeCompare(place(b)) || a.ordinal - b.ordinal);
}

const totalsOf = (row: RemittanceClaim) => ({
  chargeCents: Number(row.chargeCents),
  paidCents: Number(row.paidCents),
  ...(row.payerClaimNumber && { payerControlNumber: row.payerClaimNumber }),
});

type StandingPosting = Pick<EarlierAdjudication, 'posting' | 'replaced'>;

async function postingOf(
  tx: Tx,
  { remittanceId, ordinal }: RemittanceClaim,
): Promise<StandingPosting | 'reversed' | undefined> {
  const key = { organizationId: tx.organizationId };
  const place = `clp:${ordinal}`;
  const rows = await tx.db.posting.findMany({
    where: { ...key, sourceType: 'remittance', sourceId: remittanceId, sourcePlace: place },
  });
  // Money that waited in suspense has two postings at its place; the one on the claim counts.
  const row = rows.find(({ kind }) => kind.startsWith('remittance')) ?? rows[0];
  return row && standingOf(tx, row);
}

/** What stands of a posting: itself, what was posted again when its reversal was unposted, or its payment if it was replaced. */
async function standingOf(tx: Tx, row: Posting): Promise<StandingPosting | 'reversed'> {
  const key = { organizationId: tx.organizationId };
  const reversal = await tx.db.posting.findFirst({ where: { ...key, reversesId: row.id } });
  if (!reversal) return { posting: await draftOf(tx, row) };
  const restored = await tx.db.posting.findFirst({ where: { ...key, reversesId: reversal.id } });
  if (restored) return standingOf(tx, restored);
  const place = heldBeside(reversal.sourcePlace ?? '');
  const held =
    place &&
    (await tx.db.posting.findFirst({
      where: { ...key, sourceType: 'remittance', sourceId: reversal.sourceId, sourcePlace: place },
    }));
  if (!held) return 'reversed';
  const standing = await standingOf(tx, held);
  return standing === 'reversed' ? 'reversed' : { ...standing, replaced: true };
}

/** A stored posting as the pure rules know it. */
export async function draftOf(tx: Tx, row: Posting): Promise<PostingDraft> {
  const key = { organizationId: tx.organizationId };
  const entries = await tx.db.ledgerEntry.findMany({ where: { ...key, postingId: row.id }, orderBy: { id: 'asc' } });
  return {
    businessKey: row.businessKey,
    kind: row.kind as PostingKind,
    effectiveDate: fromDateColumn(row.effectiveDate),
    source: { type: row.sourceType, id: row.sourceId, ...(row.sourcePlace && { place: row.sourcePlace }) },
    entries: entries.map((entry) => ({
      account: entry.ledgerAccount as LedgerAccountCode,
      amountCents: Number(entry.amountCents),
      ...(entry.claimId && { claimId: entry.claimId }),
      ...(entry.accountId && { guarantorAccountId: entry.accountId }),
      ...(entry.payerId && { payerId: entry.payerId }),
      ...(entry.reference && { reference: entry.reference }),
    })),
  };
}
