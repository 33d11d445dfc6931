import { plainDate } from '../dates/plain-date.js';
import type { PostingDraft } from '../ledger/posting.js';
import type { ClaimOnBooks } from './claim-plan.js';
import { planPostings, type RemittancePlan } from './plan-postings.js';
import type {
  AdjustmentClass,
  ClassifyAdjustment,
  ProviderAdjustment,
  Remittance,
  RemittanceClaim,
} from './remittance.js';

/** Builders for facts about remittances: a balanced remittance, our claim, and what their plan posts. */
/** The business day of these facts. */
export const DATE = plainDate('2026-05-04');
export const meanings: Readonly<Record<string, AdjustmentClass>> = {
  '45': { kind: 'A', category: 'CONTRACT', postsTo: 'contractual', patientProtected: false },
  '253': { kind: 'A', category: 'CONTRACT', postsTo: 'sequestration', patientProtected: true },
  '94': { kind: 'A', category: 'CONTRACT', postsTo: 'overpaymentCheck', patientProtected: false },
  '1': { kind: 'P', category: 'PTRESP', postsTo: null, patientProtected: false },
  '2': { kind: 'P', category: 'PTRESP', postsTo: null, patientProtected: false },
  '50': { kind: 'D', category: 'MEDNEC', postsTo: null, patientProtected: false },
  '18': { kind: 'D', category: 'DUP', postsTo: null, patientProtected: false },
  '16': { kind: 'D', category: 'BILLERR', postsTo: null, patientProtected: false },
  '23': { kind: 'I', category: 'PRIOR', postsTo: null, patientProtected: false },
  '133': { kind: 'I', category: 'INFO', postsTo: null, patientProtected: false },
};
export const classify: ClassifyAdjustment = ({ carc }) =>
  meanings[carc] ?? { kind: 'U', category: 'UNKNOWN', postsTo: null, patientProtected: false };

export const cas = (group: string, carc: string, amountCents: number) => ({ group, carc, amountCents });
export const clp = (over: Partial<RemittanceClaim> = {}): RemittanceClaim => ({
  ordinal: 1,
  claimNumber: 'A1',
  status: '1',
  chargeCents: 10_000,
  paidCents: 0,
  adjustments: [],
  remarks: [],
  lines: [],
  ...over,
});
export const books = (over: Partial<ClaimOnBooks> = {}): ClaimOnBooks => ({
  claimId: 'claim',
  payerId: 'payer',
  guarantorAccountId: 'acc',
  chargeCents: 10_000,
  rank: 'primary',
  openPayerCents: 10_000,
  patientGuard: { mayBill: true, reasons: [] },
  earlier: [],
  lines: [],
  ...over,
});

export function plan(
  claims: readonly RemittanceClaim[],
  known: ClaimOnBooks | null = books(),
  plb: readonly ProviderAdjustment[] = [],
  more: {
    openOffsets?: { reference: string; amountCents: number }[];
    claimOfAdjustment?: ReadonlyMap<number, string>;
  } = {},
): RemittancePlan {
  const paymentCents =
    claims.reduce((sum, { paidCents }) => sum + paidCents, 0) -
    plb.reduce((sum, { amountCents }) => sum + amountCents, 0);
  const remittance: Remittance = {
    remittanceId: 'r',
    identityKey: 'p|t|2026-05-04',
    payerId: 'payer',
    paymentDate: DATE,
    paymentCents,
    claims,
    providerAdjustments: plb,
  };
  return planPostings({
    remittance,
    classify,
    openOffsets: more.openOffsets ?? [],
    claimOfAdjustment: more.claimOfAdjustment ?? new Map(),
    claims: new Map(known ? claims.map((claim) => [claim.ordinal, known]) : []),
  });
}

export const balances = (postings: readonly PostingDraft[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const { account, amountCents } of postings.flatMap(({ entries }) => entries))
    sums[account] = (sums[account] ?? 0) + amountCents;
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0));
};
