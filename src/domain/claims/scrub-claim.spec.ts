import { plainDate } from '../dates/plain-date.js';
import { isNpi, scrubClaim, type ScrubbableClaim } from './scrub-claim.js';

const day = plainDate('2026-01-05');
const line = {
  number: 1,
  chargeCents: 25_000,
  from: day,
  through: day,
  pointers: [1],
  code: '99213',
  procedure: '99213',
  modifiers: [],
  units: 1,
};
const clean: ScrubbableClaim = {
  kind: 'P',
  payerKnown: true,
  memberId: 'W123',
  billingNpi: '1234567893',
  chargeCents: 25_000,
  serviceFrom: day,
  serviceThrough: day,
  diagnoses: ['J06.9'],
  lines: [line],
};
const editsOf = (fields: Partial<ScrubbableClaim>): string[] =>
  scrubClaim({ ...clean, ...fields }, plainDate('2026-01-06')).map((failure) => failure.edit);

describe('scrubClaim', () => {
  it('wants a remark on a Part A adjustment that is D9, and on no other', () => {
    expect(editsOf({ changeCondition: 'D9' })).toEqual(['change-remark']);
    expect(editsOf({ changeCondition: 'D9', remark: 'UNITS AND DIAGNOSES CORRECTED' })).toEqual([]);
    expect(editsOf({ changeCondition: 'D1' })).toEqual([]);
  });

  it('lets a clean claim pass', () => expect(editsOf({})).toEqual([]));

  it.each<[string, Partial<ScrubbableClaim>]>([
    ['payer-known', { payerKnown: false }],
    ['member-id', { memberId: ' ' }],
    ['billing-npi', { billingNpi: '1234567890' }],
    ['lines-present', { lines: [] }],
    ['charge-total', { chargeCents: 24_000 }],
    ['diagnosis-present', { diagnoses: [], kind: 'I' }],
    ['diagnosis-pointer', { lines: [{ ...line, pointers: [2] }] }],
    ['diagnosis-pointer', { lines: [{ ...line, pointers: [] }] }],
    ['service-code', { lines: [{ ...line, code: '' }] }],
    ['future-date', { serviceThrough: plainDate('2026-01-07') }],
    ['future-date', { lines: [{ ...line, through: plainDate('2026-02-01') }] }],
    ['date-order', { lines: [{ ...line, from: plainDate('2026-01-06') }] }],
    ['frequency', { frequency: '6' }],
    ['original-reference', { frequency: '7' }],
    ['duplicate', { isRepeated: true, frequency: '1' }],
    ['cob-balance', { unexplained: ['line 2'] }],
    [
      'line-limit',
      { lines: Array.from({ length: 51 }, (_, index) => ({ ...line, number: index + 1 })), chargeCents: 51 * 25_000 },
    ],
  ])('stops a claim at %s', (edit, fields) => expect(editsOf(fields)).toEqual([edit]));

  it('knows that a replacement and a void repeat the services of the claim they name', () => {
    const named = { isRepeated: true, originalReference: 'ICN1' };
    expect([editsOf({ ...named, frequency: '7' }), editsOf({ ...named, frequency: '8' })]).toEqual([[], []]);
  });

  it('asks institutional claims for no pointers', () =>
    expect(editsOf({ kind: 'I', lines: [{ ...line, pointers: [] }] })).toEqual([]));

  it('knows the NPI check digit', () => {
    expect(['1234567893', '1245319599', '1234567894', '12345', '3234567893'].map(isNpi)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
