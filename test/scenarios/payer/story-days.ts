import { recordEvent, type Facts } from '../../../src/app/stories/record-event.js';
import type { StoryKind } from '../../../src/domain/stories/turn.js';
import { tellClaim, tellDenial, type Practice } from '../../app/a-practice.js';

/** It is this day in the practice; nothing happens by itself until a story is told. */
export const itIs = (practice: Practice, day: string): Promise<unknown> =>
  practice.within((tx) =>
    tx.db.organization.update({ where: { id: practice.org }, data: { businessAt: new Date(`${day}T15:00:00Z`) } }),
  );

async function hear(practice: Practice, story: StoryKind, subjectId: string, type: string, facts: Facts) {
  await practice.within((tx) => recordEvent(tx, { story, subjectId, type, facts }));
}

/** Something happens to a claim, and its story judges it at once. */
export async function claimHears(practice: Practice, claim: { id: string }, type: string, facts: Facts = {}) {
  await hear(practice, 'claim', claim.id, type, facts);
  return tellClaim(practice, claim);
}

/** Something happens to a denial, and its story judges it at once. */
export async function denialHears(practice: Practice, denialId: string, type: string, facts: Facts = {}) {
  await hear(practice, 'appeal', denialId, type, facts);
  return tellDenial(practice, denialId);
}

/** Open work about a subject, oldest first: kind, role and facts. */
export const openWork = (practice: Practice, subjectId: string) =>
  practice.within((tx) =>
    tx.db.workItem.findMany({
      where: { organizationId: practice.org, subjectId, state: 'OPEN' },
      orderBy: [{ openedOn: 'asc' }, { kind: 'asc' }],
    }),
  );
