import type { PlacementState } from '../src/domain/collections/placement.js';
import type { StoryInput } from '../src/contracts/stories.js';
import { openStory } from './story.js';
import { actThenWait, judges, type Phase } from './steps.js';

const awaitApproval: Phase<PlacementState> = actThenWait; // another person, 10 business days
const handOver: Phase<PlacementState> = actThenWait; // placeWithAgency: placement file; acknowledgement in 3 business days
const letTheAgencyCollect: Phase<PlacementState> = actThenWait; // agency files; back after 180 days without activity
const verifyTheDebt: Phase<PlacementState> = actThenWait; // a person verifies; collection stops
const decideLegalAction: Phase<PlacementState> = actThenWait; // a manager; nothing starts by itself
const takeBack: Phase<PlacementState> = actThenWait; // placeWithAgency: recall file; confirmation in 3 business days

const life = {
  SELECTED: awaitApproval,
  APPROVED: handOver,
  PLACED: letTheAgencyCollect,
  PARTIAL: letTheAgencyCollect,
  DISPUTED: verifyTheDebt,
  LEGAL_REQUESTED: decideLegalAction,
  RECALLED: takeBack,
} satisfies Record<Exclude<PlacementState, 'PAID' | 'RETURNED'>, Phase<PlacementState>>;

/** One placement with a collection agency, from the proposal until it is paid or back in house; months. */
export async function agencyPlacement(input: StoryInput): Promise<void> {
  const { organizationId, subjectId } = input;
  const story = openStory<PlacementState>(input, () =>
    judges.advancePlacement({ organizationId, subjectId, asked: true }),
  );
  let placement = await story.judge();
  while (!placement.closed) {
    await life[placement.state as keyof typeof life](story);
    placement = await story.judge();
    await story.continueAsNewWhenLong();
  }
}
