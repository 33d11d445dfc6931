/** What was counted over a period; money in cents, as the ledger holds it (rulebook §8). */
export interface Counted {
  readonly chargedCents: number;
  /** Charges posted in the last 90 days. */
  readonly charged90Cents: number;
  /** Money of payers and guarantors less what went back to them. */
  readonly paidCents: number;
  readonly contractualCents: number;
  readonly receivableCents: number;
  readonly payerReceivableCents: number;
  /** Part of the payers' receivable whose service is more than 90 days old. */
  readonly payerReceivableOver90Cents: number;
  /** Claims whose service is at least four months old: their charges less contractual adjustments, and what was paid. */
  readonly cohortNetCents: number;
  readonly cohortPaidCents: number;
  readonly denialWriteOffCents: number;
  readonly badDebtCents: number;
  readonly claimsScrubbed: number;
  readonly claimsClean: number;
  readonly firstSendings: number;
  readonly firstSendingsAccepted: number;
  readonly claimsDecided: number;
  readonly claimsDenied: number;
  /** Paid by the first decision without denial, rejection or correction. */
  readonly claimsPaidAtOnce: number;
  readonly appealsDecided: number;
  readonly appealsWon: number;
  readonly plans: number;
  readonly plansDefaulted: number;
  readonly placedCents: number;
  readonly collectedCents: number;
  readonly claimLagDays: Spread;
  readonly paymentLagDays: Spread;
}

/** Absent fields: nothing was counted. */
export interface Spread {
  readonly mean?: number;
  readonly median?: number;
  readonly p90?: number;
}

export interface KeyFigure {
  readonly name: string;
  readonly title: string;
  /** Absent when the period has nothing to divide by. */
  readonly value?: number;
  readonly unit: 'days' | 'percent';
  /** What the trade aims at (convention, not law). */
  readonly target?: string;
  /** Numerator and denominator in words. */
  readonly formula: string;
}

const oneDecimal = (value: number): number => Math.round(value * 10) / 10;

type Aim = Pick<KeyFigure, 'formula'> & { readonly target?: string };

function share(name: string, title: string, part: number, whole: number, aim: Aim): KeyFigure {
  return { name, title, unit: 'percent', ...(whole > 0 && { value: oneDecimal((part / whole) * 100) }), ...aim };
}

function days(name: string, title: string, value: number | undefined, aim: Aim): KeyFigure {
  return { name, title, unit: 'days', ...(value !== undefined && { value: oneDecimal(value) }), ...aim };
}

/** Net revenue: charges less contractual adjustments. */
const netCents = ({ chargedCents, contractualCents }: Counted): number => chargedCents - contractualCents;

/** The key figures of rulebook §8 that the books can answer. Cost to collect, charge lag and underpayments are not among them. */
export const keyFigures = (of: Counted): KeyFigure[] => [...moneyFigures(of), ...claimFigures(of), ...otherFigures(of)];

function moneyFigures(of: Counted): KeyFigure[] {
  const perDay = of.charged90Cents / 90;
  return [
    days('daysInAr', 'Days in AR', perDay > 0 ? of.receivableCents / perDay : undefined, {
      formula: 'total receivable ÷ (charges of the last 90 days ÷ 90)',
      target: '< 40',
    }),
    share('netCollectionRate', 'Net collection rate', of.cohortPaidCents, of.cohortNetCents, {
      formula: 'paid ÷ (charges − contractual), services at least four months old',
      target: '≥ 96 %',
    }),
    share('grossCollectionRate', 'Gross collection rate', of.paidCents, of.chargedCents, {
      formula: 'paid ÷ charges',
    }),
    share('payerArOver90', 'Payer AR over 90 days', of.payerReceivableOver90Cents, of.payerReceivableCents, {
      formula: 'payer receivable aged > 90 days by service ÷ payer receivable',
      target: '≤ 15 %',
    }),
    share('denialWriteOffs', 'Denial write-offs', of.denialWriteOffCents, netCents(of), {
      formula: 'denial write-offs ÷ (charges − contractual)',
      target: '≤ 2 %',
    }),
    share('badDebt', 'Bad debt', of.badDebtCents, of.chargedCents, {
      formula: 'bad-debt write-offs ÷ charges',
      target: '≤ 3 %',
    }),
  ];
}

function claimFigures(of: Counted): KeyFigure[] {
  return [
    share('cleanClaimRate', 'Clean claim rate', of.claimsClean, of.claimsScrubbed, {
      formula: 'claims sent without a failed edit, a hold or a touch ÷ claims sent',
      target: '≥ 95 %',
    }),
    share('firstPassAcceptance', 'First-pass acceptance', of.firstSendingsAccepted, of.firstSendings, {
      formula: 'first sendings accepted (999, 277CA) ÷ first sendings answered',
      target: '≥ 98 %',
    }),
    share('firstPassYield', 'First-pass yield', of.claimsPaidAtOnce, of.claimsDecided, {
      formula: 'claims paid by their first 835 without denial, rejection or correction ÷ claims with a first 835',
      target: '≥ 90 %',
    }),
    share('initialDenialRate', 'Initial denial rate', of.claimsDenied, of.claimsDecided, {
      formula: 'claims with a denied line on their first 835 ÷ claims with a first 835',
      target: '≤ 8 %',
    }),
    share('appealWinRate', 'Appeal win rate', of.appealsWon, of.appealsDecided, {
      formula: 'favorable or partly favorable ÷ decided appeal levels',
      target: '≥ 50 %',
    }),
  ];
}

function otherFigures(of: Counted): KeyFigure[] {
  return [
    days('claimLag', 'Claim lag (mean)', of.claimLagDays.mean, {
      formula: 'first submission − charge posting',
      target: '≤ 3',
    }),
    days('paymentLag', 'Payment lag (mean)', of.paymentLagDays.mean, {
      formula: 'first remittance − first submission',
      target: '≤ 25',
    }),
    days('paymentLagMedian', 'Payment lag (median)', of.paymentLagDays.median, {
      formula: 'first remittance − first submission',
    }),
    days('paymentLagP90', 'Payment lag (90 of 100)', of.paymentLagDays.p90, {
      formula: 'first remittance − first submission',
    }),
    share('planDefaultRate', 'Plan default rate', of.plansDefaulted, of.plans, {
      formula: 'plans that were ever in default ÷ plans accepted',
    }),
    share('agencyLiquidation', 'Agency liquidation', of.collectedCents, of.placedCents, {
      formula: 'collected ÷ placed',
    }),
  ];
}
