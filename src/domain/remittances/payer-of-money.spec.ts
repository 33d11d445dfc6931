import { payerOfMoney, type PayerOnFile } from './payer-of-money.js';

const north: PayerOnFile = { id: 'north', payerCode: '60054', traceId: '1066033492' };
const south: PayerOnFile = { id: 'south', payerCode: '60055', traceId: '1066033492' };
const lone: PayerOnFile = { id: 'lone', payerCode: '87726', traceId: '1411289245' };
const untraced: PayerOnFile = { id: 'untraced', payerCode: '00431', traceId: null };
const payers = [south, untraced, lone, north];

describe('who paid', () => {
  it('is the payer of the trace id, whatever else the file names', () => {
    expect(payerOfMoney({ traceId: '1411289245', ids: ['60054'] }, payers)).toBe(lone);
  });

  it('is, of two plans behind one trace id, the one whose payer id the file names', () => {
    expect(payerOfMoney({ traceId: '1066033492', ids: ['XX', '60054'] }, payers)).toBe(north);
    expect(payerOfMoney({ traceId: '1066033492', ids: ['60055'] }, payers)).toBe(south);
  });

  it('is nobody when two plans share the trace id and no id tells them apart: a person decides', () => {
    expect(payerOfMoney({ traceId: '1066033492', ids: ['87726'] }, payers)).toBeUndefined();
    expect(payerOfMoney({ ids: ['1066033492'] }, payers)).toBeUndefined();
  });

  it('is found by the ids of the file, in their order, when no payer has the trace id', () => {
    expect(payerOfMoney({ traceId: '9', ids: ['87726', '00431'] }, payers)).toBe(lone);
    expect(payerOfMoney({ ids: ['00431'] }, payers)).toBe(untraced);
    expect(payerOfMoney({ ids: ['1411289245'] }, payers)).toBe(lone);
  });

  it('is nobody when the file names nobody known', () => {
    expect(payerOfMoney({ ids: [''] }, payers)).toBeUndefined();
    expect(payerOfMoney({ traceId: '', ids: [] }, payers)).toBeUndefined();
  });
});
