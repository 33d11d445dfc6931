import { Body, Controller, Delete, Get, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { changePayer } from '../app/organizations/change-payer.js';
import { changeTradingPartner } from '../app/organizations/change-trading-partner.js';
import { changeOfficeSettings, getOfficeSettings } from '../app/organizations/office-settings.js';
import { createOrganization } from '../app/organizations/create-organization.js';
import { getOrganization } from '../app/organizations/organizations.queries.js';
import { createApiKey, revokeApiKey, rotateWebhookSecret } from '../app/organizations/secrets.js';
import { addFacility, addPayer, addProvider, addTradingPartner } from '../app/organizations/set-up.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import * as form from './organizations.schemas.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { created, idParam, none } from './schemas.js';

@ApiTags('set-up')
@Controller()
export class OrganizationsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Post('organizations')
  @Route('organization.create', { summary: 'Found an organization (a legal biller)', answer: created, status: 201 })
  create(@Body({ schema: form.newOrganization }) body: z.output<typeof form.newOrganization>) {
    return answered(createOrganization(this.deps, currentActor(), currentOrganization(), body));
  }

  @Get('organization')
  @Route('organization.read', {
    summary: 'Your organization with its facilities, providers, payers and trading partners',
    answer: form.organization,
  })
  read() {
    return getOrganization(this.deps, currentActor(), currentOrganization());
  }

  @Get('organization/settings')
  @Route('organization.readSettings', { summary: 'What your office decided about money', answer: form.officeSettings })
  settings() {
    return getOfficeSettings(this.deps, currentActor(), currentOrganization());
  }

  @Patch('organization/settings')
  @Route('organization.changeSettings', {
    summary: 'Change what your office decides about money, from now on',
    answer: form.officeSettings,
  })
  changeSettings(@Body({ schema: form.changedOfficeSettings }) body: z.output<typeof form.changedOfficeSettings>) {
    return answered(changeOfficeSettings(this.deps, currentActor(), currentOrganization(), body));
  }

  @Post('facilities')
  @Route('facilities.create', { summary: 'Add a facility', answer: created, status: 201 })
  facility(@Body({ schema: form.newFacility }) body: z.output<typeof form.newFacility>) {
    return answered(addFacility(this.deps, currentActor(), currentOrganization(), body));
  }

  @Post('providers')
  @Route('providers.create', { summary: 'Add a provider', answer: created, status: 201 })
  provider(@Body({ schema: form.newProvider }) body: z.output<typeof form.newProvider>) {
    return answered(addProvider(this.deps, currentActor(), currentOrganization(), body));
  }

  @Post('payers')
  @Route('payers.create', { summary: 'Add a payer', answer: created, status: 201 })
  payer(@Body({ schema: form.newPayer }) body: z.output<typeof form.newPayer>) {
    return answered(addPayer(this.deps, currentActor(), currentOrganization(), body));
  }

  @Patch('payers/:id')
  @Route('payers.change', { summary: 'Change how the remittances of a payer post', answer: created })
  changePayer(
    @Param('id', { schema: idParam }) payerId: string,
    @Body({ schema: form.changedPayer }) body: z.output<typeof form.changedPayer>,
  ) {
    return answered(changePayer(this.deps, currentActor(), currentOrganization(), { ...body, payerId }));
  }

  @Post('trading-partners')
  @Route('tradingPartners.create', {
    summary: 'Add a trading partner: ISA ids, folders, usage, leniencies',
    answer: created,
    status: 201,
  })
  partner(@Body({ schema: form.newTradingPartner }) body: z.output<typeof form.newTradingPartner>) {
    return answered(addTradingPartner(this.deps, currentActor(), currentOrganization(), body));
  }

  @Patch('trading-partners/:id')
  @Route('tradingPartners.change', { summary: 'Change how files are exchanged with a partner', answer: created })
  changePartner(
    @Param('id', { schema: idParam }) partnerId: string,
    @Body({ schema: form.changedTradingPartner }) body: z.output<typeof form.changedTradingPartner>,
  ) {
    return answered(changeTradingPartner(this.deps, currentActor(), currentOrganization(), { ...body, partnerId }));
  }

  @Post('api-keys')
  @Route('apiKeys.create', {
    summary: 'Make an API key for an integration; shown this once',
    answer: form.createdApiKey,
    status: 201,
  })
  apiKey(@Body({ schema: form.newApiKey }) body: z.output<typeof form.newApiKey>) {
    return answered(createApiKey(this.deps, currentActor(), currentOrganization(), body));
  }

  @Delete('api-keys/:id')
  @Route('apiKeys.revoke', { summary: 'Revoke an API key', answer: none })
  revoke(@Param('id', { schema: idParam }) id: string) {
    return answered(revokeApiKey(this.deps, currentActor(), currentOrganization(), id));
  }

  @Post('webhook-sources/:name/rotate')
  @Route('webhookSources.rotate', {
    summary: 'Add a webhook source or give it a new secret; shown this once',
    answer: form.webhookSecret,
    status: 201,
  })
  rotate(@Param('name', { schema: form.sourceName }) name: string) {
    return answered(rotateWebhookSecret(this.deps, currentActor(), currentOrganization(), name));
  }
}
