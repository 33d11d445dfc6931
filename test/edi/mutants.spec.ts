import { AchRead } from '../../src/edi/ach/read-ach.js';
import { Bai2Read } from '../../src/edi/bai2/read-bai2.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { FactsRead } from '../../src/edi/facts/facts-of.js';
import { AnswerBuilder } from '../../src/edi/x12/acknowledgements/answer.js';
import { answerInterchange } from '../../src/edi/x12/acknowledgements/write-acknowledgement.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { problemText } from '../../src/edi/x12/problem-text.js';
import { writeInterchange } from '../../src/edi/x12/write.js';
import { a999, aFile, aSet, latin1, readAll } from './an-interchange.js';
import { factsRows, fixtureBytes, fixtureFolder } from './fixtures.js';

const CASES = Number(process.env.RECLAIM_MUTANTS ?? 400);
const STAMP = { control: '000000001', date: plainDate('2026-01-01'), time: '1200' };
const INTERESTING = latin1('*:^~\n\r\0\xff\xefISABIN|+-.0');

/** Park-Miller: the same mutants on every machine. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % Math.max(below, 1);
  };
}

function mutant(original: Uint8Array, random: (below: number) => number): Uint8Array {
  const bytes = [...original];
  for (let changes = 1 + random(4); changes > 0; changes -= 1) {
    const at = random(bytes.length);
    const odd = INTERESTING[random(INTERESTING.length)] ?? 0;
    const change = random(6);
    if (change === 0) bytes[at] = odd;
    else if (change === 1) bytes.splice(at, 1 + random(30));
    else if (change === 2) bytes.splice(at, 0, odd);
    else if (change === 3) bytes.splice(at, 0, ...bytes.slice(at, at + random(200)));
    else if (change === 4) bytes.length = at;
    else bytes.splice(at, 0, ...latin1(`BIN*${random(99)}*`));
  }
  return Uint8Array.from(bytes.slice(0, 30_000));
}

function readEveryWay(bytes: Uint8Array, chunkBytes: number): void {
  const items = readAll(bytes, { allow: ALLOW_ALL, tokens: true });
  expect(JSON.stringify(readAll(bytes, { allow: ALLOW_ALL, tokens: true }, chunkBytes))).toBe(JSON.stringify(items));
  const answers = new AnswerBuilder({ includeValues: true });
  for (const item of items) {
    answers.item(item);
    if (item.kind === 'problem') problemText(item.problem, { showValues: true });
  }
  for (const answer of answers.answers)
    for (const chunk of writeInterchange(answerInterchange(answer.received, answer, STAMP)))
      expect(chunk.length).toBeGreaterThan(0);
  for (const read of [new FactsRead(), new Bai2Read(), new AchRead()]) {
    read.feed(bytes);
    read.finish('');
  }
}

describe('Broken bytes', () => {
  const folder = fixtureFolder();
  const built = [a999(), aFile('PI', '005010X210', aSet('275', '005010X210', 'BIN*9*ab~CD*1~x~'))].map(latin1);
  const originals =
    folder === undefined
      ? built
      : factsRows(folder)
          .map(({ path }) => fixtureBytes(folder, path))
          .filter(({ length }) => length < 8_000);

  it(`never crash a reader and read the same in any chunks (${CASES} mutants)`, () => {
    const random = randomFrom(20_260_101);
    for (let at = 0; at < CASES; at += 1) {
      const original = originals[random(originals.length)] ?? new Uint8Array(0);
      readEveryWay(mutant(original, random), 1 + random(50));
    }
  });
});
