import fc from 'fast-check';
import { addDays, plainDate } from '../../../domain/dates/plain-date.js';
import { cents } from '../../../domain/money.js';
import { claimFaults } from '../837p/check-claim.js';
import type { Claim837, ClaimLine, HealthCareCode, InstitutionalFacts } from '../837p/claim-837.js';
import { generate837 } from '../837p/generate-837.js';
import { npiFrom } from '../837p/npi.js';
import { claims837Segments } from '../837p/write-837.js';
import { X12Read } from '../read.js';
import { nonconformities } from '../structure/conformity.js';
import { STRUCTURE_837I } from '../structure/837-institutional.table.js';
import { segmentRules } from '../structure/structure-table.js';
import { type OutSegment, writeInterchange } from '../write.js';

const march = plainDate('2026-03-02');
const rules = segmentRules(STRUCTURE_837I).filter((rule) => rule.id !== 'ST' && rule.id !== 'SE');

const code = (qualifier: string, more: Partial<HealthCareCode> = {}): HealthCareCode => ({
  qualifier,
  code: '01',
  ...more,
});
const stay = fc.record({
  days: fc.integer({ min: 0, max: 20 }),
  facility: fc.constantFrom('11', '13', '83'),
  frequency: fc.constantFrom('1', '2', '3', '4'),
  hour: fc.constantFrom(undefined, '0915'),
  drg: fc.constantFrom(undefined, '470'),
  codes: fc.subarray([
    code('BBR', { code: '0SRC0J9', dateFormat: 'D8', date: '20260303' }),
    code('BI', { code: '70', dateFormat: 'RD8', date: '20260303-20260304' }),
    code('BH', { code: '11', dateFormat: 'D8', date: '20260301' }),
    code('BE', { code: 'A2', amountCents: cents(1_531) }),
    code('BG', { code: '09' }),
  ]),
  poa: fc.constantFrom(undefined, 'Y', 'N'),
});
type Stay = typeof stay extends fc.Arbitrary<infer T> ? T : never;

function asHospital(claim: Claim837, drawn: Stay): Claim837 {
  const { days, facility, frequency, hour, drg, codes, poa } = drawn;
  const institutional: InstitutionalFacts = {
    typeOfBill: `0${facility}${frequency}`,
    statementFrom: march,
    statementThrough: addDays(march, days),
    admissionDate: march,
    ...(hour ? { admissionHour: hour, dischargeHour: '1800' } : {}),
    admissionType: '1',
    admissionSource: '7',
    patientStatus: '01',
    ...(drg ? { drg } : {}),
  };
  const lines = claim.lines.map((line): ClaimLine => ({ ...line, revenueCode: '0450', pointers: [] }));
  const { providerSignature: _signature, ...rest } = claim;
  const attending = {
    role: '71',
    entity: 'person',
    name: 'ADAMS',
    firstName: 'RUTH',
    npi: npiFrom('299999301'),
    contacts: [],
    refs: [],
  } as const;
  return {
    ...rest,
    kind: 'I',
    facilityCode: facility,
    facilityQualifier: 'A',
    frequency,
    diagnoses: claim.diagnoses.map((diagnosis) => ({ ...diagnosis, ...(poa ? { poa } : {}) })),
    providers: [{ ...attending, taxonomy: '207P00000X' }],
    codes,
    lines,
    institutional,
  };
}

function written(claims: readonly Claim837[]): readonly OutSegment[] {
  const { submitter, receiver } = generate837({ seed: 1, claims: 1, firstServiceDate: march });
  const bht = { reference: 'H1', date: march, time: '1200', use: 'CH' } as const;
  const batch = claims837Segments({ bht, submitter, receiver, claims });
  if (!batch.ok) throw new Error(JSON.stringify(batch.problem.slice(0, 3)));
  return batch.value.segments;
}

function readBack(segments: readonly OutSegment[]): Claim837[] {
  const guide = '005010X223A2';
  const stamp = { date: march, time: '1200' };
  const set = { st01: '837', guide, control: '0001', segments };
  const group = { functionalId: 'HC', sender: 'A1', receiver: 'B1', ...stamp, control: '1', guide, sets: [set] };
  const address = { senderQualifier: 'ZZ', senderId: 'A1', receiverQualifier: 'ZZ', receiverId: 'B1' };
  const read = new X12Read();
  const envelope = {
    ...address,
    ...stamp,
    control: '000000001',
    usage: 'P',
    ackRequested: false,
    groups: [group],
  } as const;
  const items = [...writeInterchange(envelope)].flatMap((chunk) => read.feed(chunk));
  return [...items, ...read.finish()].flatMap((item) => {
    if (item.kind !== 'claim') return [];
    const { place: _place, ...claim } = item.claim;
    return [claim];
  });
}

describe('a hospital claim', () => {
  it('is read back exactly as it was written', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(stay, { minLength: 1, maxLength: 6 }), (seed, stays) => {
        const { claims } = generate837({ seed, claims: stays.length, firstServiceDate: march });
        const hospital = claims.map((claim, at) => asHospital(claim, stays[at] as Stay));
        expect(readBack(written(hospital))).toEqual(hospital);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps to the structure of the institutional guide', () => {
    const { claims } = generate837({ seed: 4, claims: 40, firstServiceDate: march });
    const drawn = fc.sample(stay, { seed: 4, numRuns: 40 });
    const hospital = claims.map((claim, at) => asHospital(claim, drawn[at] as Stay));
    const faults = nonconformities(written(hospital), rules).filter(({ element }) => element === undefined);
    expect(faults).toEqual([]);
  });

  it('cannot be sent when the type of bill contradicts its frequency, or the period is turned round', () => {
    const { claims } = generate837({ seed: 4, claims: 1, firstServiceDate: march });
    const claim = asHospital(claims[0] as Claim837, fc.sample(stay, { seed: 1, numRuns: 1 })[0] as Stay);
    const facts = claim.institutional as InstitutionalFacts;
    const wrong = { ...claim, institutional: { ...facts, typeOfBill: '0999', statementFrom: addDays(march, 90) } };
    expect(claimFaults(wrong).map((fault) => fault.code)).toEqual(['TYPE_OF_BILL_WRONG', 'STATEMENT_DATES_WRONG']);
  });
});
