import type { PlainDate } from '../dates/plain-date.js';
import type { RuleUse } from '../stories/turn.js';

/** Where a household lives, as the guidelines tell apart: 48 states and DC, Alaska, Hawaii. */
export const guidelineRegions = ['US', 'AK', 'HI'] as const;
export type GuidelineRegion = (typeof guidelineRegions)[number];

interface PovertyGuideline {
  readonly effectiveOn: string;
  readonly source: string;
  readonly version: number;
  /** Whole dollars a year for one person and for each person more. */
  readonly dollars: Readonly<Record<GuidelineRegion, { readonly one: number; readonly eachMore: number }>>;
}

/** Federal poverty guidelines by effective date (rulebook §9.3); the year in force on the application date counts. */
const guidelines: readonly PovertyGuideline[] = [
  {
    effectiveOn: '2026-01-13',
    source: '91 FR 1797',
    version: 2026,
    dollars: {
      US: { one: 15_960, eachMore: 5_680 },
      AK: { one: 19_950, eachMore: 7_100 },
      HI: { one: 18_360, eachMore: 6_530 },
    },
  },
];

export interface GuidelineUse extends RuleUse {
  readonly source: string;
  /** Guideline of the household for a year, in cents. */
  readonly yearCents: number;
}

/** The guideline of a household on a day; none where no table was in force yet: nobody guesses one. */
export function povertyGuideline(
  household: { readonly size: number; readonly region: GuidelineRegion },
  on: PlainDate,
): GuidelineUse | undefined {
  const table = guidelines.filter(({ effectiveOn }) => effectiveOn <= on).at(-1);
  if (!table || !Number.isInteger(household.size) || household.size < 1) return undefined;
  const { one, eachMore } = table.dollars[household.region];
  return {
    ruleId: 'patient.poverty-guideline',
    version: table.version,
    source: table.source,
    yearCents: (one + eachMore * (household.size - 1)) * 100,
  };
}
