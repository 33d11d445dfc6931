import { ApiRefusal, attachDocument, bodyOf } from '../api-client/client.js';
import type { Role } from '../domain/roles.js';
import { roles } from '../domain/roles.js';
import type { Actor, Stage } from './actors.js';
import { clockTime, momentAt, onBusinessDay } from './business-moment.js';
import { decideApprovals } from './approvers.js';
import { placeHolds } from './holders.js';
import type { WorkItemView } from './practice-api.js';
import { readClaim, type ReadClaim } from './read-claim.js';
import { claimAnswers, deskOf, otherAnswers, type Answer } from './staff-answers.js';
import { visitNote } from './visit-note.js';
import { takeDue, type World } from './world.js';

/** The office opens at this time of day (HHMM); on the first morning claims come in before that. */
const OPENING = '0900';

/** The practice's people: once each business morning they post checks, work through their items and decide what others ask for, with their own tokens. */
export const staff: Actor = {
  name: 'staff',
  async takeTurn(stage) {
    await placeHolds(stage);
    await postChecks(stage);
    for (const item of await inOrder(stage, await stage.api.openWorkItems('supervisor'))) await work(stage, item);
    await decideApprovals(stage);
  },
  nextWake: ({ now }) =>
    clockTime(now) < OPENING ? momentAt(now.date, '09:00', now.zone) : onBusinessDay(now, 1, '09:00'),
};

/** Checks that came in the mail are posted by the payment poster. */
async function postChecks({ world, now, api }: Stage): Promise<void> {
  for (const check of takeDue(world, now.instant, ['check'])) {
    bodyOf(
      await api.as('poster').POST('/accounts/{id}/payments', {
        params: {
          path: { id: check.accountId },
          header: { 'Idempotency-Key': `practice:check:${check.reference}` },
        },
        body: { amountCents: check.amountCents, method: 'check', reference: check.reference },
      }),
    );
  }
}

/** What an office has on its desks: items left open for the person watching, and the claims of items that wait for a letter. */
interface Desks {
  readonly left: Set<string>;
  /** Read when the item came, not again each morning: what is sent does not change while it waits. */
  readonly read: Map<string, ReadClaim>;
}

const desks = new WeakMap<World, Desks>();

function desksOf(world: World): Desks {
  const known = desks.get(world) ?? { left: new Set(), read: new Map() };
  desks.set(world, known);
  return known;
}

/** By day, claim and kind: the ids that break ties in a list are drawn anew each time, and the same year must come out the same. */
async function inOrder(stage: Stage, items: readonly WorkItemView[]): Promise<readonly WorkItemView[]> {
  const { left, read } = desksOf(stage.world);
  const keyed: (readonly [string, WorkItemView])[] = [];
  for (const item of items) {
    const { claimId } = item;
    const isNew = claimAnswers[item.kind] !== undefined && !left.has(item.id) && !read.has(item.id);
    if (claimId && isNew) read.set(item.id, await readClaim(stage.api, claimId));
    keyed.push([`${item.openedOn} ${read.get(item.id)?.claimNumber ?? ''} ${item.kind}`, item]);
  }
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

async function work(stage: Stage, item: WorkItemView): Promise<void> {
  const chosen = await answerTo(stage, item);
  if (!chosen) return;
  const role = (roles as readonly string[]).includes(item.role) ? (item.role as Role) : 'specialist';
  if (item.kind === 'assembleAppeal') await attachRecord(stage, item);
  await stage.api.complete(role, item.id, chosen).catch((error: unknown) => {
    if (!(error instanceof ApiRefusal) || error.status !== 409) throw error; // somebody was first
  });
}

/** What the argument of an appeal rests on is taken from the chart before the packet is called ready. */
async function attachRecord({ world, api }: Stage, { id, claimId }: WorkItemView): Promise<void> {
  if (!claimId) return;
  const bytes = visitNote(world.claimIds[claimId] ?? '');
  await attachDocument(api.as('specialist'), { claimId, kind: 'record', bytes, key: `practice:${id}:record` });
}

async function answerTo(stage: Stage, item: WorkItemView): Promise<Answer | undefined> {
  const ofClaim = claimAnswers[item.kind];
  if (!ofClaim) return otherAnswers[item.kind];
  const { left, read } = desksOf(stage.world);
  if (!item.claimId || left.has(item.id)) return undefined;
  const claim = read.get(item.id) ?? (await readClaim(stage.api, item.claimId));
  read.set(item.id, claim);
  stage.world.claimIds[item.claimId] = claim.claimNumber;
  const desk = deskOf(stage, item, claim);
  if (!desk.scenario.leaves?.includes(item.kind)) return ofClaim(desk);
  left.add(item.id);
  return undefined;
}
