import type { LedgerAccountCode } from '../ledger/chart-of-accounts.js';
import { assertBalanced, type LedgerEntryDraft, type PostingDraft } from '../ledger/posting.js';
import { isPlbCode, plbCodes, type PlbCode } from '../ledger/provider-adjustment-codes.js';
import type { RefundToPayer } from './match-refunds.js';
import type { ProviderAdjustment, Remittance } from './remittance.js';

/** A recovery or balance the payer announced earlier and has not taken yet, oldest first (credit of payer-offset). */
export interface OpenPayerOffset {
  readonly reference: string;
  readonly amountCents: number;
}

export type ProviderAdjustmentReview =
  'takebackInvestigation' | 'recoveryOfUnknownClaim' | 'authorizedReturn' | 'readReference' | 'unknownCode';

export interface ProviderAdjustmentPlan {
  readonly ordinal: number;
  readonly reason: string;
  readonly amountCents: number;
  /** Absent for a zero amount. */
  readonly posting?: PostingDraft;
  /** Claim a takeback was posted on. */
  readonly claimId?: string;
  /** Refund of ours it reports back. */
  readonly refundId?: string;
  readonly review?: ProviderAdjustmentReview;
}

interface Effect {
  readonly account: LedgerAccountCode;
  readonly amountCents: number;
  readonly claimId?: string;
  readonly reference?: string;
  readonly review?: ProviderAdjustmentReview;
}

export interface ProviderAdjustmentsToPlan {
  readonly remittance: Remittance;
  readonly openOffsets: readonly OpenPayerOffset[];
  /** Claims the references of the adjustments name, by ordinal of the adjustment, as far as the caller knows them. */
  readonly claimOfAdjustment: ReadonlyMap<number, string>;
  /** Refunds that a 72 or B2 reports back (`matchRefunds`), by ordinal of the adjustment. */
  readonly refundOfAdjustment?: ReadonlyMap<number, RefundToPayer>;
}

/** PLB by rulebook §6.4: positive takes from this payment, negative adds to it; every code has its own account. */
export function planProviderAdjustments(input: ProviderAdjustmentsToPlan): ProviderAdjustmentPlan[] {
  const { providerAdjustments } = input.remittance;
  const returned = recoveriesOfReturns(providerAdjustments);
  const refunds = input.refundOfAdjustment ?? new Map<number, RefundToPayer>();
  let offsets = [...input.openOffsets];
  return providerAdjustments.map((adjustment) => {
    const { effects, offsets: after } = effectsOf(adjustment, {
      offsets,
      returned: returned.has(adjustment.ordinal),
      claimId: input.claimOfAdjustment.get(adjustment.ordinal),
      ...reportOf(adjustment.ordinal, returned, refunds),
    });
    offsets = after;
    const refundId = refunds.get(adjustment.ordinal)?.refundId;
    return { ...toPlan(input.remittance, adjustment, effects), ...(refundId && { refundId }) };
  });
}

/** 72 is offset by a WO of the same size in the same remittance: the payer only acknowledges our refund (net 0). */
function recoveriesOfReturns(adjustments: readonly ProviderAdjustment[]): Map<number, number> {
  const paired = new Map<number, number>();
  for (const back of adjustments.filter(({ reason, amountCents }) => reason === '72' && amountCents < 0)) {
    const candidates = adjustments.filter(
      ({ reason, amountCents, ordinal }) =>
        reason === 'WO' && amountCents === -back.amountCents && !paired.has(ordinal),
    );
    const recovery = candidates.find(({ reference }) => reference === back.reference) ?? candidates[0];
    if (recovery) paired.set(recovery.ordinal, back.ordinal);
  }
  return paired;
}

interface Context {
  readonly offsets: OpenPayerOffset[];
  readonly returned: boolean;
  readonly claimId: string | undefined;
  /** The refund this adjustment speaks of, or the 72 it is the other half of. */
  readonly reported?: RefundToPayer;
  /** A 72 without its WO: the payer took the claim back in this remittance and gives our refund back for it. */
  readonly alone: boolean;
}

function reportOf(
  ordinal: number,
  returned: ReadonlyMap<number, number>,
  refunds: ReadonlyMap<number, RefundToPayer>,
): Pick<Context, 'reported' | 'alone'> {
  const reported = refunds.get(returned.get(ordinal) ?? ordinal);
  return { alone: ![...returned.values()].includes(ordinal), ...(reported && { reported }) };
}

function effectsOf(
  adjustment: ProviderAdjustment,
  context: Context,
): { effects: Effect[]; offsets: OpenPayerOffset[] } {
  const { reason, amountCents } = adjustment;
  const same = (effects: Effect[]) => ({ effects, offsets: context.offsets });
  if (!isPlbCode(reason)) return same([{ account: 'plb.unknown', amountCents, review: 'unknownCode' }]);
  if (context.returned) return same([{ account: 'plb.72', amountCents, ...reviewUnless(context.reported) }]);
  if (context.reported) return same([ofReport(adjustment, context.reported, context.alone)]);
  if (reason === 'WO' || reason === 'FB') {
    return amountCents < 0 ? openOffset(adjustment, context.offsets) : recover(adjustment, context);
  }
  const review = reviewOf(reason);
  return same([{ account: accountOfCode(reason), amountCents, ...(review && { review }) }]);
}

const reviewUnless = (reported: RefundToPayer | undefined): Pick<Effect, 'review'> =>
  reported ? {} : { review: 'authorizedReturn' };

/**
 * Our refund check is on the books and is never counted again: beside a reversal the 72 puts on the claim what the refund
 * had taken off it; beside a WO both stand on the code's own account and are nothing together. A B2 stays on its own.
 */
function ofReport({ reason, amountCents }: ProviderAdjustment, { claimId }: RefundToPayer, alone: boolean): Effect {
  if (reason === 'B2') return { account: 'plb.B2', amountCents };
  return alone && claimId !== undefined
    ? { account: 'receivable.payer', amountCents, claimId }
    : { account: 'plb.72', amountCents };
}

function reviewOf(code: PlbCode): ProviderAdjustmentReview | undefined {
  if (code === '72') return 'authorizedReturn';
  return plbCodes[code].review ? 'readReference' : undefined;
}

function accountOfCode(code: Exclude<PlbCode, 'WO' | 'FB'>): LedgerAccountCode {
  if (code === 'L6') return 'interest.income';
  if (code === '50' || code === '51') return 'interest.expense';
  return `plb.${code}`;
}

/** Negative WO or FB: the payer will take this later; we owe it until then. */
function openOffset(
  adjustment: ProviderAdjustment,
  offsets: OpenPayerOffset[],
): { effects: Effect[]; offsets: OpenPayerOffset[] } {
  const reference = adjustment.reference ?? '';
  return {
    effects: [{ account: 'payer-offset', amountCents: adjustment.amountCents, reference }],
    offsets: [...offsets, { reference, amountCents: -adjustment.amountCents }],
  };
}

/** Positive WO or FB clears what was opened earlier; only the rest of a WO is a takeback, never both for the same money. */
function recover(adjustment: ProviderAdjustment, context: Context): { effects: Effect[]; offsets: OpenPayerOffset[] } {
  const effects: Effect[] = [];
  let rest = adjustment.amountCents;
  const offsets = [...context.offsets];
  for (const index of clearingOrder(adjustment, offsets)) {
    const open = offsets[index];
    if (!open || rest === 0) continue;
    const cleared = Math.min(rest, open.amountCents);
    effects.push({ account: 'payer-offset', amountCents: cleared, reference: open.reference });
    offsets[index] = { ...open, amountCents: open.amountCents - cleared };
    rest -= cleared;
  }
  if (rest > 0) effects.push(takeback(adjustment, rest, context.claimId));
  return { effects, offsets: offsets.filter(({ amountCents }) => amountCents > 0) };
}

/**
 * The same reference first. A forwarding balance may then clear any open one, oldest first; a recovery only one of exactly
 * its size, since another claim's offset is another debt.
 */
function clearingOrder(adjustment: ProviderAdjustment, offsets: readonly OpenPayerOffset[]): number[] {
  const indexes = offsets.map((_, index) => index);
  const named = indexes.filter((index) => offsets[index]?.reference === (adjustment.reference ?? ''));
  if (adjustment.reason === 'FB') return [...named, ...indexes.filter((index) => !named.includes(index))];
  if (named.length > 0) return named;
  return indexes.filter((index) => offsets[index]?.amountCents === adjustment.amountCents).slice(0, 1);
}

function takeback(adjustment: ProviderAdjustment, amountCents: number, claimId: string | undefined): Effect {
  const known = adjustment.reason === 'WO' && claimId !== undefined;
  if (known) return { account: 'receivable.payer', amountCents, claimId, review: 'takebackInvestigation' };
  return { account: 'suspense', amountCents, review: 'recoveryOfUnknownClaim' };
}

function toPlan(
  remittance: Remittance,
  adjustment: ProviderAdjustment,
  effects: readonly Effect[],
): ProviderAdjustmentPlan {
  const { ordinal, reason, amountCents } = adjustment;
  const review = effects.find((effect) => effect.review)?.review;
  const claimId = effects.find((effect) => effect.claimId)?.claimId;
  const posting = amountCents === 0 ? undefined : adjustmentPosting(remittance, adjustment, effects);
  return {
    ordinal,
    reason,
    amountCents,
    ...(posting && { posting }),
    ...(claimId && { claimId }),
    ...(review && { review }),
  };
}

function adjustmentPosting(
  remittance: Remittance,
  adjustment: ProviderAdjustment,
  effects: readonly Effect[],
): PostingDraft {
  const { payerId } = remittance;
  const place = `plb:${adjustment.ordinal}`;
  const entries = effects.flatMap(({ account, amountCents, claimId, reference }): LedgerEntryDraft[] => {
    const owner = { payerId, ...(claimId !== undefined && { claimId }) };
    const named = reference ? { reference } : {};
    return [
      { account, amountCents, ...owner, ...named },
      { account: 'cash.clearing', amountCents: -amountCents, ...owner },
    ];
  });
  return assertBalanced({
    businessKey: `remittance:${remittance.identityKey}:${place}`,
    kind: 'providerAdjustment',
    effectiveDate: remittance.paymentDate,
    source: { type: 'remittance', id: remittance.remittanceId, place },
    entries,
  });
}
