import type { PlainDate } from '../../domain/dates/plain-date.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';

export interface ServiceDates {
  readonly from: PlainDate;
  readonly through: PlainDate;
}

/** First and last day of service over the lines; institutional claims take the statement dates (DTP*434). */
export function serviceDates(claim: Claim837): ServiceDates | undefined {
  const from = claim.lines.flatMap((line) => line.serviceFrom ?? []);
  const through = claim.lines.flatMap((line) => line.serviceThrough ?? line.serviceFrom ?? []);
  const first = claim.institutional?.statementFrom ?? [...from].sort()[0];
  const last = claim.institutional?.statementThrough ?? [...through].sort().at(-1);
  return first && last ? { from: first, through: last } : undefined;
}
