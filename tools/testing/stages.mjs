// Which specs run in which stage of `npm test`. A spec that fits none would never run: a house spec guards that.

/** In the order they run; the first that matches a path takes it. `services` stages get Postgres and Temporal. */
export const SPEC_STAGES = [
  { name: 'house', match: /^test\/house\//, services: false },
  { name: 'pure rules and codecs', match: /^(src|workflows|activities)\//, services: false },
  { name: 'X12 files', match: /^test\/edi\//, services: false },
  { name: 'chaos', match: /^test\/chaos\//, services: true, deepOnly: true },
  { name: 'API, Postgres, stories, replay, PHI', match: /^test\//, services: true },
];

/** Pure specs must not depend on the zone of the machine: UTC, behind it, ahead by half an hour, at the date line. */
export const OTHER_ZONES = ['America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati'];

/** A date, a clock, a deadline: these are asked in every zone; the others have no clock to ask and wait for the deep run. */
const ABOUT_TIME = /date|day|deadline|clock|zone|time|cadence|lifecycle|business/;

/** The pure specs that also run in other zones. */
export const specsInZones = (specs, deep) => specs.filter((path) => deep || ABOUT_TIME.test(path));

/** Those that take longest, longest first: begun last, one of them would run alone while the other core has nothing to do. */
const LONGEST = [
  'test/crashes/crash-points.spec.ts',
  'test/scenarios/office.spec.ts',
  'test/workflows/claim-lifecycle.spec.ts',
  'test/races/outage.spec.ts',
  'test/workflows/lives.spec.ts',
  'test/scenarios/simulated-year.spec.ts',
  'test/races/many-at-once.spec.ts',
  'test/scenarios/guarantors.spec.ts',
  'test/operations/doctor.spec.ts',
  'test/replay/replay.spec.ts',
  'test/operations/backup-drill.spec.ts',
  'test/app/mutants-into-the-books.spec.ts',
];

/** Order of two spec files, by their paths from the project folder. */
export function longestFirst(one, other) {
  const place = (path) => (LONGEST.includes(path) ? LONGEST.indexOf(path) : LONGEST.length);
  return place(one) - place(other) || (one < other ? -1 : 1);
}

/** The stage of a spec file, by its path from the project folder. */
export function stageOf(path) {
  return SPEC_STAGES.find((stage) => stage.match.test(path));
}
