import { readWith, withoutPlaces } from '../../../../test/edi/read-written.js';
import { generate835 } from './generate-835.js';
import { remittanceReader } from './read-remittance.js';
import { DELIMITER_STYLES, restyled } from './restyle.js';
import { contentHashInput } from './write-remittance.js';

describe('a remittance in the delimiters of another sender', () => {
  const file = generate835(8, { features: ['remarks', 'plb', 'reversal'] });
  const ours = readWith(remittanceReader, file.bytes()).items;

  it.each(DELIMITER_STYLES.map((style) => [JSON.stringify(style), style] as const))('is the same: %s', (_, style) => {
    const { items } = readWith(remittanceReader, restyled(file.bytes(), style));
    expect(withoutPlaces(items)).toEqual(withoutPlaces(ours));
    expect([...contentHashInput(items)].join('')).toBe([...contentHashInput(ours)].join(''));
  });
});
