import { seededRandom, type SeededRandom } from '../edi/x12/837p/seeded-random.js';
import type { AcknowledgedSegment, AcknowledgedSet } from '../edi/x12/acknowledgements/acknowledgement-items.js';
import {
  GUIDE_999,
  type GroupAnswer,
  segments999,
  ta1Segment,
} from '../edi/x12/acknowledgements/write-acknowledgement.js';
import { segmentRules } from '../edi/x12/structure/structure-table.js';
import { STRUCTURE_TA1 } from '../edi/x12/structure/ta1.table.js';
import { type OutSet, writeInterchange } from '../edi/x12/write.js';
import { add } from './generate-about-claims.js';
import { Budget, interchangeHead, interchangeOf, setControl } from './generate-request.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

const ANSWERED_PER_SET = 1_000;

/** IK501 by the name of its feature. */
const SET_CODES = {
  errors: 'E',
  rejected: 'R',
  authenticationFailed: 'M',
  validityFailed: 'W',
  undecodable: 'X',
} as const;

type SetFeature = keyof typeof SET_CODES;
const SET_FEATURES = Object.keys(SET_CODES) as SetFeature[];

/** Sets that passed count in AK904. */
const isAccepted = (code: string): boolean => code === 'A' || code === 'E';

/** IK502 of a set that did not pass as it is. */
const SET_ERRORS: Readonly<Record<string, readonly string[]>> = {
  E: ['5'],
  R: ['5', 'I5'],
  M: ['8'],
  W: ['9'],
  X: ['12'],
};

/** Faults of segments and elements, one after the other: missing, repeated, too long, bad code, bad date. */
const FAULTS: readonly AcknowledgedSegment[] = [
  { segmentId: 'NM1', segmentInSet: 8, loop: '2010', code: '3', context: [], elements: [] },
  { segmentId: 'REF', segmentInSet: 12, loop: '2300', code: '5', context: ['CLM01:G5S1N0000001'], elements: [] },
  {
    ...{ segmentId: 'CLM', segmentInSet: 22, loop: '2300', code: '8', context: ['CLM01:G5S1N0000001'] },
    elements: [{ element: 2, reference: '782', code: '6', context: [] }],
  },
  {
    ...{ segmentId: 'SV1', segmentInSet: 26, loop: '2400', code: '8', context: [] },
    elements: [
      { element: 1, component: 2, reference: '234', code: '7', context: [] },
      { element: 4, reference: '380', code: '5', context: [] },
    ],
  },
  {
    ...{ segmentId: 'DTP', segmentInSet: 27, loop: '2400', code: '8', context: [] },
    elements: [{ element: 3, reference: '1251', code: '8', context: [] }],
  },
];

function answeredSet(code: string, at: number, random: SeededRandom): AcknowledgedSet {
  const from = at % FAULTS.length;
  const segments = code === 'E' || code === 'R' ? FAULTS.slice(from, from + 1 + random.below(2)) : [];
  const named = { st01: '837', control: setControl(at + 1), guide: '005010X222A1' };
  return { ...named, code, errors: SET_ERRORS[code] ?? [], segments };
}

/** The codes of the sets a group answered: each one asked for at least once, the others accepted. */
function codesOf(count: number, features: readonly string[], random: SeededRandom): string[] {
  const wanted = SET_FEATURES.filter((name) => features.includes(name)).map((name) => SET_CODES[name]);
  return Array.from({ length: count }, (_, at) => {
    if (wanted.length === 0) return 'A';
    return wanted[at] ?? (random.chance(25) ? random.pick(wanted) : 'A');
  });
}

function groupCode(codes: readonly string[]): string {
  const accepted = codes.filter(isAccepted).length;
  if (accepted === 0) return 'R';
  if (accepted < codes.length) return 'P';
  return codes.includes('E') ? 'E' : 'A';
}

function answerFor(request: GenerateRequest, ordinal: number, count: number): GroupAnswer {
  const { features, seed } = request;
  const random = seededRandom(seed * 43 + ordinal);
  const group = { functionalId: 'HC', groupControl: String(ordinal), guide: '005010X222A1' };
  if (features.includes('refusedGroup')) {
    return { ...group, code: 'R', setsIncluded: count, setsReceived: count, setsAccepted: 0, errors: ['5'], sets: [] };
  }
  const codes = codesOf(count, features, random);
  const accepted = codes.filter(isAccepted).length;
  const isListed = !features.includes('unlisted') || accepted < count;
  return {
    ...{ ...group, code: groupCode(codes), setsIncluded: count, setsReceived: count, setsAccepted: accepted },
    ...{ errors: [], sets: isListed ? codes.map((code, at) => answeredSet(code, at, random)) : [] },
  };
}

/** A 999 a group of the 837; `--count` sets answered, spread over `--sets` groups. */
function implementationAcknowledgements(request: GenerateRequest): Generation {
  const truth: Record<string, number> = { groups: 0, sets: 0, accepted: 0, rejected: 0, segmentFaults: 0 };
  const budget = new Budget(request, 32);
  const each = Math.min(ANSWERED_PER_SET, Math.max(1, Math.ceil(request.count / request.sets)));
  function* sets(): Generator<OutSet> {
    const most = request.bytes === undefined ? each : ANSWERED_PER_SET;
    for (let ordinal = 1, wanted = budget.next(most); wanted > 0; ordinal += 1) {
      const answer = answerFor(request, ordinal, wanted);
      add(truth, 'groups');
      add(truth, 'sets', answer.setsReceived);
      add(truth, 'accepted', answer.setsAccepted);
      add(truth, 'rejected', answer.setsReceived - answer.setsAccepted);
      add(truth, `group${answer.code}`);
      for (const { code, segments } of answer.sets) {
        add(truth, `set${code}`);
        add(truth, 'segmentFaults', segments.length);
      }
      yield { st01: '999', guide: GUIDE_999, control: setControl(ordinal), segments: segments999(answer) };
      wanted = budget.next(most);
    }
  }
  const head = { functionalId: 'FA', guide: GUIDE_999, date: request.date, sender: 'payer' } as const;
  return { bytes: budget.counted(interchangeOf(head, sets())), truth: () => truth };
}

/** TA105 as the table has them: 000 no error, 001 to 031. */
const TA1_NOTES = segmentRules(STRUCTURE_TA1)[0]?.elements.find(({ element }) => element === 5)?.codes ?? [];

/** TA104 and TA105 of each interchange in turn. */
function ta1Verdicts(features: readonly string[]): { readonly code: string; readonly note: string }[] {
  const verdicts = [{ code: 'A', note: '000' }];
  const refusals = TA1_NOTES.slice(1);
  if (features.includes('errors')) verdicts.push({ code: 'E', note: '014' });
  if (features.includes('rejected')) verdicts.push({ code: 'R', note: '021' });
  if (features.includes('allNotes')) verdicts.push(...refusals.map((note) => ({ code: 'R', note })));
  return features.length === 0 ? verdicts : verdicts.slice(1);
}

/** One interchange an answer, each with its TA1 and nothing else. */
function interchangeAcknowledgements(request: GenerateRequest): Generation {
  const truth: Record<string, number> = { interchanges: 0 };
  const budget = new Budget(request, 150);
  const verdicts = ta1Verdicts(request.features);
  function* bytes(): Generator<Uint8Array> {
    const control = (number: number): string => String(number).padStart(9, '0');
    const head = interchangeHead({ functionalId: '', guide: '', date: request.date, sender: 'payer' }, []);
    const date = request.date.replaceAll('-', '').slice(2);
    for (let at = 0, wanted = budget.next(1); wanted > 0; at += 1) {
      const { code, note } = verdicts[at % verdicts.length] ?? { code: 'A', note: '000' };
      add(truth, 'interchanges');
      add(truth, `code${code}`);
      add(truth, `note${note}`);
      const ta1 = ta1Segment({ control: control(at + 1), date, time: '0600', code, note });
      yield* budget.counted(
        writeInterchange({ ...head, control: control(at + 1), groups: [], acknowledgements: [ta1] }),
      );
      wanted = budget.next(1);
    }
  }
  return { bytes: bytes(), truth: () => truth };
}

export const groupAnswers: GenerateKind = {
  features: [...SET_FEATURES, 'refusedGroup', 'unlisted'],
  generate: implementationAcknowledgements,
};
export const interchangeAnswers: GenerateKind = {
  features: ['errors', 'rejected', 'allNotes'],
  generate: interchangeAcknowledgements,
};
