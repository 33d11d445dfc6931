import { cents, shareOf, sumCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import type { Claim837, ClaimLine } from '../edi/x12/837p/claim-837.js';
import type { RemittanceAdjustment, RemittanceClaim, RemittanceLine } from '../edi/x12/835/remittance.js';
import type { Party } from '../edi/x12/parties/party.js';
import { coordinateLine, crossoverPayerOf, decidedBefore, processedAs } from './coordinate-benefits.js';
import type { PayerDecision } from './scenarios/scenario.js';

/** Contract rate of the practice payers, in basis points of the charge. */
const ALLOWED_BASIS_POINTS = 7_200;
const MEDICARE_SEQUESTRATION_BASIS_POINTS = 200;

interface LineResult {
  readonly paidCents: Cents;
  readonly adjustments: RemittanceAdjustment[];
}

/** CLP06 knows no `CI` (commercial) and no `BL` (Blue Cross): both come back as indemnity (835 TR3, CLP06). */
const remittedFiling = (filed: string | undefined): string =>
  filed === undefined || filed === 'CI' || filed === 'BL' ? '15' : filed;

const adjustment = (group: string, carc: string, amountCents: Cents): RemittanceAdjustment => ({
  group,
  carc,
  amountCents,
});

/** What the payer makes of one line: allowed amount, contractual CO-45, deductible PR-1, sequestration CO-253, the rest is paid. */
function adjudicateLine(claim: Claim837, line: ClaimLine, decision: PayerDecision): LineResult {
  const { denial } = decision;
  if (denial) return { paidCents: ZERO_CENTS, adjustments: [adjustment(denial.group, denial.carc, line.chargeCents)] };
  if (decidedBefore(claim)) return coordinateLine(claim, line, decision.deductiblePercent ?? 0);
  const allowed = shareOf(line.chargeCents, (ALLOWED_BASIS_POINTS * (decision.ratePercent ?? 100)) / 100);
  const deductible = shareOf(allowed, (decision.deductiblePercent ?? 0) * 100);
  const payable = cents(allowed - deductible);
  const sequestered =
    claim.subscriber.filingIndicator === 'MB' ? shareOf(payable, MEDICARE_SEQUESTRATION_BASIS_POINTS) : ZERO_CENTS;
  const adjustments = [
    adjustment('CO', '45', cents(line.chargeCents - allowed)),
    adjustment('PR', '1', deductible),
    adjustment('CO', '253', sequestered),
  ].filter(({ amountCents }) => amountCents !== 0);
  return { paidCents: cents(payable - sequestered), adjustments };
}

/** One CLP with its lines, balanced by construction. */
export function adjudicate(
  claim: Claim837,
  decision: PayerDecision,
  at: { ordinal: number; payerClaimNumber: string },
): RemittanceClaim {
  const results = claim.lines.map((line) => ({ line, result: adjudicateLine(claim, line, decision) }));
  const patientShare = sumCents(
    results.flatMap(({ result }) =>
      result.adjustments.filter(({ group }) => group === 'PR').map(({ amountCents }) => amountCents),
    ),
  );
  return {
    kind: 'remittanceClaim',
    ordinal: at.ordinal,
    claimNumber: claim.claimNumber,
    status: processedAs(claim, decision.forwards),
    ...(decision.forwards && crossoverPayerOf(claim)),
    chargeCents: claim.chargeCents,
    paidCents: sumCents(results.map(({ result }) => result.paidCents)),
    patientResponsibilityCents: patientShare,
    filingIndicator: remittedFiling(claim.subscriber.filingIndicator),
    payerControlNumber: at.payerClaimNumber,
    facilityCode: claim.facilityCode,
    frequency: claim.frequency,
    adjustments: [],
    patient: patientOf(claim),
    remarks: [],
    refs: [],
    dates: [],
    contacts: [],
    amounts: [],
    quantities: [],
    lines: results.map(({ line, result }, index) => lineOf(line, result, { ordinal: index + 1, decision })),
    unmodelled: [],
  };
}

function patientOf(claim: Claim837): Party {
  const person = claim.patient ?? claim.subscriber;
  return {
    role: 'QC',
    entity: 'person',
    name: person.name,
    ...(person.firstName && { firstName: person.firstName }),
    idQualifier: 'MI',
    id: claim.subscriber.memberId ?? '',
  };
}

function lineOf(line: ClaimLine, result: LineResult, at: { ordinal: number; decision: PayerDecision }): RemittanceLine {
  return {
    ordinal: at.ordinal,
    procedure: line.procedure ?? { qualifier: 'HC', code: '', modifiers: [] },
    chargeCents: line.chargeCents,
    paidCents: result.paidCents,
    units: line.units ?? '1',
    ...(line.serviceFrom && { serviceFrom: line.serviceFrom }),
    adjustments: result.adjustments,
    ...(line.lineControl && { lineControl: line.lineControl }),
    refs: [],
    amounts: [],
    quantities: [],
    remarks: [...(at.decision.denial?.rarcs ?? [])],
    unmodelled: [],
  };
}

/** The record that takes a decision back (CLP02 22): every amount with the opposite sign. */
export function takenBack({ patientResponsibilityCents: _none, ...decided }: RemittanceClaim): RemittanceClaim {
  const negative = (amount: Cents): Cents => cents(-amount);
  const reversed = (adjustments: readonly RemittanceAdjustment[]): RemittanceAdjustment[] =>
    adjustments.map((each) => ({ ...each, amountCents: negative(each.amountCents) }));
  return {
    ...decided,
    status: '22',
    chargeCents: negative(decided.chargeCents),
    paidCents: negative(decided.paidCents),
    adjustments: reversed(decided.adjustments),
    lines: decided.lines.map((line) => ({
      ...line,
      chargeCents: negative(line.chargeCents),
      paidCents: negative(line.paidCents),
      adjustments: reversed(line.adjustments),
    })),
  };
}
