import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { Party, PartyAddress, QualifiedDate, RawSegment, Reference, Trace } from '../parties/party.js';

/** AAA: why a request could not be answered. Reasons `42` `80` may be retried, `71`–`78` must be corrected. */
export interface EligibilityRejection {
  /** AAA01. */
  readonly valid: string;
  /** AAA02: who keeps the list of reasons; the guide does not use it, some payers do. */
  readonly agency?: string;
  /** AAA03: reject reason. */
  readonly reason: string;
  /** AAA04: `C` correct and resubmit, `R` resubmit, `N` do not resubmit, `P` resubmit original … */
  readonly followUp: string;
}

/** Payer or asking provider with its own references and rejections. */
export interface EligibilityParty extends Party {
  readonly address?: PartyAddress;
  readonly refs: readonly Reference[];
  readonly rejections: readonly EligibilityRejection[];
  readonly unmodelled: readonly RawSegment[];
}

/** Subscriber or dependent. The member id is `id` with `idQualifier` `MI`. */
export interface EligibilityPerson extends EligibilityParty {
  /** TRN: ours comes back with type `2`. */
  readonly traces: readonly Trace[];
  readonly birthDate?: PlainDate;
  readonly sex?: string;
  /** INS01 and INS02. */
  readonly isSubscriber?: boolean;
  readonly relationship?: string;
  /** DTP of the person: `291` plan, `346` plan begin, `347` plan end, `307` eligibility, `356`, `357` … */
  readonly dates: readonly QualifiedDate[];
}
