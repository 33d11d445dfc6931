import { plainDate, type PlainDate } from '../dates/plain-date.js';
import type { DenialCategory } from '../denials/classification.js';
import type { AppealLevelRule } from '../payer-rules/claim-rules.js';
import type { PayerClass } from '../payer-rules/payer-class.js';

/** Whose appeal rules count (rulebook §5.1, §5.2). */
export type AppealProgram =
  | 'medicareFfs'
  | 'maNonContract'
  | 'maContract'
  | 'maPaymentDispute'
  | 'medicaidFfs'
  | 'medicaidMco'
  | 'medicaidMcoMember'
  | 'commercial'
  | 'commercialMember'
  | 'tricare'
  | 'va'
  | 'workersComp'
  | 'auto'
  | 'federalIdr'
  | 'unknown';

/** Program by payer class and contract; a member's rights need the patient's authorization and are a rule of the payer. */
export function appealProgramOf(payerClass: PayerClass, contracted = true): AppealProgram {
  switch (payerClass) {
    case 'medicare':
      return 'medicareFfs';
    case 'medicareAdvantage':
      return contracted ? 'maContract' : 'maNonContract';
    case 'medicaid':
      return 'medicaidFfs';
    case 'feca':
      return 'workersComp';
    case 'medicaidMco':
    case 'commercial':
    case 'tricare':
    case 'va':
    case 'workersComp':
    case 'auto':
    case 'unknown':
      return payerClass;
  }
}

/** Name of the level at which the parties talk before a dispute may be begun. */
export const OPEN_NEGOTIATION = 'Open negotiation';
/** Name of the level at which a certified entity decides between offers. */
export const FEDERAL_IDR = 'Federal IDR';

/** The plan processed the claim under the No Surprises Act and says that a negotiation may begin (rulebook §4.2). */
const negotiable: readonly string[] = ['N876', 'N877'];

/** Program of one denial: the federal resolution of disputes where the remittance opens it, else that of the payer. */
export const denialProgramOf = (denial: {
  readonly payerClass: PayerClass;
  readonly rarcs: readonly string[];
  readonly contracted?: boolean;
  /** Appeals at this payer are made for the member, by the member's own ladder. */
  readonly memberRights?: boolean;
  /** Category of the denial; a mere question of the rate is no coverage decision. */
  readonly category?: DenialCategory;
}): AppealProgram => {
  const program = appealProgramOf(denial.payerClass, denial.contracted);
  if (program === 'maNonContract' && denial.category === 'CONTRACT') return 'maPaymentDispute';
  if (program === 'medicaidMco' && denial.memberRights) return 'medicaidMcoMember';
  if (denial.payerClass !== 'commercial') return program;
  if (denial.rarcs.some((rarc) => negotiable.includes(rarc))) return 'federalIdr';
  return denial.memberRights ? 'commercialMember' : 'commercial';
};

/** [name, window, decision days, source, more] of a level. */
type Row = readonly [
  name: string,
  window: AppealLevelRule['window'],
  decisionDays: number | null,
  source: string,
  more?: Partial<
    Pick<
      AppealLevelRule,
      | 'receiptDays'
      | 'minimumCents'
      | 'automatic'
      | 'decisionBusinessDays'
      | 'endsByItself'
      | 'coolingOff'
      | 'filedWith'
      | 'dismissalReview'
    >
  >,
];

interface Ladder {
  readonly program: AppealProgram;
  readonly payerKey?: string;
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  readonly rows: readonly Row[];
}

const always = plainDate('2000-01-01');
const days = (count: number): { readonly days: number } => ({ days: count });
const presumed = { receiptDays: 5 };

const court = (source: string): Row => [
  'Federal district court',
  days(60),
  null,
  source,
  { ...presumed, minimumCents: { 2025: 190_000, 2026: 196_000 } },
];

const higherMedicareLevels: readonly Row[] = [
  [
    'ALJ hearing (OMHA)',
    days(60),
    90,
    '42 CFR 405.1014, 405.1016',
    {
      ...presumed,
      minimumCents: { 2025: 19_000, 2026: 20_000 },
      dismissalReview: { days: 60, source: '42 CFR 405.1102(a)' },
    },
  ],
  // What the Council dismisses is reviewed by nobody (42 CFR 405.1116).
  ['Medicare Appeals Council', days(60), 90, '42 CFR 405.1102', { ...presumed, dismissalReview: null }],
];

/** A Medicaid plan's own appeal for the enrollee, then the state's hearing, whose window begins with the plan's notice. */
const enrolleeLevels = (hearingDays: number, hearingSource: string): readonly Row[] => [
  ['Plan appeal for the enrollee (written consent)', days(60), 30, '42 CFR 438.402(c)(2)(ii), 438.408(b)(2)'],
  ['State fair hearing for the enrollee', days(hearingDays), 90, hearingSource],
];

const maNonContract = (window: number): readonly Row[] => [
  ['Plan reconsideration (waiver of liability)', days(window), 60, '42 CFR 422.582(b)'],
  ['Independent review entity', days(window), 60, '42 CFR 422.592: the plan forwards by itself', { automatic: true }],
  ...higherMedicareLevels,
  court('42 CFR 422.612'),
];

/** Appeal ladders as data; more specific payer rows first. */
const ladders: readonly Ladder[] = [
  {
    program: 'medicareFfs',
    version: 1,
    effectiveFrom: always,
    rows: [
      [
        'Redetermination (MAC)',
        days(120),
        60,
        '42 CFR 405.942, 405.950',
        { ...presumed, dismissalReview: { days: 60, source: '42 CFR 405.974(b)' } },
      ],
      [
        'Reconsideration (QIC)',
        days(180),
        60,
        '42 CFR 405.962, 405.970',
        { ...presumed, dismissalReview: { days: 60, source: '42 CFR 405.1004' } },
      ],
      ...higherMedicareLevels,
      court('42 CFR 405.1136'),
    ],
  },
  { program: 'maNonContract', version: 2, effectiveFrom: plainDate('2025-01-01'), rows: maNonContract(65) },
  { program: 'maNonContract', version: 1, effectiveFrom: always, rows: maNonContract(60) },
  {
    program: 'maContract',
    version: 1,
    effectiveFrom: always,
    rows: [['Plan dispute under the contract', days(60), 60, 'Contract, product default']],
  },
  {
    program: 'maPaymentDispute',
    version: 1,
    effectiveFrom: always,
    rows: [['Payment dispute with the plan', days(120), 30, 'Medicare managed care manual, product default']],
  },
  {
    program: 'medicaidFfs',
    version: 1,
    effectiveFrom: always,
    rows: [
      ['State provider appeal', days(60), 60, 'State rule, product default'],
      ['State provider hearing', days(60), 90, 'State rule, product default'],
    ],
  },
  {
    program: 'medicaidMco',
    version: 1,
    effectiveFrom: always,
    rows: [
      ['Plan dispute', days(60), 30, '42 CFR 438.408; contract, product default'],
      ['State fair hearing', days(90), 90, '42 CFR 438.408(f); state rule'],
    ],
  },
  {
    program: 'medicaidMcoMember',
    version: 2,
    effectiveFrom: plainDate('2020-12-14'),
    // The state chooses 90 to 120 days; the shortest it may choose is never too late.
    rows: enrolleeLevels(90, '42 CFR 438.408(f)(2): 90 to 120 days by the state, the shortest taken; 431.244(f)'),
  },
  {
    program: 'medicaidMcoMember',
    version: 1,
    effectiveFrom: always,
    rows: enrolleeLevels(120, '42 CFR 438.408(f)(2) as of 81 FR 27498; 431.244(f)'),
  },
  {
    program: 'commercial',
    payerKey: 'bcbs-fep',
    version: 1,
    effectiveFrom: always,
    rows: [
      ['Reconsideration by the FEHB plan (consent of the member)', { months: 6 }, 30, '5 CFR 890.105(b), (c)'],
      ['Review by the Office of Personnel Management', days(90), 60, '5 CFR 890.105(e)'],
    ],
  },
  {
    program: 'federalIdr',
    version: 1,
    effectiveFrom: plainDate('2022-01-01'),
    rows: [
      [
        OPEN_NEGOTIATION,
        { businessDays: 30 },
        null,
        '45 CFR 149.510(b)(1)',
        { decisionBusinessDays: 30, endsByItself: true, filedWith: 'the federal portal, or the plan’s address for it' },
      ],
      [
        FEDERAL_IDR,
        { businessDays: 4 },
        null,
        '45 CFR 149.510(b)(2), (c)',
        {
          decisionBusinessDays: 43,
          coolingOff: { days: 90, thenBusinessDays: 30, source: '45 CFR 149.510(c)(4)(vii)' },
          filedWith: 'the federal portal',
        },
      ],
    ],
  },
  {
    program: 'commercial',
    payerKey: 'uhc',
    version: 1,
    effectiveFrom: always,
    rows: [
      ['Reconsideration', { months: 12 }, 45, 'UnitedHealthcare: 12 months in total for both steps'],
      ['Appeal', days(60), 45, 'UnitedHealthcare administrative guide'],
    ],
  },
  {
    program: 'commercial',
    payerKey: 'aetna',
    version: 1,
    effectiveFrom: always,
    rows: [
      ['Reconsideration', days(180), 45, 'Aetna office manual'],
      ['Appeal', days(60), 60, 'Aetna office manual'],
    ],
  },
  {
    program: 'commercial',
    version: 1,
    effectiveFrom: always,
    rows: [
      ['Provider appeal, first level', days(180), 45, 'Contract, product default'],
      ['Provider appeal, second level', days(60), 45, 'Contract, product default'],
    ],
  },
  {
    program: 'commercialMember',
    version: 2,
    effectiveFrom: plainDate('2012-01-01'),
    rows: [
      ['Internal appeal for the member', days(180), 60, '29 CFR 2560.503-1(h)'],
      ['External review', { months: 4, elseNextFirst: 1 }, 45, '45 CFR 147.136(d)(2)(i)'],
    ],
  },
  {
    program: 'commercialMember',
    version: 1,
    effectiveFrom: always,
    rows: [
      ['Internal appeal for the member', days(180), 60, '29 CFR 2560.503-1(h)'],
      ['External review', { months: 4 }, 45, '45 CFR 147.136'],
    ],
  },
  { program: 'tricare', version: 1, effectiveFrom: always, rows: [['Reconsideration', days(90), 60, '32 CFR 199.10']] },
  {
    program: 'va',
    version: 1,
    effectiveFrom: always,
    rows: [['Reconsideration', days(90), 60, 'VA community care, product default']],
  },
  {
    program: 'workersComp',
    version: 1,
    effectiveFrom: always,
    rows: [['Request for second review', days(30), 30, 'State table, unknown state']],
  },
  {
    program: 'auto',
    version: 1,
    effectiveFrom: always,
    rows: [['Dispute with the carrier', days(30), 30, 'State table, unknown state']],
  },
  {
    program: 'unknown',
    version: 1,
    effectiveFrom: always,
    rows: [['Provider appeal', days(60), 45, 'Product default']],
  },
];

/** Levels of a program in force on a date; a payer's own ladder beats the program's. */
export function appealLevelsFor(
  program: AppealProgram,
  payerKey: string | undefined,
  on: PlainDate,
): readonly AppealLevelRule[] {
  const ladder = ladders.find(
    (row) =>
      row.program === program && row.effectiveFrom <= on && (row.payerKey === undefined || row.payerKey === payerKey),
  );
  if (!ladder) throw new Error(`No appeal levels for ${program}`);
  return levelsOf(ladder);
}

/** Every level of every ladder with the day from which it holds, the newest first: what the rule catalog shows. */
export const deliveredLevels = (): readonly (AppealLevelRule & { readonly effectiveFrom: PlainDate })[] =>
  ladders.flatMap((ladder) => levelsOf(ladder).map((level) => ({ ...level, effectiveFrom: ladder.effectiveFrom })));

function levelsOf(ladder: Ladder): readonly AppealLevelRule[] {
  const place = ladder.payerKey ? `payer-${ladder.payerKey}` : ladder.program;
  return ladder.rows.map(([name, window, decisionDays, source, more], index) => ({
    ruleId: `appeal-level.${place}.${index + 1}`,
    version: ladder.version,
    level: index + 1,
    name,
    window,
    decisionDays,
    source,
    receiptDays: 0,
    minimumCents: {},
    automatic: false,
    ...more,
  }));
}

/** The year whose least amount in controversy counts in a filing year: its own, else the latest known before it. */
export function minimumYearFor(rule: AppealLevelRule, year: number): number | undefined {
  const known = Object.keys(rule.minimumCents)
    .map(Number)
    .filter((row) => row <= year);
  return known.length === 0 ? undefined : Math.max(...known);
}

/** The least amount in controversy on a filing date; a year without a row takes the latest known one (rulebook §5.1). */
export function minimumCentsOn(rule: AppealLevelRule, year: number): number {
  const known = minimumYearFor(rule, year);
  return known === undefined ? 0 : (rule.minimumCents[known] ?? 0);
}
