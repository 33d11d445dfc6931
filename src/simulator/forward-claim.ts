import { billNextPayer } from '../edi/x12/837p/bill-next-payer.js';
import type { RemittanceClaim } from '../edi/x12/835/remittance.js';
import type { Stage } from './actors.js';
import { afterDays } from './business-moment.js';
import { nextInLine } from './coordinate-benefits.js';
import { fateOf } from './scenarios/catalog.js';
import { nextNumber, type KnownClaim } from './world.js';

/** Under which key the payers keep a claim: a forwarded one still carries the number the first payer was sent. */
export const entryKey = ({ claim, forwarded }: KnownClaim): string =>
  forwarded ? `${claim.payer.id}:${claim.claimNumber}` : claim.claimNumber;

/** The payer sends the claim with its decision to the next one, which decides without hearing from the practice. */
export function forwardClaim(
  { world, now }: Pick<Stage, 'world' | 'now'>,
  from: KnownClaim,
  decided: RemittanceClaim,
): void {
  const { claim } = from;
  const next = nextInLine(claim);
  if (!next?.payer || !next.subscriber) return;
  const { memberId } = next.subscriber;
  const turned = billNextPayer(
    { ...claim, otherPayers: claim.otherPayers.filter((other) => other !== next) },
    { remittance: decided, decidedOn: now.date },
    {
      payer: next.payer,
      subscriber: {
        ...claim.subscriber,
        payerResponsibility: next.sequence,
        ...(memberId && { memberId }),
        ...(next.filingIndicator && { filingIndicator: next.filingIndicator }),
      },
    },
  );
  if (!turned.ok) throw new Error(`${claim.payer.id} decided lines that its claim does not have`);
  const payerClaimNumber = `${next.payer.id}${String(nextNumber(world, 'payerClaim')).padStart(7, '0')}`;
  const forwarded: KnownClaim = { claim: turned.value, payerClaimNumber, sends: 1, forwarded: true };
  const key = entryKey(forwarded);
  world.claims[key] = forwarded;
  const { frequency } = turned.value;
  const history = { sends: 1, frequency, appealWon: false, round: 0 };
  const { payAfterDays } = fateOf(world, turned.value).decide(turned.value, history);
  world.agenda.push({
    at: afterDays(now, payAfterDays, '08:00'),
    kind: 'adjudicate',
    claimNumber: key,
    frequency,
    appealWon: false,
  });
}
