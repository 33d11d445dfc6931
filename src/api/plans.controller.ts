import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { recordInquiry } from '../app/accounts/record-inquiry.js';
import { listStatements } from '../app/accounts/statements.queries.js';
import { offerPlan } from '../app/plans/offer-plan.js';
import { getPlan, listPlans } from '../app/plans/plans.queries.js';
import { answer, answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { IntentionKey } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, code, dateText, filterCode, filterId, idParam, paging, pageOf, uuid } from './schemas.js';

const row = {
  id: uuid,
  accountId: uuid,
  state: z.string(),
  totalCents: cents,
  installmentCount: z.int(),
  firstDueOn: dateText.nullable(),
  proposedOn: dateText,
  closedOn: dateText.nullable(),
  version: z.int(),
};
export const planRow = z.strictObject(row).meta({ id: 'PaymentPlan' });
const planDetail = z
  .strictObject({
    ...row,
    installments: z.array(
      z.strictObject({
        number: z.int(),
        dueOn: dateText,
        amountCents: cents,
        paidCents: cents,
        paidOn: dateText.nullable(),
      }),
    ),
  })
  .meta({ id: 'PaymentPlanDetail' });
const listQuery = z.strictObject({ ...paging, state: filterCode, accountId: filterId });
const answerBody = z
  .strictObject({ answer: z.enum(['planAccepted', 'planDeclined']), channel: code })
  .meta({ id: 'PlanAnswer' });
const offerBody = z
  .strictObject({ months: z.int().min(1).max(36).optional() })
  .meta({ id: 'PlanOffer', description: 'Without months, as many installments as the balance allows.' });
const requestedPlan = z
  .strictObject({ accountId: uuid, totalCents: cents, months: z.int() })
  .meta({ id: 'RequestedPlan' });
const answeredPlan = z.strictObject({ accountId: uuid, answer: z.string() }).meta({ id: 'AnsweredPlan' });
const statement = z
  .strictObject({
    id: uuid,
    accountId: uuid,
    planId: uuid.nullable(),
    kind: z.string(),
    number: z.int(),
    amountCents: cents,
    state: z.string(),
    intendedOn: dateText,
    sentOn: dateText.nullable(),
  })
  .meta({ id: 'Statement' });
const statementQuery = z.strictObject({ ...paging, state: filterCode, accountId: filterId });

@ApiTags('patients')
@Controller()
export class PlansController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('plans')
  @Route('plans.list', { summary: 'Payment plans', answer: pageOf(planRow).meta({ id: 'PaymentPlanPage' }) })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listPlans(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('plans/:id')
  @Route('plans.read', { summary: 'One payment plan with its installments', answer: planDetail })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getPlan(this.deps, currentActor(), currentOrganization(), id));
  }

  @Post('accounts/:id/plans')
  @Route('plans.offer', {
    summary: 'Offer a payment plan that a guarantor asked for; it goes out by mail with a link to answer',
    answer: requestedPlan,
    status: 201,
  })
  offer(
    @Param('id', { schema: idParam }) accountId: string,
    @Body({ schema: offerBody }) body: z.output<typeof offerBody>,
    @IntentionKey() key: string,
  ) {
    return answered(offerPlan(this.deps, currentActor(), currentOrganization(), { ...body, accountId, key }));
  }

  @Post('plans/:id/answer')
  @Route('plans.answer', { summary: 'Record a guarantor’s answer to an offered plan', answer: answeredPlan })
  async answer(
    @Param('id', { schema: idParam }) planId: string,
    @Body({ schema: answerBody }) body: z.output<typeof answerBody>,
    @IntentionKey() key: string,
  ) {
    const plan = answer(await getPlan(this.deps, currentActor(), currentOrganization(), planId));
    return answered(
      recordInquiry(this.deps, currentActor(), currentOrganization(), {
        ...body,
        planId,
        accountId: plan.accountId,
        key,
      }),
    );
  }

  @Get('statements')
  @Route('statements.list', {
    summary: 'Statements and notices to guarantors, newest first',
    answer: pageOf(statement).meta({ id: 'StatementPage' }),
  })
  statements(@Query({ schema: statementQuery }) query: z.output<typeof statementQuery>) {
    return listStatements(this.deps, currentActor(), currentOrganization(), query);
  }
}
