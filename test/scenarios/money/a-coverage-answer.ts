import { plainDate } from '../../../src/domain/dates/plain-date.js';
import type { Benefit } from '../../../src/edi/x12/270-271/eligibility-answer.js';

/** One benefit (EB) of a 271: all of the plan (service type 30) unless told otherwise. */
export const benefit = (information: string, over: Partial<Benefit> = {}): Benefit => ({
  ordinal: 1,
  information,
  serviceTypes: ['30'],
  refs: [],
  dates: [],
  rejections: [],
  messages: [],
  conditions: [],
  entities: [],
  unmodelled: [],
  ...over,
});

/** Coverage ended before every visit of the office. */
export const ended = benefit('6', { dates: [{ qualifier: '357', date: plainDate('2025-11-30') }] });

/** The payer knows who else covers the patient, and under which member id. */
export const named = (
  payer: { readonly id: string; readonly name: string },
  memberId: string,
  role: 'PRP' | 'SEP' = 'PRP',
): Benefit =>
  benefit('R', {
    ordinal: 2,
    refs: [{ qualifier: '1W', value: memberId }],
    entities: [{ role, entity: 'organization', name: payer.name, idQualifier: 'PI', id: payer.id, contacts: [] }],
  });
