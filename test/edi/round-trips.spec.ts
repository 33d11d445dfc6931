import { AchRead } from '../../src/edi/ach/read-ach.js';
import { reassociationTraceIn } from '../../src/edi/ach/reassociation-trace.js';
import { Bai2Read } from '../../src/edi/bai2/read-bai2.js';
import { eligibilityAnswerSegments } from '../../src/edi/x12/270-271/write-eligibility-answer.js';
import { claimStatusAnswerSegments } from '../../src/edi/x12/276-277/write-claim-status-answer.js';
import { claimAcknowledgementSegments } from '../../src/edi/x12/277ca/write-claim-acknowledgement.js';
import { remittance835Segments } from '../../src/edi/x12/835/write-remittance.js';
import type { ClaimBatchHeader } from '../../src/edi/x12/837p/claim-837.js';
import { claims837Segments } from '../../src/edi/x12/837p/write-837.js';
import { segments999, type GroupAnswer } from '../../src/edi/x12/acknowledgements/write-acknowledgement.js';
import type { X12Item } from '../../src/edi/x12/read.js';
import { between, oneOf, seededRandom } from '../../src/edi/x12/seeded-numbers.js';
import { segmentText, type OutSegment } from '../../src/edi/x12/write.js';
import { addDays, plainDate } from '../../src/domain/dates/plain-date.js';
import { claimAcknowledgements } from '../../src/edi-cli/generate-claim-acknowledgements.js';
import { claimStatusAnswers } from '../../src/edi-cli/generate-claim-statuses.js';
import { eligibilityAnswers } from '../../src/edi-cli/generate-eligibility.js';
import { bankCredits, bankReports } from '../../src/edi-cli/generate-bank.js';
import { institutionalClaims, professionalClaims } from '../../src/edi-cli/generate-claims.js';
import { remittanceFiles } from '../../src/edi-cli/generate-remittances.js';
import type { GenerateKind, Generation } from '../../src/edi-cli/generate-request.js';
import { aFile, aSet, readAll } from './an-interchange.js';
import { withoutPlaces } from './read-written.js';

/** Ten thousand documents a run, spread over the kinds; in a deep run ten thousand of each kind. */
const ALL = 10_000;
const DEEP = process.env['RECLAIM_TEST_DEEP'] === '1';
const FIRST_DAY = plainDate('2026-01-02');

function generated(kind: GenerateKind, seed: number): { readonly bytes: Buffer; readonly truth: unknown } {
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

type Write = (items: readonly X12Item[]) => Iterable<OutSegment>;

/** What was read is written as it came, and reads as the same again. */
function comesBack(kind: GenerateKind, write: Write): (seed: number) => void {
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

const segmentsOf837: Write = (items) => {
  const header = items.find((item): item is ClaimBatchHeader => item.kind === 'claimBatchHeader');
  if (header?.submitter === undefined || header.receiver === undefined) throw new Error('no header');
  const { reference, createdDate, createdTime: time, submitter, receiver } = header;
  const bht = { reference, date: createdDate ?? FIRST_DAY, time, use: 'CH' } as const;
  const claims = items.flatMap((item) => (item.kind === 'claim' ? [item.claim] : []));
  const written = claims837Segments({ bht, submitter, receiver, claims });
  if (!written.ok) throw new Error(JSON.stringify(written.problem));
  return written.value.segments;
};

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

interface BankTruth {
  readonly payments: number;
  readonly totalCents: number;
  readonly traces: readonly { readonly trace: string; readonly amountCents: number }[];
}

function reportTellsItsTruth(seed: number): void {
  const { bytes, truth } = generated(bankReports, seed);
  const read = new Bai2Read();
  const items = [...read.feed(bytes), ...read.finish()];
  const found = items.flatMap((item) =>
    item.kind === 'bankTransaction'
      ? [{ trace: reassociationTraceIn(item.text)?.trace, amountCents: item.amount }]
      : [],
  );
  expect(items.filter((item) => item.kind === 'bankProblem')).toEqual([]);
  expect(found).toEqual((truth as BankTruth).traces);
}

function creditsTellTheirTruth(seed: number): void {
  const { bytes, truth } = generated(bankCredits, seed);
  const read = new AchRead();
  const items = [...read.feed(bytes), ...read.finish()];
  const found = items.flatMap((item) =>
    item.kind === 'achEntry' ? [{ trace: item.reassociation?.trace, amountCents: item.amountCents }] : [],
  );
  expect(items.filter((item) => item.kind === 'achProblem')).toEqual([]);
  expect(found).toEqual((truth as BankTruth).traces);
}

const ROUND_TRIPS: readonly (readonly [kind: string, documents: number, (seed: number) => void])[] = [
  ['835', 1_500, comesBack(remittanceFiles, (items) => remittance835Segments(items as never))],
  ['837P', 2_500, comesBack(professionalClaims, segmentsOf837)],
  ['837I', 1_500, comesBack(institutionalClaims, segmentsOf837)],
  ['277CA', 1_000, comesBack(claimAcknowledgements, (items) => claimAcknowledgementSegments(items as never))],
  ['277', 1_000, comesBack(claimStatusAnswers, (items) => claimStatusAnswerSegments(items as never))],
  ['271', 1_000, comesBack(eligibilityAnswers, (items) => eligibilityAnswerSegments(items as never))],
  ['999', 1_000, acknowledgementComesBack],
  ['BAI2', 250, reportTellsItsTruth],
  ['ACH', 250, creditsTellTheirTruth],
];

describe('Documents of every kind, written and read', () => {
  it('are ten thousand', () => {
    expect(ROUND_TRIPS.reduce((sum, [, documents]) => sum + documents, 0)).toBe(ALL);
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
