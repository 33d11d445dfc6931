import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { storeScan } from '../app/documents/store-scan.js';
import { keyRemittance } from '../app/remittances/key-remittance.js';
import { getRemittance, listRemittances } from '../app/remittances/remittances.queries.js';
import { previewRemittance } from '../app/remittances/preview-remittance.queries.js';
import { requestUnpost, unpostReasons } from '../app/remittances/unpost-remittance.js';
import { answered, currentOrganization } from './answers.js';
import { claimAdjustment } from './claims.schemas.js';
import { DEPS, type ApiDeps } from './deps.js';
import * as keyed from './keyed-remittance.schemas.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText, filterCode, filterId, idParam, paging, pageOf, uuid } from './schemas.js';
import { pdfBody, uploadedFile } from './uploaded-file.js';

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
    /** Who keyed it from paper, and the document it was keyed from; null for what came as a file. */
    keyedBy: z.string().nullable(),
    scanId: uuid.nullable(),
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

  @Post('scans')
  @ApiConsumes('application/octet-stream')
  @ApiBody(pdfBody)
  @Route('remittances.scan', {
    summary: 'Bring the scan of a paper remittance (PDF), to key it from',
    answer: keyed.storedScan,
    status: 201,
  })
  async scan(@Req() req: Request) {
    const { bytes } = await uploadedFile(req, undefined);
    return answered(storeScan(this.deps, currentActor(), currentOrganization(), bytes));
  }

  @Post('keyed')
  @Route('remittances.key', {
    summary: 'Key a remittance from paper; it is judged and posted like an 835, above a limit after a second check',
    answer: keyed.keyedFile,
    status: 201,
  })
  key(@Body({ schema: keyed.keyedRemittance }) body: z.output<typeof keyed.keyedRemittance>) {
    return answered(keyRemittance(this.deps, currentActor(), currentOrganization(), body));
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
