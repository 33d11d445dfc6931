import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import { DAYS_BEFORE_SENDING, servedOn } from './denied-197-appealed.js';
import { spread, takesAuthorizationRequests, type Scenario } from './scenario.js';

/** Denied CO-197 by the payer that takes requests as 278: asked for after the fact by file, given, sent again with its number, paid. */
export const denied197ByFile: Scenario = {
  name: 'denied197ByFile',
  story: 'denied 197 → authorization after the fact asked for by 278 and given → corrected claim → paid',
  percent: 2,
  fits: takesAuthorizationRequests,
  prepare: (claim, firstDay) => servedOn(claim, addDays(firstDay as PlainDate, -DAYS_BEFORE_SENDING)),
  decide: (claim, { frequency }) =>
    frequency === '7'
      ? { payAfterDays: spread(claim, 9, 5) }
      : { payAfterDays: 5, denial: { group: 'CO', carc: '197', rarcs: [] } },
  authorization: { answerAfterDays: 3, answer: 'approved' },
};
