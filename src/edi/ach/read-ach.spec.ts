import { cents } from '../../domain/money.js';
import { latin1 } from '../../../test/edi/an-interchange.js';
import type { AchItem } from './ach-file.js';
import { AchRead } from './read-ach.js';
import { reassociationTraceIn } from './reassociation-trace.js';
import { writeAch } from './write-ach.js';

function read(file: string | Uint8Array, chunkBytes = Infinity): AchItem[] {
  const bytes = typeof file === 'string' ? latin1(file) : file;
  const reader = new AchRead();
  const items: AchItem[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) items.push(...reader.feed(bytes.subarray(at, at + chunkBytes)));
  return [...items, ...reader.finish()];
}

const problems = (items: readonly AchItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'achProblem' ? [item.code] : []));

const payment = (trace: string, amount: number) => ({
  routing8: '12345678',
  account: '98765',
  amountCents: cents(amount),
  receiverId: '1234567893',
  receiverName: 'CLINIC',
  reassociation: { trace, payerId: '1999999999' },
});

const FILE = new TextDecoder().decode(
  writeAch({
    immediateDestination: ' 091000019',
    immediateOrigin: '1999999999',
    date: '260114',
    time: '0800',
    companyName: 'PAYER ONE',
    companyId: '1999999999',
    effectiveDate: '260115',
    originatingBank8: '09100001',
    payments: [payment('T1', 12_345), payment('T2', 5)],
  }),
);

describe('An ACH file', () => {
  it('gives health care payments with the key to their remittance', () => {
    const items = read(FILE);
    expect(problems(items)).toEqual([]);
    expect(items.find((item) => item.kind === 'achBatch')).toMatchObject({ sec: 'CCD', isHealthCarePayment: true });
    const entries = items.filter((item) => item.kind === 'achEntry');
    expect(entries.map((entry) => [entry.amountCents, entry.reassociation?.trace])).toEqual([
      [12_345, 'T1'],
      [5, 'T2'],
    ]);
    expect(items.at(-1)).toMatchObject({ kind: 'achFileEnd', foots: true });
  });

  it('reads the same in any chunks, with and without line breaks', () => {
    const whole = JSON.stringify(read(FILE));
    for (const size of [1, 13, 94]) expect(JSON.stringify(read(FILE, size))).toBe(whole);
    expect(JSON.stringify(read(FILE.replaceAll('\n', ''), 50))).toBe(whole);
    expect(JSON.stringify(read(FILE.replaceAll('\n', '\r\n'), 50))).toBe(whole);
  });

  it.each([
    ['0000012345', '0000012346', ['ACH_TOTAL_WRONG', 'ACH_TOTAL_WRONG']],
    ['62212345678', '62212345679', ['ACH_ROUTING_CHECK_DIGIT', 'ACH_HASH_WRONG', 'ACH_HASH_WRONG']],
    ['00010000002', '00010000009', ['ACH_ADDENDA_WRONG']],
    ['9000001', '9000002', ['ACH_COUNT_WRONG']],
    ['0000012345', '00000X2345', ['ACH_AMOUNT_BAD']],
  ])('with %s changed to %s is reported', (right, wrong, codes) => {
    expect(problems(read(FILE.replace(right, wrong)))).toEqual(expect.arrayContaining(codes));
  });

  it('that was cut or is none is refused', () => {
    expect(problems(read(FILE.slice(0, 380)))).toContain('ACH_TRAILER_MISSING');
    expect(problems(read('hello'))).toContain('ACH_NOT_ACH');
  });
});

describe('The key to a remittance', () => {
  it.each([
    ['TRN*1*12345*1512345678~', { trace: '12345', payerId: '1512345678' }],
    ['TRN*1*12345*1512345678*999\\', { trace: '12345', payerId: '1512345678', supplement: '999' }],
    ['HCCLAIMPMT TRN*1*A-1*1512345678 thanks', { trace: 'A-1', payerId: '1512345678' }],
    ['no trace', undefined],
  ])('in "%s"', (text, expected) => {
    expect(reassociationTraceIn(text)).toEqual(expected);
  });
});
