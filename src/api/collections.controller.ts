import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { changeGuard, notableGuards } from '../app/accounts/change-guard.js';
import { getPlacement, listPlacements } from '../app/agencies/placements.queries.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { IntentionKey } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, code, dateText, filterCode, filterId, idParam, paging, pageOf, uuid } from './schemas.js';

const row = {
  id: uuid,
  accountId: uuid,
  state: z.string(),
  placedCents: cents,
  collectedCents: cents,
  feeCents: cents,
  selectedOn: dateText,
  sentOn: dateText.nullable(),
  placedOn: dateText.nullable(),
  closedOn: dateText.nullable(),
  version: z.int(),
};
const placement = z.strictObject(row).meta({ id: 'Placement' });
const placementDetail = z
  .strictObject({ ...row, items: z.array(z.strictObject({ claimId: uuid, amountCents: cents })) })
  .meta({ id: 'PlacementDetail' });
const listQuery = z.strictObject({ ...paging, state: filterCode, accountId: filterId });
const guardBody = z
  .strictObject({ guard: z.enum(notableGuards), lifted: z.boolean().default(false), source: code })
  .meta({ id: 'ChangeGuard' });
const guards = z.strictObject({ accountId: uuid, guards: z.array(z.string()) }).meta({ id: 'AccountGuards' });

@ApiTags('patients')
@Controller()
export class CollectionsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('placements')
  @Route('placements.list', {
    summary: 'Placements with collection agencies',
    answer: pageOf(placement).meta({ id: 'PlacementPage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listPlacements(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('placements/:id')
  @Route('placements.read', { summary: 'One placement with the items it lists', answer: placementDetail })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getPlacement(this.deps, currentActor(), currentOrganization(), id));
  }

  @Post('accounts/:id/guards')
  @Route('accountGuards.change', {
    summary: 'Note a guard of the law on an account (bankruptcy, death, legal hold), or lift it',
    answer: guards,
    status: 201,
  })
  guard(
    @Param('id', { schema: idParam }) accountId: string,
    @Body({ schema: guardBody }) body: z.output<typeof guardBody>,
    @IntentionKey() key: string,
  ) {
    return answered(changeGuard(this.deps, currentActor(), currentOrganization(), { ...body, accountId, key }));
  }
}
