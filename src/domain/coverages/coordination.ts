import { addMonths, type PlainDate } from '../dates/plain-date.js';

/** How the patient belongs to a policy, as the coordination rules ask. */
export type HeldAs =
  | 'self'
  /** Covered through a spouse or partner. */
  | 'spouse'
  /** A child, through the parent who holds it. */
  | 'child';

/** Which parent holds a child's policy where the parents do not live together. */
export type ParentWithPolicy = 'courtOrdered' | 'custodial' | 'custodialStep' | 'nonCustodial' | 'nonCustodialStep';

/** What the holder's employment gives. */
export type EmploymentOfHolder = 'active' | 'retiredOrLaidOff' | 'cobra';

/** A policy as the order of two policies depends on it; what is not known is absent and decides nothing. */
export interface CoordinatedPolicy {
  readonly id: string;
  /** False: the plan has no rules of coordination, and so pays first. */
  readonly coordinates?: boolean;
  readonly heldAs?: HeldAs;
  /** Month and day of the holder's birth, `MM-DD`: the year never counts. */
  readonly holderBirthday?: string;
  readonly parent?: ParentWithPolicy;
  readonly employment?: EmploymentOfHolder;
  readonly effectiveOn?: PlainDate;
}

export type CoordinationRule =
  | 'no coordination clause'
  | 'the patient’s own plan'
  | 'court order'
  | 'custody'
  | 'birthday'
  | 'active employment'
  | 'before COBRA'
  | 'longer coverage'
  | 'undecided';

/** Which of two policies pays first, by which rule, and who says so. */
export interface CoordinationVerdict {
  /** Negative: the first one; positive: the second; zero: no rule decides. */
  readonly order: number;
  readonly rule: CoordinationRule;
  readonly source: string;
}

const NAIC = 'NAIC Coordination of Benefits Model Regulation (MO-120) §6';

type Test = readonly [
  rule: CoordinationRule,
  source: string,
  decide: (a: CoordinatedPolicy, b: CoordinatedPolicy) => number,
];

/** First the one whose value stands first in the list; unknown values decide nothing. */
const byPlace =
  <Value>(places: readonly Value[], of: (policy: CoordinatedPolicy) => Value | undefined) =>
  (a: CoordinatedPolicy, b: CoordinatedPolicy): number => {
    const [first, second] = [of(a), of(b)];
    if (first === undefined || second === undefined) return 0;
    return places.indexOf(first) - places.indexOf(second);
  };

const asDependent = ({ heldAs }: CoordinatedPolicy): 'own' | 'dependent' | undefined =>
  heldAs && (heldAs === 'self' ? 'own' : 'dependent');
const areChilds = (a: CoordinatedPolicy, b: CoordinatedPolicy): boolean => a.heldAs === 'child' && b.heldAs === 'child';
const areApart = (a: CoordinatedPolicy, b: CoordinatedPolicy): boolean =>
  a.parent !== undefined || b.parent !== undefined;
const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

const apart: readonly ParentWithPolicy[] = ['custodial', 'custodialStep', 'nonCustodial', 'nonCustodialStep'];
/** Custody decides among the four; a court-ordered policy was decided before. */
const custody = byPlace(apart, ({ parent }) => (parent === 'courtOrdered' ? undefined : parent));
const courtOrder = (a: CoordinatedPolicy, b: CoordinatedPolicy): number =>
  Number(b.parent === 'courtOrdered') - Number(a.parent === 'courtOrdered');

/** The rulebook's order (§1): the first test that tells the two apart decides. */
const tests: readonly Test[] = [
  ['no coordination clause', `${NAIC}.A`, (a, b) => Number(a.coordinates !== false) - Number(b.coordinates !== false)],
  ['the patient’s own plan', `${NAIC}.D(1)`, byPlace(['own', 'dependent'], asDependent)],
  ['court order', `${NAIC}.D(2)(b)`, (a, b) => (areChilds(a, b) ? courtOrder(a, b) : 0)],
  ['custody', `${NAIC}.D(2)(b)`, (a, b) => (areChilds(a, b) ? custody(a, b) : 0)],
  [
    'birthday',
    `${NAIC}.D(2)(a)`,
    (a, b) =>
      areChilds(a, b) && !areApart(a, b) && a.holderBirthday !== undefined && b.holderBirthday !== undefined
        ? compareText(a.holderBirthday, b.holderBirthday)
        : 0,
  ],
  [
    'active employment',
    `${NAIC}.D(3)`,
    byPlace(['active', 'retiredOrLaidOff'], ({ employment }) => (employment === 'cobra' ? undefined : employment)),
  ],
  [
    'before COBRA',
    `${NAIC}.D(4)`,
    byPlace(['other', 'cobra'], ({ employment }) => employment && (employment === 'cobra' ? 'cobra' : 'other')),
  ],
  [
    'longer coverage',
    `${NAIC}.D(5)`,
    (a, b) => (a.effectiveOn && b.effectiveOn ? compareText(a.effectiveOn, b.effectiveOn) : 0),
  ],
];

/** Which of two group policies of a patient pays first (rulebook §1); `undecided` where nothing known tells them apart. */
export function firstOfTwo(a: CoordinatedPolicy, b: CoordinatedPolicy): CoordinationVerdict {
  for (const [rule, source, decide] of tests) {
    const order = Math.sign(decide(a, b));
    if (order !== 0) return { order, rule, source };
  }
  return { order: 0, rule: 'undecided', source: 'rulebook §1: a person asks the patient or the payers' };
}

/** Why a patient has Medicare. */
export type MedicareReason = 'age' | 'disability' | 'esrd';

/** What stands beside Medicare and whether it must pay first. */
export interface BesideMedicare {
  /** Carriers of an accident, a work injury, black lung, the Veterans or the Public Health Service: first for what they cover. */
  readonly carrier?: 'workersComp' | 'noFault' | 'liability' | 'blackLung' | 'veterans' | 'publicHealth';
  /** A plan of an employer, of the patient, a spouse or (disability) a family member. */
  readonly groupPlan?: {
    /** By current employment, not as a retiree or by COBRA. */
    readonly currentEmployment: boolean;
    readonly employees: number;
  };
  readonly reason?: MedicareReason;
  /** First month of entitlement or eligibility because of kidney failure: its coordination period begins there. */
  readonly esrdSince?: PlainDate;
  /** Why the patient had Medicare already when that month began (dual entitlement, 42 CFR 411.163). */
  readonly entitledBefore?: 'age' | 'disability';
}

/** Numbers of the law, by the day from which they hold. */
interface MspLimits {
  readonly from: string;
  readonly agedEmployees: number;
  readonly disabledEmployees: number;
  readonly esrdMonths: number;
}

/** 42 CFR 411.162 (30 months since 1997-08-05), 411.170 and 411.172 (20 employees), 411.101 and 411.200 (100 employees). */
const mspLimits: readonly MspLimits[] = [
  { from: '1987-01-01', agedEmployees: 20, disabledEmployees: 100, esrdMonths: 18 },
  { from: '1997-08-05', agedEmployees: 20, disabledEmployees: 100, esrdMonths: 30 },
];

export interface MspVerdict {
  /** SBR05 of the claim to Medicare; undefined: Medicare pays first. */
  readonly type?: string;
  readonly source: string;
}

const carriers: Readonly<Record<NonNullable<BesideMedicare['carrier']>, MspVerdict>> = {
  workersComp: { type: '15', source: '42 CFR 411.40' },
  noFault: { type: '14', source: '42 CFR 411.50' },
  liability: { type: '47', source: '42 CFR 411.50' },
  blackLung: { type: '41', source: '42 CFR 411.40' },
  veterans: { type: '42', source: '42 CFR 411.8' },
  publicHealth: { type: '16', source: '42 CFR 411.8' },
};

/**
 * Whether and why Medicare pays second for a service (42 CFR 411.20–411.206, rulebook §1). A carrier counts only for what it
 * covers: the caller names it only for such a service.
 */
export function medicareSecondary(beside: BesideMedicare, on: PlainDate): MspVerdict {
  if (beside.carrier) return carriers[beside.carrier];
  const limits = mspLimits.findLast(({ from }) => from <= on);
  const { groupPlan, reason } = beside;
  if (!groupPlan || !reason || !limits) return { source: '42 CFR 411.20: no plan that must pay first' };
  // Kidney failure supersedes age and disability from its first month on, through the coordination period and after it.
  const esrd = beside.esrdSince !== undefined && beside.esrdSince <= on;
  if (reason === 'esrd' || esrd) return duringEsrd({ ...beside, groupPlan }, on, limits);
  const source = reason === 'age' ? '42 CFR 411.172' : '42 CFR 411.204';
  return mustPayFirst(groupPlan, reason, limits) ? { type: reason === 'age' ? '12' : '43', source } : { source };
}

/** A plan by current employment with an employer large enough for that reason. */
const mustPayFirst = (
  { currentEmployment, employees }: NonNullable<BesideMedicare['groupPlan']>,
  reason: 'age' | 'disability',
  { agedEmployees, disabledEmployees }: MspLimits,
): boolean => currentEmployment && employees >= (reason === 'age' ? agedEmployees : disabledEmployees);

type WithPlan = BesideMedicare & Required<Pick<BesideMedicare, 'groupPlan'>>;

/**
 * The plan pays first through the coordination period, whatever the size of the employer and whether anybody works; afterwards
 * Medicare does, even where the patient is working aged by then (42 CFR 411.162, 411.163(b)(3)). Medicare stays first where it
 * was so already by age or disability, beside a plan that need not pay first (411.163(b)(4)).
 */
function duringEsrd({ esrdSince, entitledBefore, groupPlan }: WithPlan, on: PlainDate, limits: MspLimits): MspVerdict {
  const source = entitledBefore ? '42 CFR 411.163' : '42 CFR 411.162';
  if (entitledBefore && !mustPayFirst(groupPlan, entitledBefore, limits)) return { source: '42 CFR 411.163(b)(4)' };
  const inPeriod = esrdSince !== undefined && on >= esrdSince && on < addMonths(esrdSince, limits.esrdMonths);
  return inPeriod ? { type: '13', source } : { source };
}

/** An order of policies with the rule that decided its closest question. */
export interface PolicyOrder {
  readonly ids: readonly string[];
  readonly rule: CoordinationRule | 'the payer’s word';
  readonly source: string;
}

/** All policies by the rules; undefined where two neighbours cannot be told apart. */
export function inOrder(policies: readonly CoordinatedPolicy[]): PolicyOrder | undefined {
  const sorted: CoordinatedPolicy[] = [];
  for (const policy of policies) {
    const place = sorted.findIndex((other) => firstOfTwo(policy, other).order < 0);
    sorted.splice(place < 0 ? sorted.length : place, 0, policy);
  }
  const verdicts = sorted.slice(1).flatMap((policy, at) => {
    const before = sorted[at];
    return before ? [firstOfTwo(before, policy)] : [];
  });
  if (verdicts.some(({ order }) => order >= 0)) return undefined;
  const [first] = verdicts;
  const { rule, source } = first ?? { rule: 'undecided' as const, source: 'one policy alone' };
  return { ids: sorted.map(({ id }) => id), rule, source };
}

/**
 * Where a policy stands that came without a place, among others in their order: where the payer put it, else before the first
 * one that the rules put behind it, else last.
 */
export function placeAmong(
  others: readonly CoordinatedPolicy[],
  fresh: CoordinatedPolicy,
  said?: { readonly by: string; readonly first: boolean },
): PolicyOrder {
  const ids = others.map(({ id }) => id);
  const insert = (at: number): string[] => [...ids.slice(0, at), fresh.id, ...ids.slice(at)];
  const teller = said ? ids.indexOf(said.by) : -1;
  if (said && teller >= 0)
    return { ids: insert(said.first ? teller : teller + 1), rule: 'the payer’s word', source: '271 loop 2120 NM101' };
  const place = others.findIndex((other) => firstOfTwo(fresh, other).order < 0);
  const behind = others[place];
  const { rule, source } = behind
    ? firstOfTwo(fresh, behind)
    : { rule: 'undecided' as const, source: 'nothing known puts it before another' };
  return { ids: insert(place < 0 ? ids.length : place), rule, source };
}
