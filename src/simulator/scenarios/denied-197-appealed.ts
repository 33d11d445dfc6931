import { addDays, type PlainDate } from '../../domain/dates/plain-date.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { isCommercial, takesAuthorizationRequests, type Scenario } from './scenario.js';

/** Authorizations after the fact are given within two weeks of the service: this one is a few days old. */
export const DAYS_BEFORE_SENDING = 3;

/** Denied CO-197; the authorization asked for after the fact is refused, the appeal wins on the emergency in the record. */
export const denied197Appealed: Scenario = {
  name: 'denied197Appealed',
  story: 'denied 197 → authorization after the fact refused → appeal level 1 won → paid',
  percent: 3,
  fits: (claim) => isCommercial(claim) && !takesAuthorizationRequests(claim),
  prepare: (claim, firstDay) => servedOn(claim, addDays(firstDay as PlainDate, -DAYS_BEFORE_SENDING)),
  decide: (_claim, { appealWon }) =>
    appealWon ? { payAfterDays: 10 } : { payAfterDays: 5, denial: { group: 'CO', carc: '197', rarcs: [] } },
  authorization: { answerAfterDays: 4, answer: 'refused' },
  appeals: [{ decideAfterDays: 30, decision: 'favorable', payAfterDays: 10 }],
};

/** The claim as if the patient had come on this day. */
export const servedOn = (claim: Claim837, day: PlainDate): Claim837 => ({
  ...claim,
  lines: claim.lines.map((line) => ({ ...line, serviceFrom: day, serviceThrough: day })),
});
