import { Body, Controller, Get, Inject, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { listContacts } from '../app/contacts/contacts.queries.js';
import { recordContact } from '../app/contacts/save-contact.js';
import { answered, currentOrganization, seenByCaller } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { code, created, date, dateText, filterId, paging, pageOf, uuid, words } from './schemas.js';

const details = z.strictObject({
  counterparty: words.exactOptional(),
  callReference: words.exactOptional(),
  note: words.exactOptional(),
});
const contact = z
  .strictObject({
    id: uuid,
    claimId: uuid,
    person: z.string(),
    channel: z.string(),
    outcomeCode: z.string(),
    promisedDate: dateText.nullable(),
    nextAction: z.string(),
    nextActionOn: dateText.nullable(),
    occurredOn: dateText,
    recordedAt: z.string(),
    details: details.nullable(),
  })
  .meta({ id: 'Contact' });
const listQuery = z.strictObject({ ...paging, claimId: filterId });
const newContact = z
  .strictObject({
    claimId: uuid,
    channel: code,
    outcomeCode: code,
    nextAction: z.string().trim().min(1).max(200),
    nextActionOn: date.exactOptional(),
    promisedDate: date.exactOptional(),
    details,
  })
  .meta({ id: 'NewContact' });

@ApiTags('work')
@Controller('contacts')
export class ContactsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('contacts.list', {
    summary: 'Call notes and letters, newest first',
    answer: pageOf(contact).meta({ id: 'ContactPage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listContacts(this.deps, currentActor(), currentOrganization(), query, seenByCaller());
  }

  @Post()
  @Route('contacts.record', {
    summary: 'Note a contact with a payer or patient; it never resets a clock',
    answer: created,
    status: 201,
  })
  record(@Body({ schema: newContact }) body: z.output<typeof newContact>) {
    return answered(recordContact(this.deps, currentActor(), currentOrganization(), body));
  }
}
