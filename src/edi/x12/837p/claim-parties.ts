import type { PlainDate } from '../../../domain/dates/plain-date.js';

/** N3 and N4. `zip` keeps its digits as sent; a billing provider needs all nine (837 TR3, loop 2010AA). */
export interface PostalAddress {
  readonly line1: string;
  readonly line2?: string;
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  /** ISO 3166 country, only outside the United States. */
  readonly country?: string;
  readonly countrySubdivision?: string;
}

/** REF: an identifier with the meaning of its qualifier (`F8` payer's claim number, `G1` prior authorization …). */
export interface ClaimReference {
  readonly qualifier: string;
  readonly value: string;
  readonly description?: string;
  /** REF04, used when the number belongs to another payer of the claim: qualifier `2U` and that payer's id. */
  readonly scope?: { readonly qualifier: string; readonly value: string };
}

/** PER: who answers questions. `channels` keep their order: `TE` phone, `EX` extension, `EM` mail, `FX` fax. */
export interface ClaimContact {
  readonly role: string;
  readonly name?: string;
  readonly channels: readonly { readonly qualifier: string; readonly value: string }[];
}

/** A name as NM1 holds it. `name` is the organization's name or a person's last name. */
export interface PartyName {
  readonly entity: 'person' | 'organization';
  readonly name: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Submitter (1000A) or receiver (1000B) with its electronic transmitter id (NM108 `46`). */
export interface TransmissionParty extends PartyName {
  readonly id: string;
  readonly contacts: readonly ClaimContact[];
}

/**
 * A provider on a claim. `role` is NM101: `85` billing, `82` rendering, `DN` referring, `P3` primary care,
 * `77` service facility, `DQ` supervising, `DK` ordering, `71` attending, `72` operating, `ZZ` other operating,
 * `PW`/`45` ambulance pick-up and drop-off.
 */
export interface ClaimProvider extends PartyName {
  readonly role: string;
  /** National Provider Identifier (NM108 `XX`). */
  readonly npi?: string;
  /** Identifier of any other kind in NM108/NM109. */
  readonly otherId?: { readonly qualifier: string; readonly value: string };
  /** PRV03. */
  readonly taxonomy?: string;
  readonly address?: PostalAddress;
  readonly contacts: readonly ClaimContact[];
  readonly refs: readonly ClaimReference[];
}

/** Loop 2000A/2010AA. `taxId`: `EI` employer id or `SY` social security number. */
export interface BillingProvider extends ClaimProvider {
  readonly taxId?: { readonly qualifier: 'EI' | 'SY'; readonly value: string };
  /** CUR02, only when the claim's amounts are not US dollars. */
  readonly currency?: string;
}

/** Loop 2010AB: where payments go when not to the billing provider's own address. */
export interface PayToAddress {
  readonly entity: 'person' | 'organization';
  readonly address?: PostalAddress;
}

/** Loop 2010AC: the health plan to which the payment goes (subrogation). `taxId` is REF*EI. */
export interface PayToPlan extends ClaimPayer {
  readonly taxId?: string;
}

/** Person of loops 2010BA, 2010CA and 2330A. `sex` is `F`, `M` or `U` as sent. */
export interface ClaimPerson extends PartyName {
  readonly memberId?: string;
  /** NM108 when it is not `MI` (for example `II`, the standard unique health identifier). */
  readonly memberIdQualifier?: string;
  readonly address?: PostalAddress;
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  readonly contacts: readonly ClaimContact[];
  readonly refs: readonly ClaimReference[];
}

/** PAT: facts about the patient that price or place a claim. */
export interface PatientFacts {
  readonly deathDate?: PlainDate;
  /** PAT08 in pounds (PAT07 `01`), a decimal as sent. */
  readonly weightPounds?: string;
  readonly pregnant?: true;
}

/** SBR and loop 2010BA: the holder of the coverage that is asked to pay with this claim. */
export interface ClaimSubscriber extends ClaimPerson, PatientFacts {
  /** SBR01: `P` primary, `S` secondary, `T` tertiary, `A`–`H` fourth to eleventh, `U` unknown. */
  readonly payerResponsibility: string;
  /** SBR02 `18` = the patient is the subscriber; absent when loop 2000C follows. */
  readonly relationship?: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  /** SBR05: why Medicare is secondary. */
  readonly mspType?: string;
  /** SBR09: `MB` Medicare Part B, `MC` Medicaid, `CI` commercial, `BL` Blue Cross … */
  readonly filingIndicator?: string;
}

/** Loop 2000C, only when the patient has no member id of their own. `relationship` is PAT01. */
export interface ClaimPatient extends ClaimPerson, PatientFacts {
  readonly relationship: string;
}

/** Loop 2010BB or 2330B. `idQualifier` is NM108: `PI` payer id, `XV` health plan id. */
export interface ClaimPayer extends PartyName {
  readonly id: string;
  readonly idQualifier?: string;
  readonly address?: PostalAddress;
  readonly contacts: readonly ClaimContact[];
  readonly refs: readonly ClaimReference[];
}
