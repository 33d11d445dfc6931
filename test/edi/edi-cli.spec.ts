import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aFile, aSet } from './an-interchange.js';

const PROGRAM = join(process.cwd(), 'dist', 'src', 'edi-cli', 'main.js');
const REMITTANCE =
  'BPR*I*90*C*CHK************20260101~TRN*1*881234*1999999999~N1*PR*PAYER~N1*PE*CLINIC*XX*1234567893~LX*1~CLP*4711*1*100*90**12*I1~CAS*CO*45*10~NM1*QC*1*DOE*JANE~SVC*HC:99213*100*90~CAS*CO*45*10~';

describe('The EDI program', () => {
  if (!existsSync(PROGRAM)) {
    it('is left out until the application is built', () => {
      process.stdout.write('EDI program left out: run npm run build to test it too.\n');
      expect(existsSync(PROGRAM)).toBe(false);
    });
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'edi-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, 'latin1');
    return join(folder, name);
  };
  const run = (...args: readonly string[]): { readonly code: number | null; readonly out: string } => {
    const { status, stdout } = spawnSync(process.execPath, [PROGRAM, ...args], { encoding: 'utf8' });
    return { code: status, out: stdout };
  };
  const sound = file('sound.edi', aFile('HP', '005010X221A1', aSet('835', '005010X221A1', REMITTANCE)));
  const broken = file(
    'broken.edi',
    aFile('HP', '005010X221A1', aSet('835', '005010X221A1', REMITTANCE)).replace('SE*12', 'SE*99'),
  );

  it('prints the facts of each file on a line, also of broken and foreign ones', () => {
    const { code, out } = run('facts', sound, file('empty.edi', ''), file('letter.txt', 'Dear sender'));
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(code).toBe(0);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatchObject({ path: sound, transaction: '835', clp: 1, bpr02_total: '90' });
    expect(lines[2]).toMatchObject({ transaction: '' });
  });

  it('says what is wrong and writes the answer', () => {
    const { code, out } = run('check', broken, '--ack', join(folder, 'answers'));
    expect(code).toBe(1);
    expect(out).toContain('The set trailer (SE01) says 99 segments, 12 were found.');
    const [answer = ''] = readdirSync(join(folder, 'answers'));
    expect(readFileSync(join(folder, 'answers', answer), 'utf8')).toContain('IK5*R*4~');
  });

  it('names sums that do not add up', () => {
    const { code, out } = run('check', sound);
    expect(code).toBe(1);
    expect(out).toContain('Charge 100.00 less adjustments 20.00');
  });

  it('shows one claim', () => {
    const { code, out } = run('show', sound, '--claim', '4711');
    expect(code).toBe(0);
    expect(out).toContain('Claim 1  4711');
    expect(run('show', sound, '--claim', 'none').code).toBe(1);
  });

  it('checks and shows files of the bank', () => {
    const report =
      '01,S,R,260101,0900,1,80,,2/\n02,R,S,1,260101,,USD,2/\n03,1,USD,015,700,,/\n49,700,2/\n98,700,1,4/\n';
    const bank = file('bank.bai', `${report}99,700,1,6/\n`);
    expect(run('check', bank)).toMatchObject({ code: 0, out: expect.stringContaining('1 × bankAccount') as string });
    expect(run('show', bank).out).toContain('bank account');
    expect(run('check', file('cut.bai', report))).toMatchObject({
      code: 1,
      out: expect.stringContaining('it may have been cut') as string,
    });
  });

  it.each(['facts', 'check', 'show', 'generate'])('tells how %s is used', (command) => {
    const { code, out } = run(command, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`edi ${command}`);
  });

  it('lists every kind it can make with its features', () => {
    const { out } = run('generate', '--help');
    expect(out).toMatch(/^ {2}278-ANSWER +approved, partlyApproved/m);
    expect(out).toContain('wrongSegmentCount');
  });

  it('tells a wrong option in a line', () => expect(run('check', sound, '--nonsense').code).toBe(2));

  it('does not crash on a file that is not there', () => {
    expect(run('facts', join(folder, 'none')).code).toBe(1);
  });
});
