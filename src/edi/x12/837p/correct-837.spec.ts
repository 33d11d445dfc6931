import { plainDate } from '../../../domain/dates/plain-date.js';
import type { Claim837 } from './claim-837.js';
import { correct837, type ClaimCorrections } from './correct-837.js';
import { generate837 } from './generate-837.js';

const [claim] = generate837({ seed: 9, claims: 1, firstServiceDate: plainDate('2025-12-01'), dependentPercent: 0 })
  .claims as [Claim837];

const corrected = (corrections: ClaimCorrections, from: Claim837 = claim): Claim837 => {
  const answer = correct837(from, corrections);
  if (!answer.ok) throw new Error(answer.problem.join('; '));
  return answer.value;
};
const faults = (corrections: ClaimCorrections, from: Claim837 = claim): readonly string[] => {
  const answer = correct837(from, corrections);
  return answer.ok ? [] : answer.problem;
};

describe('a correction of a claim', () => {
  it('changes what it names and nothing else', () => {
    expect(corrected({})).toEqual(claim);
    const { memberId: _old, ...person } = claim.subscriber;
    const { memberId, ...after } = corrected({ memberId: 'W900' }).subscriber;
    expect([memberId, after]).toEqual(['W900', person]);
  });

  it('corrects the person who was treated: the dependent where there is one', () => {
    expect(corrected({ patientFirstName: 'JOAN' }).subscriber.firstName).toBe('JOAN');
    const child: Claim837 = { ...claim, patient: { ...claim.subscriber, relationship: '19', firstName: 'KIM' } };
    const after = corrected({ patientFirstName: 'KIMBERLY' }, child);
    expect([after.patient?.firstName, after.subscriber.firstName]).toEqual(['KIMBERLY', claim.subscriber.firstName]);
  });

  it('replaces a whole address: of the patient, of the billing provider with all nine digits', () => {
    const home = { line1: '9 ELM ST', city: 'ALBANY', state: 'NY', zip: '12207' };
    expect(corrected({ patientAddress: home }).subscriber.address).toEqual(home);
    expect(corrected({ billingAddress: { ...home, zip: '122070001' } }).billingProvider.address?.zip).toBe('122070001');
    expect(faults({ billingAddress: home })).toEqual([
      'billingAddress: a billing provider needs all nine digits of its ZIP code',
    ]);
    const child: Claim837 = { ...claim, patient: { ...claim.subscriber, relationship: '19' } };
    const after = corrected({ patientAddress: home }, child);
    expect([after.patient?.address, after.subscriber.address]).toEqual([home, claim.subscriber.address]);
  });

  it('puts a prior authorization in, replaces it, and takes it away', () => {
    const given = corrected({ priorAuthorization: 'PA1' });
    expect(given.refs.filter((ref) => ref.qualifier === 'G1')).toEqual([{ qualifier: 'G1', value: 'PA1' }]);
    const changed = corrected({ priorAuthorization: 'PA2' }, given);
    expect(changed.refs.filter((ref) => ref.qualifier === 'G1').map((ref) => ref.value)).toEqual(['PA2']);
    expect(corrected({ priorAuthorization: null }, changed).refs).toEqual(claim.refs);
  });

  it('writes diagnoses without their dot, the first as principal', () => {
    const pointers = claim.lines.map(({ number }) => ({ number, pointers: [1] }));
    expect(corrected({ diagnoses: ['J01.90', 'R05.9'], lines: pointers }).diagnoses).toEqual([
      { qualifier: 'ABK', code: 'J0190' },
      { qualifier: 'ABF', code: 'R059' },
    ]);
  });

  it('changes modifiers and units of one line, never a charge', () => {
    const [first, ...others] = corrected({ lines: [{ number: 1, modifiers: ['25'], units: '2' }] }).lines;
    expect(first?.procedure?.modifiers).toEqual(['25']);
    expect([first?.units, first?.chargeCents]).toEqual(['2', claim.lines[0]?.chargeCents]);
    expect(others).toEqual(claim.lines.slice(1));
  });

  it('is refused where it points to nothing, with the field that is wrong', () => {
    expect(faults({ lines: [{ number: 99, units: '1' }] })).toEqual(['lines: there is no line 99']);
    expect(faults({ lines: [{ number: 1, pointers: [40] }] })[0]).toContain('points to a diagnosis that is not there');
    expect(faults({ renderingNpi: '1234567893' }, { ...claim, providers: [] })).toEqual([
      'renderingNpi: the claim names no rendering provider (NM1*82)',
    ]);
    expect(faults({ placeOfService: '11' }, { ...claim, kind: 'I' })).toHaveLength(1);
    const four = claim.lines.map((line) => ({ ...line, pointers: [1, 2] }));
    expect(faults({ diagnoses: ['J0190'] }, { ...claim, lines: four })[0]).toContain('correct its pointers too');
  });
});
