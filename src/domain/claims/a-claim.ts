import { plainDate } from '../dates/plain-date.js';
import { cents } from '../money.js';
import type { ClaimRules } from '../payer-rules/claim-rules.js';
import { ruleLibrary } from '../payer-rules/rule-library.js';
import { claimRulesFor } from '../payer-rules/rules-for.js';
import type { RemittancePosted } from './claim-event.js';
import type { ClaimFacts } from './claim-facts.js';

/** A plain commercial claim for specs: $250.00, one visit on 5 January 2026, just imported. */
export function aClaim(fields: Partial<ClaimFacts> = {}): ClaimFacts {
  const day = plainDate('2026-01-05');
  return {
    id: 'c1',
    state: 'DRAFT',
    turn: 0,
    payerClass: 'commercial',
    kind: 'P',
    chargeCents: cents(25_000),
    balances: { payerCents: cents(25_000), patientCents: cents(0) },
    serviceFrom: day,
    serviceThrough: day,
    lines: [{ from: day, through: day }],
    submissions: 0,
    lastFrequency: null,
    openDenials: [],
    resolvedDenials: [],
    editFailures: [],
    openDeadlines: [],
    openWorkItemKinds: [],
    hasNextPayer: false,
    coverageVerifiedOn: plainDate('2026-01-02'),
    held: false,
    holdReason: null,
    submittedOn: null,
    acceptedOn: null,
    payerClaimNumber: null,
    notOnFileCount: 0,
    notOnFileOn: null,
    unchangedAnswers: 0,
    lastStatusAnswer: null,
    statusRequests: 0,
    unansweredRequests: 0,
    everAdjudicated: false,
    everyLineDenied: false,
    crossedOver: false,
    ...fields,
  };
}

/** The payer's decision on such a claim: paid in full on 20 January 2026, nothing denied. */
export const aRemittance = (fields: Partial<RemittancePosted> = {}): RemittancePosted => ({
  type: 'remittancePosted',
  remittanceClaimId: 'r1',
  status: '1',
  paidCents: cents(20_000),
  patientResponsibilityCents: cents(0),
  deniedLines: 0,
  totalLines: 1,
  openDenials: 0,
  reversal: false,
  crossover: false,
  unexplainedCents: cents(0),
  date: plainDate('2026-01-20'),
  payerControlNumber: 'ICN1',
  ...fields,
});

/** Rules of the delivered library for such a claim. */
export function rulesOf(claim: ClaimFacts): ClaimRules {
  return claimRulesFor(
    { payerClass: claim.payerClass },
    { ...claim, on: claim.serviceFrom, payerCents: claim.balances.payerCents },
    ruleLibrary,
  );
}
