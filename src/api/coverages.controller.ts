import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { askEligibility } from '../app/eligibility/ask-eligibility.js';
import { getEligibilityCheck, listEligibilityChecks } from '../app/eligibility/eligibility.queries.js';
import { recordQmb } from '../app/eligibility/remember-qmb.js';
import { withdrawQmb } from '../app/eligibility/withdraw-qmb.js';
import { cancelVisit, scheduleVisit } from '../app/eligibility/schedule-visit.js';
import { decidePayerOrder } from '../app/next-payer/decide-payer-order.js';
import { readPayerOrder } from '../app/next-payer/payer-order.queries.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, date, dateText, filterCode, filterId, idParam, paging, pageOf, uuid, words } from './schemas.js';

const qmbBody = z.strictObject({ from: date.exactOptional(), to: date.exactOptional() }).meta({ id: 'RecordQmb' });
const recordedQmb = z.strictObject({ coverageId: uuid, releasedCents: cents }).meta({ id: 'RecordedQmb' });
const knownPolicy = z
  .strictObject({
    coverageId: uuid,
    coordinates: z.boolean().exactOptional(),
    heldAs: z.enum(['self', 'spouse', 'child']).exactOptional(),
    holderBirthday: z
      .string()
      .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
      .exactOptional(),
    parent: z.enum(['courtOrdered', 'custodial', 'custodialStep', 'nonCustodial', 'nonCustodialStep']).exactOptional(),
    employment: z.enum(['active', 'retiredOrLaidOff', 'cobra']).exactOptional(),
    effectiveOn: date.exactOptional(),
  })
  .meta({ id: 'KnownPolicy' });
const besideMedicare = z
  .strictObject({
    carrier: z.enum(['workersComp', 'noFault', 'liability', 'blackLung', 'veterans', 'publicHealth']).exactOptional(),
    groupPlan: z
      .strictObject({ currentEmployment: z.boolean(), employees: z.int().min(1).max(10_000_000) })
      .exactOptional(),
    reason: z.enum(['age', 'disability', 'esrd']).exactOptional(),
    esrdSince: date.exactOptional(),
    entitledBefore: z.enum(['age', 'disability']).exactOptional(),
  })
  .meta({ id: 'BesideMedicare' });
const orderBody = z
  .strictObject({
    policies: z.array(knownPolicy).max(20).exactOptional(),
    order: z.array(uuid).min(1).max(20).exactOptional(),
    why: words.exactOptional(),
    besideMedicare: besideMedicare.exactOptional(),
  })
  .meta({ id: 'DecidePayerOrder' });
const decidedOrder = z
  .strictObject({
    order: z.array(uuid),
    rule: z.string(),
    source: z.string(),
    mspType: z.string().nullable().exactOptional(),
  })
  .meta({ id: 'DecidedPayerOrder' });
const policyInOrder = z
  .strictObject({
    coverageId: uuid,
    payerId: uuid,
    payerName: z.string(),
    payerClass: z.string(),
    ofThisClaim: z.boolean(),
    source: z.string(),
    mspType: z.string().nullable(),
    effectiveOn: dateText.nullable(),
    termsOn: dateText.nullable(),
    verifiedOn: dateText.nullable(),
    verifiedResult: z.string().nullable(),
  })
  .meta({ id: 'PolicyInOrder' });
const payerOrder = z.strictObject({ claimId: uuid, policies: z.array(policyInOrder) }).meta({ id: 'PayerOrder' });
const withdrawBody = z.strictObject({ reason: words }).meta({ id: 'WithdrawQmb' });
const withdrawnQmb = z.strictObject({ coverageId: uuid, writtenOffCents: cents }).meta({ id: 'WithdrawnQmb' });
const check = z
  .strictObject({
    id: uuid,
    coverageId: uuid,
    claimId: uuid.nullable(),
    trace: z.string(),
    state: z.string(),
    askedOn: dateText,
    answeredOn: dateText.nullable(),
    result: z.string().nullable(),
  })
  .meta({ id: 'EligibilityCheck' });
const checkQuery = z.strictObject({ ...paging, claimId: filterId, state: filterCode });

const askBody = z.strictObject({ claimId: uuid }).meta({ id: 'AskEligibility' });
const askedCheck = z.strictObject({ claimId: uuid, askedOn: dateText }).meta({ id: 'AskedEligibility' });

const visitBody = z.strictObject({ coverageId: uuid.exactOptional(), serviceOn: date }).meta({ id: 'ScheduleVisit' });
const scheduledVisit = z
  .strictObject({ id: uuid, coverageId: uuid, serviceOn: dateText })
  .meta({ id: 'ScheduledVisit' });

@ApiTags('coverage')
@Controller()
export class CoveragesController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('claims/:id/payer-order')
  @Route('coverages.readOrder', {
    summary: 'The order in which the patient’s coverages pay, first payer first, and who said so',
    answer: payerOrder,
  })
  readOrder(@Param('id', { schema: idParam }) claimId: string) {
    return answered(readPayerOrder(this.deps, currentActor(), currentOrganization(), claimId));
  }

  @Post('claims/:id/payer-order')
  @Route('coverages.decideOrder', {
    summary:
      'Decide which of the patient’s coverages pays first: by the rules of coordination and of Medicare second, or by a person who says why',
    answer: decidedOrder,
  })
  decideOrder(
    @Param('id', { schema: idParam }) claimId: string,
    @Body({ schema: orderBody }) body: z.output<typeof orderBody>,
  ) {
    return answered(decidePayerOrder(this.deps, currentActor(), currentOrganization(), { ...body, claimId }));
  }

  @Post('claims/:id/qmb')
  @Route('coverages.recordQmb', {
    summary:
      'Record that the patient is a Qualified Medicare Beneficiary: nothing of these days is asked of the patient, what stood is released',
    answer: recordedQmb,
    status: 201,
  })
  recordQmb(
    @Param('id', { schema: idParam }) claimId: string,
    @Body({ schema: qmbBody }) body: z.output<typeof qmbBody>,
  ) {
    return answered(recordQmb(this.deps, currentActor(), currentOrganization(), { ...body, claimId }));
  }

  @Post('claims/:id/qmb/withdrawal')
  @Route('coverages.withdrawQmb', {
    summary:
      'Record that the patient is no Qualified Medicare Beneficiary after all: shares decided from now on are the patient’s, what was written off stays so',
    answer: withdrawnQmb,
  })
  withdrawQmb(
    @Param('id', { schema: idParam }) claimId: string,
    @Body({ schema: withdrawBody }) body: z.output<typeof withdrawBody>,
  ) {
    return answered(withdrawQmb(this.deps, currentActor(), currentOrganization(), { ...body, claimId }));
  }

  @Post('claims/:id/visits')
  @Route('visits.schedule', {
    summary:
      'Tell a visit to come of the claim’s patient: coverage is asked for now, three business days before it, and on its day',
    answer: scheduledVisit,
    status: 201,
  })
  scheduleVisit(
    @Param('id', { schema: idParam }) claimId: string,
    @Body({ schema: visitBody }) body: z.output<typeof visitBody>,
  ) {
    return answered(scheduleVisit(this.deps, currentActor(), currentOrganization(), { ...body, claimId }));
  }

  @Post('visits/:id/cancellation')
  @Route('visits.cancel', { summary: 'Cancel a visit to come: nothing more is asked for it', answer: scheduledVisit })
  cancelVisit(@Param('id', { schema: idParam }) id: string) {
    return answered(cancelVisit(this.deps, currentActor(), currentOrganization(), id));
  }

  @Post('eligibility-checks')
  @Route('eligibilityChecks.ask', {
    summary: 'Ask the payer now whether the coverage of a claim is active (270)',
    answer: askedCheck,
    status: 202,
  })
  askCheck(@Body({ schema: askBody }) body: z.output<typeof askBody>) {
    return answered(askEligibility(this.deps, currentActor(), currentOrganization(), body.claimId));
  }

  @Get('eligibility-checks')
  @Route('eligibilityChecks.list', {
    summary: 'Eligibility questions (270) and their answers (271)',
    answer: pageOf(check).meta({ id: 'EligibilityCheckPage' }),
  })
  checks(@Query({ schema: checkQuery }) query: z.output<typeof checkQuery>) {
    return listEligibilityChecks(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('eligibility-checks/:id')
  @Route('eligibilityChecks.read', { summary: 'One eligibility check', answer: check })
  check(@Param('id', { schema: idParam }) id: string) {
    return answered(getEligibilityCheck(this.deps, currentActor(), currentOrganization(), id));
  }
}
