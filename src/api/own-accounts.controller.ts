import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { endOwnAccount, listOwnAccounts, sayOwnAccount } from '../app/staff/own-accounts.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { dateText, idParam, uuid, words } from './schemas.js';

const relation = z.enum(['own', 'relative']);
const ownAccount = z
  .strictObject({
    id: uuid,
    person: z.string(),
    accountId: uuid,
    relation,
    saidBy: z.string(),
    saidOn: dateText,
    endedOn: dateText.nullable(),
  })
  .meta({ id: 'OwnAccount' });
const list = z.strictObject({ items: z.array(ownAccount) }).meta({ id: 'OwnAccounts' });
const sayBody = z
  .strictObject({
    person: z.string().min(1).max(255).meta({ description: 'Principal id, as items are assigned to it.' }),
    accountId: uuid,
    relation,
  })
  .meta({ id: 'SayOwnAccount' });
const endBody = z.strictObject({ reason: words }).meta({ id: 'EndOwnAccount' });

@ApiTags('work')
@Controller('own-accounts')
export class OwnAccountsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('ownAccounts.list', { summary: 'Whose own or relatives’ accounts are known', answer: list })
  list() {
    return listOwnAccounts(this.deps, currentActor(), currentOrganization());
  }

  @Post()
  @Route('ownAccounts.say', {
    summary:
      'Say that an account is a person’s own or a relative’s: they are given no work of it and decide nothing about it',
    answer: ownAccount,
    status: 201,
  })
  say(@Body({ schema: sayBody }) body: z.output<typeof sayBody>) {
    return answered(sayOwnAccount(this.deps, currentActor(), currentOrganization(), body));
  }

  @Post(':id/end')
  @Route('ownAccounts.end', { summary: 'End it: it was wrong, or holds no more', answer: ownAccount })
  end(@Param('id', { schema: idParam }) id: string, @Body({ schema: endBody }) body: z.output<typeof endBody>) {
    return answered(endOwnAccount(this.deps, currentActor(), currentOrganization(), { id, ...body }));
  }
}
