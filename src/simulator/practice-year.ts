import { addDays, daysBetween, type PlainDate } from '../domain/dates/plain-date.js';
import { isBusinessDay } from '../domain/dates/business-days.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { Generated837 } from '../edi/x12/837p/generate-837.js';
import { LAST_NAMES } from '../edi/x12/837p/practice-catalog.js';
import { type Cast, FIRST_DAY, practiceClaims, preparedFor } from './practice-cast.js';
import { dealScenarios, scenarios } from './scenarios/catalog.js';

export interface YearChoice {
  readonly seed: number;
  readonly claims: number;
  /** Business time to pass, in days; patients come until the end. */
  readonly days: number;
}

/** The claims the practice sends on one morning. */
export interface Sending {
  readonly day: PlainDate;
  readonly generated: Generated837;
}

export interface PracticeYear {
  readonly cast: Cast;
  readonly sendings: readonly Sending[];
}

const DAYS_A_WEEK = 7;
/** Of the main job's shares: there nearly every claim has a fate worth watching, in a year of an office most are clean. */
const SCALE = 0.4;
/** Nobody watches a simulated year: its office leaves nothing to others. */
const among = scenarios.filter(({ leaves }) => leaves === undefined);

/** A year of visits, dealt to their fates; the practice sends a week's claims on the first business day of the next. */
export function practiceYear({ seed, claims: count, days }: YearChoice): PracticeYear {
  const visits = { from: addDays(FIRST_DAY, -DAYS_A_WEEK), days: Math.max(DAYS_A_WEEK, days) };
  const generated = practiceClaims({ seed, claims: count }, visits);
  const claims = namedApart([...generated.claims].sort((a, b) => compare(visitOf(a), visitOf(b))));
  const dealt = dealtOverTheYear(claims);
  const sent = claims.map((claim) => sendingDay(visitOf(claim)));
  const prepared = claims.map((claim, at) => preparedFor(dealt[at] ?? '', claim, sent[at] as PlainDate));
  const mornings = [...new Set(sent)].sort(compare);
  return {
    cast: { dealt, generated: { ...generated, claims: prepared } },
    sendings: mornings.map((day) => ({
      day,
      generated: { ...generated, claims: prepared.filter((_claim, at) => sent[at] === day) },
    })),
  };
}

/** Parts of a whole that lie evenly however many are taken (the golden section): fates are dealt to claims in this order. */
const EVENLY = (Math.sqrt(5) - 1) / 2;

/** Every fate is met all year long: dealt in the order of the visits, the rare ones would be over by summer. */
function dealtOverTheYear(claims: readonly Claim837[]): string[] {
  const order = claims
    .map((_claim, at) => ({ at, turn: (at * EVENLY) % 1 }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ at }) => at);
  const dealt = dealScenarios(
    order.map((at) => claims[at] as Claim837),
    { among, scale: SCALE },
  );
  const fates = new Map(order.map((at, turn) => [at, dealt[turn] as string]));
  return claims.map((_claim, at) => fates.get(at) as string);
}

const visitOf = (claim: Claim837): PlainDate => claim.lines[0]?.serviceFrom ?? FIRST_DAY;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The first business day of the week after the visit, counted in weeks from the first day. */
function sendingDay(visit: PlainDate): PlainDate {
  const weeks = Math.max(0, Math.floor(daysBetween(FIRST_DAY, visit) / DAYS_A_WEEK) + 1);
  let day = addDays(FIRST_DAY, weeks * DAYS_A_WEEK);
  while (!isBusinessDay(day)) day = addDays(day, 1);
  return day;
}

/** Guarantors are told apart by name at the front desk and at the agency: whoever has a namesake gets a double name. */
function namedApart(claims: readonly Claim837[]): Claim837[] {
  const taken = new Set<string>();
  return claims.map((claim) => {
    const { name, firstName = '' } = claim.subscriber;
    const names = [name, ...LAST_NAMES.map((second) => `${name}-${second}`)];
    const free = names.find((one) => !taken.has(`${one}, ${firstName}`)) ?? name;
    taken.add(`${free}, ${firstName}`);
    return free === name ? claim : { ...claim, subscriber: { ...claim.subscriber, name: free } };
  });
}
