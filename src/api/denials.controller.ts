import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { commandStory } from '../app/commands/command-story.js';
import { getAppeal, getDenial, listAppeals, listDenials } from '../app/denials/denials.queries.js';
import { answered, currentOrganization } from './answers.js';
import { deadline, decision } from './claims.schemas.js';
import { commandAnswer, commandBody, type CommandBody } from './commands.schemas.js';
import { DEPS, type ApiDeps } from './deps.js';
import { IntentionKey } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText, filterCode, filterId, idParam, paging, pageOf, uuid } from './schemas.js';

const row = {
  id: uuid,
  claimId: uuid,
  groupCode: z.string(),
  carc: z.string(),
  rarcs: z.array(z.string()),
  category: z.string(),
  action: z.string(),
  owner: z.string(),
  wholeClaim: z.boolean(),
  amountCents: cents,
  state: z.string(),
  outcome: z.string().nullable(),
  noticeDate: dateText,
  openedOn: dateText,
  resolvedOn: dateText.nullable(),
  version: z.int(),
};
const denial = z.strictObject(row).meta({ id: 'Denial' });
const level = z
  .strictObject({
    id: uuid,
    denialId: uuid,
    level: z.int(),
    program: z.string(),
    state: z.string(),
    openedOn: dateText,
    filedOn: dateText.nullable(),
    channel: z.string().nullable(),
    decision: z.string().nullable(),
    decidedOn: dateText.nullable(),
  })
  .meta({ id: 'AppealLevel' });
const denialDetail = z
  .strictObject({ ...row, levels: z.array(level), deadlines: z.array(deadline), decisions: z.array(decision) })
  .meta({ id: 'DenialDetail' });
const denialQuery = z.strictObject({ ...paging, state: filterCode, carc: filterCode, claimId: filterId });
const appealQuery = z.strictObject({ ...paging, state: filterCode, denialId: filterId });

@ApiTags('denials and appeals')
@Controller()
export class DenialsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('denials')
  @Route('denials.list', { summary: 'Denials, oldest first', answer: pageOf(denial).meta({ id: 'DenialPage' }) })
  list(@Query({ schema: denialQuery }) query: z.output<typeof denialQuery>) {
    return listDenials(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('denials/:id')
  @Route('denials.read', {
    summary: 'One denial with its appeal levels, deadlines and decisions',
    answer: denialDetail,
  })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getDenial(this.deps, currentActor(), currentOrganization(), id));
  }

  @Get('appeals')
  @Route('appeals.list', {
    summary: 'Appeal levels: what was filed where, and what was decided',
    answer: pageOf(level).meta({ id: 'AppealLevelPage' }),
  })
  appeals(@Query({ schema: appealQuery }) query: z.output<typeof appealQuery>) {
    return listAppeals(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('appeals/:id')
  @Route('appeals.read', { summary: 'One appeal level', answer: level })
  appeal(@Param('id', { schema: idParam }) id: string) {
    return answered(getAppeal(this.deps, currentActor(), currentOrganization(), id));
  }

  @Post('denials/:id/cancel-appeal')
  @Route('appeals.cancel', { summary: 'Withdraw the appeal of a denial', answer: commandAnswer })
  cancel(
    @Param('id', { schema: idParam }) subjectId: string,
    @Body({ schema: commandBody }) body: CommandBody,
    @IntentionKey() commandId: string,
  ) {
    return answered(
      commandStory(this.deps, currentActor(), currentOrganization(), {
        story: 'appeal',
        subjectId,
        command: 'cancelAppeal',
        commandId,
        reason: body.reason,
      }),
    );
  }
}
