import { Body, Controller, Get, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { changeSkills } from '../app/staff/change-skills.js';
import { listStaff } from '../app/staff/staff.queries.js';
import { roles } from '../domain/roles.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { code, created, uuid } from './schemas.js';

const owner = z.string().min(1).max(255).meta({ description: 'Principal id, as items are assigned to it.' });
const takesWork = z.boolean().meta({ description: 'Given work each morning; false: pulls only.' });
const changeBody = z
  .strictObject({
    owner,
    role: z.enum(roles),
    queues: z.array(code).max(50).meta({ description: 'Queues they work; with `kinds` empty too: all.' }),
    kinds: z.array(code).max(200).meta({ description: 'Kinds of work besides those queues.' }),
    payerIds: z.array(uuid).max(1_000).meta({ description: 'Payers they work; empty: all.' }),
    takesWork,
  })
  .meta({ id: 'ChangeStaffSkills' });
const row = z
  .strictObject({
    id: uuid.nullable(),
    owner,
    role: z.string().nullable(),
    queues: z.array(z.string()),
    kinds: z.array(z.string()),
    payerIds: z.array(uuid),
    takesWork,
    open: z.int(),
    finishedToday: z.int(),
    room: z.int(),
  })
  .meta({ id: 'StaffSkills' });
const loads = z
  .strictObject({
    dailyLoad: z.strictObject({ items: z.int(), ruleId: z.string(), version: z.int() }),
    items: z.array(row),
  })
  .meta({ id: 'StaffLoads' });

@ApiTags('work')
@Controller('staff-skills')
export class StaffController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('staffSkills.list', {
    summary: 'Who knows which work and which payers, what each has in hand today, and what room the daily load leaves',
    answer: loads,
  })
  async list() {
    const { dailyLoad, items } = await listStaff(this.deps, currentActor(), currentOrganization());
    const { days, ruleId, version } = dailyLoad;
    return { dailyLoad: { items: days, ruleId, version }, items };
  }

  @Post()
  @HttpCode(200)
  @Route('staffSkills.change', {
    summary: 'Say what a person works: queues or kinds, and payers; pulling and the morning’s assignment follow it',
    answer: created,
  })
  change(@Body({ schema: changeBody }) body: z.output<typeof changeBody>) {
    return answered(changeSkills(this.deps, currentActor(), currentOrganization(), body));
  }
}
