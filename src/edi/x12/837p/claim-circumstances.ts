import type { Cents } from '../../../domain/money.js';

/** CR1: why and how far a patient was carried. Decimals as sent. */
export interface AmbulanceTransport {
  /** CR102, pounds. */
  readonly patientWeightPounds?: string;
  /** CR104: `A` nearest facility, `B` benefit of a preferred physician, `C` nearness of family, `D` specialist, `E` rehabilitation. */
  readonly reason: string;
  /** CR106. */
  readonly miles?: string;
  readonly roundTripPurpose?: string;
  readonly stretcherPurpose?: string;
}

/** CR2: spinal manipulation. `condition` CR208: `A` acute, `C` chronic, `M` acute manifestation of a chronic condition … */
export interface SpinalManipulation {
  readonly condition: string;
  readonly description?: string;
  readonly moreDescription?: string;
}

/** CRC: conditions that hold (`Y`) or do not (`N`). `category`: `07` ambulance, `E1`–`E3` vision, `75` homebound, `ZZ` EPSDT … */
export interface ConditionIndicator {
  readonly category: string;
  readonly applies: string;
  /** CRC03–CRC07. */
  readonly codes: readonly string[];
}

/** CN1: `05` capitated, `02` per diem, `01` diagnosis related group … `percent` and `discount` are decimals. */
export interface ClaimContract {
  readonly type: string;
  readonly amountCents?: Cents;
  readonly percent?: string;
  readonly code?: string;
  readonly discount?: string;
  readonly version?: string;
}

/** QTY: `PT` patients carried together, `FL` additional units of obstetric anesthesia. */
export interface LineQuantity {
  readonly qualifier: string;
  readonly quantity: string;
}

/** MEA: a test result (`TR`) or starting dosage (`OG`); `R1` hemoglobin, `R2` hematocrit, `HT` height … */
export interface LineMeasurement {
  readonly reference: string;
  readonly qualifier: string;
  readonly value: string;
}

/** PS1: bought from another provider (loop 2420B) for this amount. */
export interface PurchasedService {
  readonly providerId: string;
  readonly amountCents: Cents;
}

/**
 * HCP: the price a network or another repricer worked out before the payer sees the claim. `method` HCP01: `00` not
 * priced, `02` at the standard fee schedule, `03` at a contractual percentage, `10` other pricing …
 */
export interface Repricing {
  readonly method: string;
  /** HCP02: what may be charged by the repricer's contract. */
  readonly allowedCents: Cents;
  readonly savingsCents?: Cents;
  /** HCP04: the repricer. */
  readonly organizationId?: string;
  /** HCP05: per diem or flat rate, a decimal. */
  readonly rate?: string;
  /** HCP06: approved ambulatory patient group (P) or DRG (I), and its amount (HCP07). */
  readonly groupCode?: string;
  readonly groupCents?: Cents;
  /** HCP08, institutional. */
  readonly revenueCode?: string;
  /** HCP09 and HCP10: the procedure approved, when not the one billed. */
  readonly procedureQualifier?: string;
  readonly procedureCode?: string;
  readonly unit?: string;
  readonly units?: string;
  /** HCP13: `T1` out of network, `T2` eligibility … */
  readonly rejectReason?: string;
  /** HCP14: whether the rules of the network were followed. */
  readonly compliance?: string;
  /** HCP15: `1` no network provider reachable, `2` emergency … */
  readonly exception?: string;
}

/** What a claim and each of its lines may say of the circumstances. Absent where nothing is said. */
export interface Circumstances {
  readonly contract?: ClaimContract;
  /** K3: what a state asks for; each at most 80 characters. */
  readonly fileInformation?: readonly string[];
  readonly ambulance?: AmbulanceTransport;
  readonly conditions?: readonly ConditionIndicator[];
  readonly repricing?: Repricing;
}

export interface ClaimCircumstances extends Circumstances {
  readonly spinalManipulation?: SpinalManipulation;
}

export interface LineCircumstances extends Circumstances {
  readonly quantities?: readonly LineQuantity[];
  readonly measurements?: readonly LineMeasurement[];
  readonly purchasedService?: PurchasedService;
}
