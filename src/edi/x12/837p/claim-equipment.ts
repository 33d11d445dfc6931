import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';

/** SV5: durable medical equipment, rented or bought. */
export interface EquipmentService {
  readonly procedureQualifier: string;
  readonly procedureCode: string;
  /** SV502: `DA` days. */
  readonly unit: string;
  /** SV503: how long it is needed, a decimal. */
  readonly length: string;
  readonly rentalCents: Cents;
  readonly purchaseCents: Cents;
  /** SV506: a rental is charged `1` weekly, `4` monthly, `6` daily. */
  readonly rentalPeriod: string;
}

/** CR3: how long a physician holds the equipment necessary. `kind`: `I` initial, `R` renewal, `S` revised. */
export interface EquipmentCertification {
  readonly kind: string;
  /** CR302: `MO` months. */
  readonly unit: string;
  readonly length: string;
}

/** FRM: one answer of a form, by `question` (FRM01); a form asks for one of the four kinds of answer. */
export interface FormAnswer {
  readonly question: string;
  /** FRM02: `Y`, `N`, `W` (does not apply). */
  readonly yesOrNo?: string;
  readonly text?: string;
  readonly date?: PlainDate;
  /** A decimal as sent. */
  readonly percent?: string;
}

/** Loop 2440: a form that goes with the line. `list` LQ01: `UT` certificates of medical necessity, `AS` home health. */
export interface SupportingForm {
  readonly list: string;
  readonly code: string;
  readonly answers: readonly FormAnswer[];
}

/** What a line for durable medical equipment says besides its service. */
export interface LineEquipment {
  readonly equipment?: EquipmentService;
  readonly equipmentCertification?: EquipmentCertification;
  readonly forms?: readonly SupportingForm[];
}
