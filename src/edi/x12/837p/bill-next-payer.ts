import type { PlainDate } from '../../../domain/dates/plain-date.js';
import { type Cents, sumCents } from '../../../domain/money.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { RemittanceClaim, RemittanceLine } from '../835/remittance.js';
import { centsOfText } from './amounts.js';
import type { Claim837, ClaimLine, LineAdjudication, OtherPayer, OutpatientAdjudication } from './claim-837.js';
import type { ClaimPayer, ClaimPerson, ClaimSubscriber } from './claim-parties.js';

export interface NextPayer {
  readonly payer: ClaimPayer;
  /** The patient's coverage there; `payerResponsibility` `S` or `T`. */
  readonly subscriber: ClaimSubscriber;
}

/** A decided line of the remittance that is none of the claim's. */
export interface UnmatchedLine {
  readonly ordinal: number;
  readonly procedure: string;
}

/** The claim's line a decided line belongs to: by our control number (REF*6R), by place when counts agree, by code. */
function lineOf(claim: Claim837, decided: RemittanceLine, remittance: RemittanceClaim): ClaimLine | undefined {
  const byControl = decided.lineControl
    ? claim.lines.find((line) => line.lineControl === decided.lineControl)
    : undefined;
  if (byControl) return byControl;
  const { code } = decided.submittedProcedure ?? decided.procedure;
  const sameCode = claim.lines.filter((line) => line.procedure?.code === code);
  if (sameCode.length === 1) return sameCode[0];
  const byPlace = claim.lines.length === remittance.lines.length ? claim.lines[decided.ordinal - 1] : undefined;
  return byPlace?.procedure?.code === code || sameCode.length === 0 ? byPlace : undefined;
}

function adjudication(payerId: string, decided: RemittanceLine, decidedOn: PlainDate): LineAdjudication {
  const { procedure, revenueCode, paidCents, units, adjustments } = decided;
  return {
    payerId,
    paidCents,
    procedure,
    ...(revenueCode ? { revenueCode } : {}),
    paidUnits: units ?? '1',
    adjustments,
    adjudicationDate: decidedOn,
  };
}

function outpatientOf(moa: readonly string[] | undefined): OutpatientAdjudication | undefined {
  if (!moa) return undefined;
  const amount = (text: string | undefined): Cents | undefined => (text ? centsOfText(text) : undefined);
  const [rate, payable] = moa;
  const hcpcs = amount(payable);
  const esrd = amount(moa[7]);
  const professional = amount(moa[8]);
  return {
    ...(rate ? { reimbursementRate: rate } : {}),
    ...(hcpcs === undefined ? {} : { hcpcsPayableCents: hcpcs }),
    remarks: moa.slice(2, 7).filter((remark) => remark !== ''),
    ...(esrd === undefined ? {} : { esrdPaymentCents: esrd }),
    ...(professional === undefined ? {} : { nonPayableProfessionalCents: professional }),
  };
}

/** Loop 2330A names the insured; birth date and sex have no place there. */
function insured(subscriber: ClaimSubscriber): ClaimPerson {
  const { entity, name, firstName, middleName, prefix, suffix, memberId, memberIdQualifier, address } = subscriber;
  return {
    entity,
    name,
    ...(firstName ? { firstName } : {}),
    ...(middleName ? { middleName } : {}),
    ...(prefix ? { prefix } : {}),
    ...(suffix ? { suffix } : {}),
    ...(memberId ? { memberId } : {}),
    ...(memberIdQualifier ? { memberIdQualifier } : {}),
    ...(address ? { address } : {}),
    contacts: [],
    refs: [],
  };
}

function patientShare(remittance: RemittanceClaim): Cents {
  const adjustments = [remittance, ...remittance.lines].flatMap((one) => one.adjustments);
  return sumCents(adjustments.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents));
}

function decidedPayer(claim: Claim837, remittance: RemittanceClaim, decidedOn: PlainDate): OtherPayer {
  const { subscriber, patient, payer } = claim;
  const { groupNumber, groupName, mspType, filingIndicator, payerResponsibility } = subscriber;
  const outpatient = outpatientOf(remittance.outpatient);
  return {
    sequence: payerResponsibility,
    relationship: patient?.relationship ?? '18',
    ...(groupNumber ? { groupNumber } : {}),
    ...(groupName ? { groupName } : {}),
    ...(mspType ? { mspType } : {}),
    ...(filingIndicator ? { filingIndicator } : {}),
    adjustments: remittance.adjustments,
    paidCents: remittance.paidCents,
    remainingCents: patientShare(remittance),
    amounts: [],
    benefitsAssigned: claim.benefitsAssigned ?? 'Y',
    release: claim.release ?? 'Y',
    ...(remittance.inpatient ? { inpatient: remittance.inpatient } : {}),
    ...(outpatient ? { outpatient } : {}),
    subscriber: insured(subscriber),
    payer: { ...payer, contacts: [], refs: [] },
    ...(remittance.payerControlNumber ? { claimNumber: remittance.payerControlNumber } : {}),
    ...(remittance.lines.length === 0 ? { adjudicationDate: decidedOn } : {}),
    providers: [],
    unmodelled: [],
  };
}

/**
 * The claim to the next payer with the last payer's decision as its 835 told it, nothing retyped. `decidedOn` is the
 * date of the remittance (BPR16). The result still goes through `claimFaults`, which proves that the decision explains
 * every cent of the charge. Fails when the remittance decides lines that the claim does not have.
 */
export function billNextPayer(
  claim: Claim837,
  decision: { readonly remittance: RemittanceClaim; readonly decidedOn: PlainDate },
  next: NextPayer,
): Result<Claim837, readonly UnmatchedLine[]> {
  const { remittance, decidedOn } = decision;
  const decisions = new Map<ClaimLine, LineAdjudication[]>();
  const unmatched: UnmatchedLine[] = [];
  for (const decided of remittance.lines) {
    const line = lineOf(claim, decided, remittance);
    if (!line) unmatched.push({ ordinal: decided.ordinal, procedure: decided.procedure.code });
    else decisions.set(line, [...(decisions.get(line) ?? []), adjudication(claim.payer.id, decided, decidedOn)]);
  }
  if (unmatched.length > 0) return fail(unmatched);
  const { place: _place, ...rest } = claim;
  return ok({
    ...rest,
    frequency: '1',
    refs: claim.refs.filter((ref) => ref.qualifier !== 'F8'),
    subscriber: next.subscriber,
    payer: next.payer,
    otherPayers: [...claim.otherPayers, decidedPayer(claim, remittance, decidedOn)],
    lines: claim.lines.map((line) => ({
      ...line,
      adjudications: [...line.adjudications, ...(decisions.get(line) ?? [])],
    })),
  });
}
