import { ALLOW_ALL, type ReadOptions } from '../../src/edi/x12/options.js';
import type { X12ProblemCode } from '../../src/edi/x12/problem-code.js';
import { a999, aFile, aSet, gs, isa } from './an-interchange.js';

/** The smallest file that shows a fault, and how it is read. */
export interface ProblemExample {
  readonly text: string;
  readonly options?: ReadOptions;
}

const HEAD =
  'BPR*I*90*C*CHK************20260105~TRN*1*881234*1999999999~DTM*405*20260105~N1*PR*PAYER~N3*1 WAY~N4*DAYTON*OH*45402~PER*BL*DESK*TE*5555550100~N1*PE*CLINIC*XX*1234567893~LX*1~';
const CLAIM = 'CLP*4711*1*100*90**12*I1~NM1*QC*1*DOE*JANE~SVC*HC:99213*100*90~DTM*472*20260102~CAS*CO*45*10~';

const remittance = (body = HEAD + CLAIM): string => aFile('HP', '005010X221A1', aSet('835', '005010X221A1', body));

const BEFORE_CLAIM =
  'BHT*0019*00*B1*20260105*1200*CH~NM1*41*2*US*****46*1~PER*IC*DESK*TE*5555550100~NM1*40*2*THEM*****46*2~HL*1**20*1~NM1*85*2*CLINIC*****XX*1234567893~N3*1 WAY~N4*DAYTON*OH*454020001~REF*EI*990000001~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*DOE*JANE****MI*W1~N3*2 WAY~N4*DAYTON*OH*45402~DMG*D8*19800101*F~NM1*PR*2*PAYER*****PI*12345~';
const SENT = 'CLM*4711*100***11:B:1*Y*A*Y*Y~HI*ABK:J209~LX*1~SV1*HC:99213*100*UN*1***1~DTP*472*D8*20260102~REF*6R*1~';

const professional = (guide: string, body = BEFORE_CLAIM + SENT): string =>
  aFile('HC', guide, aSet('837', guide, body));
const claims = (from: string, to: string): string => {
  const body = BEFORE_CLAIM + SENT;
  if (!body.includes(from)) throw new Error(`The example holds no ${from}`);
  return professional('005010X222A1', body.replace(from, to));
};
const changed = (from: string, to: string): string => remittance().replace(from, to);
const attachment = (binary: string): string =>
  aFile('PI', '005010X210', aSet('275', '005010X210', `BGN*11*1*20260101~${binary}`));
const serviceLines = (count: number): string =>
  Array.from({ length: count }, (_, at) => `LX*${at + 2}~SV1*HC:99213*0*UN*1***1~DTP*472*D8*20260102~`).join('');
/** A 277CA of one accepted claim of 100.00, with totals of the billing provider. */
const acknowledged = (quantity: string, amount: string): string =>
  aFile(
    'HN',
    '005010X214',
    aSet(
      '277',
      '005010X214',
      'BHT*0085*08*B1*20260106*1200*TH~HL*1**20*1~NM1*PR*2*PAYER*****PI*12345~TRN*1*B1~DTP*050*D8*20260106~DTP*009*D8*20260106~' +
        'HL*2*1*21*1~NM1*41*2*US*****46*1~TRN*2*B1~STC*A1:19:PR*20260106*WQ*100~' +
        `HL*3*2*19*1~NM1*85*2*CLINIC*****XX*1234567893~TRN*1*0~STC*A1:19:PR**WQ*100~${quantity}${amount}` +
        'HL*4*3*PT~NM1*QC*1*DOE*JANE****MI*W1~TRN*2*4711~STC*A2:20:PR*20260106*WQ*100~REF*1K*9~DTP*472*D8*20260102~',
    ),
  );
const limited = (limits: ReadOptions['limits']): ReadOptions => ({ allow: ALLOW_ALL, ...(limits ? { limits } : {}) });

/** One example for each code of the catalog. */
export const PROBLEM_EXAMPLES: Readonly<Record<X12ProblemCode, ProblemExample>> = {
  FILE_EMPTY: { text: '' },
  NOT_X12: { text: 'Dear sender, enclosed you find nothing.' },
  COMPRESSED: { text: '\x1f\x8b\x08\0\0\0\0\0' },
  TOO_MANY_SEGMENTS: { text: a999(), options: limited({ segments: 5 }) },
  LEADING_BYTES: { text: `\xef\xbb\xbf${a999()}` },
  BLANKS_BETWEEN_SEGMENTS: { text: a999().replaceAll('~', '~\r\n') },
  LAST_SEGMENT_UNTERMINATED: { text: a999().slice(0, -1) },
  NOT_UTF8: { text: changed('PAYER', 'PAY\xe9R') },
  TEXT_BETWEEN_INTERCHANGES: { text: `${a999()}HELLO~${a999().replaceAll('000000001', '000000002')}` },
  TOO_MANY_PROBLEMS: {
    text: remittance(`${HEAD}CLP*1*1*X*Y~CLP*2*1*X*Y~`),
    options: limited({ problemsPerSet: 2 }),
  },
  ISA_CUT: { text: isa().slice(0, 60) },
  ISA_WIDTH: { text: a999().replace('SENDER         ', 'SENDER') },
  DELIMITERS_BAD: { text: a999().replace('*P*:~', '*P**~') },
  ENVELOPE_MISSING: { text: remittance().slice(isa().length) },
  ISA_VERSION_UNKNOWN: { text: a999().replace('*00501*', '*00777*') },
  ISA_DATE_BAD: { text: a999().replace('*260101*1200', '*261301*1200') },
  ISA_TIME_BAD: { text: a999().replace('*260101*1200', '*260101*2500') },
  TEST_USAGE: { text: a999().replace('*P*:~', '*T*:~') },
  INTERCHANGE_TRAILER_MISSING: { text: remittance().replace('IEA*1*000000001~', '') },
  INTERCHANGE_CONTROL_MISMATCH: { text: changed('IEA*1*000000001', 'IEA*1*000000009') },
  INTERCHANGE_COUNT_WRONG: { text: changed('IEA*1*', 'IEA*7*') },
  INTERCHANGE_NUMBER_REPEATED: { text: a999() + a999() },
  GROUP_TRAILER_MISSING: { text: changed('GE*1*1~', '') },
  GROUP_CONTROL_MISMATCH: { text: changed('GE*1*1~', 'GE*1*8~') },
  GROUP_COUNT_WRONG: { text: changed('GE*1*1~', 'GE*6*1~') },
  GROUP_CODE_WRONG: { text: changed('GS*HP', 'GS*HC') },
  SET_TRAILER_MISSING: { text: remittance().replace(/SE\*\d+\*0001~/, '') },
  SET_CONTROL_MISMATCH: { text: remittance().replace(/(SE\*\d+)\*0001/, '$1*0009') },
  SET_COUNT_WRONG: { text: remittance().replace(/SE\*\d+\*0001/, 'SE*40*0001') },
  SET_NUMBER_REPEATED: {
    text: aFile(
      'HP',
      '005010X221A1',
      aSet('835', '005010X221A1', HEAD + CLAIM),
      aSet('835', '005010X221A1', HEAD + CLAIM),
    ),
  },
  SET_WITHOUT_GROUP: { text: remittance().replace(gs('HP', '005010X221A1'), '').replace('GE*1*1~', '') },
  SET_UNKNOWN: { text: aFile('RA', '005010X218', aSet('820', '005010X218', 'BPR*I*1~')) },
  GUIDE_UNKNOWN: { text: professional('004010X098A1') },
  GUIDE_MISMATCH: { text: professional('005010X223A2') },
  GUIDE_OLDER: { text: professional('005010X222') },
  TRAILER_WITHOUT_HEADER: { text: changed('GE*1*1~', 'GE*1*1~GE*1*1~') },
  SEGMENT_TOO_LONG: { text: changed('PAYER', 'P'.repeat(300)), options: limited({ segmentBytes: 200 }) },
  TOO_MANY_ELEMENTS: { text: changed('N3*1 WAY', `N3${'*1'.repeat(60)}`), options: limited({ elements: 40 }) },
  SEGMENT_ID_BAD: { text: changed('N3*1 WAY', 'N3*1~Way to go') },
  SEGMENT_OUTSIDE_SET: { text: changed('GE*1*1~', 'NM1*QC*1*DOE~GE*1*1~') },
  BINARY_LENGTH_WRONG: { text: attachment('BIN*7*abc~') },
  BINARY_TOO_LONG: { text: attachment(`BIN*90*${'x'.repeat(90)}~`), options: limited({ binaryBytes: 50 }) },
  SEGMENT_UNKNOWN: { text: claims('REF*6R*1~', 'REF*6R*1~ZZZ*1~') },
  SEGMENT_UNEXPECTED: { text: remittance(`${HEAD}NM1*QC*1*DOE~${CLAIM}`) },
  SEGMENT_MISSING: { text: changed('NM1*QC*1*DOE*JANE~', '') },
  SEGMENT_OUT_OF_ORDER: { text: remittance(`${HEAD}PLB*1234567893*20261231*WO:77*4.20~${CLAIM}`) },
  HL_NUMBER_WRONG: { text: claims('HL*2*1*22', 'HL*7*1*22') },
  HL_PARENT_UNKNOWN: { text: claims('HL*2*1*22', 'HL*2*5*22') },
  ELEMENT_MISSING: { text: claims('CLM*4711*', 'CLM**') },
  AMOUNT_BAD: { text: changed('CLP*4711*1*100*90', 'CLP*4711*1*100.005*90') },
  NUMBER_BAD: { text: claims('UN*1***1~', 'UN*1***X~') },
  DATE_BAD: { text: changed('DTM*472*20260102', 'DTM*472*20260230') },
  NPI_CHECK_DIGIT_WRONG: { text: claims('XX*1234567893', 'XX*1234567890') },
  CLAIM_TOTAL_WRONG: { text: claims('CLM*4711*100*', 'CLM*4711*120*') },
  NUL_CHARACTER: { text: changed('PAYER', 'PAY\u0000ER') },
  SEGMENT_REPEATED_TOO_OFTEN: { text: changed('NM1*QC*1*DOE*JANE~', 'NM1*QC*1*DOE*JANE~NM1*QC*1*ROE*JOHN~') },
  LOOP_REPEATED_TOO_OFTEN: { text: claims('REF*6R*1~', `REF*6R*1~${serviceLines(50)}`) },
  ELEMENT_NOT_USED: { text: changed('SVC*HC:99213*100*90~', 'SVC*HC:99213*100*90*****1*1~') },
  ELEMENT_TOO_SHORT: { text: changed('N4*DAYTON*OH*45402', 'N4*DAYTON*OH*45') },
  ELEMENT_TOO_LONG: { text: changed('N4*DAYTON*OH', 'N4*DAYTON*OHIO') },
  ELEMENT_REPEATED_TOO_OFTEN: { text: claims('NM1*IL*1*DOE', 'NM1*IL*1*DOE^ROE') },
  ELEMENT_CHARACTER_BAD: { text: changed('N3*1 WAY', 'N3*1\tWAY') },
  CODE_UNKNOWN: { text: changed('CAS*CO*45*10', 'CAS*CO*9999*10') },
  TIME_BAD: { text: claims('*20260105*1200*CH', '*20260105*2561*CH') },
  CONTENT_COUNT_WRONG: { text: acknowledged('QTY*QA*2~', '') },
  CONTENT_SUM_WRONG: { text: acknowledged('', 'AMT*YU*250~') },
  ACKNOWLEDGEMENT_COUNT_WRONG: { text: a999().replace('AK9*A*1*1*1', 'AK9*A*1*1*0') },
};
