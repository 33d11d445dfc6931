import { addDays, type PlainDate } from '../../../domain/dates/plain-date.js';
import { cents } from '../../../domain/money.js';
import type { Party, Procedure } from '../parties/party.js';
import type { RemittanceAdjustment, RemittanceClaim, RemittanceLine } from './remittance.js';
import { CLP02_REVERSAL } from './remittance.js';
import { between, oneOf, type Random } from '../seeded-numbers.js';

/** How a generated claim is decided; everything else follows from the seed. */
export interface ClaimPlan {
  readonly number: string;
  readonly linesAtMost: number;
  /** `days[n]` is n days before the payment; see `daysBefore`. */
  readonly days: readonly PlainDate[];
  readonly outcome?: 'paid' | 'denied' | 'partial' | 'patient' | 'prior' | 'nothing';
  readonly status?: string;
  readonly frequency?: string;
  readonly linesAtLeast?: number;
  readonly claimLevel?: boolean;
  readonly inpatient?: boolean;
  readonly remarks?: boolean;
  readonly downcoded?: boolean;
  readonly interestCents?: number;
}

const LAST_NAMES = ['MERCER', 'OKAFOR', 'LINDQVIST', 'TANAKA', 'BRANDT', 'ROSSI', 'DUBOIS', 'NOVAK'] as const;
const FIRST_NAMES = ['ADA', 'BRUNO', 'CLARA', 'DMITRI', 'ELENA', 'FELIX', 'GRETA', 'HUGO'] as const;
const PROCEDURES = ['99213', '99214', '93000', '71046', '36415', '80053', '97110', '20610'] as const;
const DENIALS = ['16', '29', '50', '96', '97', '197', '204'] as const;
const REMARKS = ['N130', 'M15', 'N115', 'MA130', 'N706'] as const;

const OLDEST_SERVICE_DAYS = 120;

/** The days a claim's service may lie before its payment, made once: date arithmetic is the slow part of a large file. */
export const daysBefore = (date: PlainDate): readonly PlainDate[] =>
  Array.from({ length: OLDEST_SERVICE_DAYS + 1 }, (_, days) => addDays(date, -days));

function dayAgo(plan: ClaimPlan, days: number): PlainDate {
  const day = plan.days[days];
  if (day === undefined) throw new Error(`No day ${days} days before`);
  return day;
}

/** One decided claim that adds up at line and claim level. */
export function generateClaim(random: Random, plan: ClaimPlan): Omit<RemittanceClaim, 'ordinal'> {
  const ago = between(random, 14, OLDEST_SERVICE_DAYS);
  const date = dayAgo(plan, ago);
  const count = Math.max(plan.linesAtLeast ?? 1, between(random, 1, plan.linesAtMost));
  const lines: RemittanceLine[] = [];
  for (let ordinal = 1; ordinal <= count; ordinal += 1) lines.push(generateLine(random, plan, ordinal, date));
  const claim = { ...claimOfLines(random, plan, lines, date), received: dayAgo(plan, ago - 3) };
  return plan.claimLevel === true ? atClaimLevel(claim) : claim;
}

function claimOfLines(
  random: Random,
  plan: ClaimPlan,
  lines: readonly RemittanceLine[],
  date: PlainDate,
): Omit<RemittanceClaim, 'ordinal'> {
  const share = patientShare(lines);
  const outpatient = plan.remarks === true ? { outpatient: ['', '', oneOf(random, REMARKS), 'MA01'] } : {};
  const inpatient = plan.inpatient === true ? { inpatient: ['0', '', '', '', oneOf(random, REMARKS)] } : {};
  const remarks = [inpatient.inpatient?.[4], outpatient.outpatient?.[2], outpatient.outpatient?.[3]];
  const interest = plan.interestCents;
  return {
    ...EMPTY_LISTS,
    kind: 'remittanceClaim',
    claimNumber: plan.number,
    status: plan.status ?? (plan.outcome === 'denied' && random() < 0.5 ? '4' : '1'),
    chargeCents: total(lines.map(({ chargeCents }) => chargeCents)),
    paidCents: total(lines.map(({ paidCents }) => paidCents)),
    ...(share === 0 ? {} : { patientResponsibilityCents: cents(share) }),
    filingIndicator: oneOf(random, ['12', 'HM', '15']),
    payerControlNumber: `26${between(random, 10_000_000, 99_999_999)}`,
    facilityCode: plan.inpatient === true ? '11' : '22',
    frequency: plan.frequency ?? '1',
    ...(plan.inpatient === true ? { drg: '470', drgWeight: '1.9898' } : {}),
    patient: patient(random),
    renderingProvider: RENDERING,
    ...(plan.status === '19' || plan.status === '20' || plan.status === '21' ? { crossoverPayer: NEXT_PAYER } : {}),
    ...inpatient,
    ...outpatient,
    remarks: remarks.filter((remark) => remark !== undefined),
    refs: plan.frequency === '7' || plan.frequency === '8' ? [{ qualifier: 'F8', value: 'ORIG0001' }] : [],
    from: date,
    through: date,
    amounts: interest === undefined ? [] : [{ qualifier: 'I', amountCents: cents(interest) }],
    lines,
  };
}

const EMPTY_LISTS = { adjustments: [], dates: [], contacts: [], quantities: [], unmodelled: [] };

const RENDERING: Party = {
  role: '82',
  entity: 'organization',
  name: 'HARBOR CLINIC',
  idQualifier: 'XX',
  id: '1992753883',
};

const NEXT_PAYER: Party = {
  role: 'TT',
  entity: 'organization',
  name: 'STATE SUPPLEMENT PLAN',
  idQualifier: 'PI',
  id: '55667',
};

function patient(random: Random): Party {
  return {
    role: 'QC',
    entity: 'person',
    name: oneOf(random, LAST_NAMES),
    firstName: oneOf(random, FIRST_NAMES),
    idQualifier: 'MI',
    id: `W${between(random, 100_000_000, 999_999_999)}`,
  };
}

const total = (values: readonly number[]): ReturnType<typeof cents> =>
  cents(values.reduce((sum, value) => sum + value, 0));

function patientShare(lines: readonly RemittanceLine[]): number {
  let share = 0;
  for (const { adjustments } of lines) {
    for (const { group, amountCents } of adjustments) if (group === 'PR') share += amountCents;
  }
  return share;
}

function generateLine(random: Random, plan: ClaimPlan, ordinal: number, date: PlainDate): RemittanceLine {
  const charge = between(random, 5_000, 60_000);
  const outcome = plan.outcome ?? 'paid';
  const denied = outcome === 'denied' || (outcome === 'partial' && ordinal % 2 === 0);
  const adjustments = denied
    ? [adjustment('CO', oneOf(random, DENIALS), charge)]
    : decidedAdjustments(random, outcome, charge);
  const paid = adjustments.reduce((left, { amountCents }) => left - amountCents, charge);
  const contractual = adjustments.find(({ carc }) => carc === '45')?.amountCents ?? 0;
  const procedure: Procedure = {
    qualifier: 'HC',
    code: oneOf(random, PROCEDURES),
    modifiers: random() < 0.2 ? ['25'] : [],
  };
  return {
    ordinal,
    procedure,
    ...(plan.downcoded === true ? { submittedProcedure: { ...procedure, code: '99215' } } : {}),
    chargeCents: cents(charge),
    paidCents: cents(paid),
    units: `${between(random, 1, 3)}`,
    serviceFrom: date,
    serviceThrough: date,
    adjustments,
    lineControl: `${plan.number}L${ordinal}`,
    refs: [],
    ...(denied || outcome === 'prior' ? {} : { allowedCents: cents(charge - contractual) }),
    amounts: [],
    quantities: [],
    remarks: denied || plan.remarks === true ? [oneOf(random, REMARKS)] : [],
    unmodelled: [],
  };
}

const adjustment = (group: string, carc: string, amount: number): RemittanceAdjustment => ({
  group,
  carc,
  amountCents: cents(amount),
});

function decidedAdjustments(random: Random, outcome: ClaimPlan['outcome'], charge: number): RemittanceAdjustment[] {
  if (outcome === 'nothing') return [adjustment('OA', 'B11', charge)];
  if (outcome === 'prior') return [adjustment('OA', '23', charge - between(random, 500, 2_000))];
  const contractual = Math.floor(charge * (0.2 + random() * 0.3));
  const allowed = charge - contractual;
  const share = outcome === 'patient' ? allowed : random() < 0.6 ? Math.floor(allowed * 0.2) : 0;
  const found = [adjustment('CO', '45', contractual)];
  if (share > 0) found.push(adjustment('PR', oneOf(random, ['1', '2', '3']), share));
  return found;
}

/** The same decision without lines: every reason stands at the claim (common for inpatient and secondary claims). */
function atClaimLevel(claim: Omit<RemittanceClaim, 'ordinal'>): Omit<RemittanceClaim, 'ordinal'> {
  return { ...claim, adjustments: claim.lines.flatMap(({ adjustments }) => adjustments), lines: [] };
}

/** The claim taken back: CLP02 22, opposite signs, same groups, no CLP05 (domain rulebook §6.3). */
export function reversalOf(claim: Omit<RemittanceClaim, 'ordinal'>): Omit<RemittanceClaim, 'ordinal'> {
  const { patientResponsibilityCents: _, ...rest } = claim;
  const negated = (value: number): ReturnType<typeof cents> => cents(value === 0 ? 0 : -value);
  const taken = (adjustments: readonly RemittanceAdjustment[]): RemittanceAdjustment[] =>
    adjustments.map((entry) => ({ ...entry, amountCents: negated(entry.amountCents) }));
  return {
    ...rest,
    status: CLP02_REVERSAL,
    chargeCents: negated(claim.chargeCents),
    paidCents: negated(claim.paidCents),
    adjustments: taken(claim.adjustments),
    lines: claim.lines.map((line) => ({
      ...line,
      chargeCents: negated(line.chargeCents),
      paidCents: negated(line.paidCents),
      adjustments: taken(line.adjustments),
    })),
  };
}
