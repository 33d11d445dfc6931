import { mayBillPatient } from './may-bill-patient.js';

describe('billing guards', () => {
  it('let only PR reach a patient', () => {
    for (const group of ['CO', 'PI', 'OA'])
      expect(mayBillPatient({ group, payerClasses: ['commercial'] }).mayBill).toBe(false);
    expect(mayBillPatient({ group: 'PR', payerClasses: ['commercial'] })).toEqual({ mayBill: true, reasons: [] });
  });

  it('never bill Medicaid, QMB or workers’ compensation patients, and name every reason', () => {
    expect(mayBillPatient({ group: 'PR', payerClasses: ['medicare', 'medicaid'], qmb: true }).reasons).toEqual([
      'medicaid',
      'qmb',
    ]);
    expect(mayBillPatient({ group: 'PR', payerClasses: ['workersComp'] }).reasons).toEqual(['workersCompensation']);
  });
});
