import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { allHold, readInvariants } from '../app/invariants/invariants.queries.js';
import { mainJobReport } from '../app/reports/main-job.queries.js';
import { storyLengths, type StoryLengths } from '../app/reports/story-lengths.js';
import { currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText } from './schemas.js';

const count = z.int();
const invariants = z.strictObject({
  openClaimsWithoutNextAction: count,
  missedHardDeadlines: count,
  unbalancedRemittancesPosted: count,
  eventsWithoutStory: count,
  overdueStories: count,
  ledgerSumCents: cents,
  balancesOffTheLedger: count,
  parkedMessages: count,
});
const invariantsAnswer = z.strictObject({ hold: z.boolean(), invariants }).meta({ id: 'Invariants' });
const mainJob = z
  .strictObject({
    claims: z.strictObject({
      imported: count,
      submitted: count,
      accepted: count,
      rejected: count,
      paid: count,
      denied: count,
      appealed: count,
      recovered: count,
      correctedSubmitted: count,
      patientResponsibility: count,
      planned: count,
      placed: count,
      writtenOff: count,
      open: count,
    }),
    money: z.strictObject({
      chargedCents: cents,
      payerPaidCents: cents,
      contractualCents: cents,
      patientPaidCents: cents,
      writtenOffCents: cents,
      openCents: cents,
      ledgerSumCents: cents,
    }),
    workItems: z.strictObject({ opened: count, completed: count, open: count }),
    invariants,
    stories: z.strictObject({
      running: count,
      closed: count,
      eventsP50: count.nullable(),
      eventsMax: count.nullable(),
    }),
    businessDate: dateText,
    businessDays: count,
    elapsedMs: count,
  })
  .meta({ id: 'MainJobReport' });

/** Asking Temporal for every history is dear; a display that refreshes each second is told the same lengths for this long. */
const LENGTHS_KEPT_MS = 10_000;

@ApiTags('reports')
@Controller()
export class ReportsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  private readonly lengths = new Map<string, { readonly at: number; readonly answer: Promise<StoryLengths | null> }>();

  @Get('invariants')
  @Route('invariants.read', { summary: 'What must be zero at any time', answer: invariantsAnswer })
  async invariants() {
    const found = await readInvariants(this.deps, currentActor(), currentOrganization());
    return { hold: allHold(found), invariants: found };
  }

  @Get('reports/main-job')
  @Route('reports.mainJob', {
    summary: 'Claims, money, work and invariants of the organization, straight from the books',
    answer: mainJob,
  })
  async mainJob() {
    const report = await mainJobReport(this.deps, currentActor(), currentOrganization());
    const lengths = await this.lengthsOf(currentOrganization());
    return {
      ...report,
      stories: { ...report.stories, eventsP50: lengths?.eventsP50 ?? null, eventsMax: lengths?.eventsMax ?? null },
    };
  }

  private lengthsOf(organizationId: string): Promise<StoryLengths | null> {
    const kept = this.lengths.get(organizationId);
    if (kept && Date.now() - kept.at < LENGTHS_KEPT_MS) return kept.answer;
    const answer = storyLengths(this.deps, currentActor(), organizationId);
    this.lengths.set(organizationId, { at: Date.now(), answer });
    return answer;
  }
}
