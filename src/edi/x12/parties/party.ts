import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';

/**
 * Who stands in an NM1 (or N1) segment. `role` is the entity code as sent: `PR` payer, `PE` payee, `QC` patient,
 * `IL` insured, `82` rendering provider … `name` is the organization's name or the person's last name.
 */
export interface Party {
  readonly role: string;
  readonly entity: 'person' | 'organization';
  readonly name?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  /** `XX` national provider identifier, `MI` member id, `PI` payer id, `FI` tax id … as sent. */
  readonly idQualifier?: string;
  readonly id?: string;
  /** NM110 to NM112 as sent: relation to another party of the document. */
  readonly further?: readonly string[];
}

/** N3 and N4 as sent. */
export interface PartyAddress {
  readonly line1?: string;
  readonly line2?: string;
  readonly city?: string;
  readonly state?: string;
  readonly zip?: string;
  readonly country?: string;
  /** N405 and N406: a place other than a town (`CY` county …). */
  readonly locationQualifier?: string;
  readonly location?: string;
  /** N407, outside the United States and Canada. */
  readonly countrySubdivision?: string;
}

/** PER: `role` `CX` claims office, `BL` technical, `IC` information contact; channels `TE` phone, `UR` web, `EM` mail. */
export interface PartyContact {
  readonly role: string;
  readonly name?: string;
  readonly channels: readonly { readonly qualifier: string; readonly value: string }[];
}

/** REF: an identifier and the qualifier that says whose it is. */
export interface Reference {
  readonly qualifier: string;
  readonly value: string;
  readonly description?: string;
  /** REF04 as sent: numbers that say whose the first one is. */
  readonly further?: readonly string[];
}

/** DTM or DTP: one day, or a range when `through` is there; `time` is the HHMM of a DTP with format `DT`. */
export interface QualifiedDate {
  readonly qualifier: string;
  readonly date: PlainDate;
  readonly through?: PlainDate;
  readonly time?: string;
}

/** AMT in cents. */
export interface QualifiedAmount {
  readonly qualifier: string;
  readonly amountCents: Cents;
}

/** QTY: the quantity is a decimal string, its unit lies in the qualifier. */
export interface QualifiedQuantity {
  readonly qualifier: string;
  readonly quantity: string;
}

/** TRN: our own number comes back in `number` and is the match key of every answer. */
export interface Trace {
  /** `1` number of the sender of this document, `2` number of the document that is answered. */
  readonly type: string;
  readonly number: string;
  readonly originator?: string;
  readonly supplement?: string;
}

/** The composite procedure of SVC01, SV101, EB13: `HC` HCPCS/CPT, `NU` revenue code, `AD` dental, `N4` drug. */
export interface Procedure {
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly description?: string;
  /** Eighth component: the last code of a range that begins with `code`. */
  readonly through?: string;
}

/** A segment no field exists for, kept in its order so that nothing is lost; a composite element is a list. */
export interface RawSegment {
  readonly id: string;
  readonly elements: readonly (string | readonly string[])[];
}

/** BHT of the hierarchical documents (270, 271, 276, 277, 277CA). `time` is HHMM[SS] as sent. */
export interface DocumentOrigin {
  /** BHT02. */
  readonly purpose: string;
  /** BHT03: the sender's number of this document. */
  readonly reference?: string;
  readonly createdDate?: PlainDate;
  readonly createdTime?: string;
  /** BHT06. */
  readonly type?: string;
}
