import { broken, rehearse, type Rehearsed } from './rehearse.js';

const FATE = 'denied197ByFile';
let office: Rehearsed;
beforeAll(async () => {
  office = await rehearse([FATE], 40);
}, 200_000);
afterAll(() => office?.stop());

describe('a service denied for want of an authorization, at a payer that takes requests as 278', () => {
  it('is asked for by file and given by file: the number goes onto the corrected claim, which is paid, by nobody’s hand', async () => {
    const [asked] = office.sent('278');
    const [given] = office.received('278');
    const number = /HCR\*A1\*(UMA\d+)~/.exec(given ?? '')?.[1] ?? '';
    const trace = /TRN\*1\*(\w+)\*/.exec(asked ?? '')?.[1] ?? '';
    expect(given).toContain(`TRN*2*${trace}*`);
    expect(office.sent('837').at(-1)).toContain(`REF*G1*${number}~`);
    expect(await office.rows('SELECT state FROM claims')).toEqual([{ state: 'CLOSED_PAID' }]);
    expect(await office.rows('SELECT state, outcome FROM denials')).toEqual([{ state: 'RESOLVED', outcome: 'paid' }]);
    expect(await office.rows("SELECT kind FROM work_items WHERE kind LIKE '%Authorization'")).toEqual([]);
  });

  it('breaks nothing that must always hold', () => {
    expect(broken(office.invariants)).toEqual({});
  });
});
