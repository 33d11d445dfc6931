import type { components } from '../api-client/generated/schema.js';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { Stage } from './actors.js';
import { callPayer, fileAppealWithPayer, letterAbout, requestAuthorization } from './ask-payer.js';
import type { WorkItemView } from './practice-api.js';
import { fateOf } from './scenarios/catalog.js';
import type { Scenario } from './scenarios/scenario.js';

export interface Answer {
  readonly outcome: string;
  readonly fields: Readonly<Record<string, string | number>>;
  /** What is mended on the claim, field by field. */
  readonly corrections?: components['schemas']['ClaimCorrections'];
}

/** What the person in front of the item knows: the item, the claim as it was sent, and its fate. */
export interface Desk {
  readonly stage: Stage;
  readonly item: WorkItemView;
  readonly claimNumber: string;
  readonly content: Claim837;
  readonly scenario: Scenario;
}

type AnswerOf = (desk: Desk) => Answer | undefined;

const reference = (item: WorkItemView, word: string): string => `${word}-${item.id.slice(0, 8)}`;

function mendRejection({ scenario, content, item }: Desk): Answer {
  const corrections = scenario.mend?.(content);
  if (corrections)
    return { outcome: 'corrected', fields: { note: `Mended as the ${item.facts['level']} asks` }, corrections };
  return {
    outcome: 'resendUnchanged',
    fields: { note: 'Nothing is wrong with this claim; the first sending is kept' },
  };
}

function correctDenied({ scenario, content }: Desk): Answer {
  const corrections = scenario.mend?.(content);
  return {
    outcome: 'corrected',
    fields: {
      changed: 'Patient identifier completed as on the card',
      authorizedBy: 'Front office lead',
      supportingRecord: 'Insurance card copy in the chart',
    },
    ...(corrections && { corrections }),
  };
}

const call: AnswerOf = ({ stage, item, claimNumber }) => ({
  outcome: 'promised',
  fields: { ...callPayer(stage.world, stage.now, { claimNumber, reference: reference(item, 'CALL') }) },
});

const fileIt: AnswerOf = ({ stage, item, claimNumber }) => {
  const level = Number(item.facts['level'] ?? 1);
  fileAppealWithPayer(stage.world, stage.now, { denialId: item.subjectId, claimNumber, level });
  return { outcome: 'filed', fields: { channel: 'portal', confirmation: reference(item, 'PORTAL') } };
};

const readLetter: AnswerOf = ({ stage, item }) => {
  const letter = letterAbout(stage.world, stage.now, 'appealDecision', item.subjectId);
  return letter && { outcome: 'decided', fields: { decision: letter.decision, decisionDate: stage.now.date } };
};

const askForAuthorization: AnswerOf = ({ stage, item, scenario }) => {
  const { authorization } = scenario;
  if (!authorization) return { outcome: 'notPossible', fields: { reason: 'The payer gives none after the fact' } };
  requestAuthorization(stage.world, stage.now, { denialId: item.subjectId, ...authorization });
  return { outcome: 'requested', fields: { channel: 'portal', confirmation: reference(item, 'AUTH') } };
};

const readAuthorization: AnswerOf = ({ stage, item }) => {
  const letter = letterAbout(stage.world, stage.now, 'authorizationAnswer', item.subjectId);
  if (!letter) return undefined;
  return letter.answer === 'approved'
    ? { outcome: 'approved', fields: { authorizationNumber: reference(item, 'PA') } }
    : { outcome: 'refused', fields: { reason: 'The payer sees no emergency' } };
};

/** A coding query that filing does not wait for any longer: the coder answered, the lead releases. */
const releaseHold: AnswerOf = ({ item, scenario }) =>
  scenario.hold === 'codingQuery'
    ? { outcome: 'release', fields: { note: `Coding query answered; filing ends on ${item.facts['hardDate']}` } }
    : undefined; // forgotten: the filing clock ends it

/** Only what the item suggests, while the appeal window is open; anything else is left to the person watching. */
const triage: AnswerOf = ({ item }) => {
  if (item.facts['suggestion'] !== 'WO') return undefined;
  if (item.facts['reason'] === 'no appeal level is left')
    return {
      outcome: 'proposeWriteOff',
      fields: { writeOffCode: 'WO-MN', note: 'Both appeal levels are lost and no new record exists' },
    };
  if (item.facts['valueCents'] === undefined) return undefined;
  return {
    outcome: 'proposeWriteOff',
    fields: { writeOffCode: 'WO-ADMIN', note: 'An appeal costs more than it may win' },
  };
};

/** How this office answers items about a claim; kinds without an answer stay open for the person watching. */
export const claimAnswers: Readonly<Record<string, AnswerOf>> = {
  fixRejection: mendRejection,
  prepareCorrectedClaim: correctDenied,
  reviewCoverage: ({ item }) => ({
    outcome: item.facts['otherOnFile'] === true ? 'billOther' : 'stands',
    fields: { note: 'Asked the patient' },
  }),
  callPayer: call,
  assembleAppeal: () => ({
    outcome: 'ready',
    fields: {
      argument:
        'The record shows each criterion of the policy: history, failed first-line therapy and findings, pages 2 to 4.',
    },
  }),
  packetReview: () => ({ outcome: 'approved', fields: { note: 'Complete' } }),
  fileAppeal: fileIt,
  recordAppealDecision: readLetter,
  chaseAppealDecision: ({ item }) => ({
    outcome: 'stillOpen',
    fields: { counterparty: 'Appeals desk', callReference: reference(item, 'CALL') },
  }),
  triageDenial: triage,
  billOtherPayer: ({ scenario }) =>
    scenario.coverageEnded && {
      outcome: 'billed',
      fields: { note: 'The 271 shows the coverage ended and names the plan in force on the day of service' },
    },
  requestAuthorization: askForAuthorization,
  recordAuthorization: readAuthorization,
  releaseHold,
};

/** Items that are about no claim. */
export const otherAnswers: Readonly<Record<string, Answer>> = {
  silentBatch: {
    outcome: 'found',
    fields: { note: 'The clearinghouse delivered the file; the payer is asked claim by claim' },
  },
  decidePlacement: { outcome: 'propose', fields: { note: 'Four notices, no answer, every gate is open' } },
  screenAssistance: {
    outcome: 'screened',
    fields: {
      householdSize: '3',
      annualIncomeCents: 6_000_000,
      region: 'US',
      evidence: 'Pay slips and tax return read',
    },
  },
  answerInquiry: { outcome: 'explained', fields: { note: 'Explained allowed amount and deductible' } },
};

export const deskOf = (stage: Stage, item: WorkItemView, claim: { claimNumber: string; content: Claim837 }): Desk => ({
  stage,
  item,
  claimNumber: claim.claimNumber,
  content: claim.content,
  scenario: fateOf(stage.world, claim.content),
});
