import type { Practice } from './a-practice.js';

/** Everything a biller could see of a claim or a denial that does not name it. */
export const whatIsSeenOf = ({ org, within }: Practice, subjectId: string) =>
  within(async (tx) => {
    const where = { organizationId: org, subjectId };
    const one = { where: { organizationId: org, id: subjectId } };
    const claim = await tx.db.claim.findFirst(one);
    const denial = await tx.db.denial.findFirst(one);
    const levels = await tx.db.appealLevel.findMany({
      where: { organizationId: org, denialId: subjectId },
      orderBy: { level: 'asc' },
    });
    const decisions = await tx.db.decision.findMany({ where, orderBy: { sequence: 'asc' } });
    const events = await tx.db.storyEvent.findMany({ where, orderBy: { sequence: 'asc' } });
    const items = await tx.db.workItem.findMany({
      where,
      orderBy: [{ kind: 'asc' }, { dueDate: 'asc' }, { state: 'asc' }],
    });
    const deadlines = await tx.db.deadline.findMany({
      where,
      orderBy: [{ kind: 'asc' }, { safeDate: 'asc' }, { closedHow: 'asc' }],
    });
    const intents = await tx.db.intent.findMany({ where, orderBy: [{ kind: 'asc' }, { state: 'asc' }] });
    return {
      state: claim?.state ?? denial?.state,
      version: claim?.version ?? denial?.version,
      nextAction: claim?.nextAction,
      nextActionOn: claim?.nextActionOn,
      outcome: denial?.outcome,
      levels: levels.map(({ level, state, filedOn, decision }) => ({ level, state, filedOn, decision })),
      decisions: decisions.map(({ fromState, toState, because }) => ({ fromState, toState, because })),
      events: events.map(({ type, verdict, handledAt }) => ({ type, verdict, handled: handledAt !== null })),
      items: items.map(({ kind, state, dueDate }) => ({ kind, state, dueDate })),
      deadlines: deadlines.map(({ kind, safeDate, closedHow }) => ({ kind, safeDate, closedHow })),
      intents: intents.map(({ kind, state }) => ({ kind, state })),
    };
  });

/** Each event was taken up: nothing waits for a turn. */
export const isAllHandled = ({ org, within }: Practice, subjectId: string): Promise<boolean> =>
  within(async (tx) => {
    const where = { organizationId: org, subjectId, handledAt: null };
    return (await tx.db.storyEvent.count({ where })) === 0;
  });
