import { aFile, aSet } from '../an-interchange.js';
import { eachVariant, type Variant } from './facts-of-text.js';

const P = '005010X222A1';
const I = '005010X223A2';
const file = (guide: string, ...bodies: readonly string[]): string =>
  aFile('HC', guide, ...bodies.map((body, at) => aSet('837', guide, body, `000${at + 1}`)));

const CLAIMS: readonly Variant[] = [
  [
    'an institutional batch: bill types, frequencies, diagnoses of one kind and none of the other',
    file(
      I,
      'BHT*0019*00*1*20260101*1200*CH~HL*1**20*1~HL*2*1*22*0~SBR*P*18*******MA~CLM*A*150.00***11:A:1~HI*ABK:A1*APR:B2~HI*DR:470~HI*BG:09*BE:80:::3*BH:11:D8:20260101*BBR:0X:D8:20260101~SV2*0300*HC:1*100~SV2*0301**50.00~HL*3*1*22*0~SBR*P*18*******MB~CLM*B*1***13:A:7~SV2*0250**1~',
    ),
    {
      transaction: '837I',
      clm: 2,
      pos: { '11': 1, '13': 1 },
      clm05_3: { '1': 1, '7': 1 },
      lines: 3,
      line_charge_sum: '151.00',
      clm02_sum: '151.00',
      claims_line_sum_mismatch: 0,
      diagnosis_codes: 2,
      sbr09: { MA: 1, MB: 1 },
      hl: { '20': 1, '22': 2 },
    },
  ],
  [
    'an interim bill of a stay',
    file(I, 'HL*1**22*0~CLM*A*1***11:A:2~SV2*0100**1~HL*2**22*0~CLM*B*1***11:A:4~SV2*0100**1~'),
    { clm05_3: { '2': 1, '4': 1 } },
  ],
  [
    'a dental claim named professional by its guide',
    file(P, 'CLM*A*9***11:B:1~SV3*AD:D0120*9~TOO*JP*12~'),
    { transaction: '837D', lines: 1, line_charge_sum: '9', impl: P },
  ],
  [
    'an encounter for a capitated patient: charge without payment, reporting purpose',
    file(P, 'BHT*0019*00*1*20260101*1200*RP~CLM*A*0***11:B:1~SV1*HC:99213*0*UN*1~'),
    { bht06: { RP: 1 }, clm02_sum: '0', line_charge_sum: '0', claims_line_sum_mismatch: 0 },
  ],
  [
    'coordination of benefits: payers inside the claim, subscribers outside',
    file(
      P,
      'HL*1**22*0~SBR*S*18*******CI~CLM*A*10***11:B:1~SBR*P*18*******MB~CAS*PR*1*2~AMT*D*8~SBR*T*19*******BL~LX*1~SV1*HC:1*10~SVD*PAY*8*HC:1**1~CAS*PR*1*2~HL*2**22*0~SBR*P*18~',
    ),
    {
      sbr01: { S: 1, P: 1 },
      sbr09: { CI: 1, '': 1 },
      other_payer_sbr: 2,
      svd: 1,
      cas_segments: 2,
    },
  ],
  [
    'a claim ends at the next HL: a line after it is nobody’s',
    file(P, 'CLM*A*10***11:B:1~SV1*HC:1*10~HL*2**23*0~SV1*HC:2*5~'),
    { lines: 2, line_charge_sum: '15', claims_line_sum_mismatch: 0 },
  ],
  [
    'a claim ends at the next ST, not at SE',
    file(P, 'CLM*A*10***11:B:1~SV1*HC:1*9~', 'SV1*HC:1*1~'),
    { claims_line_sum_mismatch: 1, lines: 2, st: 2 },
  ],
  [
    'a claim without lines is no mismatch and makes no kind',
    file(I, 'CLM*A*10***11:A:1~'),
    { transaction: '837', clm: 1, lines: 0, claims_line_sum_mismatch: 0, line_charge_sum: '0' },
  ],
  [
    'CLM05 is cut at the component separator alone',
    file(P, 'CLM*A*1***11>B>1~CLM*B*1~CLM*C*1***:::~'),
    { pos: { '11>B>1': 1, '': 2 }, clm05_3: { '': 3 } },
  ],
  [
    'billing providers once each and sorted, only with an NPI',
    file(
      P,
      'NM1*85*2*B*****XX*200~NM1*85*2*A*****XX*1000~NM1*85*2*A*****XX*1000~NM1*85*2*C*****24*3~NM1*85*2*D*****XX~NM1*87*2*E*****XX*5~',
    ),
    { billing_npi: ['1000', '200'] },
  ],
  [
    'diagnoses count with or without a code, and twelve in one HI',
    file(
      P,
      'HI*ABK:A*ABF:B*ABF:C*ABF:D*ABF:E*ABF:F*ABF:G*ABF:H*ABF:I*ABF:J*ABF:K*ABF:L~HI*BK:1*BF*BJ:2*PR:3*BN:4*ABJ:5*ABN~HI*BP:1*DR:2*abk:A~',
    ),
    { diagnosis_codes: 19 },
  ],
  [
    'amounts that are none: the claim then differs from its lines',
    file(P, 'CLM*A*10O***11:B:1~SV1*HC:1*100~SV1*HC:2~'),
    { nonnumeric_amounts: 1, clm02_sum: '0', line_charge_sum: '100', claims_line_sum_mismatch: 1 },
  ],
  [
    'other separators: cut at >, shown as they are',
    `ISA|00|          |00|          |ZZ|A              |ZZ|B              |260101|1200|{|00501|000000001|0|P|>!GS|HC|A|B|20260101|1200|1|X|${P}!ST|837|1|${P}!CLM|A|1|||11>B>8!SV1|HC>1|1!SE|4|1!GE|1|1!IEA|1|000000001!`,
    {
      delims: 'es=| cs=> rs={ st=!',
      pos: { '11': 1 },
      clm05_3: { '8': 1 },
      envelope_errors: {},
      isa_len_bad: undefined,
    },
  ],
];

describe('Facts of claims', () => eachVariant(CLAIMS));
