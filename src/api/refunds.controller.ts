import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { getRefund, listRefunds } from '../app/refunds/refunds.queries.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText, filterCode, filterId, idParam, paging, pageOf, uuid } from './schemas.js';

const row = {
  id: uuid,
  owner: z.string(),
  government: z.boolean(),
  accountId: uuid.nullable(),
  payerId: uuid.nullable(),
  claimId: uuid.nullable(),
  amountCents: cents,
  reason: z.string(),
  state: z.string(),
  identifiedOn: dateText,
  sentOn: dateText.nullable(),
  closedOn: dateText.nullable(),
  reference: z.string().nullable(),
};
const refund = z.strictObject(row).meta({ id: 'Refund' });
const refundDetail = z
  .strictObject({
    ...row,
    preparedBy: z.string().nullable(),
    deadlines: z.array(z.strictObject({ kind: z.string(), hardDate: dateText, closedOn: dateText.nullable() })),
    postings: z.array(z.strictObject({ kind: z.string(), postedOn: dateText, amountCents: cents })),
  })
  .meta({ id: 'RefundDetail' });
const listQuery = z.strictObject({
  ...paging,
  state: filterCode,
  owner: filterCode,
  accountId: filterId,
  claimId: filterId,
});

@ApiTags('refunds')
@Controller('refunds')
export class RefundsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('refunds.list', {
    summary: 'Credit balances and their refunds, oldest first',
    answer: pageOf(refund).meta({ id: 'RefundPage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listRefunds(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get(':id')
  @Route('refunds.read', { summary: 'One refund with its clock and its postings', answer: refundDetail })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getRefund(this.deps, currentActor(), currentOrganization(), id));
  }
}
