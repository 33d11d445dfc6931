import { decimalOf, dollarsOf, groupedOf } from './money.js';

describe('an amount', () => {
  it('is written plain in files, in groups in columns, as dollars in sentences', () => {
    expect([0, 5, 123_456, 123_456_789].map(decimalOf)).toEqual(['0.00', '0.05', '1234.56', '1234567.89']);
    expect([0, 5, 123_456, 123_456_789].map(groupedOf)).toEqual(['0.00', '0.05', '1,234.56', '1,234,567.89']);
    expect([0, 5, 99_999, 123_456_789].map(dollarsOf)).toEqual(['$0.00', '$0.05', '$999.99', '$1,234,567.89']);
  });

  it('below zero has its sign before everything', () => {
    expect([decimalOf(-123_456), groupedOf(-123_456), dollarsOf(-123_456)]).toEqual([
      '-1234.56',
      '-1,234.56',
      '-$1,234.56',
    ]);
    expect([groupedOf(-12_345), dollarsOf(-5)]).toEqual(['-123.45', '-$0.05']);
  });
});
