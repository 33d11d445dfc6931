import { addDays } from '../domain/dates/plain-date.js';
import type { Benefit } from '../edi/x12/270-271/eligibility-answer.js';
import { fateOf } from './scenarios/catalog.js';
import { isSecondPayer, SECOND_PAYER, secondMemberId } from './second-policy.js';
import type { KnownClaim, World } from './world.js';

/** How long before the service a coverage ended that the payer reports as ended. */
const ENDED_DAYS_BEFORE = 20;

const benefit = (ordinal: number, information: string, more: Partial<Benefit> = {}): Benefit => ({
  ordinal,
  information,
  serviceTypes: ['30'],
  refs: [],
  dates: [],
  rejections: [],
  messages: [],
  conditions: [],
  entities: [],
  unmodelled: [],
  ...more,
});

/** What the payer's file says of a member: active (EB*1), or ended (EB*6) with the plan that covers the patient now (EB*R). */
export function benefitsFor(world: World, memberId: string | undefined): Benefit[] {
  const known = Object.values(world.claims).find(({ claim }) => claim.subscriber.memberId === memberId);
  return known && hasEnded(world, known) ? ended(known) : [benefit(1, '1')];
}

const hasEnded = (world: World, { claim, lastDecision }: KnownClaim): boolean =>
  lastDecision !== undefined && !isSecondPayer(claim) && fateOf(world, claim).coverageEnded === true;

function ended({ claim }: KnownClaim): Benefit[] {
  const service = claim.lines[0]?.serviceFrom;
  const { name, id } = SECOND_PAYER;
  return [
    benefit(1, '6', {
      dates: service ? [{ qualifier: '357', date: addDays(service, -ENDED_DAYS_BEFORE) }] : [],
    }),
    benefit(2, 'R', {
      refs: [{ qualifier: '1W', value: secondMemberId(claim) }],
      entities: [{ role: 'PRP', entity: 'organization', name, idQualifier: 'PI', id, contacts: [] }],
    }),
  ];
}
