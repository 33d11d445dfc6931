import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Cents } from '../../../domain/money.js';
import type { Procedure, QualifiedDate, RawSegment, Reference } from '../parties/party.js';

/** One composite of STC01, STC10 or STC11: `A2:20`, `F2:88:QC`. Category list 507, status list 508, entity 98. */
export interface StatusCode {
  readonly category: string;
  readonly status: string;
  readonly entity?: string;
  /** Fourth component: `RX` when the status is a pharmacy reject code. */
  readonly codeList?: string;
}

/** One STC segment. All of its codes count: `codes` holds STC01, then STC10 and STC11 where sent. */
export interface ClaimStatus {
  readonly codes: readonly StatusCode[];
  readonly date?: PlainDate;
  /** STC03: `WQ` accepted, `U` rejected, `15` correct and resubmit … */
  readonly action?: string;
  readonly chargeCents?: Cents;
  readonly paidCents?: Cents;
  /** STC06: adjudication or payment date. */
  readonly decidedDate?: PlainDate;
  /** STC07. */
  readonly paymentMethod?: string;
  readonly checkDate?: PlainDate;
  readonly checkNumber?: string;
  /** STC12. */
  readonly text?: string;
}

/** SVC with its loop in a status answer or a claim acknowledgement; in an inquiry `statuses` is empty. */
export interface StatusLine {
  readonly ordinal: number;
  readonly procedure: Procedure;
  readonly chargeCents?: Cents;
  readonly paidCents?: Cents;
  /** SVC04. */
  readonly revenueCode?: string;
  /** SVC07. */
  readonly units?: string;
  readonly statuses: readonly ClaimStatus[];
  /** REF*FJ: our line number. */
  readonly lineControl?: string;
  readonly refs: readonly Reference[];
  /** DTP*472. */
  readonly serviceFrom?: PlainDate;
  readonly serviceThrough?: PlainDate;
  readonly dates: readonly QualifiedDate[];
  readonly unmodelled: readonly RawSegment[];
}
