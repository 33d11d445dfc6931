import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  setCurrentDetails,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { signalNames, type StoryInput, type StorySignal, type StoryTurn } from '../src/contracts/stories.js';
import { continuesWithNews } from './versions.js';

/** Longest a run may grow before it continues as new; cold replay costs about 0.25 ms an event. */
const EVENTS_A_RUN = 800;
/** Remembered signal ids; older duplicates are stopped by the event table in Postgres. */
const REMEMBERED = 200;
const SOONEST_WAKE_MS = 1_000;
const APART_MS = 1;

const StoryState = defineSearchAttributeKey('StoryState', SearchAttributeType.KEYWORD);
const WaitingFor = defineSearchAttributeKey('WaitingFor', SearchAttributeType.KEYWORD);
const PayerId = defineSearchAttributeKey('PayerId', SearchAttributeType.KEYWORD);
const NextDeadlineAt = defineSearchAttributeKey('NextDeadlineAt', SearchAttributeType.DATETIME);
const HardDeadlineAt = defineSearchAttributeKey('HardDeadlineAt', SearchAttributeType.DATETIME);
const AmountCents = defineSearchAttributeKey('AmountCents', SearchAttributeType.INT);

export const currentTurn = defineQuery<StoryTurn | undefined>('currentTurn');

/** What a phase may do: look at the turn, wait for news, and know whether something has come. */
export interface Story<State extends string> {
  readonly input: StoryInput;
  /** Last judged turn. */
  turn(): StoryTurn<State> | undefined;
  /** One transaction judges what has happened; also sets what supervisors see. */
  judge(): Promise<StoryTurn<State>>;
  /** Sleeps until a signal comes or the turn's wake is due. */
  waitForNews(): Promise<void>;
  /** Makes the waiting loop go on (used by update handlers). */
  nudge(): void;
  /** True when the run has become long enough to go on in a new one. */
  isLong(): boolean;
  /** A long run ends and the same story goes on in a new one; nothing unheard is left behind. */
  continueAsNewWhenLong(): Promise<void>;
}

/** Sets all handlers before the first await; nothing sent to the story is lost. */
export function openStory<State extends string>(
  input: StoryInput,
  judge: () => Promise<StoryTurn<State>>,
): Story<State> {
  let seen = [...(input.seen ?? [])];
  let news = 0;
  let turn: StoryTurn<State> | undefined;
  let shown = '';
  const hear = (signal: StorySignal): void => {
    if (seen.includes(signal.eventId)) return;
    seen = [...seen, signal.eventId].slice(-REMEMBERED);
    news += 1;
  };
  for (const name of signalNames) setHandler(defineSignal<[StorySignal]>(name), hear);
  setHandler(currentTurn, () => turn);
  const isLong = (): boolean => {
    const info = workflowInfo();
    return info.continueAsNewSuggested || info.historyLength > EVENTS_A_RUN;
  };
  return {
    input,
    turn: () => turn,
    isLong,
    nudge: () => {
      news += 1;
    },
    async judge() {
      news = 0;
      turn = await judge();
      shown = show(turn, shown);
      return turn;
    },
    async waitForNews() {
      const some = (): boolean => news > 0;
      const wakeInMs = turn?.wakeInMs;
      if (wakeInMs === undefined) await condition(some);
      else await condition(some, Math.max(SOONEST_WAKE_MS, wakeInMs), { summary: turn?.wakeReason ?? 'wake' });
    },
    async continueAsNewWhenLong() {
      if (turn?.closed || !isLong()) return;
      await condition(allHandlersFinished);
      // News may wait: the next run begins by asking, and what happened lies in Postgres. The end comes in a task of its own,
      // because a signal that arrives while the judge runs would make the server refuse it, and the judge run again, for ever.
      if (continuesWithNews()) await sleep(APART_MS, { summary: 'goes on in a new run' });
      else if (news > 0) return;
      await continueAsNew<(input: StoryInput) => Promise<void>>({ ...input, seen, runs: (input.runs ?? 1) + 1 });
    },
  };
}

/** Search attributes change only when they differ: each upsert is an event. */
function show<State extends string>(turn: StoryTurn<State>, shown: string): string {
  setCurrentDetails(turn.details);
  const { search } = turn;
  const now = JSON.stringify([turn.state, turn.waitFor, search]);
  if (now === shown) return shown;
  upsertSearchAttributes([
    { key: StoryState, value: turn.state },
    { key: WaitingFor, value: turn.waitFor.slice(0, 200) },
    ...(search.payerId ? [{ key: PayerId, value: search.payerId }] : []),
    ...(search.nextDeadlineAt ? [{ key: NextDeadlineAt, value: new Date(search.nextDeadlineAt) }] : []),
    ...(search.hardDeadlineAt ? [{ key: HardDeadlineAt, value: new Date(search.hardDeadlineAt) }] : []),
    ...(search.amountCents !== undefined ? [{ key: AmountCents, value: search.amountCents }] : []),
  ]);
  return now;
}
