import { addDays, type PlainDate, weekday } from '../../../domain/dates/plain-date.js';
import { type Cents, cents } from '../../../domain/money.js';
import type { Claim837, ClaimAdjustment, ClaimLine, Diagnosis, LineAdjudication, OtherPayer } from './claim-837.js';
import type {
  BillingProvider,
  ClaimPatient,
  ClaimPerson,
  ClaimProvider,
  ClaimSubscriber,
  TransmissionParty,
} from './claim-parties.js';
import * as riverside from './practice-catalog.js';
import type { PracticePayer, VisitLine, VisitTemplate } from './practice-catalog.js';
import { type SeededRandom, seededRandom } from './seeded-random.js';

export interface Generate837Options {
  readonly seed: number;
  readonly claims: number;
  /** First possible date of service; visits fall on its weekdays and the days after it. */
  readonly firstServiceDate: PlainDate;
  /** Days over which the visits spread. Default 30. */
  readonly days?: number;
  readonly payers?: readonly PracticePayer[];
  readonly providers?: readonly ClaimProvider[];
  readonly billingProvider?: BillingProvider;
  readonly submitter?: TransmissionParty;
  readonly receiver?: TransmissionParty;
  /** Claims for a dependent of the insured, percent. Default 15. */
  readonly dependentPercent?: number;
  /** Claims to a second payer with the first one's decision, percent. Default 0. */
  readonly secondaryPercent?: number;
  /** Patients who come again, percent. Default 20. */
  readonly returningPercent?: number;
  /** Begins every claim number. Default 'RFP'. */
  readonly claimPrefix?: string;
}

/** Facts counted while the claims were made, so that a test need not trust a parser. */
export interface Truth837 {
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: Cents;
  readonly diagnoses: number;
  readonly dependents: number;
  readonly secondaries: number;
  /** Claims and charges by payer id (NM109 in 2010BB). */
  readonly byPayer: Readonly<Record<string, { readonly claims: number; readonly chargeCents: Cents }>>;
}

export interface Generated837 {
  readonly submitter: TransmissionParty;
  readonly receiver: TransmissionParty;
  readonly claims: readonly Claim837[];
  readonly truth: Truth837;
}

type Household = {
  readonly subscriber: ClaimSubscriber;
  readonly patient?: ClaimPatient;
  readonly payer: PracticePayer;
};

const BASE_YEAR_DAYS = 365.25;

class Practice {
  private readonly random: SeededRandom;
  private readonly visitCounts = new Map<VisitLine, number>();

  constructor(private readonly options: Generate837Options) {
    this.random = seededRandom(options.seed);
  }

  private pattern(pattern: string): string {
    return pattern.replace(/[#@]/g, (mark) =>
      mark === '#' ? String(this.random.below(10)) : String.fromCharCode(65 + this.random.below(26)),
    );
  }

  private person(age: number): ClaimPerson {
    const { random } = this;
    const sex = random.chance(52) ? 'F' : 'M';
    const [city, zip] = random.pick(riverside.TOWNS);
    return {
      entity: 'person',
      name: random.pick(riverside.LAST_NAMES),
      firstName: random.pick(sex === 'F' ? riverside.FIRST_NAMES_F : riverside.FIRST_NAMES_M),
      ...(random.chance(40) ? { middleName: String.fromCharCode(65 + random.below(26)) } : {}),
      address: { line1: `${random.between(10, 4_999)} ${random.pick(riverside.STREETS)}`, city, state: 'OH', zip },
      birthDate: addDays(this.options.firstServiceDate, -Math.floor(age * BASE_YEAR_DAYS) - random.between(1, 360)),
      sex,
      contacts: [],
      refs: [],
    };
  }

  household(visit: VisitTemplate, dependentPercent: number): Household {
    const { random } = this;
    const [from, through] = visit.ages ?? [18, 90];
    const age = random.between(from, through);
    const payer = this.payerFor(age);
    const child = age < 18;
    const dependent =
      payer.filingIndicator !== 'MB' && payer.filingIndicator !== 'MC' && (child || random.chance(dependentPercent));
    const coverage = {
      payerResponsibility: 'P',
      ...(random.chance(60) ? { groupNumber: this.pattern('G######') } : {}),
      filingIndicator: payer.filingIndicator,
      memberId: this.pattern(payer.memberId),
    };
    if (!dependent) return { payer, subscriber: { ...this.person(age), ...coverage, relationship: '18' } };
    const holder = this.person(child ? random.between(28, 50) : age);
    const patient: ClaimPatient = { ...this.person(age), name: holder.name, relationship: child ? '19' : '01' };
    return { payer, subscriber: { ...holder, ...coverage }, patient };
  }

  private payerFor(age: number): PracticePayer {
    const payers = this.options.payers ?? riverside.RIVERSIDE_PAYERS;
    const suits = (payer: PracticePayer): boolean =>
      payer.filingIndicator === 'MB' || payer.filingIndicator === '16'
        ? age >= 65
        : age < 65 || payer.filingIndicator !== 'MC';
    const suitable = payers.filter(suits);
    return this.random.weighted(suitable.length > 0 ? suitable : payers);
  }

  visit(): VisitTemplate {
    return this.random.weighted(riverside.RIVERSIDE_VISITS);
  }

  /** A weekday of the period. */
  serviceDate(): PlainDate {
    const date = addDays(this.options.firstServiceDate, this.random.below(this.options.days ?? 30));
    const day = weekday(date);
    return day > 5 ? addDays(date, 8 - day) : date;
  }

  private carried(line: VisitLine): boolean {
    const seen = (this.visitCounts.get(line) ?? 0) + 1;
    this.visitCounts.set(line, seen);
    return line.oneIn === undefined || seen % line.oneIn === 0;
  }

  lines(visit: VisitTemplate, date: PlainDate, claimNumber: string): ClaimLine[] {
    const chosen = visit.lines.filter((line) => this.carried(line));
    return chosen.map((line, at) => this.line(line, at + 1, date, claimNumber));
  }

  private line(line: VisitLine, number: number, date: PlainDate, claimNumber: string): ClaimLine {
    const units = line.units ?? 1;
    return {
      number,
      procedure: { qualifier: 'HC', code: line.code, modifiers: line.modifiers ?? [] },
      chargeCents: cents((riverside.RIVERSIDE_CHARGES[line.code] ?? cents(10_000)) * units),
      unit: 'UN',
      units: String(units),
      pointers: line.pointers,
      serviceFrom: date,
      serviceThrough: date,
      lineControl: `${claimNumber}${String(number).padStart(2, '0')}`,
      refs: [],
      dates: [],
      amounts: [],
      notes: [],
      attachments: [],
      providers: [],
      adjudications: [],
      unmodelled: [],
    };
  }

  physician(): ClaimProvider {
    return this.random.pick(this.options.providers ?? riverside.RIVERSIDE_PHYSICIANS);
  }

  chance(percent: number): boolean {
    return this.random.chance(percent);
  }

  /** The first payer's decision on a line: contractual part, patient's part, the rest paid. */
  decide(line: ClaimLine, payerId: string, decidedOn: PlainDate): { decided: LineAdjudication; owed: number } {
    const contractual = Math.floor((line.chargeCents * this.random.between(20, 40)) / 100);
    const owed = Math.floor(((line.chargeCents - contractual) * 20) / 100);
    const adjustments: ClaimAdjustment[] = [{ group: 'CO', carc: '45', amountCents: cents(contractual) }];
    if (owed > 0) adjustments.push({ group: 'PR', carc: '2', amountCents: cents(owed) });
    const decided: LineAdjudication = {
      payerId,
      paidCents: cents(line.chargeCents - contractual - owed),
      ...(line.procedure ? { procedure: line.procedure } : {}),
      paidUnits: line.units ?? '1',
      adjustments,
      adjudicationDate: decidedOn,
    };
    return { decided, owed };
  }
}

const diagnosesOf = (visit: VisitTemplate): Diagnosis[] =>
  visit.diagnoses.map((code, at) => ({ qualifier: at === 0 ? 'ABK' : 'ABF', code }));

/** Turns a claim to a first payer into one to a second payer that shows the first one's decision. */
function asSecondary(practice: Practice, claim: Claim837, second: PracticePayer, memberId: string): Claim837 {
  const firstSubscriber = claim.subscriber;
  const decidedOn = addDays(
    claim.lines[0]?.serviceFrom ?? claim.subscriber.birthDate ?? ('2026-01-01' as PlainDate),
    21,
  );
  let owedCents = 0;
  let paidCents = 0;
  const lines = claim.lines.map((line) => {
    const { decided, owed } = practice.decide(line, claim.payer.id, decidedOn);
    owedCents += owed;
    paidCents += decided.paidCents;
    return { ...line, adjudications: [decided] };
  });
  const { payerResponsibility, groupNumber, filingIndicator, relationship, ...holder } = firstSubscriber;
  const other: OtherPayer = {
    sequence: payerResponsibility,
    relationship: relationship ?? claim.patient?.relationship ?? '18',
    ...(groupNumber ? { groupNumber } : {}),
    ...(filingIndicator ? { filingIndicator } : {}),
    adjustments: [],
    paidCents: cents(paidCents),
    remainingCents: cents(owedCents),
    amounts: [],
    benefitsAssigned: 'Y',
    release: 'Y',
    subscriber: personOnly(holder),
    payer: claim.payer,
    claimNumber: `${claim.payer.id}${claim.claimNumber.replace(/\D/g, '')}`,
    providers: [],
    unmodelled: [],
  };
  return {
    ...claim,
    subscriber: { ...firstSubscriber, payerResponsibility: 'S', memberId, filingIndicator: second.filingIndicator },
    payer: payerOf(second),
    lines,
    otherPayers: [other],
  };
}

/** Loop 2330A carries name, member id and address only. */
function personOnly(holder: ClaimPerson): ClaimPerson {
  const { birthDate: _birthDate, sex: _sex, ...rest } = holder;
  return rest;
}

const payerOf = (payer: PracticePayer): Claim837['payer'] => ({
  entity: 'organization',
  name: payer.name,
  id: payer.id,
  idQualifier: 'PI',
  contacts: [],
  refs: [],
});

function claimFor(
  practice: Practice,
  options: Generate837Options,
  home: Household,
  visit: VisitTemplate,
  ordinal: number,
): Claim837 {
  const claimNumber = `${options.claimPrefix ?? 'RFP'}${String(ordinal).padStart(7, '0')}`;
  const date = practice.serviceDate();
  const lines = practice.lines(visit, date, claimNumber);
  return {
    kind: 'P',
    submitter: options.submitter ?? riverside.RIVERSIDE_SUBMITTER,
    receiver: options.receiver ?? riverside.CLEARINGHOUSE,
    billingProvider: options.billingProvider ?? riverside.RIVERSIDE_FAMILY_PRACTICE,
    subscriber: home.subscriber,
    payer: payerOf(home.payer),
    ...(home.patient ? { patient: home.patient } : {}),
    claimNumber,
    chargeCents: cents(lines.reduce((sum, line) => sum + line.chargeCents, 0)),
    facilityCode: visit.placeOfService ?? '11',
    facilityQualifier: 'B',
    frequency: '1',
    providerSignature: 'Y',
    assignment: 'A',
    benefitsAssigned: 'Y',
    release: 'Y',
    refs: [],
    dates: [],
    diagnoses: diagnosesOf(visit),
    codes: [],
    amounts: [],
    notes: [],
    attachments: [],
    providers: [practice.physician()],
    otherPayers: [],
    lines,
    unmodelled: [],
  };
}

function truthOf(claims: readonly Claim837[]): Truth837 {
  const byPayer: Record<string, { claims: number; chargeCents: Cents }> = {};
  let lines = 0;
  let charge = 0;
  let diagnoses = 0;
  for (const claim of claims) {
    const seen = byPayer[claim.payer.id] ?? { claims: 0, chargeCents: cents(0) };
    byPayer[claim.payer.id] = { claims: seen.claims + 1, chargeCents: cents(seen.chargeCents + claim.chargeCents) };
    lines += claim.lines.length;
    charge += claim.chargeCents;
    diagnoses += claim.diagnoses.length;
  }
  return {
    claims: claims.length,
    lines,
    chargeCents: cents(charge),
    diagnoses,
    dependents: claims.filter((claim) => claim.patient).length,
    secondaries: claims.filter((claim) => claim.otherPayers.length > 0).length,
    byPayer,
  };
}

/**
 * Plausible professional claims of a family practice, repeatable from the seed, together with the truth about them.
 * The claims of one patient follow each other, so writing and reading them keeps their order.
 */
export function generate837(options: Generate837Options): Generated837 {
  const practice = new Practice(options);
  const claims: Claim837[] = [];
  let home: Household | undefined;
  let visit: VisitTemplate | undefined;
  while (claims.length < options.claims) {
    if (!home || !visit || !practice.chance(options.returningPercent ?? 20)) {
      visit = practice.visit();
      home = practice.household(visit, options.dependentPercent ?? 15);
    }
    const claim = claimFor(practice, options, home, visit, claims.length + 1);
    const payers = options.payers ?? riverside.RIVERSIDE_PAYERS;
    const second = payers.find((payer) => payer.id !== claim.payer.id);
    const secondary = second && practice.chance(options.secondaryPercent ?? 0);
    claims.push(secondary ? asSecondary(practice, claim, second, `SEC${claim.subscriber.memberId ?? ''}`) : claim);
  }
  return {
    submitter: options.submitter ?? riverside.RIVERSIDE_SUBMITTER,
    receiver: options.receiver ?? riverside.CLEARINGHOUSE,
    claims,
    truth: truthOf(claims),
  };
}
