import { AchRead } from '../../src/edi/ach/read-ach.js';
import { writeAch } from '../../src/edi/ach/write-ach.js';
import type { BankItem } from '../../src/edi/bai2/bank-report.js';
import { Bai2Read } from '../../src/edi/bai2/read-bai2.js';
import { type OutBankAccount, writeBai2 } from '../../src/edi/bai2/write-bai2.js';
import { attachmentPieces, attachmentSegments, type OutContent } from '../../src/edi/x12/275/write-attachment.js';
import { segments999, ta1Segment, type GroupAnswer } from '../../src/edi/x12/acknowledgements/write-acknowledgement.js';
import type { X12Item } from '../../src/edi/x12/read.js';
import { between, oneOf, seededRandom } from '../../src/edi/x12/seeded-numbers.js';
import { type OutSet, segmentText } from '../../src/edi/x12/write.js';
import { addDays, plainDate } from '../../src/domain/dates/plain-date.js';
import { GENERATE_KINDS } from '../../src/edi-cli/generate-kinds.js';
import { interchangeHead, type Generation } from '../../src/edi-cli/generate-request.js';
import { aFile, aSet, readAll } from './an-interchange.js';
import { only, type Write, WRITERS, type WrittenKind } from './document-writers.js';
import { withoutPlaces } from './read-written.js';

/** Ten thousand documents a run, spread over the kinds; in a deep run ten thousand of each kind. */
const ALL = 10_000;
const DEEP = process.env['RECLAIM_TEST_DEEP'] === '1';
const FIRST_DAY = plainDate('2026-01-02');

function generated(name: string, seed: number): { readonly bytes: Buffer; readonly truth: unknown } {
  const kind = GENERATE_KINDS[name];
  if (kind === undefined) throw new Error(`no kind ${name}`);
  const random = seededRandom(seed);
  const features = kind.features.filter((feature) => !feature.startsWith('wrong') && random() < 0.25);
  const request = { seed, count: between(random, 1, 3), sets: 1, features, date: addDays(FIRST_DAY, seed % 300) };
  const file: Generation = kind.generate(request);
  return { bytes: Buffer.concat([...file.bytes]), truth: file.truth() };
}

/** The segments between ST and SE, set by set. */
const setsOf = (text: string): string[] =>
  [...text.matchAll(/~ST\*[^~]*(~.*?)~SE\*/gs)].map(([, body = '']) => `${body.slice(1)}~`);

/** Items of each set of a file without a single problem. */
function documentsOf(bytes: Buffer): X12Item[][] {
  const sets: X12Item[][] = [];
  let open: X12Item[] | undefined;
  for (const item of readAll(bytes)) {
    if (item.kind === 'problem' && item.problem.severity !== 'note') throw new Error(JSON.stringify(item.problem));
    if (item.kind === 'set') sets.push((open = []));
    else if (item.kind === 'setEnd') open = undefined;
    else if (item.kind !== 'problem') open?.push(item);
  }
  return sets;
}

/** What was read is written as it came, and reads as the same again. */
function comesBack(kind: WrittenKind): (seed: number) => void {
  const write: Write = WRITERS[kind];
  return (seed) => {
    const { bytes } = generated(kind, seed);
    const text = bytes.toString();
    const documents = documentsOf(bytes);
    const written = documents.map((items) => [...write(items)].map(segmentText).join(''));
    expect(written).toEqual(setsOf(text));
    if (seed % 10 !== 0) return;
    let at = 0;
    const again = text.replace(/(~ST\*[^~]*)~.*?~SE\*/gs, (_all, st: string) => {
      return `${st}~${written[at++] ?? ''}SE*`;
    });
    expect(withoutPlaces(documentsOf(Buffer.from(again)))).toEqual(withoutPlaces(documents));
  };
}

const CODES = ['A', 'E', 'R', 'P'] as const;

/** An acknowledgement with every part it can have. */
function acknowledgement(seed: number): GroupAnswer {
  const random = seededRandom(seed);
  const sets = Array.from({ length: between(random, 0, 4) }, (_, at) => ({
    ...{ st01: '837', control: String(at + 1).padStart(4, '0'), guide: '005010X222A1', code: oneOf(random, CODES) },
    errors: random() < 0.5 ? [] : ['5', 'I5'],
    segments: Array.from({ length: between(random, 0, 2) }, (_each, n) => ({
      ...{ segmentId: 'CLM', segmentInSet: 20 + n, loop: '2300', code: '8' },
      context: random() < 0.5 ? [] : ['CLM01:4711'],
      elements: Array.from({ length: between(random, 0, 2) }, (_one, e) => ({
        ...{ element: e + 1, reference: '1325', code: '7', valueCopy: 'X' },
        ...(random() < 0.5 ? { component: 2 } : {}),
        context: [],
      })),
    })),
  }));
  const accepted = sets.filter(({ code }) => code === 'A' || code === 'E').length;
  return {
    ...{ functionalId: 'HC', groupControl: String(seed), guide: '005010X222A1', code: oneOf(random, CODES) },
    ...{ setsIncluded: sets.length, setsReceived: sets.length, setsAccepted: accepted },
    ...{ errors: random() < 0.7 ? [] : ['5'], sets },
  };
}

function acknowledgementComesBack(seed: number): void {
  const answer = acknowledgement(seed);
  const text = segments999(answer).map(segmentText).join('');
  const items = readAll(aFile('FA', '005010X231A1', aSet('999', '005010X231A1', text)));
  const read = items.filter((item) => item.kind === 'implementationAcknowledgement');
  expect(withoutPlaces(read)).toEqual([{ kind: 'implementationAcknowledgement', ...answer }]);
}

/** A 275 holds bytes, so its whole file is made again from what was read. */
function attachmentComesBack(seed: number): void {
  const { bytes } = generated('275', seed);
  const items = readAll(bytes);
  expect(items.filter((item) => item.kind === 'problem' && item.problem.severity !== 'note')).toEqual([]);
  const contents: OutContent[] = [];
  const sets = attachmentSets(items, contents);
  const date = addDays(FIRST_DAY, seed % 300);
  const head = interchangeHead({ functionalId: 'PI', guide: only(items, 'group').guide, date, sender: 'us' }, sets);
  const written = [...attachmentPieces(head, contents)].flatMap((piece) =>
    piece instanceof Uint8Array ? [piece] : [...(piece.bytes as Iterable<Uint8Array>)],
  );
  expect(Buffer.concat(written).equals(bytes)).toBe(true);
}

function attachmentSets(items: readonly X12Item[], contents: OutContent[]): OutSet[] {
  const sets: OutSet[] = [];
  let open: X12Item[] = [];
  for (const item of items) {
    open.push(item);
    if (item.kind !== 'setEnd') continue;
    const documents = open.flatMap((one) => (one.kind === 'attachmentDocument' ? [one] : []));
    const bodies = open.flatMap((one) => (one.kind === 'attachmentContent' ? [one.bytes] : []));
    const parts = documents.map((document, at) => {
      const body = bodies[at] ?? new Uint8Array(0);
      return { document, content: { byteLength: body.length, bytes: [body] } };
    });
    const written = attachmentSegments({ header: only(open, 'attachment'), documents: parts });
    if (!written.ok) throw new Error(JSON.stringify(written.problem));
    contents.push(...written.value.contents);
    const { st01, guide, control } = only(open, 'set');
    sets.push({ st01, guide, control, segments: written.value.segments });
    open = [];
  }
  return sets;
}

function interchangeAnswerComesBack(seed: number): void {
  const { bytes } = generated('TA1', seed);
  const items = readAll(bytes);
  expect(items.filter((item) => item.kind === 'problem')).toEqual([]);
  const answers = items.flatMap((item) => (item.kind === 'interchangeAcknowledgement' ? [item] : []));
  const sent = [...bytes.toString().matchAll(/TA1\*[^~]*~/g)].map(([segment]) => segment);
  expect(answers.map((answer) => segmentText(ta1Segment(answer)))).toEqual(sent);
}

function accountsOf(items: readonly BankItem[], group: number): OutBankAccount[] {
  return items.flatMap((item) => {
    if (item.kind !== 'bankAccount' || item.group !== group) return [];
    const summaries = item.summaries.map(({ amount = 0, ...summary }) => ({ ...summary, amount }));
    const transactions = items.flatMap((one) =>
      one.kind === 'bankTransaction' && one.accountOrdinal === item.ordinal && one.group === group ? [one] : [],
    );
    return [{ account: item.account, currency: item.currency, summaries, transactions }];
  });
}

/** The report as it was read, written again. */
function reportComesBack(seed: number): void {
  const { bytes } = generated('BAI2', seed);
  const read = new Bai2Read();
  const items = [...read.feed(bytes), ...read.finish()];
  expect(items.filter((item) => item.kind === 'bankProblem')).toEqual([]);
  const file = items.find((item) => item.kind === 'bankFile');
  if (file === undefined) throw new Error('no file');
  const groups = items.flatMap((item) =>
    item.kind === 'bankGroup' ? [{ ...item, accounts: accountsOf(items, item.ordinal) }] : [],
  );
  const written = writeBai2({ ...file, groups });
  expect(written.ok && new TextDecoder().decode(written.value)).toBe(bytes.toString());
}

/** The credits as they were read, written again. */
function creditsComeBack(seed: number): void {
  const { bytes } = generated('ACH', seed);
  const read = new AchRead();
  const items = [...read.feed(bytes), ...read.finish()];
  expect(items.filter((item) => item.kind === 'achProblem')).toEqual([]);
  const file = items.find((item) => item.kind === 'achFile');
  const batch = items.find((item) => item.kind === 'achBatch');
  if (file === undefined || batch === undefined) throw new Error('no batch');
  const payments = items.flatMap((item) => {
    if (item.kind !== 'achEntry') return [];
    const back = item.addenda.find(({ type }) => type === '99');
    const payment = {
      ...{ routing8: item.routing.slice(0, 8), account: item.account, amountCents: item.amountCents },
      ...{ receiverId: item.individualId, receiverName: item.individualName },
      reassociation: item.reassociation ?? { trace: '', payerId: '' },
    };
    return [
      back === undefined ? payment : { ...payment, returned: { reason: back.reason ?? '', information: back.text } },
    ];
  });
  const { immediateDestination, immediateOrigin, date, time } = file;
  const { companyName, companyId, effectiveDate, originatingBank: originatingBank8 } = batch;
  const head = { immediateDestination: ` ${immediateDestination}`, immediateOrigin, date, time };
  const written = writeAch({ ...head, companyName, companyId, effectiveDate, originatingBank8, payments });
  expect(new TextDecoder().decode(written)).toBe(bytes.toString());
}

/** How many of each kind a run. */
const OF_SETS: Readonly<Record<WrittenKind, number>> = {
  ...{ '835': 1_200, '837P': 1_800, '837I': 1_200, '277CA': 800, '277': 800, '277-REQUEST': 200 },
  ...{ '271': 800, '270': 700, '276': 700, '278': 500, '278-ANSWER': 500, '999': 200 },
};

const ROUND_TRIPS: readonly (readonly [kind: string, documents: number, (seed: number) => void])[] = [
  ...(Object.keys(OF_SETS) as WrittenKind[]).map((kind) => [kind, OF_SETS[kind], comesBack(kind)] as const),
  ['999 of any shape', 100, acknowledgementComesBack],
  ['275', 200, attachmentComesBack],
  ['TA1', 100, interchangeAnswerComesBack],
  ['BAI2', 100, reportComesBack],
  ['ACH', 100, creditsComeBack],
];

describe('Documents of every kind, written and read', () => {
  it('are ten thousand', () => {
    expect(ROUND_TRIPS.reduce((sum, [, documents]) => sum + documents, 0)).toBe(ALL);
  });

  it('are of every kind we write', () => {
    const kinds = new Set(ROUND_TRIPS.map(([kind]) => kind));
    expect(Object.keys(GENERATE_KINDS).filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  it.each(ROUND_TRIPS)(
    '%s comes back as it went (%i a run)',
    (_kind, documents, roundTrip) => {
      for (let seed = 1; seed <= (DEEP ? ALL : documents); seed += 1) {
        try {
          roundTrip(seed);
        } catch (error) {
          throw new Error(`Document ${seed}`, { cause: error });
        }
      }
    },
    60 * 60_000,
  );
});
