import { Controller, Get, Header, Inject, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { z } from 'zod';
import { denialGroups, readDenialTrends } from '../app/reports/denial-trends.queries.js';
import { keyFiguresReport } from '../app/reports/key-figures.queries.js';
import { denialTrendsCsv, denialTrendsSvg, denialTrendsXlsx } from '../app/reports/render-denial-trends.js';
import { keyFiguresCsv, keyFiguresPage, keyFiguresXlsx } from '../app/reports/render-key-figures.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, date, dateText } from './schemas.js';
import { SHEET_TYPES } from './sheet-types.js';

const count = z.int();
const month = z.string().meta({ description: 'Year and month: 2026-01.' });
const keyFigures = z
  .strictObject({
    on: dateText,
    figures: z.array(
      z.strictObject({
        name: z.string(),
        title: z.string(),
        /** Absent when there is nothing to divide by. */
        value: z.number().exactOptional(),
        unit: z.enum(['days', 'percent']),
        target: z.string().exactOptional(),
        formula: z.string(),
      }),
    ),
    months: z.array(
      z.strictObject({
        month,
        chargedCents: cents,
        paidCents: cents,
        contractualCents: cents,
        writtenOffCents: cents,
        receivableCents: cents,
        charged90Cents: cents,
        charged90Days: count,
        claimsSent: count,
        claimsClean: count,
        claimsAnswered: count,
        claimsAccepted: count,
        claimsDecided: count,
        claimsDenied: count,
        claimsPaidAtOnce: count,
        paymentLagDays: z.number(),
      }),
    ),
  })
  .meta({ id: 'KeyFigures' });
const sums = {
  denials: count,
  deniedCents: cents,
  open: count,
  recovered: count,
  writtenOff: count,
  recoveryBp: count.nullable().meta({ description: 'Recovered of the resolved, in hundredths of a percent.' }),
};
const trend = z.strictObject({
  key: z.string(),
  label: z.string(),
  ...sums,
  denialsByMonth: z.array(count),
  centsByMonth: z.array(cents),
});
const denialTrends = z
  .strictObject({
    from: dateText,
    to: dateText,
    by: z.enum(denialGroups),
    months: z.array(month),
    rows: z.array(trend),
    total: z.strictObject(sums),
  })
  .meta({ id: 'DenialTrends' });
const trendsWish = { by: z.enum(denialGroups).default('carc'), from: date.exactOptional(), to: date.exactOptional() };
const trendsQuery = z.strictObject(trendsWish);
const trendsExport = z.strictObject({ ...trendsWish, format: z.enum(['csv', 'xlsx', 'svg']) });
const figuresExport = z.strictObject({ format: z.enum(['csv', 'xlsx', 'html']) });

const TYPES = { ...SHEET_TYPES, svg: 'image/svg+xml', html: 'text/html; charset=utf-8' } as const;
/** A picture or page of ours may style itself and nothing else. */
const STYLE_ONLY = "default-src 'none'; style-src 'unsafe-inline'";
const binary = z.string().meta({ format: 'binary' });
const NOTES =
  'Counted from the books as they stand. Cost to collect, charge lag and underpayment recovery are not in them.';

@ApiTags('reports')
@Controller('reports')
export class TrendsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('key-figures')
  @Route('reports.keyFigures', {
    summary: 'The key figures of the office with formula and target, and its books month by month',
    answer: keyFigures,
  })
  figures() {
    return keyFiguresReport(this.deps, currentActor(), currentOrganization());
  }

  @Get('key-figures/export')
  @Header('Content-Security-Policy', STYLE_ONLY)
  @Route('reports.keyFiguresExport', {
    summary: 'The key figures as CSV, XLSX or one page with charts',
    answer: binary,
  })
  async figuresExport(
    @Query({ schema: figuresExport }) { format }: z.output<typeof figuresExport>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const report = await keyFiguresReport(this.deps, currentActor(), currentOrganization());
    named(response, `key-figures-${report.on}`, format);
    if (format === 'csv') return keyFiguresCsv(report.figures);
    if (format === 'xlsx') return new StreamableFile(await keyFiguresXlsx(report.figures));
    return keyFiguresPage({ ...report, title: `Key figures on ${report.on}`, notes: NOTES });
  }

  @Get('denials')
  @Route('reports.denialTrends', {
    summary:
      'Denials month by month, by payer, CARC, category, owner or provider, and what came back; twelve months unless told otherwise',
    answer: denialTrends,
  })
  denials(@Query({ schema: trendsQuery }) query: z.output<typeof trendsQuery>) {
    return answered(readDenialTrends(this.deps, currentActor(), currentOrganization(), query));
  }

  @Get('denials/export')
  @Header('Content-Security-Policy', STYLE_ONLY)
  @Route('reports.denialTrendsExport', {
    summary: 'Denials month by month as CSV (formula-safe), XLSX or SVG chart',
    answer: binary,
  })
  async denialsExport(
    @Query({ schema: trendsExport }) { format, ...query }: z.output<typeof trendsExport>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<unknown> {
    const trends = await answered(readDenialTrends(this.deps, currentActor(), currentOrganization(), query));
    named(response, `denials-by-${trends.by}-${trends.to}`, format);
    if (format === 'csv') return denialTrendsCsv(trends);
    return format === 'svg' ? denialTrendsSvg(trends) : new StreamableFile(await denialTrendsXlsx(trends));
  }
}

function named(response: Response, name: string, format: keyof typeof TYPES): void {
  response.setHeader('Content-Type', TYPES[format]);
  response.setHeader('Content-Disposition', `attachment; filename="${name}.${format}"`);
}
