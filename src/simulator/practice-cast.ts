import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { generate837, type Generated837 } from '../edi/x12/837p/generate-837.js';
import { RIVERSIDE_PAYERS, type PracticePayer } from '../edi/x12/837p/practice-catalog.js';
import { addDays, type PlainDate } from '../domain/dates/plain-date.js';
import { dealScenarios, scenarioNamed } from './scenarios/catalog.js';
import { SECOND_PAYER } from './second-policy.js';

/** Business time of the practice runs from this morning on. */
export const FIRST_DAY = '2026-01-05' as PlainDate;
const WORKERS_COMPENSATION: PracticePayer = {
  name: 'BUCKEYE WORKERS COMPENSATION',
  id: 'BWC44',
  filingIndicator: 'WC',
  memberId: 'W########',
  weight: 8,
};
/** Payers whose name stands first on a claim of the practice. */
const firstPayers: readonly PracticePayer[] = [
  ...RIVERSIDE_PAYERS.filter(({ id }) => ['MCRB1', 'OHMCD', 'BRH01', 'UMH22'].includes(id)),
  WORKERS_COMPENSATION,
];
/** Everybody the practice bills, first or second. */
export const practicePayers: readonly PracticePayer[] = [...firstPayers, SECOND_PAYER];

export interface CastChoice {
  readonly seed: number;
  readonly claims: number;
  /** One claim for each of these fates instead of the whole cast by share. */
  readonly scenarios?: readonly string[];
}

/** The claims of the practice and the fate of each, in file order. */
export interface Cast {
  readonly generated: Generated837;
  readonly dealt: readonly string[];
}

/** Claims to choose from when single fates are asked for; enough of every payer. */
const POOL = 80;

/** Claims as the practice's system sends them: dealt to their fates, each prepared for its own. */
export function castOf(choice: CastChoice): Cast {
  const pool = practiceClaims(choice.scenarios ? { ...choice, claims: POOL } : choice);
  const { claims, dealt } = choice.scenarios
    ? oneForEach(pool.claims, choice.scenarios)
    : { claims: pool.claims, dealt: dealScenarios(pool.claims) };
  const prepared = claims.map((claim, at) => preparedFor(dealt[at] ?? '', recentWhereUrgent(claim), FIRST_DAY));
  return { dealt, generated: { ...pool, claims: prepared } };
}

/** The claim as the practice's system sends it on this day for its fate. */
export const preparedFor = (fate: string, claim: Claim837, day: PlainDate): Claim837 =>
  scenarioNamed(fate).prepare?.(claim, day) ?? claim;

function oneForEach(claims: readonly Claim837[], names: readonly string[]): { claims: Claim837[]; dealt: string[] } {
  const left = [...claims];
  const chosen = names.map((name) => {
    const at = left.findIndex((claim) => scenarioNamed(name).fits(claim));
    const [claim] = left.splice(at, at < 0 ? 0 : 1);
    if (!claim) throw new Error(`No claim of the practice fits ${name}`);
    return claim;
  });
  return { claims: chosen, dealt: [...names] };
}

/** The days on which the patients came. */
export interface Visits {
  readonly from: PlainDate;
  readonly days: number;
}

const BEFORE_THE_FIRST_DAY: Visits = { from: addDays(FIRST_DAY, -60), days: 58 };

/** Every guarantor has a mail address of the practice world. */
export function practiceClaims({ seed, claims }: CastChoice, visits = BEFORE_THE_FIRST_DAY): Generated837 {
  const generated = generate837({
    seed,
    claims,
    firstServiceDate: visits.from,
    days: visits.days,
    payers: firstPayers,
    returningPercent: 0,
    dependentPercent: 0,
  });
  const withMail = generated.claims.map((claim, at): Claim837 => ({
    ...claim,
    subscriber: {
      ...claim.subscriber,
      contacts: [{ role: 'IC', channels: [{ qualifier: 'EM', value: mailAddress(at) }] }],
    },
  }));
  return { ...generated, claims: withMail };
}

/** Workers' compensation is billed within days: its filing limit is 30 days where no state rule is known. */
function recentWhereUrgent(claim: Claim837): Claim837 {
  if (claim.subscriber.filingIndicator !== 'WC') return claim;
  const day = addDays(FIRST_DAY, -6);
  return { ...claim, lines: claim.lines.map((line) => ({ ...line, serviceFrom: day, serviceThrough: day })) };
}

const mailAddress = (at: number): string => `guarantor${at + 1}@riverside.example`;
