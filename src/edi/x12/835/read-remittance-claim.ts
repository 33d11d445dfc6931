import type { PlainDate } from '../../../domain/dates/plain-date.js';
import { procedureAt } from '../parties/read-party.js';
import type { Draft, Problems } from '../parties/segment-values.js';
import { added, amountAt, NONE, reportMissing, requiredAmountAt, requiredTextAt } from '../parties/segment-values.js';
import type { Segment, SegmentPlace } from '../segment.js';
import type { RemittanceClaim, RemittanceLine } from './remittance.js';

/** CLP: the claim as it begins; its loop fills the rest. */
export function claimOf(s: Segment, ordinal: number, place: SegmentPlace, out: Problems): Draft<RemittanceClaim> {
  const claimNumber = s.el(1);
  const subject = { claim: claimNumber };
  if (claimNumber === '') reportMissing(s, 1, out);
  const claim: Draft<RemittanceClaim> = {
    kind: 'remittanceClaim',
    ordinal,
    claimNumber,
    status: requiredTextAt(s, 2, out, subject),
    chargeCents: requiredAmountAt(s, 3, out, subject),
    paidCents: requiredAmountAt(s, 4, out, subject),
    adjustments: NONE,
    remarks: NONE,
    refs: NONE,
    dates: NONE,
    contacts: NONE,
    amounts: NONE,
    quantities: NONE,
    lines: NONE,
    unmodelled: NONE,
    place,
  };
  optionalClaimElements(s, claim, out);
  return claim;
}

/** SVC: the next line of the claim. */
export function lineOf(s: Segment, claim: RemittanceClaim, out: Problems): Draft<RemittanceLine> {
  const ordinal = claim.lines.length + 1;
  const procedure = procedureAt(s, 1);
  const subject = { claim: claim.claimNumber, line: ordinal };
  if (procedure === undefined) reportMissing(s, 1, out, subject);
  const line: Draft<RemittanceLine> = {
    ordinal,
    procedure: procedure ?? { qualifier: '', code: '', modifiers: NONE },
    chargeCents: requiredAmountAt(s, 2, out, subject),
    paidCents: requiredAmountAt(s, 3, out, subject),
    adjustments: NONE,
    refs: NONE,
    amounts: NONE,
    quantities: NONE,
    remarks: NONE,
    unmodelled: NONE,
    place: s.place(),
  };
  if (s.count > 3) optionalLineElements(s, line);
  return line;
}

function optionalClaimElements(s: Segment, claim: Draft<RemittanceClaim>, out: Problems): void {
  const share = amountAt(s, 5, out, { claim: claim.claimNumber });
  if (share !== undefined) claim.patientResponsibilityCents = share;
  let text = s.el(6);
  if (text !== '') claim.filingIndicator = text;
  if ((text = s.el(7)) !== '') claim.payerControlNumber = text;
  else reportMissing(s, 7, out, { claim: claim.claimNumber });
  if (s.count < 8) return;
  if ((text = s.el(8)) !== '') claim.facilityCode = text;
  if ((text = s.el(9)) !== '') claim.frequency = text;
  if (s.count < 10) return;
  if ((text = s.el(10)) !== '') claim.patientStatus = text;
  if ((text = s.el(11)) !== '') claim.drg = text;
  if ((text = s.el(12)) !== '') claim.drgWeight = text;
  if ((text = s.el(13)) !== '') claim.dischargeFraction = text;
}

function optionalLineElements(s: Segment, line: Draft<RemittanceLine>): void {
  let text = s.el(4);
  if (text !== '') line.revenueCode = text;
  if ((text = s.el(5)) !== '') line.units = text;
  if (s.count < 6) return;
  const submitted = procedureAt(s, 6);
  if (submitted !== undefined) line.submittedProcedure = submitted;
  if ((text = s.el(7)) !== '') line.submittedUnits = text;
}

/** DTM of the claim. A second date of a kind stays among the other dates. */
export function claimDate(claim: Draft<RemittanceClaim>, qualifier: string, day: PlainDate): void {
  if (qualifier === '232' && claim.from === undefined) claim.from = day;
  else if (qualifier === '233' && claim.through === undefined) claim.through = day;
  else if (qualifier === '050' && claim.received === undefined) claim.received = day;
  else claim.dates = added(claim.dates, { qualifier, date: day });
}
