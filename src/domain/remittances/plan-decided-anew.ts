import { accountBalance, assertBalanced, reversalOf, type PostingDraft } from '../ledger/posting.js';
import type { ClaimOnBooks, ClaimPlan, EarlierAdjudication, ReplacedDecision } from './claim-plan.js';
import { claimPostingHead, planAdjudication, type ClaimToPlan } from './plan-claim.js';
import { takeBackHandedOn } from './plan-reversal.js';
import { wholeLineIds } from './match-claims.js';
import { readAdjustments } from './read-adjustments.js';

/**
 * A payer that decides the whole claim, or a part of one it split, again without the reversal the guide asks for (X12 835 §1.10.2.8), as some do after
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
 * The earlier decisions that cannot stand beside this one: it pays or shares out what they decided, and more than they left.
 * A denial decides nothing new (a refused replacement leaves the first decision standing), a decision still pending in part
 * and one that says it was paid before (category DUP) are parts of a whole.
 */
function replacedBy(input: ClaimToPlan): EarlierAdjudication[] {
  const { claim, books, classify } = input;
  const standing = books.earlier.filter(({ posting, replaced }) => posting !== undefined && !replaced);
  if (standing.length === 0) return [];
  const read = readAdjustments(claim, classify);
  const isPart = read.some(({ treatment, category, carc }) =>
    treatment.to === 'denied' ? category === 'DUP' : treatment.to === 'informational' && carc !== '23',
  );
  const postsCents = read
    .filter(({ treatment }) => treatment.to === 'account' || treatment.to === 'patientShare')
    .reduce((sum, { amountCents }) => sum + amountCents, claim.paidCents);
  const pays = claim.paidCents > 0 || read.some(({ treatment }) => treatment.to === 'patientShare');
  if (isPart || !pays) return [];
  if (claim.chargeCents >= books.chargeCents) return postsCents > books.openPayerCents ? standing : [];
  const same = samePart(input, standing);
  return postsCents > leftOpenBy(same, books.claimId) ? same : [];
}

/**
 * Of a claim the payer split, the decisions about the part this one is about: about lines of it and together no others. Where
 * lines do not say, the one with its charge when the parts together are more than the claim. What was handed on to a next payer
 * is not told apart by part: such a claim is for a person.
 */
function samePart({ claim, books }: ClaimToPlan, standing: readonly EarlierAdjudication[]): EarlierAdjudication[] {
  if ((books.handedOn ?? []).length > 0) return [];
  const lines = new Set(wholeLineIds(claim.lines, books.lines));
  const chargeOf = (records: readonly EarlierAdjudication[]): number =>
    records.reduce((sum, { chargeCents }) => sum + chargeCents, 0);
  if (lines.size > 0 && standing.every(({ lineIds }) => (lineIds ?? []).length > 0)) {
    const same = standing.filter(({ lineIds }) => lineIds?.some((id) => lines.has(id)));
    const onlyThese = same.every(({ lineIds }) => lineIds?.every((id) => lines.has(id)));
    return onlyThese && chargeOf(same) === claim.chargeCents ? same : [];
  }
  if (chargeOf(standing) + claim.chargeCents <= books.chargeCents) return [];
  const equal = standing.filter(({ chargeCents }) => chargeCents === claim.chargeCents);
  const numbered = equal.filter(({ payerControlNumber: number }) => !!number && number === claim.payerControlNumber);
  const among = numbered.length > 0 ? numbered : equal;
  return among.length === 1 ? among : [];
}

/** What decisions left on the payer's receivable of the charges they were about. */
const leftOpenBy = (decisions: readonly EarlierAdjudication[], claimId: string): number =>
  decisions.reduce(
    (sum, { chargeCents, posting }) =>
      sum + chargeCents + accountBalance(posting?.entries ?? [], { account: 'receivable.payer', claimId }),
    0,
  );

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
