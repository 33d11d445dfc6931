import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { beginOutage } from '../app/payer-outages/begin-outage.js';
import { outagesOf } from '../app/payer-outages/outages.queries.js';
import { resumeOutage } from '../app/payer-outages/resume-sends.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText, idParam, uuid, words } from './schemas.js';

const report = z
  .strictObject({
    days: z.int(),
    extended: z.int(),
    extendedBy: z.string().nullable(),
    claims: z.int(),
    cents,
    missed: z.int(),
    urgent: z.array(z.strictObject({ claimId: uuid, kind: z.string(), hardDate: dateText, daysLeft: z.int(), cents })),
  })
  .meta({ id: 'OutageReport' });
const outage = z
  .strictObject({
    id: uuid,
    payerId: uuid,
    state: z.enum(['ON', 'RESUMING', 'OVER']),
    reason: z.string(),
    beganOn: dateText,
    beganBy: z.string(),
    resumedOn: dateText.nullable(),
    perDay: z.int().nullable(),
    overOn: dateText.nullable(),
    waiting: z.strictObject({ claims: z.int(), questions: z.int() }),
    report: report.nullable(),
  })
  .meta({ id: 'PayerOutage' });
const list = z.strictObject({ items: z.array(outage) }).meta({ id: 'PayerOutages' });
const beginBody = z.strictObject({ reason: words }).meta({ id: 'BeginOutage' });
const resumeBody = z.strictObject({ perDay: z.int().min(1).max(100_000), note: words }).meta({ id: 'ResumeOutage' });

@ApiTags('payer rules')
@Controller('payers/:id/outages')
export class PayerOutagesController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('payerOutages.list', {
    summary: 'The outages of a payer: what waits, at which pace it goes out, what became urgent',
    answer: list,
  })
  list(@Param('id', { schema: idParam }) payerId: string) {
    return outagesOf(this.deps, currentActor(), currentOrganization(), payerId);
  }

  @Post()
  @Route('payerOutages.begin', {
    summary: 'Hold everything that is to be sent to a payer; deadlines run on',
    answer: outage,
    status: 201,
  })
  begin(
    @Param('id', { schema: idParam }) payerId: string,
    @Body({ schema: beginBody }) body: z.output<typeof beginBody>,
  ) {
    return answered(beginOutage(this.deps, currentActor(), currentOrganization(), { payerId, ...body }));
  }

  @Post(':outageId/resume')
  @Route('payerOutages.resume', {
    summary: 'Send again, so many a day; extends only what a rule of the payer extends and reports what became urgent',
    answer: outage,
  })
  resume(
    @Param('id', { schema: idParam }) payerId: string,
    @Param('outageId', { schema: idParam }) outageId: string,
    @Body({ schema: resumeBody }) body: z.output<typeof resumeBody>,
  ) {
    return answered(resumeOutage(this.deps, currentActor(), currentOrganization(), { payerId, outageId, ...body }));
  }
}
