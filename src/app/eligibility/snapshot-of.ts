import type { PlainDate } from '../../domain/dates/plain-date.js';
import type {
  CoverageResult,
  CoverageSnapshot,
  PayerPlace,
  ReportedPayer,
} from '../../domain/coverages/coverage-snapshot.js';
import type { Reject } from '../../domain/coverages/reject-reasons.js';
import type { Benefit, EligibilityAnswer } from '../../edi/x12/270-271/eligibility-answer.js';
import type { EligibilityRejection } from '../../edi/x12/270-271/eligibility-person.js';
import type { QualifiedDate } from '../../edi/x12/parties/party.js';

/** EB01 `R`: another payer is known to this one. */
const OTHER_PAYER = 'R';
const ACTIVE: readonly string[] = ['1', '2', '3', '4', '5'];
const INACTIVE: readonly string[] = ['6', '7', '8'];
/** DTP of whole coverages: plan 291 346 347, eligibility 307 356 357, benefit 292 348 349. */
const PERIODS: readonly string[] = ['291', '307', '292'];
const BEGINS: readonly string[] = ['356', '346', '348'];
const ENDS: readonly string[] = ['357', '347', '349'];
/** DTP 342 and 343: premium paid to date, begin and end. */
const PREMIUM_BEGIN = '342';
const PREMIUM_END = '343';
/** REF qualifiers of the member's number at another payer. */
const MEMBER_NUMBERS: readonly string[] = ['1W', 'IL', 'SY', 'Q4'];
const PLACES: Readonly<Record<string, PayerPlace>> = { PRP: 'primary', SEP: 'secondary', TTP: 'tertiary' };

/** What an answer says of the coverage as a whole: EB01 1–5 active, 6–8 inactive; an AAA at any level refuses. */
export function resultOf(answer: EligibilityAnswer): CoverageResult {
  const parties = [answer.source, answer.receiver, answer.subscriber, answer.dependent];
  if (parties.some((party) => (party?.rejections.length ?? 0) > 0)) return 'refused';
  const information = answer.benefits.map((benefit) => benefit.information);
  if (information.some((code) => ACTIVE.includes(code))) return 'active';
  return information.some((code) => INACTIVE.includes(code)) ? 'inactive' : 'unclear';
}

/** Every AAA of the answer with the level it stands at. */
export function rejectsOf({ source, receiver, subscriber, dependent, benefits }: EligibilityAnswer): Reject[] {
  const at = (level: Reject['level'], party: { readonly rejections: readonly EligibilityRejection[] } | undefined) =>
    (party?.rejections ?? []).map(({ reason, followUp }) => ({ level, reason, followUp }));
  return [
    ...at('payer', source),
    ...at('provider', receiver),
    ...at('subscriber', subscriber),
    ...at('dependent', dependent),
    ...benefits.flatMap((benefit) => at('benefit', benefit)),
  ];
}

/** The answer as it is compared with the one before; a date or name it does not tell is absent, never guessed. */
export function snapshotOf(
  answer: EligibilityAnswer,
  on: { readonly takenOn: PlainDate; readonly asOf: PlainDate },
): CoverageSnapshot {
  const own = answer.benefits.filter(({ information }) => [...ACTIVE, ...INACTIVE].includes(information));
  const person = answer.dependent ?? answer.subscriber;
  const dates = [...own.flatMap((benefit) => benefit.dates), ...(person?.dates ?? [])];
  const plan = own.find(({ planDescription }) => planDescription)?.planDescription;
  const insuranceType = own.find((benefit) => benefit.insuranceType)?.insuranceType;
  const memberId = answer.subscriber?.id;
  const [beginsOn, endsOn, paid] = [beginOf(dates), endOf(dates), premiumPaidThrough(dates)];
  return {
    ...on,
    status: resultOf(answer),
    ...(memberId && { memberId }),
    ...(plan && { plan }),
    ...(insuranceType && { insuranceType }),
    ...(beginsOn && { beginsOn }),
    ...(endsOn && { endsOn }),
    ...(paid && { premiumPaidThrough: paid }),
    otherPayers: otherPayersIn(answer).map(({ payer }) => payer),
  };
}

const find = (dates: readonly QualifiedDate[], qualifiers: readonly string[]): QualifiedDate | undefined =>
  qualifiers.flatMap((wanted) => dates.find(({ qualifier }) => qualifier === wanted) ?? [])[0];
const periodIn = (dates: readonly QualifiedDate[]): QualifiedDate | undefined =>
  dates.find(({ qualifier, through }) => PERIODS.includes(qualifier) && through !== undefined);

/** A single day under a period's qualifier says on which day the answer holds, not when the coverage began. */
const beginOf = (dates: readonly QualifiedDate[]): PlainDate | undefined =>
  (find(dates, BEGINS) ?? periodIn(dates))?.date as PlainDate | undefined;

const endOf = (dates: readonly QualifiedDate[]): PlainDate | undefined =>
  (find(dates, ENDS)?.date ?? periodIn(dates)?.through) as PlainDate | undefined;

const premiumPaidThrough = (dates: readonly QualifiedDate[]): PlainDate | undefined =>
  (find(dates, [PREMIUM_END])?.date ?? find(dates, [PREMIUM_BEGIN])?.through) as PlainDate | undefined;

/** Every other payer the answer names, with the benefit (EB R and its loop 2120) that names it. */
export const otherPayersIn = (
  answer: EligibilityAnswer,
): readonly { readonly benefit: Benefit; readonly payer: ReportedPayer }[] =>
  answer.benefits
    .filter(({ information }) => information === OTHER_PAYER)
    .map((benefit) => ({ benefit, payer: reportedPayer(benefit) }));

function reportedPayer({ entities, refs }: Benefit): ReportedPayer {
  const entity = entities.find(({ id }) => id) ?? entities[0];
  const memberId = refs.find(({ qualifier }) => MEMBER_NUMBERS.includes(qualifier))?.value;
  return {
    place: PLACES[entity?.role ?? ''] ?? 'unsaid',
    ...(entity?.id && { payerCode: entity.id }),
    ...(memberId && { memberId }),
  };
}
