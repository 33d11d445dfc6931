import type { PlainDate } from '../../domain/dates/plain-date.js';
import { nextResponsibility } from '../../domain/coverages/payer-order.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { RemittanceClaim } from '../../edi/x12/835/remittance.js';
import { billNextPayer } from '../../edi/x12/837p/bill-next-payer.js';
import { claimFaults } from '../../edi/x12/837p/check-claim.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { ClaimPatient, ClaimPayer, ClaimPerson, ClaimSubscriber } from '../../edi/x12/837p/claim-parties.js';

const SELF = '18';

/** The payer and the insured a claim is turned to. */
export interface Addressee {
  readonly payer: { readonly name: string; readonly payerCode: string; readonly filingIndicator: string };
  readonly holder: ClaimSubscriber;
}

export interface PriorDecision {
  readonly remittance: RemittanceClaim;
  readonly decidedOn: PlainDate;
}

/** Why the claim cannot be sent: codes of the guide's checks, never names. */
export type CannotBill = readonly string[];

/**
 * The claim to the payer after this one, with the decision of the payer before exactly as its 835 told it (loops 2320, 2330,
 * 2430) and proved to explain every cent of the charge; our own numbers come later.
 */
export function claimToNextPayer(
  claim: Claim837,
  decision: PriorDecision,
  to: Addressee,
): Result<Claim837, CannotBill> {
  const { payer, holder } = to;
  const others = claim.otherPayers.filter((other) => other.payer?.id !== payer.payerCode);
  const turned = billNextPayer({ ...claim, otherPayers: others }, decision, {
    payer: payerOf(to),
    subscriber: { ...holder, payerResponsibility: nextResponsibility(claim.subscriber.payerResponsibility) },
  });
  if (!turned.ok) return fail(turned.problem.map(({ ordinal }) => `LINE_UNMATCHED:${ordinal}`));
  return proved(addressed(turned.value, claim, to));
}

/** The claim the next payer may have already, with the decision before it as it stands now; everything of its own stays. */
export function restateDecision(
  own: Claim837,
  before: Claim837,
  decision: PriorDecision,
  to: Addressee,
): Result<Claim837, CannotBill> {
  const turned = claimToNextPayer(before, decision, to);
  if (!turned.ok) return turned;
  const { otherPayers, lines } = turned.value;
  const told = new Map(lines.map((line) => [line.number, line.adjudications]));
  return proved({
    ...own,
    otherPayers,
    lines: own.lines.map((line) => ({ ...line, adjudications: told.get(line.number) ?? [] })),
  });
}

/** Do two versions of a claim tell its payer the same amounts? Dates and control numbers alone are no news. */
export const tellsTheSame = (one: Claim837, other: Claim837): boolean => toldBy(one) === toldBy(other);

const toldBy = ({ otherPayers, lines }: Claim837): string =>
  JSON.stringify([
    otherPayers.map(({ paidCents, remainingCents, adjustments }) => [paidCents, remainingCents, adjustments]),
    lines.map(({ adjudications }) => adjudications.map(({ paidCents, adjustments }) => [paidCents, adjustments])),
  ]);

/** The same services to a payer that should have been asked in the first place: no decision goes with it. */
export function claimToOtherPayer(claim: Claim837, to: Addressee): Result<Claim837, CannotBill> {
  const { payerResponsibility } = claim.subscriber;
  const turned: Claim837 = {
    ...claim,
    frequency: '1',
    refs: claim.refs.filter((ref) => ref.qualifier !== 'F8'),
    otherPayers: claim.otherPayers.filter((other) => other.payer?.id !== to.payer.payerCode),
    payer: payerOf(to),
    subscriber: { ...to.holder, payerResponsibility },
  };
  return proved(addressed(turned, claim, to));
}

const payerOf = ({ payer }: Addressee): ClaimPayer => ({
  entity: 'organization',
  name: payer.name,
  id: payer.payerCode,
  idQualifier: 'PI',
  contacts: [],
  refs: [],
});

/** Who is insured differs from policy to policy: the patient stands in loop 2010BA when insured, else in 2010CA. */
function addressed(turned: Claim837, from: Claim837, { payer, holder }: Addressee): Claim837 {
  const { patient: _patient, ...claim } = turned;
  const relationship = holder.relationship ?? SELF;
  const filingIndicator = holder.filingIndicator ?? payer.filingIndicator;
  const { relationship: _relationship, ...insured } = { ...turned.subscriber, filingIndicator };
  if (relationship === SELF) return { ...claim, subscriber: { ...insured, relationship: SELF } };
  return { ...claim, subscriber: insured, patient: patientOf(from, relationship) };
}

function patientOf(from: Claim837, relationship: string): ClaimPatient {
  const person: ClaimPerson = from.patient ?? from.subscriber;
  const { entity, name, firstName, middleName, suffix, address, birthDate, sex } = person;
  return {
    entity,
    name,
    relationship,
    ...(firstName && { firstName }),
    ...(middleName && { middleName }),
    ...(suffix && { suffix }),
    ...(address && { address }),
    ...(birthDate && { birthDate }),
    ...(sex && { sex }),
    contacts: [],
    refs: [],
  };
}

function proved(claim: Claim837): Result<Claim837, CannotBill> {
  const faults = claimFaults(claim);
  return faults.length === 0 ? ok(claim) : fail([...new Set(faults.map(({ code }) => code))]);
}
