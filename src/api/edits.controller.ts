import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { readEditHits } from '../app/edit-tables/edit-hits.queries.js';
import { listEditTables } from '../app/edit-tables/edit-tables.queries.js';
import { currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { date, dateText, uuid } from './schemas.js';

const basisPoints = z.int().meta({ description: 'Hundredths of a percent.' });
const table = z
  .strictObject({
    id: uuid,
    kind: z.string(),
    setting: z.string(),
    name: z.string(),
    payerClasses: z.array(z.string()),
    effectiveFrom: dateText,
    effectiveTo: dateText.nullable(),
    synthetic: z.boolean(),
    state: z.string(),
    rowCount: z.int(),
    loadedBy: z.string(),
    loadedOn: dateText,
  })
  .meta({ id: 'EditTable' });
const hits = z
  .strictObject({
    from: dateText,
    to: dateText,
    payers: z.array(
      z.strictObject({
        payerId: uuid,
        payer: z.string(),
        scrubbed: z.int(),
        stopped: z.int(),
        rateBp: basisPoints,
        edits: z.array(z.strictObject({ edit: z.string(), claims: z.int(), rateBp: basisPoints })),
      }),
    ),
  })
  .meta({ id: 'EditHits' });
const hitsQuery = z.strictObject({ from: date.exactOptional(), to: date.exactOptional() });

@ApiTags('edits')
@Controller()
export class EditsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('edit-tables')
  @Route('editTables.list', {
    summary: 'NCCI pairs, unit limits and code lists that were loaded, with the time they bind',
    answer: z.strictObject({ items: z.array(table) }).meta({ id: 'EditTables' }),
  })
  async tables() {
    return { items: await listEditTables(this.deps, currentActor(), currentOrganization()) };
  }

  @Get('reports/edit-hits')
  @Route('reports.editHits', {
    summary: 'How often each edit stops claims before they are sent, by payer; the last 90 days unless told otherwise',
    answer: hits,
  })
  hits(@Query({ schema: hitsQuery }) query: z.output<typeof hitsQuery>) {
    return readEditHits(this.deps, currentActor(), currentOrganization(), query);
  }
}
