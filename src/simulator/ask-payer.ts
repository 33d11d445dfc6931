import { afterDays, type Moment } from './business-moment.js';
import { fateOf } from './scenarios/catalog.js';
import type { World } from './world.js';

/** What a payer's claims desk says on the phone. */
export interface CallAnswer {
  readonly counterparty: string;
  readonly callReference: string;
  /** Civil date of the promised decision. */
  readonly promisedDate: string;
}

/** Somebody of the office calls about a claim; a payer that waited for it promises a day and keeps its word. */
export function callPayer(world: World, now: Moment, call: { claimNumber: string; reference: string }): CallAnswer {
  const known = world.claims[call.claimNumber];
  const decision =
    known &&
    fateOf(world, known.claim).decide(known.claim, {
      sends: known.sends,
      frequency: known.claim.frequency,
      appealWon: false,
      round: 0,
    });
  const at = afterDays(now, decision?.payAfterDays ?? 10, '08:00');
  const answer = { counterparty: 'Claims desk', callReference: call.reference, promisedDate: at.slice(0, 10) };
  if (known && decision?.onlyWhenCalled) {
    if (known.promised) return { ...answer, promisedDate: known.promised };
    known.promised = answer.promisedDate;
    world.agenda.push({
      at,
      kind: 'adjudicate',
      claimNumber: call.claimNumber,
      frequency: known.claim.frequency,
      appealWon: false,
    });
  }
  return answer;
}

/** The payer gets an appeal; its letter comes later, a favorable one is followed by a corrected remittance. */
export function fileAppealWithPayer(
  world: World,
  now: Moment,
  appeal: { denialId: string; claimNumber: string; level: number },
): void {
  const claim = world.claims[appeal.claimNumber]?.claim;
  const answer = claim && fateOf(world, claim).appeals?.[appeal.level - 1];
  if (!claim || !answer) return;
  const { decideAfterDays, decision, payAfterDays } = answer;
  const { denialId, claimNumber } = appeal;
  world.agenda.push({
    at: afterDays(now, decideAfterDays, '08:30'),
    kind: 'appealDecision',
    denialId,
    claimNumber,
    decision,
  });
  if (decision !== 'favorable' || payAfterDays === undefined) return;
  world.agenda.push({
    at: afterDays(now, decideAfterDays + payAfterDays, '08:00'),
    kind: 'adjudicate',
    claimNumber,
    frequency: claim.frequency,
    appealWon: true,
  });
}

/** The payer is asked to authorize a service after the fact. */
export function requestAuthorization(
  world: World,
  now: Moment,
  request: { denialId: string; answerAfterDays: number; answer: string },
): void {
  const { denialId, answerAfterDays, answer } = request;
  world.agenda.push({ at: afterDays(now, answerAfterDays, '08:30'), kind: 'authorizationAnswer', denialId, answer });
}

/** The letter about an appeal or an authorization that has come in by now, taken out of the morning's mail. */
export function letterAbout<K extends 'appealDecision' | 'authorizationAnswer'>(
  world: World,
  now: Moment,
  kind: K,
  denialId: string,
) {
  const letter = world.agenda.find(
    (entry) => entry.kind === kind && entry.denialId === denialId && entry.at <= now.instant,
  );
  if (!letter) return undefined;
  world.agenda = world.agenda.filter((entry) => entry !== letter);
  return letter as Extract<World['agenda'][number], { kind: K }>;
}
