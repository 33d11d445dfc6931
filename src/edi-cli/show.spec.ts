import { aFile, aSet, readAll } from '../../test/edi/an-interchange.js';
import { ALLOW_ALL } from '../edi/x12/options.js';
import type { X12Item } from '../edi/x12/read.js';
import { dollars, outline, wrapped } from './page.js';
import { claimPage } from './show-claim.js';
import { remittanceClaimPage, remittancePage, providerAdjustmentPage } from './show-remittance.js';
import { Shown } from './show.js';

const REMITTANCE = aFile(
  'HP',
  '005010X221A1',
  aSet(
    '835',
    '005010X221A1',
    'BPR*I*1089*C*CHK************20260105~TRN*1*881234*1999999999~N1*PR*PAYER ONE~N1*PE*CLINIC*XX*1234567893~LX*1~CLP*4711*1*1250*1090*60*12*ICN1~CAS*CO*45*100~NM1*QC*1*DOE*JANE~SVC*HC:99213:25*1150*1090**2~DTM*472*20260102~CAS*PR*2*50*1*ZZ9*10~LQ*HE*MA130~LQ*HE*N130~LQ*HE*N9999~PLB*1234567893*20261231*WO:R7*1~',
  ),
);
const CLAIM = aFile(
  'HC',
  '005010X222A1',
  aSet(
    '837',
    '005010X222A1',
    'BHT*0019*00*B1*20260105*1200*CH~HL*1**20*1~NM1*85*2*CLINIC*****XX*1234567893~HL*2*1*22*0~SBR*S*18*******CI~NM1*IL*1*DOE*JANE****MI*W1~NM1*PR*2*PAYER*****PI*12345~CLM*4711*100***11:B:7*Y*A*Y*Y~REF*F8*ICN1~HI*ABK:J209~SBR*P*18*******MB~CAS*CO*45*10~AMT*D*60~NM1*PR*2*MEDICARE*****PI*MB~LX*1~SV1*HC:99213*90*UN*1***1~DTP*472*D8*20260102~',
  ),
);

const items = (text: string): X12Item[] => readAll(text, { allow: ALLOW_ALL });
const only = <K extends X12Item['kind']>(text: string, kind: K): Extract<X12Item, { kind: K }> => {
  const found = items(text).find((item): item is Extract<X12Item, { kind: K }> => item.kind === kind);
  if (found === undefined) throw new Error(`no ${kind}`);
  return found;
};
const shown = (text: string, claim?: string): { readonly page: string; readonly found: boolean } => {
  const pages = new Shown(claim, false);
  const page = items(text)
    .map((item) => pages.item(item))
    .join('');
  return { page, found: pages.found };
};

describe('A remittance as a page', () => {
  it('says who pays whom, how much and by which number', () => {
    const page = remittancePage(only(REMITTANCE, 'remittance'));
    expect(page).toContain('Payer    PAYER ONE');
    expect(page).toContain('1,089.00  by CHK  on 2026-01-05');
    expect(page).toContain('881234  payer id 1999999999');
  });

  it('says each adjustment in words, unknown codes included', () => {
    const page = remittanceClaimPage(only(REMITTANCE, 'remittanceClaim'), 1);
    expect(page).toContain('1: Processed as Primary');
    expect(page).toMatch(/PR-2 +50\.00 {2}Coinsurance Amount \(Patient Responsibility, 1 units\)/);
    expect(page).toMatch(/PR-ZZ9 +10\.00 {2}a code our list does not know/);
    expect(page).toMatch(/MA130 +Unprocessable/);
    expect(page).toMatch(/N130 +remark code: see the payer/);
    expect(page).toMatch(/N9999 +a code our list does not know/);
    expect(page).toContain('adds up: 1,250.00 less 160.00 is 1,090.00; 1 of 1 lines add up');
  });

  it('says what a provider adjustment does to the payment', () => {
    const page = providerAdjustmentPage(only(REMITTANCE, 'providerAdjustment'));
    expect(page).toContain('Overpayment Recovery  reference R7  (lowers this payment)');
  });

  it('ends with the balance at its levels, and with what does not add up', () => {
    expect(shown(REMITTANCE).page).toMatch(
      /payment +adds up +1,089\.00: claims 1,090\.00 less provider adjustments 1\.00/,
    );
    const wrong = shown(REMITTANCE.replace('BPR*I*1089*', 'BPR*I*1099*')).page;
    expect(wrong).toMatch(/payment +DOES NOT ADD UP/);
    expect(wrong).toContain('! The payment total is 10.00 more');
    expect(wrong).toMatch(/lines to claims +DO NOT ADD UP +0 of 1/);
  });
});

describe('A claim as a page', () => {
  it('says who, what, why and what the payer before paid', () => {
    const page = claimPage(only(CLAIM, 'claim').claim, 1);
    expect(page).toContain('4711  replaces an earlier claim');
    expect(page).toMatch(/Insured +member W1 {2}S {2}Commercial Insurance/);
    expect(page).toMatch(/Other payer P {2}MEDICARE {2}paid 60\.00/);
    expect(page).toContain('F8 ICN1');
    expect(page).toMatch(/Line 1 {2}99213 {2}2026-01-02 {2}1 UN {2}charge 90\.00 {2}for diagnosis 1/);
    expect(page).toContain('DOES NOT ADD UP: the lines charge 90.00');
  });

  it('says what else a payer needs to know: proof, transport, conditions, notes', () => {
    const more = 'PWK*OZ*EL***AC*ACN1~K3*STATE DATA~NTE*ADD*SEEN TWICE~CR1*LB*140**A*DH*12~CRC*07*Y*01*05~';
    const text = CLAIM.replace(/(CLM\*[^~]*~)/, `$1${more}`).replace(/SE\*\d+/, 'SE*99');
    const page = claimPage(only(text, 'claim').claim, 1);
    expect(page).toMatch(/Proof +OZ EL number ACN1/);
    expect(page).toMatch(/Carried +reason A {2}12 miles {2}140 pounds/);
    expect(page).toMatch(/Conditions +07 holds: 01 05/);
    expect(page).toMatch(/Notes +SEEN TWICE; STATE DATA/);
  });
});

describe('One claim of a file', () => {
  it('is found by its number or its place, under the head of its payment', () => {
    expect(shown(REMITTANCE, '4711').page).toContain('Payer    PAYER ONE');
    expect(shown(REMITTANCE, '1').page).toContain('Claim 1  4711');
    expect(shown(CLAIM, '4711').found).toBe(true);
  });

  it('that is not there is said so', () => expect(shown(REMITTANCE, '9')).toEqual({ page: '', found: false }));
});

describe('A page', () => {
  it('groups thousands and breaks long texts', () => {
    expect(dollars(-123_456_789)).toBe('-1,234,567.89');
    expect(dollars(5, 8)).toBe('    0.05');
    expect(
      wrapped('word '.repeat(30).trim(), 10)
        .split('\n')
        .every((line) => line.length <= 100),
    ).toBe(true);
  });

  it('tells any other document by names and values, statuses in words', () => {
    const statuses = [{ codes: [{ category: 'A2', status: '20', entity: 'PR' }], chargeCents: 500, refs: [] }];
    const text = outline({ kind: 'x', claimNumber: 'C1', statuses }, 2);
    expect(text).toContain('  claim number: C1\n');
    expect(text).toContain('A2:20:PR');
    expect(text).toContain('charge: 5.00');
    expect(text).not.toContain('refs');
  });
});
