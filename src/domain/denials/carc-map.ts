import type { Role } from '../roles.js';
import { carcCodes } from './carc-list.js';
import type { CarcKind, DenialAction, DenialCategory, PostsTo } from './classification.js';

/** What one CARC means and who does what about it (rulebook §4.1). */
export interface CarcRow {
  readonly carc: string;
  readonly category: DenialCategory;
  readonly kind: CarcKind;
  readonly owner: Role;
  readonly actions: readonly DenialAction[];
  readonly preventable: 'Y' | 'N' | 'P' | '-';
  readonly recoverability: 'H' | 'M' | 'L' | '-';
  /** Kind A only. */
  readonly postsTo: PostsTo | null;
  /** 1 as first delivered; a changed row has the next one, so that what was decided by it stays explained. */
  readonly version: number;
}

/** Owners as the rulebook abbreviates them. Authorization and patient contact have no role of their own. */
const owners = {
  FD: 'frontDesk',
  COD: 'coder',
  BIL: 'specialist',
  CLN: 'clinician',
  UM: 'specialist',
  CRED: 'credentialing',
  CON: 'manager',
  HIM: 'records',
  PAY: 'specialist',
  PT: 'specialist',
} as const satisfies Record<string, Role>;

type Line = readonly [
  carcs: string,
  category: DenialCategory,
  kind: CarcKind,
  owner: keyof typeof owners,
  actions: string,
  preventable: CarcRow['preventable'],
  recoverability: CarcRow['recoverability'],
  postsTo?: PostsTo,
];

/** Codes whose row was changed since it was first delivered, with the version it has now. */
const revised: Readonly<Record<string, number>> = Object.fromEntries(
  ['197', '198', '210', '288', '302', '112', 'B12', '173', '174', '175', '176'].map((carc) => [carc, 2]),
);

const versionOf = (carc: string): number => revised[carc] ?? 1;

const propertyAndCasualty = Array.from({ length: 29 }, (_, index) => `P${index + 1}`).join(' ');

/** The rulebook's table, row by row; every code in a row shares all values. */
const lines: readonly Line[] = [
  ['1 2 3 66 247 248', 'PTRESP', 'P', 'PT', 'OP PT', '-', 'H'],
  ['100 142 178', 'PTRESP', 'P', 'PT', 'PT', 'N', 'M'],
  ['45', 'CONTRACT', 'A', 'CON', '', '-', '-', 'contractual'],
  ['253', 'CONTRACT', 'A', 'CON', '', '-', '-', 'sequestration'],
  ['44 69 70 74 75 76 105 131 132 137 144 161 223 237', 'CONTRACT', 'A', 'CON', '', '-', '-', 'contractual'],
  ['94', 'CONTRACT', 'A', 'CON', '', '-', '-', 'overpaymentCheck'],
  ['104 245', 'CONTRACT', 'A', 'CON', '', '-', '-', 'withhold'],
  ['23', 'PRIOR', 'I', 'BIL', '', '-', '-'],
  ['303', 'PRIOR', 'A', 'BIL', '', '-', '-', 'qmb'],
  ['209', 'PRIOR', 'I', 'BIL', 'OP', '-', 'L'],
  ['275', 'PRIOR', 'P', 'BIL', 'OP PT', 'N', 'L'],
  ['276', 'PRIOR', 'D', 'BIL', 'APP', 'N', 'L'],
  ['133 257 277 B11 290 291 292 298 300 305 195 246', 'INFO', 'I', 'PAY', 'WAIT', '-', '-'],
  ['193 285', 'INFO', 'I', 'BIL', 'APP', 'P', 'L'],
  ['22 109 166', 'COB', 'D', 'FD', 'VER OP REPROC', 'Y', 'H'],
  ['129 136', 'COB', 'D', 'BIL', 'CC', 'Y', 'H'],
  ['227', 'COB', 'D', 'PT', 'REPROC PT', 'P', 'M'],
  ['254 270 280 297 301 304', 'COB', 'D', 'FD', 'OP', 'Y', 'M'],
  ['B9', 'COB', 'D', 'FD', 'OP CC', 'Y', 'M'],
  ['19 20 21 215 258', 'TPL', 'D', 'FD', 'OP', 'Y', 'M'],
  [propertyAndCasualty, 'TPL', 'D', 'BIL', 'TRIAGE', 'P', 'M'],
  ['26 27 200', 'ELIG', 'D', 'FD', 'VER OP PT', 'Y', 'M'],
  ['31', 'ELIG', 'D', 'FD', 'VER CC PT', 'Y', 'H'],
  ['32 33 34 177 179 180', 'ELIG', 'D', 'FD', 'VER OP PT', 'P', 'M'],
  ['238 239', 'ELIG', 'D', 'BIL', 'CC', 'Y', 'M'],
  ['140 13 14', 'DEMO', 'D', 'FD', 'CC', 'Y', 'H'],
  ['24', 'CAP', 'D', 'CON', 'VER OP', 'Y', 'M'],
  ['284 296 15', 'AUTH', 'D', 'UM', 'CC', 'Y', 'H'],
  ['197 288 210 302', 'AUTH', 'D', 'UM', 'RETRO CC APP', 'Y', 'M'],
  ['243 95', 'AUTH', 'D', 'UM', 'CC APP', 'Y', 'M'],
  ['198', 'AUTH', 'D', 'UM', 'RETRO DOC APP', 'Y', 'M'],
  ['287 273', 'AUTH', 'D', 'UM', 'DOC APP', 'Y', 'M'],
  ['39', 'AUTH', 'D', 'UM', 'APP', 'N', 'M'],
  ['16', 'BILLERR', 'D', 'BIL', 'CC', 'Y', 'H'],
  ['A1', 'BILLERR', 'D', 'BIL', 'TRIAGE', 'P', 'M'],
  ['107 110 267 268', 'BILLERR', 'D', 'BIL', 'CC', 'Y', 'H'],
  ['4 182 6 7 9 10 146 181 189 199 A8 B16', 'CODE', 'D', 'COD', 'CC', 'Y', 'H'],
  ['5 58', 'CODE', 'D', 'BIL', 'CC APP', 'Y', 'M'],
  ['11 54 B15', 'CODE', 'D', 'COD', 'CC APP', 'Y', 'M'],
  ['18', 'DUP', 'D', 'BIL', 'TRIAGE CC RO', 'Y', 'L'],
  ['B13', 'DUP', 'D', 'BIL', 'TRIAGE', 'P', 'M'],
  ['29', 'TIMELY', 'D', 'BIL', 'APP WO', 'Y', 'L'],
  ['164 286', 'TIMELY', 'D', 'BIL', 'TRIAGE WO', 'Y', 'L'],
  ['B4', 'TIMELY', 'A', 'BIL', 'WO', 'Y', '-', 'timelyFiling'],
  ['97 234 231 236 B14 B20', 'BUNDLE', 'D', 'COD', 'CC WO', 'Y', 'M'],
  ['59', 'BUNDLE', 'A', 'COD', 'APP', 'N', 'L', 'contractual'],
  ['60 128 190', 'BUNDLE', 'D', 'BIL', 'TRIAGE WO', 'Y', 'L'],
  ['50', 'MEDNEC', 'D', 'CLN', 'DOC APP PT', 'P', 'M'],
  ['150 152 153 154 186 216 249 272', 'MEDNEC', 'D', 'CLN', 'DOC APP CC', 'P', 'M'],
  ['40', 'MEDNEC', 'D', 'CLN', 'APP', 'N', 'M'],
  ['55 56', 'MEDNEC', 'D', 'CLN', 'APP', 'P', 'L'],
  ['151', 'FREQ', 'D', 'CLN', 'CC DOC APP', 'P', 'M'],
  ['148 163 226 250 251 252', 'DOC', 'D', 'HIM', 'DOC', 'Y', 'H'],
  ['112 B12 173 174 175 176', 'DOC', 'D', 'CLN', 'DOC APP WO', 'Y', 'M'],
  ['8 170 171 172 185 299 B7 B23', 'ENROLL', 'D', 'CRED', 'CC WO', 'Y', 'M'],
  ['183 184 206 207 208', 'ENROLL', 'D', 'BIL', 'CC', 'Y', 'H'],
  ['242 279', 'NETWORK', 'D', 'FD', 'TRIAGE PT', 'Y', 'L'],
  ['49', 'NONCOV', 'D', 'COD', 'CC PT', 'Y', 'M'],
  ['96 204 160 167 169 78 202', 'NONCOV', 'D', 'FD', 'TRIAGE APP CC OP PT', 'P', 'L'],
  ['116 233', 'NONCOV', 'D', 'CLN', 'WO APP', 'Y', 'L'],
  ['35 149 119 B1', 'BENMAX', 'D', 'FD', 'TRIAGE APP OP PT', 'P', 'L'],
  ['147 222 256', 'CONTRACT', 'D', 'CON', 'REPROC', 'P', 'M'],
];

const named: readonly CarcRow[] = lines.flatMap(
  ([carcs, category, kind, owner, actions, preventable, recoverability, postsTo]) =>
    carcs.split(' ').map((carc) => ({
      carc,
      category,
      kind,
      owner: owners[owner],
      preventable,
      recoverability,
      postsTo: postsTo ?? null,
      version: versionOf(carc),
      actions: actions === '' ? [] : (actions.split(' ') as DenialAction[]),
    })),
);

/** A code nobody gave a meaning: a person reads it, nothing is posted (G8). */
export const triageRow = (carc: string): CarcRow => ({
  carc,
  category: 'UNKNOWN',
  kind: 'U',
  owner: 'specialist',
  actions: ['TRIAGE'],
  preventable: '-',
  recoverability: '-',
  postsTo: null,
  version: 1,
});

/** One row for every code of the list: the rulebook's, else an explicit TRIAGE row. */
export const carcMap: ReadonlyMap<string, CarcRow> = new Map([
  ...carcCodes.map((carc): [string, CarcRow] => [carc, triageRow(carc)]),
  ...named.map((row): [string, CarcRow] => [row.carc, row]),
]);

/** Codes the rulebook names more than once; must stay empty. */
export const namedTwice = named.map((row) => row.carc).filter((carc, index, all) => all.indexOf(carc) !== index);
