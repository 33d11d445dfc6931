import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { completeWorkItem } from '../app/work-items/complete-work-item.js';
import { giveBackWorkItem } from '../app/work-items/give-back-work-item.js';
import { reassignWorkItem } from '../app/work-items/reassign-work-item.js';
import { reserveWorkItem } from '../app/work-items/reserve-work-item.js';
import { snoozeWorkItem } from '../app/work-items/snooze-work-item.js';
import { nextWorkItem, pullWorkItem } from '../app/work-items/next-work-item.js';
import { listWorkQueues } from '../app/work-items/work-queues.queries.js';
import { getWorkItem, listWorkItems } from '../app/work-items/work-items.queries.js';
import { answered, currentOrganization, seenByCaller } from './answers.js';
import { claimCorrections } from './corrections.schemas.js';
import { DEPS, type ApiDeps } from './deps.js';
import { IfMatch, type ReadVersion } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { withLinks } from './work-item-links.js';
import { outcomeFields, workItemWish } from './work-items.schemas.js';
import { cents, code, date, dateText, facts, idParam, paging, pageOf, uuid, words } from './schemas.js';

const row = {
  id: uuid,
  kind: z.string(),
  queue: z.string(),
  role: z.string(),
  subjectType: z.string(),
  subjectId: uuid,
  claimId: uuid.nullable(),
  state: z.string(),
  score: z.number(),
  scoreParts: z.array(z.string()),
  amountCents: cents,
  facts,
  dueDate: dateText,
  snoozedUntil: dateText.nullable(),
  assignee: z.string().nullable(),
  reservedUntil: z.string().nullable(),
  outcome: z.string().nullable(),
  openedOn: dateText,
  closedOn: dateText.nullable(),
  closedBy: z.string().nullable(),
  reopenCount: z.int(),
  version: z.int(),
};
const workItem = z.strictObject(row).meta({ id: 'WorkItem' });
const allowedOutcome = z.strictObject({
  outcome: z.string(),
  requires: z.array(z.string()),
  event: z.string(),
  approval: z.string().nullable(),
});
const playbook = z
  .strictObject({
    means: z.string(),
    steps: z.array(z.string()),
    quirks: z.array(z.string()),
    tried: z.array(z.string()),
  })
  .meta({ id: 'Playbook' });
/** What may be done with an item, ready to be called; the body of an outcome names `outcome` and the required fields. */
const link = z.strictObject({ rel: z.string(), method: z.string(), href: z.string(), requires: z.array(z.string()) });
export const workItemDetail = z
  .strictObject({
    ...row,
    title: z.string(),
    help: z.string(),
    playbook,
    links: z.array(link),
    snoozeLimit: dateText,
    allowedOutcomes: z.array(allowedOutcome),
    answers: z.unknown(),
  })
  .meta({ id: 'WorkItemDetail' });
const next = z
  .strictObject({ item: workItemDetail.nullable(), reason: z.string().nullable() })
  .meta({ id: 'NextWorkItem' });
const waiting = { open: z.int(), amountCents: cents };
const queue = z
  .strictObject({
    queue: z.string(),
    ...waiting,
    overdue: z.int(),
    oldestOpenedOn: dateText,
    owners: z.array(z.strictObject({ role: z.string(), owner: z.string().nullable(), ...waiting, overdue: z.int() })),
    ages: z.array(z.strictObject({ days: z.string(), ...waiting })),
    deadlines: z.array(z.strictObject({ daysLeft: z.string(), ...waiting })),
  })
  .meta({ id: 'WorkQueue' });
const change = { id: uuid, state: z.string(), version: z.int() };
const completed = z
  .strictObject({ ...change, outcome: z.string(), approvalId: uuid.exactOptional() })
  .meta({ id: 'CompletedWorkItem' });
const reserved = z
  .strictObject({ ...change, assignee: z.string(), reservedUntil: z.string() })
  .meta({ id: 'ReservedWorkItem' });
const snoozed = z.strictObject({ ...change, snoozedUntil: dateText }).meta({ id: 'SnoozedWorkItem' });
const reassigned = z.strictObject({ ...change, assignee: z.string().nullable() }).meta({ id: 'ReassignedWorkItem' });

const listQuery = z.strictObject({ ...paging, ...workItemWish });
const completeBody = z
  .strictObject({
    outcome: code,
    fields: outcomeFields,
    corrections: claimCorrections.exactOptional(),
  })
  .meta({ id: 'CompleteWorkItem' });
const snoozeBody = z.strictObject({ until: date, reason: words }).meta({ id: 'SnoozeWorkItem' });
const reassignBody = z
  .strictObject({ assignee: z.string().min(1).max(255).nullable(), reason: words })
  .meta({ id: 'ReassignWorkItem' });

@ApiTags('work')
@Controller()
export class WorkItemsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('work-queues')
  @Route('workQueues.list', {
    summary: 'Queues with what waits in them: by owner, by days since the first bill, by days to the nearest hard date',
    answer: z.strictObject({ items: z.array(queue) }).meta({ id: 'WorkQueues' }),
  })
  async queues() {
    return { items: await listWorkQueues(this.deps, currentActor(), currentOrganization()) };
  }

  @Get('work-queues/:queue/next')
  @Route('workQueues.next', {
    summary:
      'The item to take next, of what you know; null when there is none for you, with the reason if your day is full',
    answer: next,
  })
  async next(@Param('queue', { schema: code }) queueName: string) {
    const found = await nextWorkItem(this.deps, currentActor(), currentOrganization(), queueName, seenByCaller());
    return { ...found, item: found.item && withLinks(found.item) };
  }

  @Post('work-queues/:queue/pull')
  @HttpCode(200)
  @Route('workQueues.pull', {
    summary:
      'Take the next item of a queue for 15 minutes, by your skills and payers, up to the daily load; nobody else gets it, or another item of its claim, meanwhile; null when there is none for you',
    answer: next,
  })
  async pull(@Param('queue', { schema: code }) queueName: string) {
    const found = await pullWorkItem(this.deps, currentActor(), currentOrganization(), queueName, seenByCaller());
    return { ...found, item: found.item && withLinks(found.item) };
  }

  @Get('work-items')
  @Route('workItems.list', {
    summary: 'Work items by due date or priority; open ones unless a state is named (ANY for all)',
    answer: pageOf(workItem).meta({ id: 'WorkItemPage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listWorkItems(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('work-items/:id')
  @Route('workItems.read', { summary: 'One work item with help and allowed outcomes', answer: workItemDetail })
  async read(@Param('id', { schema: idParam }) id: string) {
    return withLinks(await answered(getWorkItem(this.deps, currentActor(), currentOrganization(), id, seenByCaller())));
  }

  @Post('work-items/:id/reserve')
  @Route('workItems.reserve', { summary: 'Take an item for 15 minutes', answer: reserved, versioned: true })
  reserve(@Param('id', { schema: idParam }) workItemId: string, @IfMatch() read: ReadVersion) {
    return answered(reserveWorkItem(this.deps, currentActor(), currentOrganization(), { workItemId, ...read }));
  }

  @Post('work-items/:id/give-back')
  @Route('workItems.giveBack', {
    summary: 'Give a reserved item back to its queue',
    answer: reassigned,
    versioned: true,
  })
  giveBack(@Param('id', { schema: idParam }) workItemId: string, @IfMatch() read: ReadVersion) {
    return answered(giveBackWorkItem(this.deps, currentActor(), currentOrganization(), { workItemId, ...read }));
  }

  @Post('work-items/:id/complete')
  @Route('workItems.complete', {
    summary: 'Complete an item with an outcome; the first one wins',
    answer: completed,
    versioned: true,
  })
  complete(
    @Param('id', { schema: idParam }) workItemId: string,
    @Body({ schema: completeBody }) body: z.output<typeof completeBody>,
    @IfMatch() read: ReadVersion,
  ) {
    return answered(
      completeWorkItem(this.deps, currentActor(), currentOrganization(), { ...body, workItemId, ...read }),
    );
  }

  @Post('work-items/:id/snooze')
  @Route('workItems.snooze', {
    summary: 'Put an item away, never past its safe date',
    answer: snoozed,
    versioned: true,
  })
  snooze(
    @Param('id', { schema: idParam }) workItemId: string,
    @Body({ schema: snoozeBody }) body: z.output<typeof snoozeBody>,
    @IfMatch() read: ReadVersion,
  ) {
    return answered(snoozeWorkItem(this.deps, currentActor(), currentOrganization(), { ...body, workItemId, ...read }));
  }

  @Post('work-items/:id/reassign')
  @Route('workItems.reassign', { summary: 'Give an item to somebody else', answer: reassigned, versioned: true })
  reassign(
    @Param('id', { schema: idParam }) workItemId: string,
    @Body({ schema: reassignBody }) body: z.output<typeof reassignBody>,
    @IfMatch() read: ReadVersion,
  ) {
    return answered(
      reassignWorkItem(this.deps, currentActor(), currentOrganization(), { ...body, workItemId, ...read }),
    );
  }
}
