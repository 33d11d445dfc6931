import { seg } from '../write.js';
import { nonconformities } from './conformity.js';
import { STRUCTURE_999 } from './999.table.js';
import { segmentRules } from './structure-table.js';

const rules = segmentRules(STRUCTURE_999).filter((rule) => rule.id !== 'ST' && rule.id !== 'SE');
const good = [
  seg('AK1', 'HC', '1', '005010X222A1'),
  seg('AK2', '837', '0001', '005010X222A1'),
  seg('IK5', 'A'),
  seg('AK2', '837', '0002', '005010X222A1'),
  seg('IK5', 'A'),
  seg('AK9', 'A', '2', '2', '2'),
];

describe('written segments along their guide', () => {
  it('fit when every set is answered', () => expect(nonconformities(good, rules)).toEqual([]));
  it('are told when one is missing', () =>
    expect(nonconformities(good.toSpliced(2, 1), rules).map(({ fault }) => fault)).toContain('missing'));
  it('are told when a code is not in the guide', () =>
    expect(nonconformities(good.with(5, seg('AK9', 'Q', '2', '2', '2')), rules)).toHaveLength(1));
  it('are told when a segment does not belong to it', () =>
    expect(nonconformities([...good, seg('CLM', 'A')], rules).map(({ fault }) => fault)).toEqual(['unexpected']));
});
