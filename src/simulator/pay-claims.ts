import { cents, sumCents, type Cents } from '../domain/money.js';
import type { ProviderAdjustment, RemittanceClaim } from '../edi/x12/835/remittance.js';
import type { Stage } from './actors.js';
import { adjudicate, takenBack } from './adjudicate.js';
import { afterDays } from './business-moment.js';
import { entryKey, forwardClaim } from './forward-claim.js';
import { byPayer, envelopeOf, interchangeText, remittanceSegments } from './payer-files.js';
import { fateOf } from './scenarios/catalog.js';
import type { ClaimHistory, PayerDecision } from './scenarios/scenario.js';
import { nextNumber, type AgendaItem, type KnownClaim, type World } from './world.js';

type Due = Extract<AgendaItem, { kind: 'adjudicate' }>;

export interface PaymentFile {
  readonly name: string;
  readonly text: string;
}

interface Decided {
  readonly known: KnownClaim;
  readonly decision: PayerDecision;
  readonly records: readonly RemittanceClaim[];
}

/** Everything a payer decides on one day goes into one payment with one trace. */
export function payDue(stage: Pick<Stage, 'world' | 'now'>, due: readonly Due[]): PaymentFile[] {
  return byPayer(
    stage.world,
    due.map(({ claimNumber }) => claimNumber),
  ).map((claims) => payment(stage, claims, due));
}

function payment(
  { world, now }: Pick<Stage, 'world' | 'now'>,
  claims: readonly KnownClaim[],
  due: readonly Due[],
): PaymentFile {
  const first = (claims[0] as KnownClaim).claim;
  const payerId = first.payer.id;
  const serial = String(nextNumber(world, `payment:${payerId}`)).padStart(4, '0');
  const trace = `${payerId}${now.date.replaceAll('-', '')}${serial}`;
  const decided = claims.map((known) => decide({ world, now }, known, due));
  const records = decided
    .flatMap((one) => one.records)
    .map((record, index): RemittanceClaim => ({ ...record, ordinal: index + 1 }));
  const payee = { name: first.billingProvider.name, npi: first.billingProvider.npi ?? '' };
  const adjustments = numbered(payee.npi, [
    ...interestOf(decided),
    ...balanceForward(world, payerId, { decided, paid: sumCents(records.map(({ paidCents }) => paidCents)) }),
  ]);
  const segments = remittanceSegments(
    { name: first.payer.name, id: payerId },
    { claims: records, adjustments },
    {
      date: now.date,
      trace,
      payee,
    },
  );
  const text = interchangeText(world, now, envelopeOf(world), {
    st01: '835',
    guide: '005010X221A1',
    functionalId: 'HP',
    segments,
  });
  return { name: `835-${trace}.x12`, text };
}

/** One claim's decision of today with the record it takes back, if any; a further round goes on the agenda. */
function decide({ world, now }: Pick<Stage, 'world' | 'now'>, known: KnownClaim, due: readonly Due[]): Decided {
  const { claim, sends, lastDecision } = known;
  const item = due.find(({ claimNumber }) => claimNumber === entryKey(known));
  const round = item?.round ?? 0;
  const history: ClaimHistory = {
    sends,
    frequency: item?.frequency ?? claim.frequency,
    appealWon: item?.appealWon ?? false,
    round,
  };
  const scenario = fateOf(world, claim);
  const decision = scenario.decide(claim, history);
  const payerClaimNumber = decision.secondEntry ? `${known.payerClaimNumber}D` : known.payerClaimNumber;
  const fresh = adjudicate(claim, decision, { ordinal: 1, payerClaimNumber });
  if (decision.forwards) forwardClaim({ world, now }, known, fresh);
  const back = (decision.takesBack || decision.onlyTakesBack) && lastDecision ? [takenBack(lastDecision)] : [];
  if (!decision.onlyTakesBack) known.lastDecision = fresh;
  if (decision.decidesAgain) {
    const next = scenario.decide(claim, { ...history, round: round + 1 });
    world.agenda.push({
      at: afterDays(now, next.payAfterDays, '08:00'),
      kind: 'adjudicate',
      claimNumber: entryKey(known),
      frequency: history.frequency,
      appealWon: history.appealWon,
      round: round + 1,
    });
  }
  return { known, decision, records: decision.onlyTakesBack ? back : [...back, fresh] };
}

type Adjustment = Pick<ProviderAdjustment, 'reason' | 'reference' | 'amountCents'>;

/** PLB L6: negative, it raises the payment. */
function interestOf(decided: readonly Decided[]): Adjustment[] {
  return decided.flatMap(({ known, decision, records }) => {
    const paid = sumCents(records.map(({ paidCents }) => paidCents));
    const interest = Math.round((paid * (decision.interestPercent ?? 0)) / 100);
    return interest > 0 ? [{ reason: 'L6', reference: known.payerClaimNumber, amountCents: cents(-interest) }] : [];
  });
}

/**
 * What was taken back and is more than today's payments is carried forward (FB, negative: added here, owed later); a balance
 * carried before is recovered from today's payments (WO, positive) as far as they reach.
 */
function balanceForward(
  world: World,
  payerId: string,
  today: { readonly decided: readonly Decided[]; readonly paid: Cents },
): Adjustment[] {
  const forwarded = (world.forwarded ??= {})[payerId] ?? [];
  if (today.paid < 0) {
    const taken = today.decided.find(({ decision }) => decision.takesBack || decision.onlyTakesBack);
    const reference = taken?.known.payerClaimNumber ?? '';
    world.forwarded[payerId] = [...forwarded, { reference, cents: -today.paid }];
    return [{ reason: 'FB', reference, amountCents: today.paid }];
  }
  let left: number = today.paid;
  const recovered: Adjustment[] = [];
  for (const balance of forwarded) {
    const amount = Math.min(left, balance.cents);
    if (amount === 0) continue;
    balance.cents -= amount;
    left -= amount;
    recovered.push({ reason: 'WO', reference: balance.reference, amountCents: cents(amount) });
  }
  world.forwarded[payerId] = forwarded.filter((balance) => balance.cents > 0);
  return recovered;
}

const numbered = (providerId: string, adjustments: readonly Adjustment[]): ProviderAdjustment[] =>
  adjustments.map((adjustment, index) => ({
    kind: 'providerAdjustment',
    ordinal: index + 1,
    providerId,
    fiscalPeriodDate: '2026-12-31' as ProviderAdjustment['fiscalPeriodDate'] & string,
    ...adjustment,
  }));
