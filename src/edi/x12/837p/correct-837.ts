import type { PlainDate } from '../../../domain/dates/plain-date.js';
import { fail, ok, type Result } from '../../../domain/result.js';
import type { ReopeningReason } from '../../../domain/claims/change-condition.js';
import { withReopeningReason } from './change-condition-code.js';
import type { Claim837, ClaimLine } from './claim-837.js';
import type { ClaimReference, PostalAddress } from './claim-parties.js';

export interface LineCorrection {
  /** LX01 of the line. */
  readonly number: number;
  readonly procedure?: string;
  readonly modifiers?: readonly string[];
  readonly units?: string;
  readonly pointers?: readonly number[];
  readonly placeOfService?: string;
}

/**
 * What a person may change on a claim that is sent again (rulebook §4.2 `CC`). Amounts are not among it: another charge is
 * another posting. `null` takes a reference number away.
 */
export interface ClaimCorrections {
  readonly memberId?: string;
  readonly groupNumber?: string;
  /** The patient as on the card: the dependent where there is one, else the subscriber. */
  readonly patientLastName?: string;
  readonly patientFirstName?: string;
  readonly patientBirthDate?: PlainDate;
  readonly patientSex?: 'F' | 'M' | 'U';
  /** N3 and N4 of the person who was treated, of the subscriber, of the billing provider (nine-digit ZIP) and of the service facility. */
  readonly patientAddress?: PostalAddress;
  readonly subscriberAddress?: PostalAddress;
  readonly billingAddress?: PostalAddress;
  readonly facilityAddress?: PostalAddress;
  /** ICD-10 codes in order, the principal one first. */
  readonly diagnoses?: readonly string[];
  /** CLM05-1 of a professional claim. */
  readonly placeOfService?: string;
  /** REF*G1. */
  readonly priorAuthorization?: string | null;
  /** REF*9F. */
  readonly referralNumber?: string | null;
  /** NTE*ADD in place of an earlier one: what a Part A adjustment (D9) is about. */
  readonly remark?: string;
  /** HI*BG R1–R9: why a Part A claim older than a year is reopened (TOB xxQ). */
  readonly reopeningReason?: ReopeningReason;
  /** The payer’s number of the version it decided last (REF*F8), where the one we hold was wrong (RARC N152, M47). */
  readonly payerClaimNumber?: string;
  readonly renderingNpi?: string;
  readonly referringNpi?: string;
  readonly lines?: readonly LineCorrection[];
}

/** The corrected claim, or each fault with the field it stands in. Everything not named stays as it was. */
export function correct837(claim: Claim837, corrections: ClaimCorrections): Result<Claim837, readonly string[]> {
  const faults = faultsOf(claim, corrections);
  if (faults.length > 0) return fail(faults);
  const people = withAddresses(withPeople(claim, corrections), corrections);
  return ok(withLines(withProviders(withClaimFields(people, corrections), corrections), corrections));
}

function faultsOf(
  claim: Claim837,
  { placeOfService, renderingNpi, referringNpi, ...rest }: ClaimCorrections,
): string[] {
  const { diagnoses, lines = [] } = rest;
  const has = (role: string): boolean => claim.providers.some((provider) => provider.role === role);
  const count = diagnoses?.length ?? diagnosesOf(claim).length;
  const numbers = new Set(claim.lines.map((line) => line.number));
  const isPointing = (line: LineCorrection): boolean => line.pointers?.every((at) => at >= 1 && at <= count) !== false;
  return [
    ...(placeOfService && claim.kind !== 'P'
      ? ['placeOfService: an institutional claim has a type of bill instead']
      : []),
    ...(rest.reopeningReason && claim.kind !== 'I'
      ? ['reopeningReason: only an institutional claim is reopened by a claim']
      : []),
    ...(renderingNpi && !has('82') ? ['renderingNpi: the claim names no rendering provider (NM1*82)'] : []),
    ...(rest.facilityAddress && !has('77') ? ['facilityAddress: the claim names no service facility (NM1*77)'] : []),
    ...(rest.billingAddress && !/^\d{9}$/.test(rest.billingAddress.zip ?? '')
      ? ['billingAddress: a billing provider needs all nine digits of its ZIP code']
      : []),
    ...(referringNpi && !has('DN') ? ['referringNpi: the claim names no referring provider (NM1*DN)'] : []),
    ...lines.filter((line) => !numbers.has(line.number)).map((line) => `lines: there is no line ${line.number}`),
    ...lines
      .filter((line) => line.procedure && !claim.lines.find(({ number }) => number === line.number)?.procedure)
      .map((line) => `lines: line ${line.number} has a revenue code and no procedure`),
    ...lines
      .filter((line) => !isPointing(line))
      .map((line) => `lines: line ${line.number} points to a diagnosis that is not there (1 to ${count})`),
    ...(diagnoses && claim.lines.some((line) => line.pointers.some((at) => at > count) && !isCorrected(line, lines))
      ? [`diagnoses: a line points to a diagnosis beyond ${count}; correct its pointers too`]
      : []),
  ];
}

const isCorrected = (line: ClaimLine, lines: readonly LineCorrection[]): boolean =>
  lines.some(({ number, pointers }) => number === line.number && pointers !== undefined);

const isDiagnosis = ({ qualifier }: { qualifier: string }): boolean => qualifier === 'ABK' || qualifier === 'ABF';
const diagnosesOf = (claim: Claim837) => claim.diagnoses.filter(isDiagnosis);

function withPeople(claim: Claim837, corrections: ClaimCorrections): Claim837 {
  const { memberId, groupNumber, patientLastName, patientFirstName, patientBirthDate, patientSex } = corrections;
  const person = {
    ...(patientLastName !== undefined && { name: patientLastName }),
    ...(patientFirstName !== undefined && { firstName: patientFirstName }),
    ...(patientBirthDate !== undefined && { birthDate: patientBirthDate }),
    ...(patientSex !== undefined && { sex: patientSex }),
  };
  return {
    ...claim,
    subscriber: {
      ...claim.subscriber,
      ...(claim.patient ? {} : person),
      ...(memberId !== undefined && { memberId }),
      ...(groupNumber !== undefined && { groupNumber }),
    },
    ...(claim.patient && { patient: { ...claim.patient, ...person } }),
  };
}

/** A whole address replaces a whole address: half of an old one belongs to nobody. */
function withAddresses(claim: Claim837, corrections: ClaimCorrections): Claim837 {
  const { patientAddress, subscriberAddress, billingAddress, facilityAddress } = corrections;
  const ofSubscriber = claim.patient ? subscriberAddress : (patientAddress ?? subscriberAddress);
  return {
    ...claim,
    subscriber: { ...claim.subscriber, ...(ofSubscriber && { address: ofSubscriber }) },
    ...(claim.patient && { patient: { ...claim.patient, ...(patientAddress && { address: patientAddress }) } }),
    billingProvider: { ...claim.billingProvider, ...(billingAddress && { address: billingAddress }) },
    providers: claim.providers.map((provider) =>
      provider.role === '77' && facilityAddress ? { ...provider, address: facilityAddress } : provider,
    ),
  };
}

function withClaimFields(claim: Claim837, corrections: ClaimCorrections): Claim837 {
  const { diagnoses, placeOfService, priorAuthorization, referralNumber, remark, reopeningReason } = corrections;
  const named = diagnoses?.map((code, at) => ({ qualifier: at === 0 ? 'ABK' : 'ABF', code: code.replace('.', '') }));
  return {
    ...(reopeningReason ? withReopeningReason(claim, reopeningReason) : claim),
    ...(placeOfService !== undefined && { facilityCode: placeOfService }),
    ...(remark !== undefined && {
      notes: [...claim.notes.filter(({ qualifier }) => qualifier !== 'ADD'), { qualifier: 'ADD', text: remark }],
    }),
    ...(named && { diagnoses: [...named, ...claim.diagnoses.filter((one) => !isDiagnosis(one))] }),
    refs: withReference(withReference(claim.refs, 'G1', priorAuthorization), '9F', referralNumber),
  };
}

function withReference(
  refs: readonly ClaimReference[],
  qualifier: string,
  value: string | null | undefined,
): readonly ClaimReference[] {
  if (value === undefined) return refs;
  const others = refs.filter((ref) => ref.qualifier !== qualifier);
  return value === null ? others : [...others, { qualifier, value }];
}

function withProviders(claim: Claim837, { renderingNpi, referringNpi }: ClaimCorrections): Claim837 {
  const npis: Readonly<Record<string, string | undefined>> = { '82': renderingNpi, DN: referringNpi };
  return {
    ...claim,
    providers: claim.providers.map((provider) => {
      const npi = npis[provider.role];
      return npi ? { ...provider, npi } : provider;
    }),
  };
}

function withLines(claim: Claim837, { lines = [] }: ClaimCorrections): Claim837 {
  return {
    ...claim,
    lines: claim.lines.map((line) => {
      const correction = lines.find(({ number }) => number === line.number);
      return correction ? correctedLine(line, correction) : line;
    }),
  };
}

function correctedLine(
  line: ClaimLine,
  { procedure, modifiers, units, pointers, placeOfService }: LineCorrection,
): ClaimLine {
  return {
    ...line,
    ...(line.procedure && {
      procedure: { ...line.procedure, ...(procedure && { code: procedure }), ...(modifiers && { modifiers }) },
    }),
    ...(units !== undefined && { units }),
    ...(pointers !== undefined && { pointers }),
    ...(placeOfService !== undefined && { placeOfService }),
  };
}
