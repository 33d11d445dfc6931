import { aFile, aSet, gs, isa } from '../an-interchange.js';
import { eachVariant, type Variant } from './facts-of-text.js';

const file = (st01: string, guide: string, ...bodies: readonly string[]): string =>
  aFile('XX', guide, ...bodies.map((body, at) => aSet(st01, guide, body, `000${at + 1}`)));

const ACKNOWLEDGEMENTS: readonly Variant[] = [
  [
    'a 999 with several sets and several verdicts',
    file(
      '999',
      '005010X231A1',
      'AK1*HC*1*X~AK2*837*1~IK5*A~AK2*837*2~IK3*CLM*22**8~CTX*CLM01:1~IK4*5:1*1331*7*a:b~IK5*R*5~AK9*P*2*2*1~',
      'AK1*HP*2~AK9*R*1*1*0*1*2*3~',
    ),
    {
      transaction: '999',
      ak1: ['HC:1', 'HP:2'],
      ak2: 2,
      ik5_or_ak5: { A: 1, R: 1 },
      ak9: ['P/2/2/1', 'R/1/1/0'],
      ik3: ['CLM:22::8'],
      ik4: ['5:1:1331:7'],
      ctx: 1,
      st: 2,
    },
  ],
  [
    'a 997 counts by its AK segments; short segments have empty elements',
    file('997', '', 'AK1*HC~AK2*837*1~AK3*NM1*a^b:c**8*x~AK4*2**6~AK5*E~AK5~AK9*E~'),
    {
      transaction: '997',
      ak1: ['HC:'],
      ik5_or_ak5: { E: 1, '': 1 },
      ak9: ['E///'],
      ik3: ['NM1:a^b:c::8'],
      ik4: ['2::6'],
      ctx: 0,
      impl: '',
    },
  ],
  [
    'TA1 alone, two of them, one without a note',
    `${isa()}TA1*000000001*260101*1200*A*000~TA1*000000002*260101*1200*R~IEA*0*000000001~`,
    { transaction: 'TA1', ta1: ['A:000', 'R:'], segments: 4, st: 0, gs: 0, st_ids: {}, impl: '', envelope_errors: {} },
  ],
  [
    'TA1 before a set is a segment and no more',
    `${isa()}TA1*000000001*260101*1200*A*000~${gs('FA', 'G')}ST*999*1~SE*2*1~GE*1*1~IEA*1*000000001~`,
    { transaction: '999', ta1: undefined, segments: 7, impl: 'G' },
  ],
  [
    'an interchange with nothing in it',
    `${isa()}IEA*0*000000001~`,
    { transaction: '', segments: 2, st_ids: {}, envelope_errors: {}, ta1: undefined },
  ],
];

const STATUS: readonly Variant[] = [
  [
    'a 277CA: three statuses in an STC, totals, levels up to the patient',
    file(
      '277',
      '005010X214',
      'HL*1**20*1~HL*2*1*21*1~HL*3*2*19*1~HL*4*3*PT~TRN*1*A~STC*A1:20:PR*20260101*WQ*40.5******A7:562:85*A3::~REF*1K*1~QTY*90*1~AMT*YU*40.5~STC*A2:20~',
    ),
    {
      transaction: '277CA',
      '277_hl': { '20': 1, '21': 1, '19': 1, PT: 1 },
      stc_segments: 2,
      stc_codes: { 'A1:20:PR': 1, 'A7:562:85': 1, 'A3::': 1, 'A2:20': 1 },
      stc04_sum: '40.5',
      stc05_sum: '0',
      trn: 1,
      ref: 1,
      qty: 1,
      amt: 1,
      svc: 0,
    },
  ],
  [
    'a request for information is a 277; the fourth component is left out',
    file('277', '005010X213', 'STC*R4:18626-2::LOI*20260101**5~STC*~'),
    { transaction: '277', stc_segments: 2, stc_codes: { 'R4:18626-2:': 1 }, st_ids: { '277': 1 } },
  ],
  [
    'data requested is told by its guide',
    file('277', '006020X364', 'HL*1**20~'),
    { transaction: '277DRA', '277_hl': { '20': 1 } },
  ],
  [
    'an inquiry has four facts only',
    file('276', '005010X212', 'HL*1**20*1~TRN*1*A~REF*BLT*131~SVC*HC:1*5~STC*A1~QTY*1~'),
    { transaction: '276', '276_hl': { '20': 1 }, trn: 1, ref: 1, svc: 1, stc_segments: undefined, qty: undefined },
  ],
];

const ELIGIBILITY: readonly Variant[] = [
  [
    'a 271: repetitions counted one by one, members, rejections, messages',
    file(
      '271',
      '005010X279A1',
      'HL*1**20*1~HL*2*1**0~NM1*PR*2*PAY~NM1*IL*1~TRN*2*A~EB*1**30^35^^88~EB**IND*~EB*B**98*^*30~AAA*N**72*C~NM1*03*1*DOE~MSG*a~MSG*b~',
    ),
    {
      '271_hl': { '20': 1, '': 1 },
      members: 2,
      first_member: 'IL=',
      eb: 3,
      eb01: { '1': 1, '': 1, B: 1 },
      eb03_values: 4,
      aaa: ['N:72:C'],
      msg: 2,
      trn: 1,
    },
  ],
  [
    'without a repetition separator an element is one value',
    file('271', '005010X279A1', 'EB*1**30^35~').replace('*^*00501', '*U*00501'),
    { eb03_values: 1, first_member: '', members: 0 },
  ],
  [
    'a 270 for a dependent; EQ without a service type',
    file('270', '005010X279A1', 'HL*1**20*1~NM1*03*1*ROE*JAN~EQ*30^35~EQ**HC:99213~TRN*1*A~'),
    { eq_segments: 2, eq_service_types: 2, first_member: '03=ROE', members: 1, aaa: undefined, eb: undefined },
  ],
  [
    'a name in UTF-8, and one in Latin-1',
    file('270', '005010X279A1', 'NM1*IL*1*MU\xc3\x91OZ~'),
    { first_member: 'IL=MUÑOZ' },
  ],
  ['a name in Latin-1', file('270', '005010X279A1', 'NM1*IL*1*MU\xd1OZ~'), { first_member: 'IL=MUÑOZ' }],
];

const REVIEWS: readonly Variant[] = [
  [
    'a request for two services',
    file('278', '005010X217', 'HL*1**20*1~HL*4*3*EV*1~UM*HS*I*2~HL*5*4*SS~UM*SC~TRN*1*A~'),
    { '278_hl': { '20': 1, EV: 1, SS: 1 }, um: ['HS:I', 'SC:'], hcr: [], aaa: [], trn: 1 },
  ],
  [
    'approved, modified, pended, refused; fifteen rejections of which twelve are listed',
    file('278', '005010X217', `HCR*A1*N5~HCR*A6*N6*~HCR*A4~HCR*A3**0V~${'AAA*N**33*C~'.repeat(15)}`),
    { hcr: ['A1:N5', 'A6:N6', 'A4:', 'A3:'], aaa: Array.from({ length: 12 }, () => 'N:33:C') },
  ],
  ['a notice', file('278', '005010X216', 'UM*AR*I~AAA*Y~'), { um: ['AR:I'], aaa: ['Y::'], impl: '005010X216' }],
];

const ATTACHMENTS: readonly Variant[] = [
  [
    'a terminator inside the data of BIN and BDS',
    file('275', '005010X210', 'LX*1~TRN*1*A~BIN*7*a~SE*1~~BDS*ASC*4*~*~x~LX*2~').replace('SE*11*', 'SE*7*'),
    { bin: 1, bds: 1, lx: 2, '275_trn': 1, envelope_errors: {}, segments: 11 },
  ],
  [
    'a length that lies: the data end at the next terminator',
    file('275', '005010X210', 'BIN*3*abcdefg~LX*1~BIN*999*x~LX*2~BIN*x*y~'),
    { bin: 3, lx: 2, envelope_errors: {}, segments: 11 },
  ],
];

describe('Facts of acknowledgements', () => eachVariant(ACKNOWLEDGEMENTS));
describe('Facts of claim status', () => eachVariant(STATUS));
describe('Facts of eligibility', () => eachVariant(ELIGIBILITY));
describe('Facts of authorizations', () => eachVariant(REVIEWS));
describe('Facts of attachments', () => eachVariant(ATTACHMENTS));
