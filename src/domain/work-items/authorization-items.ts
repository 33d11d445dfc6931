import type { WorkItemRule } from './catalog.js';

/** Human work about an authorization after the fact (rulebook §1, CARC 197, 198, 210, 288, 302). */
export const authorizationItems = {
  requestAuthorization: {
    queue: 'denials',
    role: 'specialist',
    subject: 'appeal',
    title: 'Ask for an authorization after the fact',
    help: 'The payer denied because the service was not authorized. Send the request with the clinical record while its window is open (as a 278 where the payer takes one, after what it named is mended); urgency expedited where waiting would harm the patient (the payer has 72 hours then, else seven days).',
    outcomes: {
      requested: { event: 'authorizationRequested', requires: ['channel', 'confirmation'] },
      send278: { event: 'authorizationReady', requires: ['urgency'] },
      found: { event: 'authorizationApproved', requires: ['authorizationNumber'] },
      notPossible: { event: 'authorizationRefused', requires: ['reason'] },
    },
  },
  recordAuthorization: {
    queue: 'denials',
    role: 'specialist',
    subject: 'appeal',
    title: 'Record the payer’s answer about the authorization',
    help: 'Given: enter the number, it goes onto the corrected claim. Refused: the denial is appealed.',
    outcomes: {
      approved: { event: 'authorizationApproved', requires: ['authorizationNumber'] },
      refused: { event: 'authorizationRefused', requires: ['reason'] },
    },
  },
} as const satisfies Record<string, WorkItemRule>;
