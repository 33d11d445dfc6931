import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { changeManyWorkItems } from '../app/work-items/change-many-work-items.js';
import { workItemsCsv, workItemsXlsx } from '../app/work-items/render-work-items.js';
import { allWorkItems } from '../app/work-items/work-items.queries.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { code, date, uuid, words } from './schemas.js';
import { SHEET_TYPES } from './sheet-types.js';
import { outcomeFields, workItemWish } from './work-items.schemas.js';

const ITEMS_A_REQUEST = 500;
const many = {
  workItemIds: z.array(uuid).min(1).max(ITEMS_A_REQUEST),
  /** True shows what would become of each item, and writes nothing. */
  dryRun: z.boolean().default(true),
};
const changeBody = z
  .strictObject({
    ...many,
    change: z.discriminatedUnion('action', [
      z.strictObject({ action: z.literal('snooze'), until: date, reason: words }),
      z.strictObject({ action: z.literal('complete'), outcome: code, fields: outcomeFields }),
    ]),
  })
  .meta({ id: 'ChangeManyWorkItems' });
const reassignBody = z
  .strictObject({ ...many, assignee: z.string().min(1).max(255).nullable(), reason: words })
  .meta({ id: 'ReassignManyWorkItems' });
const changed = z
  .strictObject({
    dryRun: z.boolean(),
    changed: z.int(),
    lines: z.array(
      z.strictObject({
        workItemId: uuid,
        state: z.string().nullable(),
        refusal: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ManyWorkItemsChanged' });
const exportQuery = z.strictObject({ ...workItemWish, format: z.enum(['csv', 'xlsx']) });

@ApiTags('work')
@Controller('work-items')
export class ManyWorkItemsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('export')
  @Route('workItems.export', {
    summary: 'The list of work items as CSV (formula-safe) or XLSX; refused when one sheet cannot take them all',
    answer: z.string().meta({ format: 'binary' }),
  })
  async export(
    @Query({ schema: exportQuery }) { format, ...wish }: z.output<typeof exportQuery>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const rows = await answered(allWorkItems(this.deps, currentActor(), currentOrganization(), wish));
    response.setHeader('Content-Type', SHEET_TYPES[format]);
    response.setHeader('Content-Disposition', `attachment; filename="work-items.${format}"`);
    return format === 'csv' ? workItemsCsv(rows) : new StreamableFile(await workItemsXlsx(rows));
  }

  @Post('change-many')
  @HttpCode(200)
  @Route('workItems.changeMany', {
    summary: 'Put many items away or finish them with one outcome; a dry run unless told otherwise',
    answer: changed,
  })
  change(@Body({ schema: changeBody }) body: z.output<typeof changeBody>) {
    return changeManyWorkItems(this.deps, currentActor(), currentOrganization(), body);
  }

  @Post('reassign-many')
  @HttpCode(200)
  @Route('workItems.reassignMany', {
    summary: 'Give many items to somebody else; a dry run unless told otherwise',
    answer: changed,
  })
  reassign(@Body({ schema: reassignBody }) { assignee, reason, ...rest }: z.output<typeof reassignBody>) {
    const change = { action: 'reassign' as const, assignee, reason };
    return changeManyWorkItems(this.deps, currentActor(), currentOrganization(), { ...rest, change });
  }
}
