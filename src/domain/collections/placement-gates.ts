import { addDays, daysBetween, type PlainDate } from '../dates/plain-date.js';

/** What the gates of rulebook §9.6 ask about a guarantor's balance. */
export interface PlacementFacts {
  readonly today: PlainDate;
  /** Amount of the responsibilities that went through every notice. */
  readonly amountCents: number;
  /** Latest statement 1 among them: bills that are placed together count from the most recent (§9.3). */
  readonly dayZero?: PlainDate;
  /** Notices sent on the one that had fewest: 3 statements and the final notice make 4. */
  readonly noticesSent: number;
  readonly finalNoticeOn?: PlainDate;
  readonly insuranceFinal: boolean;
  readonly guards: readonly string[];
  readonly assistanceNotified: boolean;
  readonly addressVerified: boolean;
  readonly onPlan: boolean;
  /** Placements so far. */
  readonly placements: number;
  /** Days the state demands before placement; the strictest seeded value when the state is unknown. */
  readonly stateWaitDays: number;
}

export interface PlacementNumbers {
  readonly placementDays: number;
  readonly finalNoticeWaitDays: number;
  readonly secondPlacementDays: number;
  readonly placementCents: number;
}

export type PlacementGate =
  | 'age'
  | 'notices'
  | 'finalNoticeWait'
  | 'balance'
  | 'insurance'
  | 'guards'
  | 'assistance'
  | 'address'
  | 'plan'
  | 'placements';

/** Days from statement 1 a state demands before placement: seed of rulebook §9.6, to be confirmed by counsel. */
const seededWaitDays: Readonly<Record<string, number>> = {
  CA: 180,
  MD: 180,
  AZ: 120,
  CO: 120,
  FL: 120,
  IL: 120,
  NJ: 120,
  NY: 120,
  TX: 120,
};

/** An unknown state counts as the strictest of all seeded ones. */
export const stateWaitDays = (state: string | undefined): number =>
  seededWaitDays[state ?? ''] ?? Math.max(...Object.values(seededWaitDays));

/** Every gate that is still shut; placement may be proposed only when there is none. */
export function shutPlacementGates(facts: PlacementFacts, numbers: PlacementNumbers): PlacementGate[] {
  const age = facts.dayZero === undefined ? -1 : daysBetween(facts.dayZero, facts.today);
  const checks: readonly [PlacementGate, boolean][] = [
    ['age', age >= neededDays(facts, numbers)],
    ['notices', facts.noticesSent >= 4],
    ['finalNoticeWait', finalNoticeWaited(facts, numbers)],
    ['balance', facts.amountCents >= numbers.placementCents],
    ['insurance', facts.insuranceFinal],
    ['guards', facts.guards.length === 0],
    ['assistance', facts.assistanceNotified],
    ['address', facts.addressVerified],
    ['plan', !facts.onPlan],
    ['placements', facts.placements < 2],
  ];
  return checks.filter(([, open]) => !open).map(([gate]) => gate);
}

const neededDays = (facts: PlacementFacts, numbers: PlacementNumbers): number =>
  Math.max(facts.placements === 0 ? numbers.placementDays : numbers.secondPlacementDays, facts.stateWaitDays);

const finalNoticeWaited = (facts: PlacementFacts, numbers: PlacementNumbers): boolean =>
  facts.finalNoticeOn !== undefined && facts.today >= addDays(facts.finalNoticeOn, numbers.finalNoticeWaitDays);

/** The first day on which the waiting periods allow placement; the other gates are looked at then. */
export function placementNotBefore(facts: PlacementFacts, numbers: PlacementNumbers): PlainDate | undefined {
  if (facts.dayZero === undefined || facts.finalNoticeOn === undefined) return undefined;
  const byAge = addDays(facts.dayZero, neededDays(facts, numbers));
  const byNotice = addDays(facts.finalNoticeOn, numbers.finalNoticeWaitDays);
  return byAge > byNotice ? byAge : byNotice;
}
