import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { getRemittance, listRemittances } from '../app/remittances/remittances.queries.js';
import { previewRemittance } from '../app/remittances/preview-remittance.queries.js';
import { requestUnpost, unpostReasons } from '../app/remittances/unpost-remittance.js';
import { answered, currentOrganization } from './answers.js';
import { claimAdjustment } from './claims.schemas.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText, filterCode, filterId, idParam, paging, pageOf, uuid } from './schemas.js';

const row = {
  id: uuid,
  fileId: uuid,
  trace: z.string(),
  payerId: uuid.nullable(),
  payerName: z.string(),
  method: z.string(),
  paymentCents: cents,
  paymentDate: dateText,
  state: z.string(),
  repeatOf: uuid.nullable(),
  postedOn: dateText.nullable(),
  claimCount: z.int(),
};
const remittance = z.strictObject(row).meta({ id: 'Remittance' });
const remittanceClaim = z.strictObject({
  id: uuid,
  ordinal: z.int(),
  claimId: uuid.nullable(),
  claimNumber: z.string(),
  status: z.string(),
  chargeCents: cents,
  paidCents: cents,
  patientCents: cents.nullable(),
  payerClaimNumber: z.string(),
  matchedBy: z.string().nullable(),
  adjustments: z.array(claimAdjustment),
});
const providerAdjustment = z.strictObject({
  ordinal: z.int(),
  reason: z.string(),
  reference: z.string(),
  amountCents: cents,
});
const remittanceDetail = z
  .strictObject({
    ...row,
    verdict: z.unknown(),
    claims: z.array(remittanceClaim),
    providerAdjustments: z.array(providerAdjustment),
  })
  .meta({ id: 'RemittanceDetail' });
const entry = z.strictObject({
  account: z.string(),
  amountCents: cents,
  claimId: uuid.optional(),
  payerId: uuid.optional(),
  guarantorAccountId: uuid.optional(),
  reference: z.string().optional(),
});
const remittancePreview = z
  .strictObject({
    remittanceId: uuid,
    state: z.string(),
    /** Whether it would post by itself, and why not. */
    postsByItself: z.boolean(),
    why: z.string(),
    cashCents: cents,
    postings: z.array(z.strictObject({ place: z.string(), kind: z.string(), entries: z.array(entry) })),
    needsPerson: z.array(z.strictObject({ place: z.string(), reason: z.string(), amountCents: cents })),
    denials: z.array(z.strictObject({ place: z.string(), group: z.string(), carc: z.string(), amountCents: cents })),
  })
  .meta({ id: 'RemittancePreview' });
const unpostBody = z.strictObject({ reason: z.enum(unpostReasons) }).meta({ id: 'UnpostRemittance' });
const unpostRequested = z.strictObject({ approvalId: uuid }).meta({ id: 'UnpostRequested' });
const listQuery = z.strictObject({ ...paging, state: filterCode, payerId: filterId, fileId: filterId });

@ApiTags('remittances')
@Controller('remittances')
export class RemittancesController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('remittances.list', {
    summary: 'Remittances, newest first',
    answer: pageOf(remittance).meta({ id: 'RemittancePage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listRemittances(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get(':id')
  @Route('remittances.read', { summary: 'One remittance with its claims and adjustments', answer: remittanceDetail })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getRemittance(this.deps, currentActor(), currentOrganization(), id));
  }

  @Get(':id/preview')
  @Route('remittances.preview', {
    summary: 'What would post, and what needs a person; nothing is written',
    answer: remittancePreview,
  })
  preview(@Param('id', { schema: idParam }) id: string) {
    return answered(previewRemittance(this.deps, currentActor(), currentOrganization(), id));
  }

  @Post(':id/unpost')
  @HttpCode(202)
  @Route('remittances.unpost', {
    summary: 'Ask to take a posted remittance back; another person approves',
    answer: unpostRequested,
  })
  unpost(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: unpostBody }) body: z.output<typeof unpostBody>,
  ) {
    return answered(
      requestUnpost(this.deps, currentActor(), currentOrganization(), { remittanceId: id, reason: body.reason }),
    );
  }
}
