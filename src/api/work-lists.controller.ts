import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { changeRecipient, listRecipients } from '../app/work-lists/change-recipient.js';
import { roles } from '../domain/roles.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { created, uuid } from './schemas.js';

const recipient = {
  owner: z.string().min(1).max(255).meta({ description: 'Principal id, as items are assigned to it.' }),
  role: z.enum(roles),
  address: z.string().max(254).nullable().meta({ description: 'Null: no list by mail.' }),
};
const changeBody = z.strictObject(recipient).meta({ id: 'ChangeWorkListRecipient' });
const row = z.strictObject({ ...recipient, id: uuid, role: z.string() }).meta({ id: 'WorkListRecipient' });

@ApiTags('work')
@Controller('work-list-recipients')
export class WorkListsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('workListRecipients.list', {
    summary: 'Who is told each morning, by mail, what waits for them',
    answer: z.strictObject({ items: z.array(row) }).meta({ id: 'WorkListRecipients' }),
  })
  async list() {
    return { items: await listRecipients(this.deps, currentActor(), currentOrganization()) };
  }

  @Post()
  @HttpCode(200)
  @Route('workListRecipients.change', {
    summary: 'Say where an owner’s morning list goes: counts, kinds and due dates, nothing about anybody',
    answer: created,
  })
  change(@Body({ schema: changeBody }) body: z.output<typeof changeBody>) {
    return answered(changeRecipient(this.deps, currentActor(), currentOrganization(), body));
  }
}
