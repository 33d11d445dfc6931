import type { PlainDate } from '../../../domain/dates/plain-date.js';
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
  Trace,
} from '../parties/party.js';
import type { SegmentPlace } from '../segment.js';

/** AAA: the payer could not even judge. `reason` AAA03, `followUp` AAA04 (`C` correct and resend, `N` not again, `Y` may). */
export interface AuthorizationRejection {
  /** AAA01 `N`: not valid; `Y`: valid, but refused here. */
  readonly valid: string;
  /** AAA02: who keeps the list of reasons; the guide does not use it, some payers do. */
  readonly agency?: string;
  readonly reason: string;
  readonly followUp: string;
  /** It stood before the name: the level as a whole is refused, not the party for what is known of it. */
  readonly ofLevel?: true;
}

/** A party of the review with what follows its NM1. `role`: `X3` payer's review office, `1P` provider, `FA` facility. */
export interface AuthorizationParty extends Party {
  readonly address?: PartyAddress;
  readonly contacts: readonly PartyContact[];
  readonly refs: readonly Reference[];
  /** PRV03. */
  readonly taxonomy?: string;
  /** PRV01, kept because one party may be asked for in several functions. */
  readonly providerRole?: string;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  readonly rejections: readonly AuthorizationRejection[];
  readonly unmodelled: readonly RawSegment[];
}

/** UM: what is asked for. */
export interface ReviewRequest {
  /** UM01: `HS` health services, `AR` admission, `SC` specialty care referral, `IN` individual. */
  readonly category: string;
  /** UM02: `I` initial, `R` renewal, `S` revised, `3` cancel, `4` extension. */
  readonly certificationType?: string;
  /** UM03: service type code. */
  readonly serviceType?: string;
  /** UM04: place of service (`B`) or type of bill (`A`). */
  readonly facility?: { readonly code: string; readonly qualifier: string };
  /** UM06: `U` urgent, `03` emergency, `E` elective. */
  readonly levelOfService?: string;
  /** UM05 and UM07–UM10 as sent. */
  readonly relatedCauses?: readonly string[];
  readonly healthCondition?: string;
  readonly prognosis?: string;
  readonly release?: string;
  readonly delayReason?: string;
}

/** HCR: what was decided. `action`: `A1` `A2` `A3` `A4` `A6` `C` `CT` `NA`. */
export interface ReviewDecision {
  readonly action: string;
  /** HCR02: goes to the claim as REF*G1. */
  readonly number?: string;
  /** HCR03, why not or not fully. */
  readonly reason?: string;
  readonly secondOpinion?: string;
}

/** HSD: how much and how often. Quantities are decimal strings. */
export interface ServiceDelivery {
  readonly qualifier?: string;
  readonly quantity?: string;
  readonly frequencyUnit?: string;
  readonly frequency?: string;
  readonly periodQualifier?: string;
  readonly periods?: string;
  readonly pattern?: string;
  readonly time?: string;
}

export interface ReviewDiagnosis {
  readonly qualifier: string;
  readonly code: string;
  readonly date?: PlainDate;
}

/** PWK: proof that goes along or is asked for. */
export interface ReviewAttachment {
  readonly reportType: string;
  readonly transmission: string;
  readonly controlNumber?: string;
}

/** What a patient event and a single service have in common. */
export interface Reviewed {
  readonly traces: readonly Trace[];
  readonly rejections: readonly AuthorizationRejection[];
  readonly request?: ReviewRequest;
  readonly decision?: ReviewDecision;
  /** `BB` authorization number, `NT` administrative number. */
  readonly refs: readonly Reference[];
  /** DTP: `AAH` event, `435` admission, `472` service, `007` (to `036`), `AAG`, `AAF` certified period. */
  readonly dates: readonly QualifiedDate[];
  readonly delivery?: ServiceDelivery;
  readonly attachments: readonly ReviewAttachment[];
  readonly messages: readonly string[];
  readonly providers: readonly AuthorizationParty[];
  readonly unmodelled: readonly RawSegment[];
}

/** Loop 2000F. */
export interface AuthorizationService extends Reviewed {
  readonly revenueCode?: string;
  readonly procedure?: Procedure;
  readonly chargeCents?: Cents;
  readonly unit?: string;
  readonly units?: string;
  /** SV1, SV2 or SV3 by the form of the service. */
  readonly form?: 'professional' | 'institutional' | 'dental';
}

/** Loop 2000E. */
export interface AuthorizationEvent extends Reviewed {
  readonly diagnoses: readonly ReviewDiagnosis[];
  readonly services: readonly AuthorizationService[];
}

/**
 * One patient's review in a 278: request (BHT02 `13`), answer (`11`), inquiry or notice. A request and its answer have
 * the same shape; the answer adds decisions, or stops at the level that was rejected and has fewer parties.
 * Guides 005010X217 (written and read), X215 and X216 (read).
 */
export interface Authorization {
  readonly kind: 'authorization';
  readonly setControl?: string;
  readonly guide?: string;
  readonly origin: DocumentOrigin;
  /** 2000A: who reviews. */
  readonly reviewer?: AuthorizationParty;
  /** 2000B: who asks. */
  readonly requester?: AuthorizationParty;
  readonly subscriber?: AuthorizationParty;
  readonly dependent?: AuthorizationParty;
  readonly events: readonly AuthorizationEvent[];
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}

/** Sums of a 278 set, at SE. */
export interface AuthorizationEnd {
  readonly kind: 'authorizationEnd';
  readonly setControl: string;
  /** HL03 → count. */
  readonly levels: Readonly<Record<string, number>>;
}

export type AuthorizationItem = Authorization | AuthorizationEnd;
