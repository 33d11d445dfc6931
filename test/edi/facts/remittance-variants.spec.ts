import { aFile, aSet } from '../an-interchange.js';
import { eachVariant, type Variant } from './facts-of-text.js';

const GUIDE = '005010X221A1';
const file = (...bodies: readonly string[]): string =>
  aFile('HP', GUIDE, ...bodies.map((body, at) => aSet('835', GUIDE, body, `000${at + 1}`)));

const PAYMENTS: readonly Variant[] = [
  [
    'a reversal and its correction in one check',
    file('BPR*I*20*C*ACH~CLP*A*22*-100*-80**MC~CAS*CO*45*-20~CLP*A*1*100*100~'),
    {
      transaction: '835',
      clp02: { '22': 1, '1': 1 },
      clp03_sum: '0',
      clp04_sum: '20',
      clp05_sum: '0',
      cas_sum: '-20',
      cas_by_code: { 'CO-45': 1 },
      claims_balanced: '2/2',
      services_balanced: '0/0',
      claims_svc_rollup_ok: '0/0',
      tx_balanced: '1/1',
    },
  ],
  [
    'a reversal whose adjustment kept its old sign',
    file('BPR*I*0*C*NON~CLP*A*22*-100*-80~CAS*CO*45*20~PLB*1*20261231*WO:1*-80~'),
    { claims_balanced: '0/1', tx_balanced: '1/1', plb_sum: '-80', bpr04: { NON: 1 } },
  ],
  [
    'a debit taken from the account',
    file('BPR*I*35.10*D*ACH~CLP*1*22*-35.1*-35.10~'),
    { bpr02_total: '-35.10', clp04_sum: '-35.10', tx_balanced: '1/1', clp03_sum: '-35.1', claims_balanced: '1/1' },
  ],
  [
    'two checks, of which the second is ten cents short',
    file('BPR*I*5*C*CHK~CLP*1*1*5*5~', 'BPR*I*4.90*C*CHK~CLP*2*1*5*5~'),
    { bpr02_total: '9.90', bpr04: { CHK: 2 }, tx_balanced: '1/2', claims_balanced: '2/2', st_ids: { '835': 2 } },
  ],
  [
    'a check without claims that only gives back',
    file('BPR*I*12.5*C*ACH~PLB*9*20261231*72*-12.50~'),
    { clp: 0, clp02: {}, clp04_sum: '0', plb_sum: '-12.50', tx_balanced: '1/1', claims_balanced: '0/0' },
  ],
  [
    'no BPR at all',
    file('CLP*1*4*10*0~CAS*CO*16*10~'),
    { bpr02_total: '0', bpr04: {}, tx_balanced: '1/1', claims_balanced: '1/1' },
  ],
  [
    'a capitation payment: PLB carries the money',
    file('BPR*I*900*C*ACH~PLB*9*20261231*CT:JAN*-450*CT:FEB*-450~'),
    { plb_segments: 1, plb_adjustments: 2, plb_reasons: { CT: 2 }, plb_sum: '-900', tx_balanced: '1/1' },
  ],
  [
    'denied, forwarded and primary claims side by side',
    file('BPR*I*0*C*NON~CLP*1*4*1*0~CLP*2*19*1*1~CLP*3*23*1*0~CLP*4**1*0~CLP*5*1*1*0~'),
    { clp: 5, clp02: { '4': 1, '19': 1, '23': 1, '': 1, '1': 1 }, claims_balanced: '1/5', tx_balanced: '0/1' },
  ],
];

const ADJUSTMENTS: readonly Variant[] = [
  [
    'six triplets in one CAS',
    file('BPR*I*0~CLP*1*1*21*0~CAS*CO*1*1**2*2**3*3**4*4**5*5**6*6~'),
    { cas_segments: 1, cas_adjustments: 6, cas_sum: '21', cas_pr_sum: '0', claims_balanced: '1/1' },
  ],
  [
    'a triplet left empty, one with a quantity alone, one without a reason',
    file('BPR*I*0~CLP*1*1*9*0~CAS*PR*1*4*1***5~CAS*PR***7~CAS*PR**5~'),
    { cas_segments: 3, cas_adjustments: 2, cas_by_code: { 'PR-1': 1, 'PR-': 1 }, cas_pr_sum: '9' },
  ],
  [
    'a triplet whose amount does not stand there: the reason still counts',
    file('BPR*I*0~CLP*1*1*0*0~CAS*OA*23~CAS*OA*94*~'),
    { cas_adjustments: 2, cas_by_code: { 'OA-23': 1, 'OA-94': 1 }, cas_sum: '0', claims_balanced: '1/1' },
  ],
  [
    'a CAS after a service is the service’s, before it the claim’s',
    file('BPR*I*70~CLP*1*1*100*70~CAS*CO*45*20~SVC*HC:1*100*90~CAS*PR*3*10~'),
    { services_balanced: '1/1', claims_balanced: '1/1', claims_svc_rollup_ok: '1/1', cas_sum: '30', cas_pr_sum: '10' },
  ],
  [
    'a CAS after the next CLP is the new claim’s',
    file('BPR*I*6~CLP*1*1*5*5~SVC*HC:1*5*5~CLP*2*1*3*1~CAS*CO*45*2~'),
    { claims_balanced: '2/2', services_balanced: '1/1', claims_svc_rollup_ok: '1/1', tx_balanced: '1/1' },
  ],
  [
    'lines that do not add up to their claim',
    file('BPR*I*9~CLP*1*1*10*9~CAS*CO*45*1~SVC*HC:1*4*4~SVC*HC:2*5*5~'),
    { svc: 2, svc02_sum: '9', services_balanced: '2/2', claims_balanced: '1/1', claims_svc_rollup_ok: '0/1' },
  ],
  [
    'PLB with six pairs of both signs',
    file('BPR*I*3.75~CLP*1*1*5*5~PLB*9*20261231*WO:1*1*L6*-.25*J1*1.5*FB:X:Y*-1*AP*0*CS*0.00~'),
    {
      plb_adjustments: 6,
      plb_sum: '1.25',
      plb_reasons: { WO: 1, L6: 1, J1: 1, FB: 1, AP: 1, CS: 1 },
      tx_balanced: '1/1',
    },
  ],
  [
    'PLB pairs left empty do not count, half ones do',
    file('BPR*I*-2~PLB*9*20261231*WO:1****:7*2*L6~'),
    { plb_adjustments: 3, plb_reasons: { WO: 1, '': 1, L6: 1 }, plb_sum: '2', tx_balanced: '1/1' },
  ],
  [
    'two PLB of two providers',
    file('BPR*I*0~PLB*1*20261231*WO*5~PLB*2*20261231*WO*-5~'),
    { plb_segments: 2, plb_adjustments: 2, plb_reasons: { WO: 2 }, plb_sum: '0', tx_balanced: '1/1' },
  ],
  [
    'remark codes',
    file('BPR*I*0~CLP*1*1*0*0~SVC*HC:1*0*0~LQ*HE*N1~LQ*HE*M15~LQ*RX*75~'),
    { lq_codes: 3, services_balanced: '1/1' },
  ],
];

const NUMBERS: readonly Variant[] = [
  [
    'amounts as payers write them',
    file('BPR*I*+00012.50~CLP*1*1*.5*44594.0*5.~CLP*2*1*-14*-.25~'),
    { bpr02_total: '12.50', clp03_sum: '-13.5', clp04_sum: '44593.75', clp05_sum: '5', nonnumeric_amounts: undefined },
  ],
  [
    'amounts that are none add nothing and are counted',
    file('BPR*I*1O~CLP*1*1*1e3*1,000.00*$5~SVC*HC:1*--1*1.2.3~CAS*CO*45* 5~PLB*9*20261231*WO*.~'),
    {
      nonnumeric_amounts: 8,
      bpr02_total: '0',
      clp03_sum: '0',
      cas_adjustments: 1,
      plb_adjustments: 1,
      tx_balanced: '1/1',
    },
  ],
  [
    'no cent is lost beyond what a float holds',
    file('BPR*I*0~CLP*1*1*9007199254740993.01*0.1~CLP*2*1*.01*0.2~'),
    { clp03_sum: '9007199254740993.02', clp04_sum: '0.3' },
  ],
  [
    'as many decimals as the longest summand, and zero is 0',
    file('BPR*I*0.00~CLP*1*1*1.125*1.0~CLP*2*1*-1.125*-1.00~'),
    { bpr02_total: '0', clp03_sum: '0', clp04_sum: '0' },
  ],
  [
    'a component separator typed as an element separator shifts the line',
    file('BPR*I*50~CLP*1*1*50*50~SVC*HC*99213*50*50~'),
    { svc02_sum: '99213', svc03_sum: '50', services_balanced: '0/1', claims_svc_rollup_ok: '0/1' },
  ],
  [
    'a SVC before any claim is a service all the same',
    file('BPR*I*0~SVC*HC:1*5*3~CAS*CO*45*2~'),
    { svc: 1, services_balanced: '1/1', claims_balanced: '0/0', claims_svc_rollup_ok: '0/0' },
  ],
  [
    'what follows SE belongs to no check',
    aFile('HP', GUIDE, aSet('835', GUIDE, 'BPR*I*5~CLP*1*1*5*5~') + 'CLP*2*1*7*7~PLB*9*1*WO*3~'),
    { clp: 2, clp04_sum: '12', plb_sum: '3', tx_balanced: '1/1', claims_balanced: '2/2' },
  ],
  [
    'a check cut before SE is judged by what is there',
    aFile('HP', GUIDE, 'ST*835*1~BPR*I*5~CLP*1*1*5*5~ST*835*2~BPR*I*5~SE*3*2~'),
    { tx_balanced: '1/2', envelope_errors: { st_without_se: 1, ge01_mismatch: 1 } },
  ],
];

describe('Facts of remittances: payments', () => eachVariant(PAYMENTS));
describe('Facts of remittances: adjustments', () => eachVariant(ADJUSTMENTS));
describe('Facts of remittances: numbers and odd places', () => eachVariant(NUMBERS));
