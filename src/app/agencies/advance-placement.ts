import type { StoryTurn } from '../../contracts/stories.js';
import { toDateColumn, type Tx } from '../../db/in-transaction.js';
import { nextPlacement } from '../../domain/collections/next-placement.js';
import { isFinalPlacement } from '../../domain/collections/placement-life.js';
import type { PlacementTurn } from '../../domain/collections/placement-turn.js';
import type { PlacementEvent, PlacementRecord, PlacementState } from '../../domain/collections/placement.js';
import type { BusinessTime } from '../../domain/stories/turn.js';
import type { Deps } from '../deps.js';
import { advanceStory, type AdvanceInput, type Lifecycle, type StoredEvent } from '../stories/advance-story.js';

const ONLY_NEWS = new Set(['turnTaken', 'stepFailed']);

/** One transaction judges one placement; the only writer of its state. */
export const advancePlacement = (deps: Deps, input: AdvanceInput): Promise<StoryTurn<PlacementState>> =>
  advanceStory(deps, lifecycle, input);

const lifecycle: Lifecycle<PlacementRecord, PlacementState, PlacementTurn> = {
  kind: 'placement',
  load: loadPlacement,
  pure: (record) => record,
  judge: (tx, record, event) => (ONLY_NEWS.has(event.type) ? undefined : judgePlacement(record, event, tx.at)),
  save: savePlacement,
  subject: (record) => ({ type: 'placement', id: record.placementId, amountCents: openCents(record) }),
  isFinal: isFinalPlacement,
  search: async (_tx, record) => ({ amountCents: openCents(record) }),
};

/** The pure decision; the same inputs give the same turn. */
export const judgePlacement = (record: PlacementRecord, event: StoredEvent, at: BusinessTime): PlacementTurn =>
  nextPlacement(withApproved(record, event), asPlacementEvent(event), at);

const asPlacementEvent = (event: StoredEvent): PlacementEvent =>
  ({ ...event.facts, type: event.type }) as PlacementEvent;

/** What is placed is what the items owed on the day of the approval; a payment may have come since the proposal. */
function withApproved(record: PlacementRecord, event: StoredEvent): PlacementRecord {
  const approved = event.type === 'placementApproved' ? event.facts['amountCents'] : undefined;
  return typeof approved === 'number' ? { ...record, placedCents: approved } : record;
}

const openCents = (record: PlacementRecord): number => Math.max(0, record.placedCents - record.collectedCents);

async function loadPlacement(tx: Tx, placementId: string): Promise<PlacementRecord> {
  await tx.db
    .$queryRaw`SELECT 1 FROM placements WHERE organization_id = ${tx.organizationId}::uuid AND id = ${placementId}::uuid FOR UPDATE`;
  const row = await tx.db.placement.findUniqueOrThrow({
    where: { organizationId_id: { organizationId: tx.organizationId, id: placementId } },
  });
  return { ...(row.stateFacts as unknown as PlacementRecord), state: row.state as PlacementState };
}

async function savePlacement(tx: Tx, record: PlacementRecord, turn: PlacementTurn): Promise<void> {
  const { after } = turn;
  await tx.db.placement.update({
    where: { organizationId_id: { organizationId: tx.organizationId, id: record.placementId } },
    data: {
      state: turn.state,
      stateFacts: { ...after } as object,
      placedCents: BigInt(after.placedCents),
      collectedCents: BigInt(after.collectedCents),
      sentOn: after.sentOn ? toDateColumn(after.sentOn) : null,
      placedOn: after.placedOn ? toDateColumn(after.placedOn) : null,
      closedOn: isFinalPlacement(turn.state) ? toDateColumn(tx.at.date) : null,
      version: { increment: 1 },
    },
  });
}
