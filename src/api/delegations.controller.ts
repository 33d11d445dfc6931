import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { endDelegation, giveDelegation, listDelegations } from '../app/approvals/delegations.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { date, dateText, idParam, uuid, words } from './schemas.js';

const delegation = z
  .strictObject({
    id: uuid,
    fromPerson: z.string(),
    role: z.string(),
    toPerson: z.string(),
    fromOn: dateText,
    untilOn: dateText,
    reason: z.string(),
    givenOn: dateText,
    endedOn: dateText.nullable(),
  })
  .meta({ id: 'Delegation' });
const list = z.strictObject({ items: z.array(delegation) }).meta({ id: 'Delegations' });
const giveBody = z
  .strictObject({ toPerson: words, fromOn: date, untilOn: date, reason: words })
  .meta({ id: 'GiveDelegation' });
const endBody = z.strictObject({ reason: words }).meta({ id: 'EndDelegation' });

@ApiTags('work')
@Controller('delegations')
export class DelegationsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('delegations.list', { summary: 'Who approves in whose place, from when until when', answer: list })
  list() {
    return listDelegations(this.deps, currentActor(), currentOrganization());
  }

  @Post()
  @Route('delegations.give', {
    summary: 'Lend one’s own level of approval to another person for dated days',
    answer: delegation,
    status: 201,
  })
  give(@Body({ schema: giveBody }) body: z.output<typeof giveBody>) {
    return answered(giveDelegation(this.deps, currentActor(), currentOrganization(), body));
  }

  @Post(':id/end')
  @Route('delegations.end', { summary: 'End a delegation before its last day', answer: delegation })
  end(@Param('id', { schema: idParam }) id: string, @Body({ schema: endBody }) body: z.output<typeof endBody>) {
    return answered(endDelegation(this.deps, currentActor(), currentOrganization(), { id, ...body }));
  }
}
