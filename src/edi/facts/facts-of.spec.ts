import { aFile, aSet, isa, latin1, styled } from '../../../test/edi/an-interchange.js';
import { ExactSum } from './exact-sum.js';
import { factsJson } from './fact.js';
import { FactsRead, type FileFacts } from './facts-of.js';

function factsOf(file: string): FileFacts {
  const read = new FactsRead();
  read.feed(latin1(file));
  const { transaction, facts } = read.finish('0'.repeat(64));
  return { transaction, facts: JSON.parse(factsJson(facts)) as FileFacts['facts'] };
}

const remittance = (body: string, control = '0001'): string => aSet('835', '005010X221A1', body, control);
const claims = (body: string): string => aFile('HC', '005010X222A1', aSet('837', '005010X222A1', body));

describe('Sums', () => {
  it('are exact and keep the decimals of the longest summand', () => {
    const sum = new ExactSum();
    expect(['20.5', '1.50', '', '.5', '-2', '+1'].every((text) => sum.add(text))).toBe(true);
    expect(sum.toString()).toBe('21.50');
    expect(['1e3', '1,5', '.', '-', '1.2.3', ' 1'].some((text) => sum.add(text))).toBe(false);
    expect(new ExactSum().toString()).toBe('0');
  });
});

describe('Facts of remittances', () => {
  it('tell payments, reversals and provider adjustments', () => {
    const body =
      'BPR*I*80*C*ACH~CLP*1*22*-100*-90~CAS*CO*45*-10~CLP*2*1*200*180~SVC*HC:1*200*180~CAS*CO*45*15**A1*5~PLB*9*20261231*WO:77*7.50*L6*2.5*72~LQ*HE*N1~';
    const { transaction, facts } = factsOf(aFile('HP', '005010X221A1', remittance(body)));
    expect(transaction).toBe('835');
    expect(facts).toMatchObject({
      bpr02_total: '80',
      clp02: { '1': 1, '22': 1 },
      clp04_sum: '90',
      cas_adjustments: 3,
      cas_by_code: { 'CO-45': 2, 'CO-A1': 1 },
      plb_adjustments: 3,
      plb_sum: '10.00',
      plb_reasons: { WO: 1, L6: 1, '72': 1 },
      lq_codes: 1,
      tx_balanced: '1/1',
      claims_balanced: '2/2',
      services_balanced: '1/1',
      claims_svc_rollup_ok: '1/1',
    });
  });

  it('count amounts that are no numbers once', () => {
    const file = aFile('HP', '005010X221A1', remittance('BPR*I*1O*C*ACH~CLP*1*1*5*x*y~CAS*PR*1*z~'));
    expect(factsOf(file).facts).toMatchObject({
      nonnumeric_amounts: 4,
      cas_by_code: { 'PR-1': 1 },
      claims_balanced: '0/1',
    });
  });

  it('judge each set alone', () => {
    const sets = [remittance('BPR*I*10*C*ACH~CLP*1*1*10*10~'), remittance('BPR*I*10*D*ACH~CLP*1*22*-10*-10~', '0002')];
    expect(factsOf(aFile('HP', '005010X221A1', ...sets)).facts).toMatchObject({
      tx_balanced: '2/2',
      bpr02_total: '0',
      st: 2,
    });
  });
});

describe('Facts of claims', () => {
  it.each([
    ['SV1*HC:1*10~', '837P'],
    ['SV1*HC:1*10~SV3*AD:1*1~', '837D'],
    ['SV1*HC:1*10~SV2*0300*HC:1*10~', '837I'],
    ['', '837'],
  ])('%s makes it %s whatever the guide says', (lines, transaction) => {
    expect(factsOf(claims(`CLM*1*10***11:B:1~${lines}`)).transaction).toBe(transaction);
  });

  it('tell subscriber coverages from other payers', () => {
    const body =
      'HL*1**22*0~SBR*P*18*******CI~CLM*1*10***11:B:7~HI*ABK:A1*ABF:B2*BE:01:::5~SBR*S*18~SV1*HC:1*9~HL*2**23*0~SBR*T*18~';
    expect(factsOf(claims(body)).facts).toMatchObject({
      sbr01: { P: 1, T: 1 },
      sbr09: { CI: 1, '': 1 },
      other_payer_sbr: 1,
      diagnosis_codes: 2,
      clm05_3: { '7': 1 },
      claims_line_sum_mismatch: 1,
    });
  });
});

describe('Facts of files', () => {
  it('show odd separators as escapes', () => {
    const file = aFile('HC', '005010X222A1');
    const shown = (style: Parameters<typeof styled>[1]): unknown => factsOf(styled(file, style)).facts['delims'];
    expect(shown({ terminator: '\r\n' })).toBe("es=* cs=: rs=^ st='\\r\\n'");
    expect(shown({ element: '\x1d', component: '\x1f', terminator: '\x1c' })).toBe(
      "es='\\x1d' cs='\\x1f' rs=^ st='\\x1c'",
    );
  });

  it('tell each envelope fault', () => {
    const body = `${isa()}GS*HP*S*R*1*1*1*X*G~ST*835*1~SE*3*2~ST*835*1~GS*HP*S*R*1*1*2*X*G~GE*1*3~IEA*1*2~`;
    expect(factsOf(body).facts['envelope_errors']).toEqual({
      se01_mismatch: 1,
      se02_mismatch: 1,
      st_without_se: 1,
      ge_missing: 1,
      ge01_mismatch: 1,
      ge02_mismatch: 1,
      iea01_mismatch: 1,
      iea02_mismatch: 1,
    });
  });

  it('infer the separators of a file without envelope from its service lines', () => {
    const file = 'ST*835*1~BPR*I*0*C*NON~CLP*1*1*5*5~SVC*HC>99213*5*5~SE*5*1~';
    expect(factsOf(file).facts).toMatchObject({ isa: 0, no_isa_envelope: 1, delims: 'es=* cs=> rs=^ st=~', impl: '' });
  });
});

describe('Facts of bank reports', () => {
  it('count records, continuations and lines that hold several', () => {
    const file =
      '01,S,R,260101,1200,1,,,2/\n02,R,S,1,260101,,USD,2/03,1,USD,010,500,,/\n16,142,1000,,,,TEXT\nmore text\n88,even more/\n49,1500,5/\n98,1500,1,7/\n99,1500,1,9/\n';
    const { transaction, facts } = factsOf(file);
    expect(transaction).toBe('BAI2');
    expect(facts).toMatchObject({
      physical_lines: 8,
      lines_with_several_records: 1,
      records: { '01': 1, '02': 1, '03': 1, '16': 1, '88': 1, '49': 1, '98': 1, '99': 1, text_continuation: 1 },
      amount_by_type_minor_units: { '142': 1000 },
      t49: [[1500, 5]],
      sum49_eq_sum98: true,
      rec_count_99_ok: false,
    });
  });
});

describe('Facts of what is seldom', () => {
  it('hold every digit of a bank amount beyond what a double holds', () => {
    const read = new FactsRead();
    const bank = '01,A,B,260101,0800,1,,,2/\n02,B,A,1,260101,0800,,2/\n03,1,USD,,,,/\n16,195,9007199254740993,,,/\n';
    read.feed(latin1(`${bank}16,195,2,,,/\n49,-9007199254740995,4/\n98,9007199254740995,1,6/\n99,5,1,8/\n`));
    const json = factsJson(read.finish('0'.repeat(64)).facts);
    expect(json).toContain('"amount_by_type_minor_units":{"195":9007199254740995}');
    expect(json).toContain('"t49":[[-9007199254740995,4]],"t98":[[9007199254740995,1,6]],"t99":[[5,1,8]]');
    expect(json).toContain('"sum49_eq_sum98":false');
  });

  it.each([0xa6, 0xff, 0x1d, 0x7f, 0])('know a file that begins at GS or ST with byte %i as separator', (byte) => {
    const element = String.fromCharCode(byte);
    const set = aSet('999', '005010X231A1', 'AK1*HC*17~IK5*A~AK9*A*1*1*1~').replaceAll('*', element);
    expect(factsOf(set)).toMatchObject({
      transaction: '999',
      facts: { isa: 0, st: 1, segments: 5, no_isa_envelope: 1 },
    });
    const group = `GS*FA*A*B*20260101*0800*1*X*005010X231A1~`.replaceAll('*', element) + set;
    expect(factsOf(group)).toMatchObject({ transaction: '999', facts: { gs: 1, envelope_errors: { ge_missing: 1 } } });
  });

  it('do not take text for X12 because of a letter outside ASCII', () => {
    expect(factsOf('HA\u00e9 is no segment').transaction).toBe('');
    expect(factsOf('STRASSE').transaction).toBe('');
  });

  it.each([30_000_000, 400_000_000])('count the segments behind a BIN that says it has %i bytes', (said) => {
    const body = `BGN*02*1*20260101~LX*1~BIN*${said}*short~LX*2~BIN*3*abc~`;
    const file = aFile('PI', '005010X210', aSet('275', '005010X210', body), aSet('275', '005010X210', body, '0002'));
    expect(factsOf(file).facts).toMatchObject({ bin: 4, lx: 4, st: 2, segments: 18, envelope_errors: {} });
  });
});
