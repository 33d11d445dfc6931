import { eachVariant, type Variant } from './facts-of-text.js';

const HEAD = ['01,S,R,260101,0900,1,80,,2/', '02,R,S,1,260101,,USD,2/', '03,1,USD,015,700,,/'];
const lines = (...body: readonly string[]): string => `${[...HEAD, ...body].join('\n')}\n`;

const REPORTS: readonly Variant[] = [
  [
    'many continuations, of transactions, of an account and of each other',
    lines(
      '88,045,100,,/',
      '16,142,500,,B,C,HCCLAIMPMT',
      ...Array.from({ length: 20 }, (_, at) => `88,TRN*1*${at}, more, text`),
      '16,475,-25,V,260102,,,/',
      '88,99999/',
      '49,1275,26/',
      '98,1275,1,28/',
      '99,1275,1,30/',
    ),
    {
      transaction: 'BAI2',
      physical_lines: 30,
      records: { '01': 1, '02': 1, '03': 1, '88': 22, '16': 2, '49': 1, '98': 1, '99': 1 },
      transactions_16: 2,
      type_counts: { '142': 1, '475': 1 },
      amount_by_type_minor_units: { '142': 500, '475': -25 },
      t49: [[1275, 26]],
      t98: [[1275, 1, 28]],
      t99: [[1275, 1, 30]],
      sum49_eq_sum98: true,
      sum98_eq_99: true,
      rec_count_99_ok: true,
      lines_with_several_records: undefined,
    },
  ],
  [
    'text without a record code goes on as text and is no record',
    lines('16,142,1,,,,PAYMENT FOR', 'THE MONTH OF MAY', '16 MAY', '49,1,3/', '98,1,1,5/', '99,1,1,7/'),
    {
      physical_lines: 9,
      records: { '01': 1, '02': 1, '03': 1, '16': 1, text_continuation: 2, '49': 1, '98': 1, '99': 1 },
      rec_count_99_ok: true,
    },
  ],
  [
    'several records on a line, and a slash inside a text',
    `${HEAD.join('')}\n16,142,10,,,,a/b and/or c/16,142,5,,,,/ 88,x/\n49,715,4/98,715,1,6/99,715,1,8/\n`,
    {
      physical_lines: 3,
      lines_with_several_records: 3,
      records: { '01': 1, '02': 1, '03': 1, '16': 2, '88': 1, '49': 1, '98': 1, '99': 1 },
      amount_by_type_minor_units: { '142': 15 },
      rec_count_99_ok: false,
    },
  ],
  [
    'totals left blank, with a sign, with leading zeros, and none',
    lines('49,,2/', '98,+0700,x,3/', '99,-7/'),
    {
      t49: [[null, 2]],
      t98: [[700, null, 3]],
      t99: [[-7, null, null]],
      sum49_eq_sum98: false,
      sum98_eq_99: false,
      rec_count_99_ok: false,
    },
  ],
  [
    'amounts blank or no whole numbers count as nothing',
    lines('16,142,,,,,/', '16,142,1.5,,,,/', '16,,12/', '16/', '16,'),
    { type_counts: { '142': 2, '': 2 }, amount_by_type_minor_units: { '142': 0, '': 12 }, transactions_16: 4 },
  ],
  [
    'two accounts, one total of the group',
    lines('49,10,2/', '03,2,,/', '49,-4,2/', '98,6,2,6/', '99,6,1,8/'),
    {
      t49: [
        [10, 2],
        [-4, 2],
      ],
      sum49_eq_sum98: true,
      sum98_eq_99: true,
      rec_count_99_ok: true,
    },
  ],
  [
    'a report cut before its totals',
    lines('16,142,5,,,,/'),
    { t99: [], t49: [], sum49_eq_sum98: true, sum98_eq_99: true, rec_count_99_ok: false },
  ],
  [
    'two reports in one file: the count is that of the first 99',
    lines('49,1,2/', '98,1,1,4/', '99,1,1,6/').repeat(2),
    {
      t99: [
        [1, 1, 6],
        [1, 1, 6],
      ],
      sum98_eq_99: true,
      rec_count_99_ok: false,
      physical_lines: 12,
    },
  ],
  [
    'a byte-order mark, CR LF, blank lines and indentation',
    `\xef\xbb\xbf${lines('', '  16,142,5,,,,/  ', '49,5,3/').replaceAll('\n', '\r\n')}\r\n`,
    { transaction: 'BAI2', physical_lines: 5, transactions_16: 1, amount_by_type_minor_units: { '142': 5 } },
  ],
  [
    'CR alone ends lines; the last has none',
    lines('49,5,2/').replaceAll('\n', '\r').slice(0, -1),
    { physical_lines: 4, t49: [[5, 2]] },
  ],
];

describe('Facts of bank reports', () => eachVariant(REPORTS));
