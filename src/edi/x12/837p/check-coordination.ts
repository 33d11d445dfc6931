import { decimalOf } from '../../../domain/money.js';
import type { ClaimFault } from './claim-fault.js';
import type { Claim837, ClaimAdjustment, ClaimLine, OtherPayer } from './claim-837.js';

const total = (adjustments: readonly ClaimAdjustment[]): number =>
  adjustments.reduce((sum, adjustment) => sum + adjustment.amountCents, 0);

type FaultSink = (code: string, loop: string, text: string, line?: number) => void;

/**
 * What a secondary or tertiary claim must prove about the payers before it (837 TR3 §1.4.1): every payer has its own
 * rank; what an earlier payer paid and adjusted explains the whole charge; each line that payer decided explains its
 * own; the decision date stands at the claim or at its lines, once.
 */
export function coordinationFaults(claim: Claim837): ClaimFault[] {
  if (claim.otherPayers.length === 0) return [];
  const faults: ClaimFault[] = [];
  const add: FaultSink = (code, loop, text, line) =>
    void faults.push({ claim: claim.claimNumber, code, loop, text, ...(line === undefined ? {} : { line }) });
  const ranks = [claim.subscriber.payerResponsibility, ...claim.otherPayers.map((payer) => payer.sequence)];
  if (new Set(ranks).size !== ranks.length) add('RANK_TWICE', '2320', 'Two payers of the claim have the same rank.');
  if (claim.otherPayers.length > 10) add('OTHER_PAYERS_TOO_MANY', '2320', 'At most ten other payers can be sent.');
  for (const payer of claim.otherPayers) checkPayer(claim, payer, add);
  checkLinePayers(claim, add);
  return faults;
}

function checkPayer(claim: Claim837, payer: OtherPayer, add: FaultSink): void {
  const name = payer.payer?.name ?? '';
  if (!payer.payer?.name || !payer.payer.id)
    add('OTHER_PAYER_INCOMPLETE', '2330B', 'Another payer needs a name and an id.');
  if (!payer.subscriber?.name || !payer.subscriber.memberId) {
    add('OTHER_SUBSCRIBER_INCOMPLETE', '2330A', `The insured at ${name} needs a name and a member id.`);
  }
  if (!payer.benefitsAssigned || !payer.release) {
    add('OTHER_RELEASE_MISSING', '2320', `Assignment and release for ${name} are missing (OI).`);
  }
  if (payer.paidCents !== undefined) checkDecided(claim, payer, payer.paidCents, name, add);
}

function checkDecided(claim: Claim837, payer: OtherPayer, paid: number, name: string, add: FaultSink): void {
  const decisions = claim.lines.flatMap((line) => line.adjudications.filter((one) => one.payerId === payer.payer?.id));
  for (const line of claim.lines) checkDecidedLine(line, payer.payer?.id, name, add);
  const lineAdjustments = decisions.reduce((sum, decided) => sum + total(decided.adjustments), 0);
  const explained = paid + total(payer.adjustments) + lineAdjustments;
  if (explained !== claim.chargeCents) {
    const text = `${name} paid and adjusted ${decimalOf(explained)} of a charge of ${decimalOf(claim.chargeCents)}.`;
    add('CLAIM_NOT_EXPLAINED', '2320', text);
  }
  const onLines = decisions.filter((decided) => decided.adjudicationDate).length;
  if (payer.adjudicationDate && onLines > 0) {
    add(
      'DECISION_DATE_TWICE',
      '2330B',
      `The date of ${name}'s decision stands at the claim and at its lines; give it once.`,
    );
  }
  if (!payer.adjudicationDate && (onLines === 0 || onLines < decisions.length)) {
    add('DECISION_DATE_MISSING', '2330B', `The date of ${name}'s decision is missing.`);
  }
}

/** A payer may split a line in its decision; its parts together explain the charge. */
function checkDecidedLine(line: ClaimLine, payerId: string | undefined, name: string, add: FaultSink): void {
  const decisions = line.adjudications.filter((one) => one.payerId === payerId);
  if (decisions.length === 0 || decisions.some((decided) => decided.bundledLine)) return;
  const explained = decisions.reduce((sum, decided) => sum + decided.paidCents + total(decided.adjustments), 0);
  if (explained === line.chargeCents) return;
  const text = `${name} explains ${decimalOf(explained)} of line ${line.number}, whose charge is ${decimalOf(line.chargeCents)}.`;
  add('LINE_NOT_EXPLAINED', '2430', text, line.number);
}

function checkLinePayers(claim: Claim837, add: FaultSink): void {
  const ids = new Set(claim.otherPayers.map((payer) => payer.payer?.id));
  for (const line of claim.lines) {
    if (line.adjudications.some((decided) => !ids.has(decided.payerId))) {
      add(
        'LINE_PAYER_UNKNOWN',
        '2430',
        `Line ${line.number} was decided by a payer the claim does not name.`,
        line.number,
      );
    }
  }
}
