import { latin1 } from '../../../test/edi/an-interchange.js';
import type { BankItem } from './bank-report.js';
import { Bai2Read } from './read-bai2.js';
import { writeBai2 } from './write-bai2.js';

function read(file: string | Uint8Array, chunkBytes = Infinity): BankItem[] {
  const bytes = typeof file === 'string' ? latin1(file) : file;
  const reader = new Bai2Read();
  const items: BankItem[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) items.push(...reader.feed(bytes.subarray(at, at + chunkBytes)));
  return [...items, ...reader.finish()];
}

const problems = (items: readonly BankItem[]): string[] =>
  items.flatMap((item) => (item.kind === 'bankProblem' ? [item.code] : []));

const REPORT = `01,BANK,CLINIC,260115,0930,7,80,,2/
02,CLINIC,BANK,1,260115,,USD,2/
03,4711,,010,50000,,,015,62345,,/
16,142,12345,S,10000,2000,345,BR1,CR1,HCCLAIMPMT PAYER ONE, INC
88,TRN*1*T9*1999999999~ paid 50/50
16,475,0,V,260116,0900,,CHECK 12/
49,124690,5/
98,124690,1,7/
99,124690,1,9/
`;

describe('A bank report', () => {
  it('gives deposits with availability, references and the text of their continuations', () => {
    const [deposit, check] = read(REPORT).filter((item) => item.kind === 'bankTransaction');
    expect(deposit).toMatchObject({
      account: '4711',
      currency: 'USD',
      direction: 'credit',
      amount: 12_345,
      availability: {
        type: 'S',
        parts: [
          { days: 0, amount: 10_000 },
          { days: 1, amount: 2_000 },
          { days: 2, amount: 345 },
        ],
      },
      bankReference: 'BR1',
      customerReference: 'CR1',
      text: 'HCCLAIMPMT PAYER ONE, INC TRN*1*T9*1999999999~ paid 50/50',
    });
    expect(check).toMatchObject({
      direction: 'debit',
      amount: 0,
      availability: { valueDate: '260116' },
      customerReference: 'CHECK 12',
    });
    expect(problems(read(REPORT))).toEqual([]);
  });

  it('reads the same in any chunks and with several records on a line', () => {
    const whole = JSON.stringify(read(REPORT));
    for (const size of [1, 7, 80]) expect(JSON.stringify(read(REPORT, size))).toBe(whole);
    expect(problems(read(REPORT.replace('/\n02', '/02').replace('/\n98', '/ 98')))).toEqual([]);
  });

  it.each([
    ['49,124690,5', '49,124691,5', ['BANK_TOTAL_WRONG', 'BANK_TOTAL_WRONG']],
    ['98,124690,1,7', '98,124690,2,7', ['BANK_COUNT_WRONG']],
    ['99,124690,1,9', '99,124690,1,8', ['BANK_COUNT_WRONG']],
    ['16,142,12345', '16,142,123.45', ['BANK_AMOUNT_BAD', 'BANK_TOTAL_WRONG']],
    ['49,124690,5', '49,,', []],
  ])('whose %s is %s is reported: %j', (right, wrong, codes) => {
    expect(problems(read(REPORT.replace(right, wrong)))).toEqual(codes);
  });

  it('foots with totals filled with zeros to the width of the bank', () => {
    const items = read(REPORT.replaceAll(',124690,', ',+00000000000124690,'));
    expect(problems(items)).toEqual([]);
    expect(items.find((item) => item.kind === 'bankFileEnd')).toMatchObject({ total: 124_690, foots: true });
  });

  it.each([
    ['01,', '01,,', 'The field "sender" of a record 01 is missing. Line 1.'],
    ['\n02,', '\n02,X,Y,9,', 'The field "status" of a record 02 is not of its form; it was kept as sent. Line 2.'],
  ])(
    'with %j changed to %j says which field of which record is wrong, and is read all the same',
    (right, wrong, text) => {
      const items = read(REPORT.replace(right, wrong));
      expect(items.filter((item) => item.kind === 'bankProblem').map(({ message }) => message)).toContain(text);
      expect(items.some((item) => item.kind === 'bankTransaction')).toBe(true);
    },
  );

  it('that was cut or is none is refused', () => {
    expect(problems(read(REPORT.slice(0, 200)))).toContain('BANK_TRAILER_MISSING');
    expect(problems(read('hello\n'))).toEqual(['BANK_RECORD_UNKNOWN', 'BANK_NOT_BAI2']);
  });

  it('that we write foots and keeps a trace number whole', () => {
    const text =
      'HCCLAIMPMT PAYER WITH A LONG NAME AND MORE TRN*1*123456789012345*1999999999~ thank you, and/or goodbye';
    const transaction = { typeCode: '142', amount: 500, bankReference: 'B', text };
    const account = { account: '1', summaries: [{ typeCode: '015', amount: 700 }], transactions: [transaction] };
    const group = { receiver: 'R', originator: 'O', asOfDate: '260101', accounts: [account] };
    const file = writeBai2({ sender: 'S', receiver: 'R', date: '260101', time: '0900', id: '1', groups: [group] });
    const items = read(file.ok ? file.value : '');
    expect(problems(items)).toEqual([]);
    expect(items.find((item) => item.kind === 'bankTransaction')).toMatchObject({ amount: 500, text });
  });
});
