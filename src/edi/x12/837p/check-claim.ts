import { decimalOf } from '../../../domain/money.js';
import { checkInstitutional } from '../837i/check-institutional.js';
import { coordinationFaults } from './check-coordination.js';
import type { Claim837, ClaimLine } from './claim-837.js';
import type { ClaimFault, FaultSink } from './claim-fault.js';
import type { BillingProvider, ClaimPatient, ClaimSubscriber, TransmissionParty } from './claim-parties.js';
import { npiIsValid } from './npi.js';

/** X12 837P: 50 lines and 12 diagnoses; 837I: 999 and 25 (principal and 24 others). */
const LIMITS = { P: { lines: 50, diagnoses: 12 }, I: { lines: 999, diagnoses: 25 } } as const;

/** Longest claim number every payer must give back (837 TR3, CLM01). */
export const MAX_CLAIM_NUMBER = 20;

const FREQUENCIES = { P: ['1', '7', '8'], I: ['0', '1', '2', '3', '4', '5', '7', '8', '9', 'Q'] } as const;

const DIAGNOSIS_COUNTED = new Set(['ABK', 'ABF', 'BK', 'BF']);

export function partyFaults(submitter: TransmissionParty, receiver: TransmissionParty): ClaimFault[] {
  const faults: ClaimFault[] = [];
  const add = (code: string, loop: string, text: string): void => void faults.push({ claim: '', code, loop, text });
  if (!submitter.name || !submitter.id) add('SUBMITTER_INCOMPLETE', '1000A', 'The submitter needs a name and an id.');
  if (submitter.contacts.length === 0) add('SUBMITTER_CONTACT', '1000A', 'The submitter needs a contact.');
  if (!receiver.name || !receiver.id) add('RECEIVER_INCOMPLETE', '1000B', 'The receiver needs a name and an id.');
  return faults;
}

/** Everything the guide requires of one claim before it may be written; empty when it may be sent. */
export function claimFaults(claim: Claim837): ClaimFault[] {
  const faults: ClaimFault[] = [];
  const add: FaultSink = (code, loop, text, at) =>
    void faults.push({ claim: claim.claimNumber, code, loop, text, ...at });
  if (claim.kind === 'D') {
    add('DENTAL_NOT_WRITTEN', 'ST', 'Dental claims are read, not sent.');
    return faults;
  }
  checkHead(claim, claim.kind, add);
  checkFrequency(claim, claim.kind, add);
  checkBilling(claim.billingProvider, add);
  checkCoverage(claim, add);
  if (claim.kind === 'I') checkInstitutional(claim, claim.institutional, add);
  checkDiagnoses(claim, claim.kind, add);
  checkLines(claim, claim.kind, add);
  for (const fault of coordinationFaults(claim)) faults.push(fault);
  return faults;
}

function checkHead(claim: Claim837, kind: 'P' | 'I', add: FaultSink): void {
  if (!claim.claimNumber) add('CLAIM_NUMBER_MISSING', '2300', 'The claim has no number (item 26).', { item: '26' });
  if (claim.claimNumber.length > MAX_CLAIM_NUMBER) {
    add('CLAIM_NUMBER_LONG', '2300', 'The claim number is longer than the 20 characters a payer must return.');
  }
  if (!claim.facilityCode) add('FACILITY_CODE_MISSING', '2300', 'Place of service or type of bill is missing.');
  if (claim.facilityQualifier !== (kind === 'P' ? 'B' : 'A')) {
    add('FACILITY_QUALIFIER_WRONG', '2300', 'CLM05-2 is B for professional and A for institutional claims.');
  }
  if (claim.chargeCents < 0) add('CHARGE_NEGATIVE', '2300', 'The total charge is below zero.');
  if (!claim.assignment)
    add('ASSIGNMENT_MISSING', '2300', 'Say whether the provider accepts assignment (item 27).', { item: '27' });
  if (!claim.benefitsAssigned)
    add('BENEFITS_MISSING', '2300', 'Say whether benefits are assigned (item 13).', { item: '13' });
  if (!claim.release)
    add('RELEASE_MISSING', '2300', 'Say whether the release of information is signed (item 12).', { item: '12' });
  if (kind === 'P' && !claim.providerSignature) {
    add('SIGNATURE_MISSING', '2300', "The provider's signature is missing (item 31).", { item: '31' });
  }
}

/** Rulebook §2.3 and C2: 7 and 8 name the payer's claim, 1 does not, Medicare Part B takes neither. */
function checkFrequency(claim: Claim837, kind: 'P' | 'I', add: FaultSink): void {
  const { frequency } = claim;
  const item = { item: kind === 'P' ? '22' : '4' };
  const known: readonly string[] = FREQUENCIES[kind];
  const original = claim.refs.some((ref) => ref.qualifier === 'F8' && ref.value !== '');
  if (!known.includes(frequency))
    add('FREQUENCY_UNKNOWN', '2300', `Frequency ${frequency || '(none)'} cannot be sent.`, item);
  if (frequency === '1' && original) {
    add(
      'ORIGINAL_WITH_CONTROL_NUMBER',
      '2300',
      "An original claim does not carry the payer's claim number (REF*F8).",
      item,
    );
  }
  if (!['7', '8', 'Q'].includes(frequency)) return;
  if (!original) {
    const text = `Item 22 needs the payer's claim number when the frequency is ${frequency} (loop 2300, REF*F8). Open the claim and add it, or send it as a new claim.`;
    add('CONTROL_NUMBER_MISSING', '2300', text, item);
  }
  if (kind === 'P' && claim.subscriber.filingIndicator === 'MB') {
    add(
      'MEDICARE_B_FREQUENCY',
      '2300',
      'Medicare Part B takes no replacement or void; reopen or send a new claim.',
      item,
    );
  }
}

function checkBilling(provider: BillingProvider, add: FaultSink): void {
  const loop = '2010AA';
  if (!provider.name) add('BILLING_NAME_MISSING', loop, 'The billing provider has no name (item 33).', { item: '33' });
  if (!provider.npi || !npiIsValid(provider.npi)) {
    add('BILLING_NPI_WRONG', loop, 'The billing provider needs an NPI with a right check digit (item 33a).', {
      item: '33a',
    });
  }
  if (!provider.taxId?.value)
    add('TAX_ID_MISSING', loop, 'The billing provider has no tax id (item 25).', { item: '25' });
  const { address } = provider;
  if (!address?.line1 || !address.city)
    add('BILLING_ADDRESS_MISSING', loop, 'The billing address is incomplete (item 33).');
  if (!address?.country && !/^\d{9}$/.test(address?.zip ?? '')) {
    add('BILLING_ZIP_WRONG', loop, 'The billing address needs a nine-digit ZIP code (item 33).', { item: '33' });
  }
}

function checkCoverage(claim: Claim837, add: FaultSink): void {
  const { subscriber, patient, payer } = claim;
  if (!subscriber.payerResponsibility)
    add('RESPONSIBILITY_MISSING', '2000B', 'Say whether this payer is first, second or third.');
  if (!subscriber.name) add('SUBSCRIBER_NAME_MISSING', '2010BA', 'The insured has no name (item 4).', { item: '4' });
  if (!subscriber.memberId)
    add('MEMBER_ID_MISSING', '2010BA', 'The insured has no member id (item 1a).', { item: '1a' });
  if (!subscriber.filingIndicator)
    add('FILING_INDICATOR_MISSING', '2000B', 'The kind of payer is missing (item 1).', { item: '1' });
  if (!payer.name || !payer.id || !payer.idQualifier)
    add('PAYER_INCOMPLETE', '2010BB', 'The payer needs a name and an id.');
  if (patient) checkPatient(subscriber, patient, add);
  else checkOwnSubscriber(subscriber, add);
}

function checkPatient(subscriber: ClaimSubscriber, patient: ClaimPatient, add: FaultSink): void {
  const loop = '2010CA';
  if (subscriber.relationship) {
    add('RELATIONSHIP_TWICE', '2000B', 'A claim for another patient leaves the insured as self out (SBR02).');
  }
  if (!patient.relationship || patient.relationship === '18') {
    add('RELATIONSHIP_MISSING', '2000C', 'The relationship to the insured is missing (item 6).', { item: '6' });
  }
  if (!patient.name || !patient.birthDate || !patient.sex || !patient.address) {
    add('PATIENT_INCOMPLETE', loop, 'The patient needs name, birth date, sex and address (items 2, 3, 5).', {
      item: '2',
    });
  }
}

function checkOwnSubscriber(subscriber: ClaimSubscriber, add: FaultSink): void {
  if (subscriber.relationship !== '18') {
    add('RELATIONSHIP_MISSING', '2000B', 'Without a separate patient the insured is the patient (SBR02 18).', {
      item: '6',
    });
  }
  if (!subscriber.birthDate || !subscriber.sex || !subscriber.address) {
    add('SUBSCRIBER_INCOMPLETE', '2010BA', 'The patient needs birth date, sex and address (items 3, 5).', {
      item: '3',
    });
  }
}

function checkDiagnoses(claim: Claim837, kind: 'P' | 'I', add: FaultSink): void {
  const counted = claim.diagnoses.filter((diagnosis) => DIAGNOSIS_COUNTED.has(diagnosis.qualifier));
  const item = { item: kind === 'P' ? '21' : '67' };
  const principal = counted[0]?.qualifier;
  if (principal !== 'ABK' && principal !== 'BK')
    add('DIAGNOSIS_MISSING', '2300', 'The principal diagnosis is missing.', item);
  const limit = LIMITS[kind].diagnoses;
  if (counted.length > limit)
    add('DIAGNOSES_TOO_MANY', '2300', `${counted.length} diagnoses; at most ${limit} can be sent.`, item);
}

function checkLines(claim: Claim837, kind: 'P' | 'I', add: FaultSink): void {
  const { lines } = claim;
  const limit = LIMITS[kind].lines;
  if (lines.length === 0) add('LINES_MISSING', '2400', 'The claim has no line.');
  if (lines.length > limit)
    add('LINES_TOO_MANY', '2400', `${lines.length} lines; at most ${limit} can be sent. Split the claim.`);
  let sum = 0;
  const controls = new Set<string>();
  const diagnoses = claim.diagnoses.filter((diagnosis) => DIAGNOSIS_COUNTED.has(diagnosis.qualifier)).length;
  lines.forEach((line, at) => {
    sum += line.chargeCents;
    checkLine(line, at + 1, kind, add);
    if (kind === 'P') checkPointers(line, at + 1, diagnoses, add);
    if (line.lineControl && controls.has(line.lineControl)) {
      add('LINE_CONTROL_REPEATED', '2400', 'Two lines bear the same control number (REF*6R).', { line: at + 1 });
    }
    if (line.lineControl) controls.add(line.lineControl);
  });
  if (sum === claim.chargeCents) return;
  const text = `The lines add up to ${decimalOf(sum)}, the claim says ${decimalOf(claim.chargeCents)} (item 28).`;
  add('CLAIM_TOTAL_WRONG', '2300', text, { item: '28' });
}

function checkLine(line: ClaimLine, ordinal: number, kind: 'P' | 'I', add: FaultSink): void {
  const at = { line: ordinal };
  if (line.number !== ordinal) add('LINE_NUMBER_WRONG', '2400', `Line ${ordinal} bears the number ${line.number}.`, at);
  if (line.chargeCents < 0) add('LINE_CHARGE_NEGATIVE', '2400', `The charge of line ${ordinal} is below zero.`, at);
  if (!line.unit || !line.units) add('UNITS_MISSING', '2400', `Line ${ordinal} has no units.`, at);
  if (!line.lineControl) add('LINE_CONTROL_MISSING', '2400', `Line ${ordinal} has no control number (REF*6R).`, at);
  if (kind === 'P' && !line.procedure?.code) add('PROCEDURE_MISSING', '2400', `Line ${ordinal} has no procedure.`, at);
  if (kind === 'P' && !line.serviceFrom)
    add('SERVICE_DATE_MISSING', '2400', `Line ${ordinal} has no date of service.`, at);
  if (kind === 'I' && !line.revenueCode)
    add('REVENUE_CODE_MISSING', '2400', `Line ${ordinal} has no revenue code.`, at);
  if (line.procedure && line.procedure.modifiers.length > 4) {
    add('MODIFIERS_TOO_MANY', '2400', `Line ${ordinal} has more than four modifiers.`, at);
  }
  if (line.serviceFrom && line.serviceThrough && line.serviceThrough < line.serviceFrom) {
    add('SERVICE_DATES_TURNED', '2400', `Line ${ordinal} ends before it begins.`, at);
  }
}

function checkPointers(line: ClaimLine, ordinal: number, diagnoses: number, add: FaultSink): void {
  const { pointers } = line;
  if (pointers.length === 0 || pointers.length > 4) {
    add('POINTERS_COUNT', '2400', `Line ${ordinal} needs one to four diagnosis pointers (item 24E).`, {
      line: ordinal,
      item: '24E',
    });
  }
  if (pointers.some((pointer) => !Number.isInteger(pointer) || pointer < 1 || pointer > diagnoses)) {
    add('POINTER_WRONG', '2400', `Line ${ordinal} points to a diagnosis the claim does not have.`, {
      line: ordinal,
      item: '24E',
    });
  }
}
