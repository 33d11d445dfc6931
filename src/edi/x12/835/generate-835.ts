import type { PlainDate } from '../../../domain/dates/plain-date.js';
import { cents } from '../../../domain/money.js';
import type { OutSet } from '../write.js';
import { writeInterchange } from '../write.js';
import { ClaimMaker, dateOf, INTEREST_CENTS, wrongByOf } from './generate-835-claims.js';
import type { Generate835Options, RemittanceFeature, RemittanceTruth } from './generate-835-features.js';
import { PLB_CODES } from './generate-835-features.js';
import type { ProviderAdjustment, RemittanceHeader, RemittanceItem } from './remittance.js';
import { CLP02_REVERSAL } from './remittance.js';
import { between, oneOf, type Random, seededRandom } from '../seeded-numbers.js';
import { GUIDE_835, remittance835Segments } from './write-remittance.js';

/** A generated file: its bytes, as often as they are asked for, and what is true of it. */
export interface Generated835 {
  /** Streamed; any size is made in flat memory. */
  bytes(): Iterable<Uint8Array>;
  readonly truth: readonly RemittanceTruth[];
}

/** About how many claims make a file of this size with the default of four lines at most. */
export const claimsForBytes = (bytes: number): number => Math.max(1, Math.round(bytes / 441));

const PROVIDER_ID = '1992753883';
const CLAIM_NUMBERS_KEPT = 1_000;
const PAYER_TRACE_ID = '1512345678';
const PAYER_ACCOUNT = { routingQualifier: '01', routing: '042000013', accountQualifier: 'DA', account: '90001' };
const PAYEE_ACCOUNT = { routingQualifier: '01', routing: '044000024', accountQualifier: 'DA', account: '70002' };

interface ClaimSums {
  claims: number;
  lines: number;
  /** Claims with lines. */
  rollups: number;
  chargeCents: number;
  paidCents: number;
  reasons: number;
  reversals: number;
  readonly numbers: string[];
}

/**
 * An 835 file from a seed. The truth is summed from what is made, in a first pass; the bytes are made in a second one
 * from the same seed, because BPR02 stands before the claims it pays. `prng` may be replaced by any seeded generator.
 */
export function generate835(
  seed: number,
  options: Generate835Options = {},
  prng: (seed: number) => Random = seededRandom,
): Generated835 {
  const plans: RemittancePlan[] = [];
  const count = options.remittances ?? 1;
  for (let ordinal = 1; ordinal <= count; ordinal += 1) plans.push(new RemittancePlan(seed, ordinal, options, prng));
  return { truth: plans.map((plan) => plan.truth), bytes: () => fileBytes(plans, options) };
}

/** The items of the remittances instead of bytes, for callers that write or judge them themselves. */
export function generate835Items(
  seed: number,
  options: Generate835Options = {},
  prng: (seed: number) => Random = seededRandom,
): Iterable<RemittanceItem>[] {
  const count = options.remittances ?? 1;
  return Array.from({ length: count }, (_, index) => new RemittancePlan(seed, index + 1, options, prng).items());
}

function* fileBytes(plans: readonly RemittancePlan[], options: Generate835Options): Generator<Uint8Array> {
  const date = dateOf(options);
  const control = `${options.control ?? 1}`;
  const sets = function* (): Generator<OutSet> {
    for (const plan of plans) {
      const segments = remittance835Segments(plan.items());
      yield { st01: '835', guide: GUIDE_835, control: `${plan.ordinal}`.padStart(4, '0'), segments };
    }
  };
  const group = {
    functionalId: 'HP',
    sender: 'PAYERONE',
    receiver: 'HARBOR',
    date,
    time: '0600',
    control,
    guide: GUIDE_835,
  };
  yield* writeInterchange({
    senderQualifier: 'ZZ',
    senderId: 'PAYERONE',
    receiverQualifier: 'ZZ',
    receiverId: 'HARBOR',
    date,
    time: '0600',
    control: control.padStart(9, '0'),
    usage: 'P',
    ackRequested: false,
    groups: [{ ...group, sets: sets() }],
  });
}

/** One remittance: its claims and adjustments can be made again and again from the seed. */
class RemittancePlan {
  readonly truth: RemittanceTruth;
  private readonly features: ReadonlySet<RemittanceFeature>;
  private readonly maker: ClaimMaker;
  private readonly header: RemittanceHeader;
  private readonly adjustments: readonly ProviderAdjustment[];

  constructor(
    private readonly seed: number,
    readonly ordinal: number,
    private readonly options: Generate835Options,
    prng: (seed: number) => Random,
  ) {
    this.features = new Set(options.features ?? []);
    this.maker = new ClaimMaker(seed, ordinal, options, prng);
    const sums = this.sumClaims();
    const drafts = this.planAdjustments(sums.paidCents);
    const plbCents = drafts.reduce((total, { amountCents }) => total + amountCents, 0);
    this.adjustments = drafts;
    const explained = sums.paidCents - plbCents;
    const stated = this.features.has('unbalancedPayment') ? explained + wrongByOf(options) : explained;
    this.header = this.headerFor(this.features.has('debit') ? -Math.abs(stated) : stated);
    this.truth = this.truthOf(sums, plbCents, this.header.paymentCents - explained);
  }

  *items(): Generator<RemittanceItem> {
    yield this.header;
    if (!this.features.has('plbOnly')) yield { kind: 'remittanceGroup', ordinal: 1, number: '1' };
    let ordinal = 0;
    for (const claim of this.maker.claims()) yield { ...claim, ordinal: (ordinal += 1) };
    yield* this.adjustments;
  }

  private sumClaims(): ClaimSums {
    const sums: ClaimSums = {
      claims: 0,
      lines: 0,
      rollups: 0,
      chargeCents: 0,
      paidCents: 0,
      reasons: 0,
      reversals: 0,
      numbers: [],
    };
    for (const claim of this.maker.claims()) {
      sums.claims += 1;
      sums.lines += claim.lines.length;
      if (claim.lines.length > 0) sums.rollups += 1;
      sums.chargeCents += claim.chargeCents;
      sums.paidCents += claim.paidCents;
      sums.reasons += claim.adjustments.length;
      for (const line of claim.lines) sums.reasons += line.adjustments.length;
      if (claim.status === CLP02_REVERSAL) sums.reversals += 1;
      if (sums.numbers.length < CLAIM_NUMBERS_KEPT) sums.numbers.push(claim.claimNumber);
    }
    return sums;
  }

  private planAdjustments(paidCents: number): ProviderAdjustment[] {
    const random = this.maker.randomFor(3_000_001);
    const found: ProviderAdjustment[] = [];
    let plbCents = 0;
    const add = (reason: string, amount: number): void => {
      const reference = reason === 'WO' || reason === 'FB' ? { reference: `REF${between(random, 1_000, 9_999)}` } : {};
      plbCents += amount;
      found.push({
        kind: 'providerAdjustment',
        ordinal: found.length + 1,
        providerId: PROVIDER_ID,
        fiscalPeriodDate: `${dateOf(this.options).slice(0, 4)}-12-31` as PlainDate,
        reason,
        ...reference,
        amountCents: cents(amount),
      });
    };
    if (this.features.has('plb'))
      for (let n = 0; n < 3; n += 1) add(oneOf(random, PLB_CODES), between(random, -2_000, 2_000));
    if (this.features.has('allPlb'))
      for (const reason of PLB_CODES) [1_250, -1_250].forEach((amount) => add(reason, amount));
    if (this.features.has('plbOnly')) add('FB', -between(random, 1_000, 90_000));
    if (this.features.has('capitation')) add('CT', -between(random, 50_000, 900_000));
    if (this.features.has('interest')) add('L6', -INTEREST_CENTS);
    const payment = paidCents - plbCents;
    if (this.features.has('nonPayment') || payment < 0) if (payment !== 0) add('FB', payment);
    return found;
  }

  private headerFor(paymentCents: number): RemittanceHeader {
    const date = dateOf(this.options);
    return {
      kind: 'remittance',
      ordinal: this.ordinal,
      setControl: `${this.ordinal}`.padStart(4, '0'),
      handling: paymentCents === 0 ? 'H' : 'I',
      paymentCents: cents(paymentCents),
      creditDebit: paymentCents < 0 ? 'D' : 'C',
      method: paymentCents === 0 ? 'NON' : 'ACH',
      ...(paymentCents === 0 ? {} : { format: 'CCP', payerAccount: PAYER_ACCOUNT, payeeAccount: PAYEE_ACCOUNT }),
      originatingCompany: PAYER_TRACE_ID,
      effectiveDate: date,
      trace: `T${this.seed}R${this.ordinal}`,
      payerTraceId: PAYER_TRACE_ID,
      productionDate: date,
      refs: [],
      payer: {
        name: 'PAYER ONE HEALTH',
        ids: [{ qualifier: 'XV', value: '12345' }],
        address: { line1: '1 PAYER PLAZA', city: 'DAYTON', state: 'OH', zip: '45402' },
        refs: [],
        contacts: [{ role: 'BL', name: 'EDI SUPPORT', channels: [{ qualifier: 'TE', value: '8005550100' }] }],
      },
      payee: { name: 'HARBOR CLINIC', npi: PROVIDER_ID, taxId: '311234567', refs: [] },
      unmodelled: [],
    };
  }

  private truthOf(sums: ClaimSums, plbCents: number, differenceCents: number): RemittanceTruth {
    const lines = this.features.has('unbalancedLine') && sums.claims > 0 ? 2 : 0;
    const claims = this.features.has('unbalancedClaim') && sums.claims > 0 ? 1 : 0;
    return {
      trace: this.header.trace ?? '',
      payerTraceId: PAYER_TRACE_ID,
      method: this.header.method,
      paymentCents: this.header.paymentCents,
      claims: sums.claims,
      lines: sums.lines,
      chargeCents: sums.chargeCents,
      paidCents: sums.paidCents,
      plbCents,
      providerAdjustments: this.adjustments.length,
      claimAdjustments: sums.reasons,
      reversals: sums.reversals,
      claimNumbers: sums.numbers,
      expected: {
        balanced: lines + claims === 0 && differenceCents === 0,
        debit: this.header.creditDebit === 'D',
        lines: { checked: sums.lines, failed: lines },
        claims: { checked: sums.claims, failed: claims },
        rollups: { checked: sums.rollups, failed: claims },
        paymentDifferenceCents: differenceCents,
      },
    };
  }
}
