import type { PlainDate } from '../dates/plain-date.js';
import type { LedgerEntryDraft } from '../ledger/posting.js';
import { ageBalances, type AgingSide } from './aging.js';
import { moneyByClaim, moneyReport, type MoneyReport } from './money-report.js';

/** What the report asks about each claim besides its money. */
export interface ReportedClaim {
  readonly claimId: string;
  readonly state: string;
  readonly payerName: string;
  readonly serviceFrom: PlainDate;
  /** First bill to this payer; payer receivables age from it, before that from the date of service. */
  readonly firstBilledOn?: PlainDate;
  /** Liability transfer; patient receivables age from it. */
  readonly patientSince?: PlainDate;
}

export interface ReportedDenial {
  readonly carc: string;
  readonly category: string;
  readonly amountCents: number;
  readonly state: string;
  /** Money that came after it. */
  readonly recoveredCents: number;
}

export interface DenialReport {
  readonly count: number;
  readonly amountCents: number;
  readonly recoveredCents: number;
  readonly open: number;
  readonly byCategory: Readonly<Record<string, { readonly count: number; readonly amountCents: number }>>;
}

/** The numbers of the main report: money, claims, denials, aging (rulebook §7, §8). */
export interface MainReport {
  readonly asOf: PlainDate;
  readonly money: MoneyReport;
  readonly claims: number;
  readonly claimsByState: Readonly<Record<string, number>>;
  readonly moneyByPayer: Readonly<Record<string, MoneyReport>>;
  readonly denials: DenialReport;
  readonly aging: Readonly<Record<'payer' | 'patient', AgingSide>>;
  /** Total receivable ÷ (charges of the last 90 days ÷ 90); absent without charges (rulebook §8). */
  readonly daysInAr?: number;
}

export interface ReportInput {
  readonly asOf: PlainDate;
  readonly claims: readonly ReportedClaim[];
  readonly entries: readonly LedgerEntryDraft[];
  readonly denials: readonly ReportedDenial[];
  /** Charges posted in the last 90 days. */
  readonly charges90Cents: number;
}

export function mainReport(input: ReportInput): MainReport {
  const money = moneyReport(input.entries);
  const byClaim = moneyByClaim(input.entries);
  const openCents = money.openPayerCents + money.openPatientCents;
  return {
    asOf: input.asOf,
    money,
    claims: input.claims.length,
    claimsByState: countBy(input.claims.map(({ state }) => state)),
    moneyByPayer: reportByPayer(input),
    denials: denialReport(input.denials),
    aging: ageBalances(
      input.claims.flatMap((claim) => openBalances(claim, byClaim.get(claim.claimId))),
      input.asOf,
    ),
    ...(input.charges90Cents > 0 && { daysInAr: Math.round((openCents * 900) / input.charges90Cents) / 10 }),
  };
}

const countBy = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

function reportByPayer({ claims, entries }: ReportInput): Record<string, MoneyReport> {
  const payerOf = new Map(claims.map(({ claimId, payerName }) => [claimId, payerName]));
  const grouped = new Map<string, LedgerEntryDraft[]>();
  for (const entry of entries) {
    const payer = entry.claimId === undefined ? undefined : payerOf.get(entry.claimId);
    if (payer === undefined) continue;
    const own = grouped.get(payer) ?? [];
    own.push(entry);
    grouped.set(payer, own);
  }
  return Object.fromEntries([...grouped].map(([payer, own]) => [payer, moneyReport(own)]));
}

function openBalances(claim: ReportedClaim, money: MoneyReport | undefined): Parameters<typeof ageBalances>[0] {
  if (!money) return [];
  return [
    { owedBy: 'payer', amountCents: money.openPayerCents, since: claim.firstBilledOn ?? claim.serviceFrom },
    {
      owedBy: 'patient',
      amountCents: money.openPatientCents,
      since: claim.patientSince ?? claim.firstBilledOn ?? claim.serviceFrom,
    },
  ];
}

function denialReport(denials: readonly ReportedDenial[]): DenialReport {
  const byCategory: Record<string, { count: number; amountCents: number }> = {};
  for (const { category, amountCents } of denials) {
    const before = byCategory[category] ?? { count: 0, amountCents: 0 };
    byCategory[category] = { count: before.count + 1, amountCents: before.amountCents + amountCents };
  }
  const sum = (of: (denial: ReportedDenial) => number): number =>
    denials.reduce((total, denial) => total + of(denial), 0);
  return {
    count: denials.length,
    amountCents: sum(({ amountCents }) => amountCents),
    recoveredCents: sum(({ recoveredCents }) => recoveredCents),
    open: denials.filter(({ state }) => state !== 'RESOLVED').length,
    byCategory,
  };
}
