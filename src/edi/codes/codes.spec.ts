import { carcMap } from '../../domain/denials/carc-map.js';
import { rarcEffects } from '../../domain/denials/rarc-effects.js';
import { carcs, carcText, isKnownCarc, isRetiredCarc } from './carc.js';
import {
  claimStatusText,
  isKnownStatusCategory,
  statusCategoryText,
  statusMeaning,
  isKnownClaimStatus,
} from './claim-status-codes.js';
import { CODE_LIST_VERSIONS } from './code-list-versions.js';
import { RARC_VALUES, STATUS_VALUES } from './known-values.js';
import {
  adjustmentGroupText,
  claimFilingIndicatorText,
  isPlaceOfServiceOn,
  placeOfServiceText,
  providerAdjustmentText,
  remittanceClaimStatusText,
  serviceTypeText,
  isKnownServiceType,
} from './code-texts.js';
import { isKnownRarc, rarcText } from './rarc.js';

describe('the denial map', () => {
  it('has a row for every reason code of the X12 list and for no other', () =>
    expect([...carcMap.keys()].sort()).toEqual([...carcs()].sort()));

  it('knows only remark codes that exist', () =>
    expect([...rarcEffects.keys()].filter((rarc) => !isKnownRarc(rarc))).toEqual([]));
});

describe('versions of the lists', () => {
  const lastOf = (name: string): string => CODE_LIST_VERSIONS.find(({ list }) => list === name)?.lastCode ?? '';

  it('say where each numbered list ends, and it ends there', () => {
    const number = (code: string): number => Number(/^\d+$/.exec(code)?.[0] ?? 0);
    expect(String(Math.max(...carcs().map(number)))).toBe(lastOf('carc'));
    expect(String(Math.max(...[...STATUS_VALUES].map(number)))).toBe(lastOf('claim status'));
    expect([...RARC_VALUES].at(-1)).toBe(lastOf('rarc'));
  });

  it('a claim status past the end of the list is no code of ours, and has no text to mislead', () => {
    expect([isKnownClaimStatus('772'), isKnownClaimStatus('801')]).toEqual([false, false]);
    expect(claimStatusText('801')).toBeUndefined();
  });
});

describe('code lists', () => {
  it('say what a reason code means, retired codes included', () => {
    expect(carcText('1')).toBe('Deductible Amount');
    expect(carcText('29')).toContain('time limit for filing');
    expect(carcText('15')).toContain('authorization number');
    expect(carcText('B7')).toBeDefined();
    expect(carcs()).toHaveLength(407);
    expect(['15', '17', '25', '28'].every((code) => isRetiredCarc(code) && isKnownCarc(code))).toBe(true);
    expect(isRetiredCarc('29')).toBe(false);
  });

  it('have no text for an unknown code and none by accident', () => {
    expect(carcText('9999')).toBeUndefined();
    expect(carcText('constructor')).toBeUndefined();
    expect(isKnownCarc('toString')).toBe(false);
    expect(rarcText('__proto__')).toBeUndefined();
  });

  it("put an organization's own wording first", () => {
    expect(carcText('29', new Map([['29', 'Too late']]))).toBe('Too late');
  });

  it('know remarks by value and explain those that change the work', () => {
    expect(isKnownRarc('N734')).toBe(true);
    expect(isKnownRarc('N9999')).toBe(false);
    expect(rarcText('MA130')).toContain('new claim');
    for (const newer of ['N747', 'N779', 'N830', 'N859', 'N885']) expect(isKnownRarc(newer)).toBe(true);
    expect(rarcText('N876')).toContain('open negotiation');
    expect([isKnownRarc('N130'), rarcText('N130')]).toEqual([true, undefined]);
  });

  it('tell accepted from rejected and pending from finalized', () => {
    expect(['A1', 'A2', 'A5'].map(statusMeaning)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(['A3', 'A6', 'A7', 'A8'].map(statusMeaning)).toEqual(Array(4).fill('rejected'));
    expect(statusMeaning('A4')).toBe('notFound');
    expect(statusMeaning('RQ')).toBe('informationRequested');
    expect(statusMeaning('R12')).toBe('informationRequested');
    expect(statusMeaning('ZZ')).toBeUndefined();
    expect(statusCategoryText('F3N')).toBeDefined();
    for (const code of ['A0', 'F3F', 'X0', 'RQ']) expect(isKnownStatusCategory(code)).toBe(true);
    expect(isKnownClaimStatus('20')).toBe(true);
  });

  it('speak the words of the remittance', () => {
    expect(adjustmentGroupText('PR')).toContain('Patient Responsibility');
    expect(claimFilingIndicatorText('17')).toBe('Dental Maintenance Organization');
    expect(remittanceClaimStatusText('22')).toContain('Reversal');
    expect(providerAdjustmentText('HM')).toContain('Hemophilia');
    expect(providerAdjustmentText('WO')).toBe('Overpayment Recovery');
  });

  it('know since when a place of service exists', () => {
    expect(placeOfServiceText('11')).toBe('Office');
    expect(isPlaceOfServiceOn('10', '2021-12-31')).toBe(false);
    expect(isPlaceOfServiceOn('10', '2022-01-01')).toBe(true);
    expect(isPlaceOfServiceOn('11', '1999-01-01')).toBe(true);
    expect(isPlaceOfServiceOn('28', '2026-01-01')).toBe(false);
  });

  it('know service types', () => {
    expect(serviceTypeText('30')).toBe('Health plan coverage');
    expect(isKnownServiceType('UC')).toBe(true);
  });
});
