import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { getUnposted, listUnposted } from '../app/remittances/unposted-items.queries.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText, filterCode, filterId, idParam, paging, pageOf, uuid } from './schemas.js';

const row = {
  id: uuid,
  kind: z.string(),
  remittanceId: uuid,
  place: z.string(),
  payerId: uuid,
  amountCents: cents,
  state: z.string(),
  claimId: uuid.nullable(),
  waitsForClaimId: uuid.nullable(),
  openedOn: dateText,
  ageDays: z.int(),
  resolvedOn: dateText.nullable(),
  resolvedBy: z.string().nullable(),
};
const unpostedItem = z.strictObject(row).meta({ id: 'UnpostedItem' });
const unpostedDetail = z
  .strictObject({
    ...row,
    owner: z.string().nullable(),
    workItemId: uuid.nullable(),
    history: z.array(z.strictObject({ on: dateText, actor: z.string(), action: z.string(), why: z.string() })),
  })
  .meta({ id: 'UnpostedItemDetail' });
const listQuery = z.strictObject({
  ...paging,
  state: filterCode,
  kind: filterCode,
  payerId: filterId,
  remittanceId: filterId,
});

@ApiTags('remittances')
@Controller('unposted-items')
export class UnpostedItemsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('unposted.list', {
    summary: 'Parts of remittances that found no place, oldest first; resolved through their work items',
    answer: pageOf(unpostedItem).meta({ id: 'UnpostedItemPage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listUnposted(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get(':id')
  @Route('unposted.read', { summary: 'One unposted item with owner, age and history', answer: unpostedDetail })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getUnposted(this.deps, currentActor(), currentOrganization(), id));
  }
}
