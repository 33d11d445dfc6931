import { addBusinessDays } from '../dates/business-days.js';
import { daysBetween } from '../dates/plain-date.js';
import { promptPayInterest } from '../payer-rules/prompt-pay-interest.js';
import { dated } from '../stories/turn-parts.js';
import type { EventOf } from './claim-event.js';
import type { ClaimTurn } from './claim-turn.js';

/** Business days in which the interest of a late payment is demanded. */
const DEMAND_IN_BUSINESS_DAYS = 5;

/**
 * A clean claim whose first decision pays after the payer's time (rulebook §2.2 T-promptpay): what it owes for the days it was late
 * is known only now, less what it added by itself (AMT*I). A correction has another day of receipt, and where nobody entered a rate, or the law gives none, nothing is asked.
 */
export function demandInterestOfLatePayment(turn: ClaimTurn, event: EventOf<'remittancePosted'>): void {
  const { promptPay, promptPayInterest: rate } = turn.rules;
  const receivedOn = turn.facts.acceptedOn;
  if (receivedOn === null || turn.facts.everAdjudicated || !rate.bps) return;
  const clock = dated('prompt-pay', receivedOn, promptPay);
  const late = { cents: event.paidCents, dueOn: clock.hardDate, on: event.date, rateBps: rate.bps };
  const { interestCents: addedCents = 0 } = event;
  const interestCents = promptPayInterest(late) - addedCents;
  if (interestCents <= 0) return;
  turn.use(clock);
  turn.use(rate);
  turn.workItem(
    'demandInterest',
    addBusinessDays(turn.at.date, DEMAND_IN_BUSINESS_DAYS),
    {
      interestCents,
      ...(addedCents > 0 && { addedCents }),
      paidCents: event.paidCents,
      dueOn: clock.hardDate,
      paidOn: event.date,
      lateDays: daysBetween(clock.hardDate, event.date),
      rule: `${rate.ruleId} v${rate.version}`,
    },
    event.remittanceClaimId,
  );
}
