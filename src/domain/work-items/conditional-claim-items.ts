import type { WorkItemRule } from './catalog.js';

/** Human work about a conditional claim to Medicare (rulebook §1 MSP; 42 CFR 411.50–411.54). */
export const conditionalClaimItems = {
  decideConditionalClaim: {
    queue: 'no-response',
    role: 'specialist',
    subject: 'claim',
    title: 'An accident’s insurer let its 120 days pass: bill Medicare conditionally?',
    help: 'See what was asked and answered. Medicare takes a conditional claim now, inside its own year (medicareUntil): give the day of the accident (accidentDate); the claim leaves with Medicare second and this insurer’s silence. For liability withdraw the claim or lien against the insurer first. Or wait until lookAgainDate, or say why nothing is billed. What the insurer pays later returns to Medicare within 60 days.',
    outcomes: {
      billConditionally: { event: 'conditionalClaimChosen', requires: ['accidentDate', 'note'] },
      wait: { event: 'conditionalClaimPostponed', requires: ['lookAgainDate', 'note'] },
      noConditionalClaim: { event: 'conditionalClaimDeclined', requires: ['reason'] },
    },
  },
} as const satisfies Record<string, WorkItemRule>;
