import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { getRemittance, listRemittances } from '../app/remittances/remittances.queries.js';
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
}
