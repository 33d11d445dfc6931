import type { Cents } from '../../../domain/money.js';
import type {
  DocumentOrigin,
  Party,
  PartyAddress,
  PartyContact,
  Procedure,
  QualifiedDate,
  RawSegment,
  Reference,
} from '../parties/party.js';
import type { SegmentPlace } from '../segment.js';
import type { EligibilityParty, EligibilityPerson, EligibilityRejection } from './eligibility-person.js';

/** A 271 (005010X279A1): one header, then one item for each person, or for a level that was refused as a whole. */
export type EligibilityAnswerItem = EligibilityAnswerHeader | EligibilityAnswer;

export interface EligibilityAnswerHeader {
  readonly kind: 'eligibilityAnswerHeader';
  readonly setControl: string;
  readonly origin: DocumentOrigin;
  readonly place?: SegmentPlace;
}

/** Loop 2120 between LS and LE: another payer, a plan's contact, a primary care provider. */
export interface BenefitEntity extends Party {
  readonly address?: PartyAddress;
  readonly contacts: readonly PartyContact[];
  /** What else stands behind its name: PRV. */
  readonly unmodelled?: readonly RawSegment[];
}

/** EB with its loop. One benefit means nothing without its service types, time period and network. */
export interface Benefit {
  readonly ordinal: number;
  /** EB01: `1` active, `6` inactive, `A` coinsurance, `B` copay, `C` deductible, `R` other payer, `V` cannot process … */
  readonly information: string;
  /** EB02: `IND`, `FAM` … */
  readonly coverageLevel?: string;
  /** EB03, repeated. */
  readonly serviceTypes: readonly string[];
  /** EB04: `HM`, `PR` PPO, `MB` Medicare part B … */
  readonly insuranceType?: string;
  readonly planDescription?: string;
  /** EB06: `27` visit, `23` calendar year, `29` remaining … */
  readonly timePeriod?: string;
  readonly amountCents?: Cents;
  /** EB08: a decimal fraction as sent (`.2` = 20 percent). */
  readonly percent?: string;
  readonly quantityQualifier?: string;
  readonly quantity?: string;
  /** EB11: `Y`, `N`, `U`. */
  readonly authorizationRequired?: string;
  /** EB12: `Y` in network, `N` out, `W` both, `U` unknown. */
  readonly inNetwork?: string;
  readonly procedure?: Procedure;
  /** EB14: ordinals of the diagnoses (HI) it is about, as sent. */
  readonly diagnosisPointers?: readonly string[];
  readonly refs: readonly Reference[];
  readonly dates: readonly QualifiedDate[];
  readonly rejections: readonly EligibilityRejection[];
  /** MSG01. */
  readonly messages: readonly string[];
  /** III: `qualifier` `ZZ` place of service … */
  readonly conditions: readonly Reference[];
  readonly entities: readonly BenefitEntity[];
  /** An LS and LE around no name stand here too. */
  readonly unmodelled: readonly RawSegment[];
}

export interface EligibilityAnswer {
  readonly kind: 'eligibilityAnswer';
  readonly ordinal: number;
  readonly source: EligibilityParty;
  readonly sourceContacts: readonly PartyContact[];
  /** Absent when the payer refused before it looked at who asks. */
  readonly receiver?: EligibilityParty;
  /** Absent when a level above was refused. */
  readonly subscriber?: EligibilityPerson;
  readonly dependent?: EligibilityPerson;
  readonly benefits: readonly Benefit[];
  readonly place?: SegmentPlace;
}
