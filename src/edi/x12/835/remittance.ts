import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';
import type {
  Party,
  PartyAddress,
  PartyContact,
  Procedure,
  QualifiedAmount,
  QualifiedDate,
  QualifiedQuantity,
  RawSegment,
  Reference,
} from '../parties/party.js';
import type { SegmentPlace } from '../segment.js';

/** CLP02 that takes back an earlier decision: charge, paid and adjustments carry the opposite sign. */
export const CLP02_REVERSAL = '22';

/**
 * A remittance (835, one ST set, one check or EFT) as it stands in the file, in this order: one `remittance`, then
 * groups and claims, provider adjustments, one `remittanceEnd`. `place` is absent on a document nobody read.
 * Guide 005010X221A1. Codes stay strings as sent; unknown ones are kept.
 */
export type RemittanceItem = RemittanceHeader | RemittanceGroup | RemittanceClaim | ProviderAdjustment | RemittanceEnd;

/** Account of BPR06–09 (payer) or BPR12–15 (payee): routing qualifier and number, account qualifier and number. */
export interface BankAccount {
  readonly routingQualifier?: string;
  readonly routing?: string;
  readonly accountQualifier?: string;
  readonly account?: string;
}

/** N1*PR with its loop. `ids` holds N104 first, then the REF identifiers `2U` `EO` `HI` `NF`. */
export interface RemittancePayer {
  readonly name: string;
  readonly ids: readonly Reference[];
  readonly address?: PartyAddress;
  readonly refs: readonly Reference[];
  readonly contacts: readonly PartyContact[];
}

/** N1*PE with its loop. `npi` when N103 is `XX`, `taxId` from N103 `FI` or REF*TJ. */
export interface RemittancePayee {
  readonly name: string;
  readonly npi?: string;
  readonly taxId?: string;
  /** N103/N104 of another kind (`XV` health plan id). */
  readonly otherId?: Reference;
  readonly address?: PartyAddress;
  readonly refs: readonly Reference[];
}

export interface RemittanceHeader {
  readonly kind: 'remittance';
  /** Number of the set in its group, from 1. */
  readonly ordinal: number;
  /** ST02. */
  readonly setControl: string;
  readonly place?: SegmentPlace;
  /** BPR01: `I` remittance with payment, `H` notice only, `C`/`D`/`P`/`U`/`X` ways to send the money. */
  readonly handling: string;
  /** BPR02, negative when BPR03 is `D`. */
  readonly paymentCents: Cents;
  readonly creditDebit: 'C' | 'D';
  /** BPR04: `ACH`, `CHK`, `FWT`, `BOP`, or `NON` for no payment. */
  readonly method: string;
  readonly format?: string;
  readonly payerAccount?: BankAccount;
  /** BPR10. */
  readonly originatingCompany?: string;
  readonly originatingCompanySupplement?: string;
  readonly payeeAccount?: BankAccount;
  /** BPR16: check date or EFT effective date. */
  readonly effectiveDate?: PlainDate;
  /** TRN02: check or EFT number; with `payerTraceId` the key to the bank's deposit. */
  readonly trace?: string;
  /** TRN03. */
  readonly payerTraceId?: string;
  readonly traceSupplement?: string;
  /** CUR02, only when not US dollars. */
  readonly currency?: string;
  /** REF*EV. */
  readonly receiverId?: string;
  /** REF*F2. */
  readonly payerSystemVersion?: string;
  /** DTM*405. */
  readonly productionDate?: PlainDate;
  /** REF before N1 other than `EV` and `F2`. */
  readonly refs: readonly Reference[];
  readonly payer?: RemittancePayer;
  readonly payee?: RemittancePayee;
  readonly unmodelled: readonly RawSegment[];
}

/** LX with TS3 and TS2: the payer's own grouping of claims. The summaries are kept as sent (TS301…, TS201…). */
export interface RemittanceGroup {
  readonly kind: 'remittanceGroup';
  readonly ordinal: number;
  /** LX01. */
  readonly number: string;
  readonly providerSummary?: readonly string[];
  readonly providerSupplement?: readonly string[];
  readonly place?: SegmentPlace;
}

/** One reason triplet of a CAS segment. `group` `CO`, `PR`, `OA`, `PI` (old files `CR`). Positive lowers the payment. */
export interface RemittanceAdjustment {
  readonly group: string;
  readonly carc: string;
  readonly amountCents: Cents;
  readonly quantity?: string;
}

export interface RemittanceClaim {
  readonly kind: 'remittanceClaim';
  /** Number of the claim in its remittance, from 1. */
  readonly ordinal: number;
  /** CLP01: our CLM01. */
  readonly claimNumber: string;
  /** CLP02: `1` primary, `2` secondary, `3` tertiary, `4` denied, `19`–`21` forwarded, `22` reversal … */
  readonly status: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** CLP05; absent on a reversal. */
  readonly patientResponsibilityCents?: Cents;
  /** CLP06. */
  readonly filingIndicator?: string;
  /** CLP07: the payer's claim number (ICN). */
  readonly payerControlNumber?: string;
  /** CLP08. */
  readonly facilityCode?: string;
  /** CLP09. */
  readonly frequency?: string;
  readonly patientStatus?: string;
  readonly drg?: string;
  readonly drgWeight?: string;
  readonly dischargeFraction?: string;
  /** Claim-level CAS; each line has its own. */
  readonly adjustments: readonly RemittanceAdjustment[];
  readonly patient?: Party;
  readonly subscriber?: Party;
  /** NM1*74: the payer corrects the insured's name or id. */
  readonly correctedInsured?: Party;
  readonly renderingProvider?: Party;
  /** NM1*TT: the next payer this claim was passed on to. */
  readonly crossoverPayer?: Party;
  /** NM1*PR: the payer that should have been asked first. */
  readonly correctedPriorityPayer?: Party;
  /** NM1*GB. */
  readonly otherSubscriber?: Party;
  /** MIA01–MIA24 as sent. */
  readonly inpatient?: readonly string[];
  /** MOA01–MOA09 as sent. */
  readonly outpatient?: readonly string[];
  /** Remark codes (RARC) of MIA05, 20–23 and MOA03–07, in that order. */
  readonly remarks: readonly string[];
  readonly refs: readonly Reference[];
  /** DTM*232. */
  readonly from?: PlainDate;
  /** DTM*233. */
  readonly through?: PlainDate;
  /** DTM*050: when the payer received the claim. */
  readonly received?: PlainDate;
  readonly dates: readonly QualifiedDate[];
  readonly contacts: readonly PartyContact[];
  /** AMT: `AU` covered, `I` interest (information, the money is PLB L6), `F5` patient paid … */
  readonly amounts: readonly QualifiedAmount[];
  readonly quantities: readonly QualifiedQuantity[];
  readonly lines: readonly RemittanceLine[];
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}

export interface RemittanceLine {
  /** Number of the line in its claim, from 1. */
  readonly ordinal: number;
  /** SVC01: what the payer decided on. */
  readonly procedure: Procedure;
  /** SVC06: what we had sent, only when the payer changed it. */
  readonly submittedProcedure?: Procedure;
  /** SVC04. */
  readonly revenueCode?: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** SVC05, a decimal; absent means one. */
  readonly units?: string;
  /** SVC07, only when the payer paid other units. */
  readonly submittedUnits?: string;
  readonly serviceFrom?: PlainDate;
  readonly serviceThrough?: PlainDate;
  readonly adjustments: readonly RemittanceAdjustment[];
  /** REF*6R: our line number; the best key to our own line. */
  readonly lineControl?: string;
  readonly refs: readonly Reference[];
  /** AMT*B6: what the contract allows for the line. */
  readonly allowedCents?: Cents;
  readonly amounts: readonly QualifiedAmount[];
  readonly quantities: readonly QualifiedQuantity[];
  /** LQ*HE remark codes (RARC). */
  readonly remarks: readonly string[];
  readonly unmodelled: readonly RawSegment[];
  readonly place?: SegmentPlace;
}

/** One reason and amount of a PLB segment. Positive lowers this payment, negative raises it. */
export interface ProviderAdjustment {
  readonly kind: 'providerAdjustment';
  /** Number of the adjustment in its remittance, from 1. */
  readonly ordinal: number;
  readonly providerId: string;
  /** PLB02: end of the provider's fiscal year. */
  readonly fiscalPeriodDate?: PlainDate;
  /** PLB03-1: `WO` recovery, `FB` forwarding balance, `L6` interest … */
  readonly reason: string;
  /** PLB03-2: often the payer's claim number. */
  readonly reference?: string;
  readonly amountCents: Cents;
  readonly place?: SegmentPlace;
}

/** The set is read to its SE; the sums are those of the items, not the file's own claims about them. */
export interface RemittanceEnd {
  readonly kind: 'remittanceEnd';
  readonly setControl: string;
  readonly claims: number;
  readonly lines: number;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly plbCents: Cents;
  readonly place?: SegmentPlace;
}
