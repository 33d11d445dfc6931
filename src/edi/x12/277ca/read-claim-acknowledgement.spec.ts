import type { ReadResult } from '../../../../test/edi/read-written.js';
import { readSetText } from '../../../../test/edi/set-text.js';
import type { AcknowledgedClaim, ClaimAcknowledgementItem } from './claim-acknowledgement.js';
import { claimAcknowledgementReader } from './read-claim-acknowledgement.js';

const read = (source: string, receiver: string, provider: string): ReadResult<ClaimAcknowledgementItem> =>
  readSetText(
    claimAcknowledgementReader,
    '277*0001*005010X214',
    `BHT*0085*08*B1*20260302*0930*TH
     HL*1**20*1
     ${source}
     HL*2*1*21*1
     NM1*41*2*HARBOR*****46*US
     TRN*2*OURBATCH7
     ${receiver}
     HL*3*2*19*1
     NM1*85*2*HARBOR CLINIC*****XX*1992753883
     ${provider}
     HL*4*3*PT
     NM1*QC*1*MERCER*ADA****MI*W1
     TRN*2*CLM100
     STC*A7:562:85*20260302*U*250******A7:21:40**TEXT
     REF*1K*ICN7
     REF*D9*CH9
     DTP*472*RD8*20260201-20260203
     TRN*2*CLM101
     STC*A2:20*20260302*WQ*100
     SVC*HC:99213*100
     STC*A7:454*20260302*U
     REF*FJ*L1`,
  );

const PAYER = 'NM1*PR*2*PAYER ONE*****PI*12345\nTRN*1*T1\nDTP*050*D8*20260302\nDTP*009*D8*20260303';

const claims = ({ items }: ReadResult<ClaimAcknowledgementItem>): AcknowledgedClaim[] =>
  items.filter((item) => item.kind === 'acknowledgedClaim');

describe('reading a claim acknowledgement', () => {
  it("keeps every code of a claim's status, our claim number and the payer's", () => {
    const [first, second] = claims(read(PAYER, '', ''));
    expect(first).toMatchObject({
      claimNumber: 'CLM100',
      payerClaimNumber: 'ICN7',
      clearinghouseTrace: 'CH9',
      serviceFrom: '2026-02-01',
      serviceThrough: '2026-02-03',
      patient: { name: 'MERCER' },
      provider: { id: '1992753883' },
      statuses: [{ action: 'U', chargeCents: 25_000, date: '2026-03-02' }],
    });
    expect(first?.statuses[0]?.codes).toEqual([
      { category: 'A7', status: '562', entity: '85' },
      { category: 'A7', status: '21', entity: '40' },
    ]);
    expect(second).toMatchObject({ claimNumber: 'CLM101', patient: { name: 'MERCER' } });
    expect(second?.lines[0]).toMatchObject({
      lineControl: 'L1',
      statuses: [{ codes: [{ category: 'A7', status: '454' }] }],
    });
  });

  it("tells the payer's voice and receipt date from a clearinghouse's", () => {
    expect(claims(read(PAYER, '', ''))[0]).toMatchObject({ voice: 'payer', receivedDate: '2026-03-02' });
    expect(claims(read(PAYER.replace('NM1*PR', 'NM1*AY'), '', ''))[0]).toMatchObject({ voice: 'clearinghouse' });
  });

  it('lets a rejection above hold for every claim below', () => {
    const [first, second] = claims(
      read(PAYER, 'STC*A1:19*20260302*WQ', 'STC*A8:496:85*20260302*U\nQTY*QC*2\nAMT*YY*350'),
    );
    expect(first?.inherited.map(({ codes }) => codes[0]?.category)).toEqual(['A1', 'A8']);
    expect(second?.inherited).toEqual(first?.inherited);
  });

  it('reads the totals of a level', () => {
    const { items } = read(PAYER, 'STC*A1:20*20260302*WQ\nQTY*90*1\nQTY*AA*1\nAMT*YU*100\nAMT*YY*250', '');
    expect(items.find((item) => item.kind === 'acknowledgementLevel')).toMatchObject({
      level: 'receiver',
      trace: 'OURBATCH7',
      quantities: [
        { qualifier: '90', quantity: '1' },
        { qualifier: 'AA', quantity: '1' },
      ],
      amounts: [
        { qualifier: 'YU', amountCents: 10_000 },
        { qualifier: 'YY', amountCents: 25_000 },
      ],
    });
  });

  it('misses the receipt date of the payer', () => {
    const { problems } = read('NM1*PR*2*PAYER ONE*****PI*12345', '', '');
    expect(problems.map(({ code, expected }) => `${code} ${expected ?? ''}`)).toContain('SEGMENT_MISSING DTP*050');
  });

  it('ends with the number of claims', () => {
    expect(read(PAYER, '', '').items.at(-1)).toMatchObject({ kind: 'claimAcknowledgementEnd', claims: 2 });
  });
});
