import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { replanDeadline } from '../app/deadlines/replan-deadline.js';
import { listDueDeadlines } from '../app/deadlines/deadlines.queries.js';
import { getDecision } from '../app/decisions/decisions.queries.js';
import { answered, currentOrganization, seenByCaller } from './answers.js';
import { deadline, decision } from './claims.schemas.js';
import { commandAnswer } from './commands.schemas.js';
import { DEPS, type ApiDeps } from './deps.js';
import { IntentionKey } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, date, filterCode, idParam, paging, pageOf, uuid, words } from './schemas.js';

const MAX_WITHIN_DAYS = 3_660;
const due = z.strictObject({ ...deadline.shape, amountCents: cents }).meta({ id: 'DueDeadline' });
const duePage = z.strictObject({ ...pageOf(due).shape, totalCents: cents }).meta({ id: 'DueDeadlinePage' });
const dueQuery = z.strictObject({
  ...paging,
  kind: filterCode,
  within: z
    .string()
    .regex(/^\d{1,4}d$/, 'days, as in 30d')
    .default('30d')
    .transform((text) => Math.min(Number(text.slice(0, -1)), MAX_WITHIN_DAYS)),
});
const replanBody = z.strictObject({ safeDate: date, reason: words }).meta({ id: 'ReplanDeadline' });
const decisionDetail = z
  .strictObject({
    ...decision.shape,
    subjectType: z.string(),
    subjectId: uuid,
    eventId: uuid.nullable(),
    explanation: z.string(),
    again: z.strictObject({ toState: z.string(), because: z.string(), same: z.boolean() }).nullable(),
    inputs: z.unknown(),
  })
  .meta({ id: 'DecisionDetail' });
@ApiTags('deadlines and decisions')
@Controller()
export class DeadlinesController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('deadlines')
  @Route('deadlines.list', {
    summary: 'Open deadlines within so many days, with the dollars behind them',
    answer: duePage,
  })
  list(@Query({ schema: dueQuery }) { within, ...query }: z.output<typeof dueQuery>) {
    return listDueDeadlines(this.deps, currentActor(), currentOrganization(), { ...query, withinDays: within });
  }

  @Post('deadlines/:id/replan')
  @Route('deadlines.replan', {
    summary: 'Move one deadline’s safe date, never past its hard date',
    answer: commandAnswer,
  })
  replan(
    @Param('id', { schema: idParam }) deadlineId: string,
    @Body({ schema: replanBody }) body: z.output<typeof replanBody>,
    @IntentionKey() commandId: string,
  ) {
    return answered(
      replanDeadline(this.deps, currentActor(), currentOrganization(), { ...body, deadlineId, commandId }),
    );
  }

  @Get('decisions/:id')
  @Route('decisions.read', {
    summary:
      'One decision in a sentence: what it rested on, which rules in which version, and the same inputs judged again',
    answer: decisionDetail,
  })
  decision(@Param('id', { schema: idParam }) id: string) {
    return answered(getDecision(this.deps, currentActor(), currentOrganization(), id, seenByCaller()));
  }
}
