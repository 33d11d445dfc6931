import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { advanceClock } from '../app/clock/advance-clock.js';
import { watchPracticeClock } from '../app/practice-clock/practice-clock.queries.js';
import { dropPracticeWait, putPracticeWait } from '../app/practice-clock/practice-waits.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { dateText, instant, none } from './schemas.js';

const MAX_WATCH_SECONDS = 20;
const clock = z
  .strictObject({
    businessAt: z.string(),
    businessDate: dateText,
    zone: z.string(),
    nextStoryWakeAt: z.string().nullable(),
    nextWaitAt: z.string().nullable(),
    dueWaits: z.array(z.string()),
  })
  .meta({ id: 'PracticeClock' });
const moved = z
  .strictObject({ businessAt: z.string(), moved: z.boolean(), stories: z.int(), waits: z.int() })
  .meta({ id: 'ClockMove' });
const wait = z.strictObject({ name: z.string(), wakeAt: z.string() }).meta({ id: 'PracticeWait' });
const watchQuery = z.strictObject({
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(MAX_WATCH_SECONDS)
    .default(0)
    .meta({ description: 'Seconds to wait for a change or a due wait.' }),
  since: z.iso.datetime({ offset: true }).exactOptional().meta({ description: 'The businessAt you know.' }),
});
const advanceBody = z.strictObject({ until: instant.exactOptional() }).meta({ id: 'AdvanceClock' });
const waitBody = z.strictObject({ wakeAt: z.iso.datetime({ offset: true }) }).meta({ id: 'PutPracticeWait' });
const waitName = z.string().regex(/^[A-Za-z0-9_.:-]{1,120}$/);

@ApiTags('practice')
@Controller('practice-clock')
export class PracticeClockController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('clock.read', {
    summary: 'The stepped clock; with wait, answers when it has moved or a wait is due',
    answer: clock,
  })
  read(@Query({ schema: watchQuery }) query: z.output<typeof watchQuery>, @Req() req: Request) {
    const gone = new AbortController();
    req.on('close', () => gone.abort());
    return answered(
      watchPracticeClock(this.deps, currentActor(), currentOrganization(), {
        timeoutMs: query.wait * 1_000,
        signal: gone.signal,
        ...(query.since && { since: query.since }),
      }),
    );
  }

  @Post('advance')
  @Route('clock.advance', { summary: 'Move the clock to the next wake, when everything is quiet', answer: moved })
  advance(@Body({ schema: advanceBody }) body: z.output<typeof advanceBody>) {
    return answered(advanceClock(this.deps, { ...body, organizationId: currentOrganization(), actor: currentActor() }));
  }

  @Put('waits/:name')
  @Route('practiceWaits.put', { summary: 'Register or move a wait the clock must stop at', answer: wait })
  put(@Param('name', { schema: waitName }) name: string, @Body({ schema: waitBody }) body: z.output<typeof waitBody>) {
    return answered(putPracticeWait(this.deps, currentActor(), currentOrganization(), { ...body, name }));
  }

  @Delete('waits/:name')
  @Route('practiceWaits.drop', { summary: 'Take a wait away', answer: none })
  drop(@Param('name', { schema: waitName }) name: string) {
    return answered(dropPracticeWait(this.deps, currentActor(), currentOrganization(), name));
  }
}
