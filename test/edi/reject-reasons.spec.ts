import { readFileSync } from 'node:fs';
import { rejectReasons } from '../../src/domain/coverages/reject-reasons.js';

/** AAA03 values the guide allows at each level, from the structure tables the checks run on. */
function reasonsOf(table: string): string[] {
  const lines = readFileSync(`src/edi/x12/structure/${table}.table.ts`, 'utf8').split('\n');
  const lists = lines
    .filter((line) => line.includes('|AAA|'))
    .flatMap((line) => /;03 \w+ ID \d+ \d+ ([A-Z0-9,]+);/.exec(line)?.[1] ?? []);
  expect(lists.length).toBeGreaterThan(3);
  return [...new Set(lists.flatMap((list) => list.split(',')))];
}

describe.each(['271', '278'])('every reject reason a %s may carry, at any level', (guide) => {
  it.each(reasonsOf(guide))('%s has a row: a remedy and plain words', (code) => {
    expect(rejectReasons[code]?.words).toMatch(/\w{3}/);
  });
});
