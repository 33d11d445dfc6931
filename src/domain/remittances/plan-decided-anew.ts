import { accountBalance, assertBalanced, reversalOf, type PostingDraft } from '../ledger/posting.js';
import type { ClaimOnBooks, ClaimPlan, EarlierAdjudication, ReplacedDecision } from './claim-plan.js';
import { claimPostingHead, planAdjudication, type ClaimToPlan } from './plan-claim.js';
import { takeBackHandedOn } from './plan-reversal.js';
import { readAdjustments } from './read-adjustments.js';

/**
 * A payer that decides the whole claim again without the reversal the guide asks for (X12 835 §1.10.2.8), as some do after
 * a replacement: the claim then stands as the new decision says, once. What the earlier one adjusted, and left to others, is
 * taken back as its reversal would have; its payment is real money we hold for the payer, an open offset that the late
 * reversal or the recovery (PLB WO) clears, never a second income. A person reads it.
 */
export function planDecision(input: ClaimToPlan): ClaimPlan {
  const replaced = replacedBy(input);
  if (replaced.length === 0) return planAdjudication(input);
  const parts = replaced.map((earlier, at) => replace(input, earlier, at + 1));
  const undone = [...parts.flatMap(({ postings }) => postings), ...takeBackHandedOn(input)];
  const plan = planAdjudication({
    ...input,
    books: { ...input.books, openPayerCents: openAfter(input.books, undone) },
  });
  const heldCents = parts.reduce((sum, { left }) => sum + (left?.paidCents ?? 0), 0);
  const review = { reason: 'decidedTwice', group: '', carc: '', amountCents: heldCents, leftOpenCents: 0 } as const;
  return {
    ...plan,
    undone,
    replaces: parts,
    reviews: heldCents === 0 ? plan.reviews : [...plan.reviews, review],
  };
}

const openAfter = ({ openPayerCents, claimId }: ClaimOnBooks, undone: readonly PostingDraft[]): number =>
  openPayerCents +
  accountBalance(
    undone.flatMap(({ entries }) => entries),
    { account: 'receivable.payer', claimId },
  );

/**
 * The earlier decisions that cannot stand beside this one: it pays or shares out the whole charge, and more than they left.
 * A denial decides nothing new (a refused replacement leaves the first decision standing), a decision still pending in part
 * and one that says it was paid before (category DUP) are parts of a whole.
 */
function replacedBy({ claim, books, classify }: ClaimToPlan): EarlierAdjudication[] {
  const standing = books.earlier.filter(({ posting, replaced }) => posting !== undefined && !replaced);
  if (standing.length === 0 || claim.chargeCents < books.chargeCents) return [];
  const read = readAdjustments(claim, classify);
  const isPart = read.some(({ treatment, category, carc }) =>
    treatment.to === 'denied' ? category === 'DUP' : treatment.to === 'informational' && carc !== '23',
  );
  const postsCents = read
    .filter(({ treatment }) => treatment.to === 'account' || treatment.to === 'patientShare')
    .reduce((sum, { amountCents }) => sum + amountCents, claim.paidCents);
  const pays = claim.paidCents > 0 || read.some(({ treatment }) => treatment.to === 'patientShare');
  return !isPart && pays && postsCents > books.openPayerCents ? standing : [];
}

function replace(
  { remittance, claim, books }: ClaimToPlan,
  earlier: EarlierAdjudication,
  number: number,
): ReplacedDecision & { readonly postings: readonly PostingDraft[] } {
  const { posting } = earlier;
  if (!posting) throw new Error('Only a decision that posted can be replaced');
  const head = claimPostingHead(remittance, claim);
  const part = (name: string): typeof head => ({
    ...head,
    businessKey: `${head.businessKey}:${name}`,
    source: { ...head.source, place: `${head.source.place ?? ''}:${name}` },
  });
  const undo = reversalOf(posting, { ...part(replacedPlace(number)), kind: 'remittanceReversal' });
  const paidCents = accountBalance(posting.entries, { account: 'cash.clearing', claimId: books.claimId });
  if (paidCents === 0) return { earlier, postings: [undo] };
  const { payerId } = remittance;
  const reference = earlier.payerControlNumber ? { reference: earlier.payerControlNumber } : {};
  const held = assertBalanced({
    ...part(heldPlace(number)),
    kind: 'remittancePayment',
    entries: [
      { account: 'cash.clearing', amountCents: paidCents, payerId },
      { account: 'payer-offset', amountCents: -paidCents, payerId, ...reference },
    ],
  });
  return { earlier, postings: [undo, held], left: { ...earlier, posting: held, replaced: true } };
}

const replacedPlace = (number: number): string => `replaced:${number}`;
const heldPlace = (number: number): string => `replaced:${number}:held`;

/** Where the payment of a replaced decision is held, from the place of what took the decision back; undefined for others. */
export const heldBeside = (place: string): string | undefined =>
  /:replaced:\d+$/.test(place) ? `${place}:held` : undefined;

/** The place of the CLP itself, from any place about it: `clp:3` of `clp:3:replaced:1:held`. */
export const placeOfClp = (place: string): string => place.split(':').slice(0, 2).join(':');

/** The earlier decisions as they stand after this one took the place of some. */
export const earlierAfterReplacing = (
  earlier: readonly EarlierAdjudication[],
  replaces: readonly ReplacedDecision[],
): EarlierAdjudication[] =>
  earlier.flatMap((record) => {
    const replaced = replaces.find((each) => each.earlier === record);
    return replaced ? (replaced.left ?? []) : record;
  });
