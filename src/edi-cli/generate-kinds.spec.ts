import { addDays, plainDate } from '../domain/dates/plain-date.js';
import type { AchItem } from '../edi/ach/ach-file.js';
import { AchRead } from '../edi/ach/read-ach.js';
import { FactsRead } from '../edi/facts/facts-of.js';
import type { Facts } from '../edi/facts/fact.js';
import { DELIMITER_STYLES, restyled } from '../edi/x12/835/restyle.js';
import { npiIsValid } from '../edi/x12/837p/npi.js';
import { ALLOW_ALL } from '../edi/x12/options.js';
import { X12Read, type X12Item } from '../edi/x12/read.js';
import { ENVELOPE_FAULTS } from './envelope-faults.js';
import { generated } from './generate.js';
import { BANK_KINDS, GENERATE_KINDS } from './generate-kinds.js';
import type { GenerateRequest } from './generate-request.js';

const DATE = plainDate('2026-03-02');
const KINDS = Object.keys(GENERATE_KINDS);
const X12_KINDS = KINDS.filter((name) => !BANK_KINDS.has(name));

interface Made {
  readonly text: string;
  readonly transaction: string;
  readonly facts: Facts;
  readonly truth: Record<string, number>;
  readonly items: readonly X12Item[];
}

function made(name: string, request: Partial<GenerateRequest> = {}): Made {
  const kind = GENERATE_KINDS[name];
  if (kind === undefined) throw new Error(`no kind ${name}`);
  const generation = generated(kind, { seed: 5, count: 6, sets: 1, features: [], date: DATE, ...request });
  const bytes = Buffer.concat([...generation.bytes]);
  const facts = new FactsRead();
  facts.feed(bytes);
  const read = new X12Read({ allow: ALLOW_ALL });
  const items = BANK_KINDS.has(name) ? [] : [...read.feed(bytes), ...read.finish()];
  const truth = generation.truth() as Record<string, number>;
  return { text: bytes.toString('latin1'), ...facts.finish(''), truth, items };
}

const codesIn = (items: readonly X12Item[]): string[] =>
  items.flatMap((item) => (item.kind === 'problem' ? [`${item.problem.severity} ${item.problem.code}`] : []));

function achItems<Kind extends AchItem['kind'] = 'achProblem'>(
  text: string,
  kind: Kind = 'achProblem' as Kind,
): Extract<AchItem, { kind: Kind }>[] {
  const read = new AchRead();
  const items = [...read.feed(Buffer.from(text, 'latin1')), ...read.finish()];
  return items.filter((item): item is Extract<AchItem, { kind: Kind }> => item.kind === kind);
}

/** Each kind without a feature, and with each of its features alone. */
const EVERY_FEATURE = KINDS.flatMap((name) =>
  [undefined, ...(GENERATE_KINDS[name]?.features ?? [])].map((feature) => [name, feature ?? 'nothing more'] as const),
);

const featuresOf = (feature: string): string[] => (feature === 'nothing more' ? [] : [feature]);

/** A national provider id as NM109, N104 or PLB01 carry it. */
const NPI = /\*XX\*(\d+)|PLB\*(\d{10})\*/g;

describe('A generated file', () => {
  it.each(X12_KINDS.map((name) => [name, (GENERATE_KINDS[name]?.features ?? []).join(',')] as const))(
    'of kind %s names only providers whose number passes its check digit (with %s)',
    (name, features) => {
      // A file refused as a whole names no provider at all.
      const asked = features.split(',').filter((feature) => feature !== '' && feature !== 'rejectedFile');
      const { text } = made(name, { features: asked });
      const numbers = [...text.matchAll(NPI)].map(([, named, plb]) => named ?? plb ?? '');
      expect(numbers.filter((npi) => !npiIsValid(npi))).toEqual([]);
      if (!['999', 'TA1'].includes(name)) expect(numbers.length).toBeGreaterThan(0);
    },
  );

  it.each(EVERY_FEATURE)('%s with %s is what it says it is, in a sound envelope', (name, feature) => {
    const { transaction, facts, items } = made(name, { features: featuresOf(feature) });
    expect(transaction).toBe(name === 'ACH' ? '' : name.replace(/-.*/, ''));
    if (BANK_KINDS.has(name)) return;
    expect(facts['envelope_errors'] ?? {}).toEqual({});
    // The table of the 271 lists fewer AAA codes than the payers use: that is noted, no more.
    expect(codesIn(items).filter((code) => code !== 'note CODE_UNKNOWN' || name !== '271')).toEqual([]);
  });

  it.each(X12_KINDS)('%s can have each fault of the envelope, and the reader finds it', (name) => {
    const found = Object.entries(ENVELOPE_FAULTS).map(([fault, { problem }]) => {
      const { items, truth } = made(name, { features: [fault], count: 2 });
      expect(truth).toMatchObject({ envelopeProblems: [problem] });
      return [fault, codesIn(items).some((code) => code.endsWith(` ${problem}`))];
    });
    // A TA1 has no group and no set of its own, so their faults leave it as it is.
    const missing = found.flatMap(([fault, isFound]) => (isFound === true ? [] : [fault]));
    if (name !== 'TA1') expect(missing).toEqual([]);
    else expect(missing.every((fault) => /Set|Se$|Segment|Group|Ge$|Guide/.test(String(fault)))).toBe(true);
  });

  it.each(KINDS)('%s is the same from the same seed, and another from another', (name) => {
    expect(made(name).text).toBe(made(name).text);
    if (!['999', 'TA1'].includes(name)) expect(made(name, { seed: 6 }).text).not.toBe(made(name).text);
  });
});

/** What the engine's design (§12) asks for, by the kind that has it and the names `--with` takes. */
const ASKED_FOR: readonly (readonly [what: string, kind: string, features: readonly string[]])[] = [
  [
    'reversals in the same file, a later one, without an original',
    '835',
    ['reversal', 'laterReversal', 'orphanReversal'],
  ],
  ['sums wrong at line, claim, payment', '835', ['unbalancedLine', 'unbalancedClaim', 'unbalancedPayment']],
  ['denied, partly denied, nothing paid because the patient owes', '835', ['denial', 'partialDenial', 'zeroPay']],
  ['secondary, tertiary, forwarded, not ours', '835', ['secondary', 'tertiary', 'forwarded', 'notOurs']],
  ['secondary and tertiary claims', '837P', ['secondary', 'tertiary']],
  ['replacements and voids', '837P', ['replacement', 'void']],
  ['interim bills of a hospital', '837I', ['interim', 'lateCharges', 'codes', 'replacement', 'void']],
  ["a repricer's price, a plan to pay, medical equipment", '837P', ['repriced', 'payToPlan', 'equipment']],
  ["a repricer's price, a plan to pay, for a hospital", '837I', ['repriced', 'payToPlan']],
  ['every PLB code, PLB alone, no payment', '835', ['allPlb', 'plbOnly', 'nonPayment', 'debit']],
  ['interest, remarks, inpatient, capitation', '835', ['interest', 'remarks', 'inpatient', 'capitation', 'claimLevel']],
  ['every verdict on an interchange', 'TA1', ['errors', 'rejected', 'allNotes']],
  ['every verdict on a set', '999', ['errors', 'rejected', 'authenticationFailed', 'validityFailed', 'undecodable']],
  ['verdicts on a group', '999', ['refusedGroup', 'unlisted']],
  ['every verdict on a claim', '277CA', ['forwarded', 'received', 'split', 'rejected', 'notFound', 'missing']],
  ['verdicts on a whole file or provider', '277CA', ['rejectedFile', 'rejectedProvider', 'clearinghouse']],
  ['AAA at every level', '271', ['aaaPayer', 'aaaProvider', 'aaa']],
  ['AAA of a review', '278-ANSWER', ['aaaPayer', 'aaaProvider', 'aaa']],
  ['reports that do not foot', 'BAI2', ['wrongTotal', 'wrongGroupTotal', 'wrongAccountTotal', 'wrongRecordCount']],
  ['returned credits', 'ACH', ['returned']],
];

describe('What can be made', () => {
  it.each(ASKED_FOR)('holds %s (%s)', (_what, kind, features) => {
    expect(GENERATE_KINDS[kind]?.features).toEqual(expect.arrayContaining([...features]));
    const plain = made(kind, { count: 30, sets: 2 }).text;
    const same = features.filter((feature) => made(kind, { count: 30, sets: 2, features: [feature] }).text === plain);
    expect(same).toEqual([]);
  });

  it('comes in every style of separators and line ends, read all the same', () => {
    for (const style of DELIMITER_STYLES) {
      const bytes = Buffer.concat([...restyled([Buffer.from(made('835').text, 'latin1')], style)]);
      const read = new FactsRead();
      read.feed(bytes);
      expect(read.finish('').facts).toMatchObject({ clp: 6, tx_balanced: '1/1', envelope_errors: {} });
    }
  });
});

describe('The truth beside a file', () => {
  it('a 270 asks about the persons a 271 answers, by the same trace numbers', () => {
    const asked = made('270', { count: 20, features: ['dependent'] });
    expect(asked.facts).toMatchObject({ eq_segments: 20, eq_service_types: asked.truth['serviceTypes'] });
    const dependents = asked.items.filter((item) => item.kind === 'eligibilityInquiry' && item.dependent !== undefined);
    expect(dependents).toHaveLength(asked.truth['dependents'] ?? 0);
    const traces = (text: string): string[] => [...text.matchAll(/TRN\*\d\*(\w+)/g)].map(([, trace = '']) => trace);
    expect(traces(asked.text)).toEqual(traces(made('271', { count: 20, features: [] }).text));
  });

  it('a 271 refuses with every reason of the list in turn', () => {
    const { facts, truth } = made('271', { count: 400, features: ['aaa'] });
    const reasons = Object.keys(truth).filter((key) => /^aaa../.test(key));
    expect((facts['aaa'] as string[]).length).toBe(12);
    expect(reasons.length).toBeGreaterThan(35);
  });

  it('a 276 asks what a 277 answers, by the same traces and charges', () => {
    const asked = made('276', { count: 20 });
    const answered = made('277', { count: 20 });
    const cents = asked.items.reduce((sum, i) => sum + (i.kind === 'claimStatusInquiry' ? (i.chargeCents ?? 0) : 0), 0);
    expect(cents).toBe(asked.truth['chargeCents']);
    expect(Math.round(Number(answered.facts['stc04_sum']) * 100)).toBe(cents);
  });

  it('a 277CA has each verdict asked for, and its totals foot', () => {
    const features = ['forwarded', 'received', 'split', 'rejected', 'notFound', 'missing', 'invalid', 'contradicting'];
    const { truth, items, facts } = made('277CA', { count: 60, features });
    expect(['A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8'].filter((code) => !truth[code])).toEqual([]);
    expect(codesIn(items)).toEqual([]);
    expect(Object.keys(facts['stc_codes'] as object).some((code) => code.startsWith('A8'))).toBe(true);
  });

  it('a 278 is answered with each decision and each refusal in turn', () => {
    const features = GENERATE_KINDS['278-ANSWER']?.features ?? [];
    const { facts, truth } = made('278-ANSWER', { count: 22, features });
    expect(features.map((name) => truth[name])).toEqual(features.map(() => 2));
    expect(new Set((facts['hcr'] as string[]).map((hcr) => hcr.split(':')[0]))).toEqual(
      new Set(['A1', 'A2', 'A3', 'A4', 'A6', 'C', 'CT', 'NA']),
    );
    expect(facts['aaa']).toContain('N:72:C');
  });

  it('a 275 carries bytes that hold separators, counted, not searched', () => {
    const { facts, truth, items } = made('275', { features: ['ccda', 'text', 'base64'], count: 6 });
    expect(facts).toMatchObject({ bin: 4, bds: 2, lx: 6 });
    const bytes = items.reduce((sum, item) => sum + (item.kind === 'attachmentContent' ? item.bytes.length : 0), 0);
    expect(bytes).toBe(truth['contentBytes']);
    const kinds = items.flatMap((item) => (item.kind === 'attachmentDocument' ? [item.content?.looksLike] : []));
    expect(new Set(kinds)).toEqual(new Set(['c-cda', 'other']));
    expect(made('275', { count: 1 }).text).toContain('%PDF-1.4');
  });

  it('a 999 accepts, accepts with errors, refuses, and speaks for sets it does not list', () => {
    const all = GENERATE_KINDS['999']?.features.filter((name) => !['refusedGroup', 'unlisted'].includes(name)) ?? [];
    const partly = made('999', { count: 40, sets: 2, features: all });
    expect(partly.facts).toMatchObject({ ak2: 40, ctx: expect.any(Number) as number });
    expect(Object.keys(partly.facts['ik5_or_ak5'] as object).sort()).toEqual(['A', 'E', 'M', 'R', 'W', 'X']);
    expect((partly.facts['ik3'] as string[]).length).toBe(partly.truth['segmentFaults']);
    expect((partly.facts['ak9'] as string[]).every((ak9) => ak9.startsWith('P/20/20/'))).toBe(true);
    expect(made('999', { features: ['unlisted'] }).facts).toMatchObject({ ak2: 0, ak9: ['A/6/6/6'] });
    expect(made('999', { features: ['refusedGroup'] }).facts).toMatchObject({ ak2: 0, ak9: ['R/6/6/0'] });
  });

  it('a TA1 says each note of the list', () => {
    const { text, truth } = made('TA1', { count: 31, features: ['allNotes'] });
    const notes = new Set([...text.matchAll(/TA1\*\d+\*\d+\*\d+\*R\*(\d{3})/g)].map(([, note]) => note));
    expect(notes.size).toBe(31);
    expect(truth['interchanges']).toBe(31);
  });

  it.each([
    ['wrongTotal', { sum98_eq_99: false, sum49_eq_sum98: true }],
    ['wrongGroupTotal', { sum98_eq_99: false, sum49_eq_sum98: false }],
    ['wrongAccountTotal', { sum98_eq_99: true, sum49_eq_sum98: false }],
    ['wrongRecordCount', { sum98_eq_99: true, sum49_eq_sum98: true, rec_count_99_ok: false }],
  ])('a BAI2 report with %s does not foot there', (feature, facts) => {
    expect(made('BAI2', { features: [feature] })).toMatchObject({ facts, truth: { foots: false } });
  });

  it('a BAI2 report with long texts goes on in 88 records, and foots', () => {
    const { facts } = made('BAI2', { features: ['continuations'], count: 6 });
    expect((facts['records'] as Record<string, number>)['88']).toBeGreaterThan(20);
    expect(facts).toMatchObject({ sum98_eq_99: true, rec_count_99_ok: true });
  });

  it.each([
    ['wrongHash', 'ACH_HASH_WRONG'],
    ['wrongTotal', 'ACH_TOTAL_WRONG'],
    ['wrongCount', 'ACH_COUNT_WRONG'],
  ])('ACH credits with %s say so', (feature, problem) => {
    expect(achItems(made('ACH', { features: [feature] }).text)).toMatchObject([{ code: problem }]);
  });

  it('ACH credits that come back are entries 21 with their reason, and the file foots', () => {
    const { text, truth } = made('ACH', { features: ['returned'], count: 6 });
    const items = achItems(text, 'achEntry').filter((item) => item.transactionCode === '21');
    expect(items).toHaveLength(truth['returned'] ?? 0);
    expect(items.length).toBeGreaterThan(0);
    expect(items[0]?.addenda).toMatchObject([{ type: '99', reason: 'R03', text: 'NO ACCOUNT' }]);
    expect(achItems(text)).toEqual([]);
  });

  it.each(X12_KINDS)('%s comes near to the size asked for', (name) => {
    const bytes = 80_000;
    const { text } = made(name, { bytes, features: [], date: addDays(DATE, 1) });
    expect(text.length).toBeGreaterThan(bytes * 0.8);
    expect(text.length).toBeLessThan(bytes * 1.4);
  });
});
