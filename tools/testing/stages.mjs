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

/** The stage of a spec file, by its path from the project folder. */
export function stageOf(path) {
  return SPEC_STAGES.find((stage) => stage.match.test(path));
}
