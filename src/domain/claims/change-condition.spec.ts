import { changeCondition, voidCondition } from './change-condition.js';

const changed = (...fields: string[]) => changeCondition(fields.map((field) => ({ field, before: 1, after: 2 })));

describe('the condition code of a corrected Part A claim', () => {
  it.each([
    ['D0', 'institutional.statementThrough'],
    ['D0', 'lines.0.serviceFrom'],
    ['D1', 'lines.2.chargeCents'],
    ['D2', 'lines.0.revenueCode'],
    ['D2', 'lines.1.procedure.modifiers.0'],
    ['D2', 'lines.1.units'],
    ['D4', 'diagnoses.0.code'],
    ['E0', 'institutional.patientStatus'],
    ['D7', 'otherPayers.0.payer.name'],
    ['D9', 'subscriber.memberId'],
  ])('is %s when %s changed', (code, field) => expect(changed(field)).toBe(code));

  it('is one only: several kinds of change are D9, several of one kind that one', () => {
    expect(changed('lines.0.units', 'lines.0.procedure.code')).toBe('D2');
    expect(changed('lines.0.units', 'diagnoses.1.code')).toBe('D9');
    expect(changed()).toBeUndefined();
  });

  it('says D8 when Medicare has become the first payer', () =>
    expect(changeCondition([{ field: 'otherPayers.0', before: {}, after: null }], true)).toBe('D8'));

  it('of a void is D5 for another identity, D6 for a duplicate or what was not rendered', () => {
    expect([voidCondition('wrongPatient'), voidCondition('duplicatePaid'), voidCondition('notRendered')]).toEqual([
      'D5',
      'D6',
      'D6',
    ]);
  });
});
