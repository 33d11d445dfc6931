import type { WorkItemRule } from './catalog.js';

/** Human work about what a payer says of a coverage (rulebook §1). */
export const eligibilityItems = {
  reviewCoverage: {
    queue: 'eligibility',
    role: 'frontDesk',
    subject: 'claim',
    title: 'Coverage changed: who owes this claim?',
    help: 'The payer’s answer no longer fits the claim: see what changed. Ask the patient. Bill the coverage that was in force (nothing to type where it is on file, else payerCode and memberNumber), or say why the coverage on the claim stands; the claim then goes on as it is.',
    outcomes: {
      billOther: { event: 'otherCoverageChosen', requires: ['note'] },
      stands: { event: 'coverageKept', requires: ['note'] },
    },
  },
  fixEligibility: {
    queue: 'eligibility',
    role: 'frontDesk',
    subject: 'claim',
    title: 'The payer could not answer about coverage',
    help: 'The item says why and which field to look at. Compare with the card, mend it here, and the payer is asked again. Or verify by telephone or portal and note who said so; or bill another coverage.',
    outcomes: {
      corrected: { event: 'eligibilityCorrected', requires: ['note'] },
      verified: { event: 'coverageKept', requires: ['counterparty', 'callReference'] },
      billOther: { event: 'otherCoverageChosen', requires: ['note'] },
    },
  },
  answersMissing: {
    queue: 'edi',
    role: 'lead',
    subject: 'organization',
    title: 'A payer leaves questions about coverage (270) unanswered',
    help: 'The answers were due by the hour named and have not come: the item says which payer, from which day on, and about how many people. It ends by itself when they come. Open a ticket with the clearinghouse, or verify by portal or telephone. A payer that answers no 270 at all gets the rule eligibilityAnswerBusinessDays 0: then nobody waits for it.',
    outcomes: {
      ticketOpened: { event: 'missingAnswersSettled', requires: ['counterparty', 'note'] },
      verified: { event: 'missingAnswersSettled', requires: ['channel', 'note'] },
      answersNone: { event: 'missingAnswersSettled', requires: ['reason'] },
    },
  },
  confirmVisitCoverage: {
    queue: 'eligibility',
    role: 'frontDesk',
    subject: 'organization',
    title: 'A visit to come is not covered',
    help: 'The payer says that the coverage is not in force on the day of the visit, or could not say. Ask the patient for the coverage in force before the visit, or agree who pays.',
    outcomes: { settled: { event: 'visitCoverageSettled', requires: ['note'] } },
  },
} as const satisfies Record<string, WorkItemRule>;
