import { Controller, Get, Header, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { listAgedClaims } from '../app/aging/aged-claims.queries.js';
import { readAging } from '../app/aging/aging.queries.js';
import { listWeeklyAging, readWeeklyAging } from '../app/aging/weekly-aging.js';
import { ageBases, agingGroups } from '../app/aging/open-balances.js';
import { agingCsv, agingSvg, agingXlsx } from '../app/aging/render-aging.js';
import type { PlainDate } from '../domain/dates/plain-date.js';
import { agingBuckets } from '../domain/reporting/aging.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, date, dateText, paging, pageOf, uuid } from './schemas.js';
import { SHEET_TYPES } from './sheet-types.js';

const count = z.int();
const wish = {
  by: z.enum(agingGroups).default('payer'),
  base: z.enum(ageBases).default('service'),
  on: date.exactOptional(),
};
const amounts = {
  bucketCents: z.array(cents),
  totalCents: cents,
  creditCents: cents,
  claims: count,
};
const party = z.enum(['payer', 'patient']);
const tableAnswer = z
  .strictObject({
    on: dateText,
    base: z.enum(ageBases),
    by: z.enum(agingGroups),
    buckets: z.array(z.string()),
    rows: z.array(z.strictObject({ key: z.string(), label: z.string(), party, ...amounts })),
    total: z.strictObject(amounts),
  })
  .meta({ id: 'AgingTable' });
const agedClaim = z
  .strictObject({
    claimId: uuid,
    claimNumber: z.string(),
    party,
    group: z.string(),
    amountCents: cents,
    since: dateText,
    ageDays: count,
    bucket: z.string(),
  })
  .meta({ id: 'AgedClaim' });
const claimsAnswer = z
  .strictObject({ ...pageOf(agedClaim).shape, totalCents: cents, creditCents: cents })
  .meta({ id: 'AgedClaimPage' });
const bucketNames = agingBuckets.map(({ name }) => name);
const tableQuery = z.strictObject(wish);
const weekQuery = z.strictObject({ base: wish.base });
const exportQuery = z.strictObject({ ...wish, format: z.enum(['csv', 'xlsx', 'svg']) });
const claimsQuery = z.strictObject({
  ...wish,
  ...paging,
  key: z.string().max(80).exactOptional(),
  party: party.exactOptional(),
  bucket: z.enum(bucketNames).exactOptional(),
  side: z.enum(['debt', 'credit']).exactOptional(),
});

const TYPES = {
  ...SHEET_TYPES,
  svg: 'image/svg+xml',
} as const;

@ApiTags('reports')
@Controller('reports/aging')
export class AgingController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('reports.aging', {
    summary: 'Open receivables by age, by payer, facility, provider or party, as of any business day; credits apart',
    answer: tableAnswer,
  })
  table(@Query({ schema: tableQuery }) query: z.output<typeof tableQuery>) {
    return readAging(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('weeks')
  @Route('reports.weeklyAgings', {
    summary: 'The agings kept every Sunday, from each base; they never change',
    answer: z
      .strictObject({
        items: z.array(
          z
            .strictObject({ asOf: dateText, base: z.string(), totalCents: cents, creditCents: cents })
            .meta({ id: 'WeeklyAging' }),
        ),
      })
      .meta({ id: 'WeeklyAgings' }),
  })
  async weeks() {
    return { items: await listWeeklyAging(this.deps, currentActor(), currentOrganization()) };
  }

  @Get('weeks/:asOf')
  @Route('reports.weeklyAging', { summary: 'The aging of a Sunday as it was kept, by payer', answer: tableAnswer })
  week(
    @Param('asOf', { schema: date }) asOf: PlainDate,
    @Query({ schema: weekQuery }) query: z.output<typeof weekQuery>,
  ) {
    return answered(readWeeklyAging(this.deps, currentActor(), currentOrganization(), { asOf, ...query }));
  }

  @Get('claims')
  @Route('reports.agedClaims', {
    summary: 'The claims behind one cell of the aging table; their total and their credits are the numbers in the row',
    answer: claimsAnswer,
  })
  claims(@Query({ schema: claimsQuery }) query: z.output<typeof claimsQuery>) {
    return listAgedClaims(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('export')
  @Header('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'")
  @Route('reports.agingExport', {
    summary: 'The aging table as CSV (formula-safe), XLSX or SVG chart',
    answer: z.string().meta({ format: 'binary' }),
  })
  async export(
    @Query({ schema: exportQuery }) { format, ...query }: z.output<typeof exportQuery>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const table = await readAging(this.deps, currentActor(), currentOrganization(), query);
    response.setHeader('Content-Type', TYPES[format]);
    response.setHeader('Content-Disposition', `attachment; filename="aging-${table.by}-${table.on}.${format}"`);
    if (format === 'csv') return agingCsv(table);
    return format === 'svg' ? agingSvg(table) : new StreamableFile(await agingXlsx(table));
  }
}
