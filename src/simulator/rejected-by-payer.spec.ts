import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { rejectedByPayer } from './scenarios/rejected-by-payer.js';

const subscriber = { name: 'DOE', birthDate: '1960-03-04' };
const claims = [
  ['the subscriber', { subscriber }],
  ['a child of the subscriber', { subscriber, patient: { name: 'DOE', birthDate: '1992-05-06' } }],
] as unknown as [string, Claim837][];

describe('a claim its payer rejects for the date of birth', () => {
  it.each(claims)(
    'of %s is rejected as it was sent, and not when the office has mended the patient’s date',
    (_who, claim) => {
      const sent = rejectedByPayer.prepare?.(claim, '2026-01-05' as never) as Claim837;
      expect(rejectedByPayer.receive?.(sent, 1)).toEqual({ category: 'A3', status: '158' });
      const patient = claim.patient ?? claim.subscriber;
      expect(rejectedByPayer.mend?.(sent)).toEqual({ patientBirthDate: patient.birthDate });
      expect(rejectedByPayer.receive?.(claim, 2)).toBeUndefined();
    },
  );
});
