import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';
import type { SegmentPlace } from '../segment.js';
import type { ClaimCircumstances, LineCircumstances } from './claim-circumstances.js';
import type { LineEquipment } from './claim-equipment.js';
import type {
  BillingProvider,
  ClaimPatient,
  ClaimPayer,
  ClaimPerson,
  ClaimProvider,
  ClaimReference,
  ClaimSubscriber,
  PayToAddress,
  PayToPlan,
  TransmissionParty,
} from './claim-parties.js';

/**
 * A segment the document model has no field for, kept in order so that nothing is lost. An element with components
 * is a list. `loop` is the guide's loop number ('2300', '2400').
 */
export interface UnmodelledSegment {
  readonly loop: string;
  readonly id: string;
  readonly elements: readonly (string | readonly string[])[];
}

/** DTP with a qualifier that has no field of its own; `value` exactly as sent (`format` D8, RD8, DT, TM). */
export interface ClaimDate {
  readonly qualifier: string;
  readonly format: string;
  readonly value: string;
}

/** AMT: `F5` patient paid, `T` tax … in cents. */
export interface ClaimAmount {
  readonly qualifier: string;
  readonly amountCents: Cents;
}

/** HI diagnosis. Qualifiers: `ABK` principal, `ABF` other, `ABJ` admitting, `APR` reason for visit, `ABN` cause. */
export interface Diagnosis {
  readonly qualifier: string;
  readonly code: string;
  /** Present on admission (institutional): `Y`, `N`, `U`, `W`. */
  readonly poa?: string;
}

/**
 * HI code other than a diagnosis: `BE` value (amount), `BH` occurrence (date), `BI` occurrence span (RD8),
 * `BG` condition, `BBR`/`BBQ` ICD-10 procedure (date), `BP`/`BO` anesthesia procedure, `TC` treatment.
 */
export interface HealthCareCode {
  readonly qualifier: string;
  readonly code: string;
  readonly dateFormat?: string;
  readonly date?: string;
  readonly amountCents?: Cents;
  readonly quantity?: string;
}

/** NTE: `ADD` additional, `CER` narrative, `DCP` goals, `DGN` diagnosis, `TPO` third-party note. */
export interface ClaimNote {
  readonly qualifier: string;
  readonly text: string;
}

/** PWK: proof sent or kept. `transmission`: `EL` electronic, `FX`, `BM` mail, `AA` on request. */
export interface ClaimAttachment {
  readonly reportType: string;
  readonly transmission: string;
  /** Attachment control number; the 275 repeats it (TRN02). */
  readonly controlNumber?: string;
}

/** One reason triplet of a CAS segment: group `CO`, `PR`, `OA`, `PI`; CARC as sent; signed cents. */
export interface ClaimAdjustment {
  readonly group: string;
  readonly carc: string;
  readonly amountCents: Cents;
  readonly quantity?: string;
}

/** MOA: outpatient adjudication of another payer. `remarks` are RARCs (MOA03–MOA07). */
export interface OutpatientAdjudication {
  readonly reimbursementRate?: string;
  readonly hcpcsPayableCents?: Cents;
  readonly remarks: readonly string[];
  readonly esrdPaymentCents?: Cents;
  readonly nonPayableProfessionalCents?: Cents;
}

/** Loops 2320/2330: what another payer covers and, if it has decided, what it decided (coordination of benefits). */
export interface OtherPayer {
  /** SBR01; unique among the payers of the claim. */
  readonly sequence: string;
  readonly relationship?: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  readonly mspType?: string;
  readonly filingIndicator?: string;
  /** Claim-level CAS exactly as that payer's 835 sent it. */
  readonly adjustments: readonly ClaimAdjustment[];
  /** AMT*D: paid by this payer. */
  readonly paidCents?: Cents;
  /** AMT*EAF: what the patient still owed after this payer. */
  readonly remainingCents?: Cents;
  /** AMT*A8: charges this payer does not cover, sent without an adjudication. */
  readonly nonCoveredCents?: Cents;
  readonly amounts: readonly ClaimAmount[];
  /** OI03 `Y`, `N`, `W`. */
  readonly benefitsAssigned?: string;
  /** OI04 `P`: the provider signed for the patient. */
  readonly patientSignature?: string;
  /** OI06 `Y`, `I`. */
  readonly release?: string;
  /** MIA01–MIA24 as sent (institutional); amounts are decimals. */
  readonly inpatient?: readonly string[];
  readonly outpatient?: OutpatientAdjudication;
  readonly subscriber?: ClaimPerson;
  readonly payer?: ClaimPayer;
  /** 2330B REF*F8: that payer's claim number. */
  readonly claimNumber?: string;
  /** 2330B DTP*573; absent when it is given per line instead. */
  readonly adjudicationDate?: PlainDate;
  readonly providers: readonly ClaimProvider[];
  readonly unmodelled: readonly UnmodelledSegment[];
}

/** SV1/SV2/SV3 procedure composite. `qualifier`: `HC` HCPCS/CPT, `ER`, `IV`, `WK`, `AD` dental, `HP` HIPPS. */
export interface ClaimProcedure {
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly description?: string;
}

/** Loop 2430: one earlier payer's decision on a line. */
export interface LineAdjudication {
  /** SVD01: equals that payer's NM109 in 2330B. */
  readonly payerId: string;
  readonly paidCents: Cents;
  readonly procedure?: ClaimProcedure;
  readonly revenueCode?: string;
  /** SVD05, a decimal. */
  readonly paidUnits: string;
  /** SVD06: the line number this one was bundled into or unbundled from. */
  readonly bundledLine?: string;
  readonly adjustments: readonly ClaimAdjustment[];
  readonly adjudicationDate?: PlainDate;
  /** AMT*EAF. */
  readonly remainingCents?: Cents;
}

/** Loop 2410: drug of the line. `unit`: `F2`, `GR`, `ME`, `ML`, `UN`; `quantity` a decimal. */
export interface LineDrug {
  readonly qualifier: string;
  readonly code: string;
  readonly quantity?: string;
  readonly unit?: string;
  readonly refs: readonly ClaimReference[];
}

/** Loop 2400. */
export interface ClaimLine extends LineCircumstances, LineEquipment {
  /** LX01, ordinal from 1. */
  readonly number: number;
  readonly procedure?: ClaimProcedure;
  /** SV201 (institutional). */
  readonly revenueCode?: string;
  readonly chargeCents: Cents;
  /** `UN` units, `MJ` minutes, `DA` days. */
  readonly unit?: string;
  /** A decimal string as sent: '1', '2.5'. */
  readonly units?: string;
  /** SV105, only when it differs from the claim's facility code. */
  readonly placeOfService?: string;
  /** Ordinals (from 1) into the claim's `ABK`/`ABF` diagnoses; 0 stands for one that was no number. */
  readonly pointers: readonly number[];
  readonly emergency?: string;
  readonly epsdt?: string;
  readonly familyPlanning?: string;
  readonly copayExempt?: string;
  /** SV206, institutional rate, a decimal. */
  readonly unitRate?: string;
  /** SV207. */
  readonly nonCoveredCents?: Cents;
  /** DTP*472; equal dates for a single day. */
  readonly serviceFrom?: PlainDate;
  readonly serviceThrough?: PlainDate;
  /** REF*6R: comes back in the 835 and matches the line. */
  readonly lineControl?: string;
  readonly refs: readonly ClaimReference[];
  readonly dates: readonly ClaimDate[];
  readonly amounts: readonly ClaimAmount[];
  readonly drug?: LineDrug;
  readonly notes: readonly ClaimNote[];
  readonly attachments: readonly ClaimAttachment[];
  readonly providers: readonly ClaimProvider[];
  readonly adjudications: readonly LineAdjudication[];
  readonly unmodelled: readonly UnmodelledSegment[];
}

/** What only an institutional claim carries (UB-04). */
export interface InstitutionalFacts {
  /** UB-04 item 4, four digits: '0' + CLM05-1 + CLM05-3 ('0131'). */
  readonly typeOfBill: string;
  /** DTP*434. */
  readonly statementFrom?: PlainDate;
  readonly statementThrough?: PlainDate;
  /** DTP*435; `admissionHour` 'HHMM' when sent. */
  readonly admissionDate?: PlainDate;
  readonly admissionHour?: string;
  /** DTP*096 'HHMM'. */
  readonly dischargeHour?: string;
  /** CL101, CL102, CL103. */
  readonly admissionType?: string;
  readonly admissionSource?: string;
  readonly patientStatus?: string;
  /** HI*DR. */
  readonly drg?: string;
}

/** CLM11: the claim follows an accident. `causes`: `AA` auto, `EM` employment, `OA` other. */
export interface RelatedCauses {
  readonly causes: readonly string[];
  readonly autoAccidentState?: string;
  readonly autoAccidentCountry?: string;
}

/**
 * One claim of an 837 with everything it carries, including its place in the hierarchy (submitter, billing provider,
 * subscriber, payer, patient): plain JSON, so it can be stored, compared and written back.
 * `kind`: `P` professional (005010X222A1), `I` institutional (005010X223A2), `D` dental (005010X224A2, facts only).
 */
export interface Claim837 extends ClaimCircumstances {
  readonly kind: 'P' | 'I' | 'D';
  readonly submitter?: TransmissionParty;
  readonly receiver?: TransmissionParty;
  readonly billingProvider: BillingProvider;
  readonly payTo?: PayToAddress;
  readonly payToPlan?: PayToPlan;
  readonly subscriber: ClaimSubscriber;
  readonly payer: ClaimPayer;
  readonly patient?: ClaimPatient;
  /** CLM01, ours: comes back as CLP01 in the 835 and TRN02 in the 277CA. At most 20 characters outside (38 allowed). */
  readonly claimNumber: string;
  /** CLM02. */
  readonly chargeCents: Cents;
  /** CLM05-1: place of service (P) or first two digits of the type of bill (I). */
  readonly facilityCode: string;
  /** CLM05-2: `B` place of service, `A` type of bill. */
  readonly facilityQualifier: string;
  /** CLM05-3: `1` original, `7` replacement, `8` void, `2`–`5` institutional interim and late charges. */
  readonly frequency: string;
  /** CLM06 `Y`/`N`. */
  readonly providerSignature?: string;
  /** CLM07 `A` assigned, `B` lab services only, `C` not assigned. */
  readonly assignment?: string;
  /** CLM08 `Y`, `N`, `W`. */
  readonly benefitsAssigned?: string;
  /** CLM09 `Y`, `I`. */
  readonly release?: string;
  /** CLM10 `P`. */
  readonly patientSignature?: string;
  readonly relatedCauses?: RelatedCauses;
  /** CLM12. */
  readonly specialProgram?: string;
  /** CLM20: why a claim is sent late. */
  readonly delayReason?: string;
  readonly refs: readonly ClaimReference[];
  readonly dates: readonly ClaimDate[];
  /** In the order sent; line pointers count the `ABK`/`ABF` ones. */
  readonly diagnoses: readonly Diagnosis[];
  readonly codes: readonly HealthCareCode[];
  readonly amounts: readonly ClaimAmount[];
  readonly notes: readonly ClaimNote[];
  readonly attachments: readonly ClaimAttachment[];
  /** Loops 2310A–F; see `ClaimProvider.role`. */
  readonly providers: readonly ClaimProvider[];
  readonly otherPayers: readonly OtherPayer[];
  readonly lines: readonly ClaimLine[];
  readonly institutional?: InstitutionalFacts;
  readonly unmodelled: readonly UnmodelledSegment[];
  /** Where CLM stood in the file it was read from; absent on a claim of our own making. */
  readonly place?: SegmentPlace;
}

/** BHT and loops 1000A/B: comes before the claims of a set. */
export interface ClaimBatchHeader {
  readonly kind: 'claimBatchHeader';
  readonly setControl: string;
  readonly guide: string;
  /** BHT02: `00` original, `18` reissue of the same batch. */
  readonly purpose: string;
  /** BHT03: our batch number. */
  readonly reference: string;
  readonly createdDate?: PlainDate;
  /** BHT05 'HHMM' or longer. */
  readonly createdTime: string;
  /** BHT06: `CH` claims to be paid, `RP` encounters to be reported, `31` subrogation. */
  readonly use: string;
  readonly submitter?: TransmissionParty;
  readonly receiver?: TransmissionParty;
  readonly unmodelled: readonly UnmodelledSegment[];
  readonly place: SegmentPlace;
}

/** Sums of a set at SE, so an importer can prove that nothing was lost. */
export interface ClaimBatchEnd {
  readonly kind: 'claimBatchEnd';
  readonly setControl: string;
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: Cents;
  readonly lineChargeCents: Cents;
  /** HL03 → count: `20` billing providers, `22` subscribers, `23` patients. */
  readonly levels: Readonly<Record<string, number>>;
}

export interface ClaimItem {
  readonly kind: 'claim';
  readonly claim: Claim837;
}

/** What the 837 reader yields, in file order. */
export type Item837 = ClaimBatchHeader | ClaimItem | ClaimBatchEnd;
