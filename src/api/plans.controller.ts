import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { getPlan, listPlans } from '../app/plans/plans.queries.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText, filterCode, filterId, idParam, paging, pageOf, uuid } from './schemas.js';

const row = {
  id: uuid, accountId: uuid, state: z.string(), totalCents: cents, installmentCount: z.int(), firstDueOn: dateText.nullable(),
  proposedOn: dateText, closedOn: dateText.nullable(), version: z.int(),
};
export const planRow = z.strictObject(row).meta({ id: 'PaymentPlan' });
const planDetail = z.strictObject({
  ...row,
  installments: z.array(z.strictObject({ number: z.int(), dueOn: dateText, amountCents: cents, paidCents: cents, paidOn: dateText.nullable() })),
}).meta({ id: 'PaymentPlanDetail' });
const listQuery = z.strictObject({ ...paging, state: filterCode, accountId: filterId });

@ApiTags('patients')
@Controller('plans')
export class PlansController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('plans.list', { summary: 'Payment plans', answer: pageOf(planRow).meta({ id: 'PaymentPlanPage' }) })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listPlans(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get(':id')
  @Route('plans.read', { summary: 'One payment plan with its installments', answer: planDetail })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getPlan(this.deps, currentActor(), currentOrganization(), id));
  }
}
