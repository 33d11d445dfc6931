import type { Role } from '../roles.js';
import type { DenialAction, DenialCategory } from './classification.js';

/** What a remark code changes about a denial (rulebook §4.2). */
export interface RarcEffect {
  /** 'off': no appeal against this determination. */
  readonly appeal?: 'off';
  /** The correction must be a new claim, frequency 1. */
  readonly newClaimOnly?: true;
  /** Replaces the code's own actions. */
  readonly actions?: readonly DenialAction[];
  readonly owner?: Role;
  readonly category?: DenialCategory;
  readonly patientProtected?: true;
  readonly why: string;
}

const nsa = ['N830', ...Array.from({ length: 21 }, (_, index) => `N${859 + index}`), 'N882', 'N884', 'N885'].join(' ');

/** In order of weight: the first action a remittance names wins. Codes that concern crossover or recoupment act elsewhere. */
const rows: readonly (readonly [rarcs: string, effect: RarcEffect])[] = [
  ['MA130', { appeal: 'off', newClaimOnly: true, actions: ['CC'], why: 'unprocessable: no appeal, a new claim' }],
  ['N517 N142', { newClaimOnly: true, actions: ['CC'], why: 'a new claim, not a replacement' }],
  [
    'N152 M47',
    { actions: ['CC'], why: 'the payer’s claim number is wrong: correct it and send the replacement again' },
  ],
  ['N779', { actions: ['TRIAGE'], why: 'the original is not finalized yet' }],
  ['N798', { actions: ['TRIAGE'], why: 'void first, then a new claim' }],
  ['N380', { actions: ['CC'], why: 'a corrected claim is required' }],
  ['N704', { appeal: 'off', actions: ['CC'], why: 'no appeal; a corrected claim may be sent' }],
  ['N211 MA44 N83 N111', { appeal: 'off', why: 'no appeal against this determination' }],
  [
    'M127 N706 N705 M29 M30 M31 N26 N393 N455 N459 N473 N716',
    { actions: ['DOC'], owner: 'records', category: 'DOC', why: 'a named document is missing' },
  ],
  ['MA04 N4 N479 N480 N36 MA92 MA64', { actions: ['CC'], category: 'COB', why: 'primary payer data are missing' }],
  [
    'N52 N104 N105 N418 N747',
    { actions: ['VER', 'OP'], owner: 'frontDesk', category: 'COB', why: 'wrong plan or jurisdiction' },
  ],
  [
    'N30 N619',
    { actions: ['VER', 'TRIAGE'], owner: 'frontDesk', category: 'ELIG', why: 'not eligible for this service' },
  ],
  [
    'M76 M64 MA63 M81 M84',
    { actions: ['CC'], owner: 'coder', category: 'CODE', why: 'the diagnosis is missing or invalid' },
  ],
  [
    'M20 M51 N56 N519 N822 N823 M53 N362 N430',
    { actions: ['CC'], owner: 'coder', category: 'CODE', why: 'procedure code, modifier or units' },
  ],
  [
    'M77 MA114 N290 N257 N265 N286 N382 MA27 MA36 MA61 MA120 M62 M119',
    { actions: ['CC'], why: 'a field of the claim is missing or invalid' },
  ],
  ['N115 N386', { actions: ['APP'], why: 'coverage policy: appeal on the policy’s own criteria' }],
  [
    'N570 N521 N516 N831 N767 N198 N95',
    { owner: 'credentialing', category: 'ENROLL', why: 'provider enrollment or record mismatch' },
  ],
  [
    'M86 N640 N435 M15 M144 N525 N19 N20',
    { actions: ['CC'], owner: 'coder', why: 'frequency, bundling or global period: review the modifier' },
  ],
  ['M26 M39 M27 N125 N781 N782 N783 N192', { patientProtected: true, why: 'the patient may not be billed' }],
  ['M25 N124', { why: 'reduced for medical necessity: read who is liable before anybody is billed' }],
  ['M38', { why: 'the patient is liable: a valid notice was given' }],
  ['N210 N1 N187 N220', { why: 'an appeal or dispute is available' }],
  ['MA01', { why: 'an appeal is available within 120 days' }],
  ['MA02', { why: 'a redetermination or reconsideration is available within 180 days' }],
  ['N368', { why: 'appeal the earlier determination, not this one' }],
  ['N366', { why: 'reopened when the documents arrive within a year' }],
  [nsa, { why: 'No Surprises Act: the patient owes only PR' }],
];

export const rarcEffects: ReadonlyMap<string, RarcEffect> = new Map(
  rows.flatMap(([rarcs, effect]) => rarcs.split(' ').map((rarc): [string, RarcEffect] => [rarc, effect])),
);

/** Effects of a remittance's remarks, weightiest first. */
export function effectsOf(rarcs: readonly string[]): readonly (RarcEffect & { readonly rarc: string })[] {
  return [...rarcEffects].filter(([rarc]) => rarcs.includes(rarc)).map(([rarc, effect]) => ({ rarc, ...effect }));
}
