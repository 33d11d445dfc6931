import { addBusinessDays } from '../dates/business-days.js';
import { addDays, type PlainDate } from '../dates/plain-date.js';
import type {
  DeadlineDraft,
  DeadlineKind,
  OutgoingEvent,
  RuleUse,
  StepDraft,
  Turn,
  WorkItemDraft,
} from '../stories/turn.js';
import type { WorkItemKind } from '../work-items/catalog.js';
import type { PlacementRecord, PlacementState } from './placement.js';
import { isFinalPlacement, placementRule } from './placement-life.js';

const RULE = { ruleId: 'patient.agency-placement', version: 1 } as const;
/** What stood in the place of the rule when records without one were made. */
const LAPSED_BEFORE_THE_RULE = { days: 10 } as const;
const ANSWER_BUSINESS_DAYS = 3;
/** A guard, payment or complaint recalls within one business day (rulebook §9.6). */
const RECALL_BUSINESS_DAYS = 1;
export const NO_ACTIVITY_DAYS = 180;
const REVIEW_DAYS = 30;

/** A turn of the placement story with the record as it is after it. */
export interface PlacementTurn extends Turn<PlacementState> {
  readonly after: PlacementRecord;
}

/** What one event means; `toTurn` adds deadlines and the next wake. */
export interface PlacementDraft {
  readonly after: PlacementRecord;
  readonly because: string;
  readonly steps?: readonly StepDraft[];
  readonly events?: readonly OutgoingEvent[];
  readonly workItems?: readonly WorkItemDraft[];
  readonly cancelWorkItems?: readonly WorkItemKind[];
}

/** The first day on which a proposal that nobody approved is over (rule `approvalBusinessDays`, rulebook §10). */
export const approvalOverOn = (record: PlacementRecord): PlainDate =>
  addDays(addBusinessDays(record.selectedOn, (record.lapsesAfter ?? LAPSED_BEFORE_THE_RULE).days), 1);

/** Last day for the agency's answer to a file that left; none while nothing is waited for. */
export const answerDueOn = (record: PlacementRecord): PlainDate | undefined =>
  record.answerAwaitedFrom && addBusinessDays(record.answerAwaitedFrom, ANSWER_BUSINESS_DAYS);

export function toTurn(before: PlacementRecord, told: PlacementDraft, today: PlainDate): PlacementTurn {
  const { after, because, steps = [], events = [], workItems = [], cancelWorkItems = [] } = told;
  const wakeOn = isFinalPlacement(after.state) ? undefined : wakeOf(after, today);
  const { waitFor } = placementRule(after.state);
  const deadlines = deadlinesOf(after);
  const open: readonly DeadlineKind[] = deadlines.map(({ kind }) => kind);
  return {
    state: after.state,
    deadlines,
    closeDeadlines: (['agency-answer', 'agency-recall'] as const).filter((kind) => !open.includes(kind)),
    workItems,
    cancelWorkItems,
    steps,
    events,
    because,
    waitFor,
    rules: [RULE, ...(before.state === 'SELECTED' && before.lapsesAfter ? [usedRule(before.lapsesAfter)] : [])],
    after,
    ...(wakeOn && { wakeOn, wakeReason: `${waitFor}, rule ${RULE.ruleId} v${RULE.version}` }),
    changes: after.collectedCents === before.collectedCents ? {} : { collectedCents: after.collectedCents },
  };
}

function deadlinesOf(record: PlacementRecord): DeadlineDraft[] {
  if (isFinalPlacement(record.state)) return [];
  const deadline = (kind: DeadlineKind, baseDate: PlainDate, hardDate: PlainDate): DeadlineDraft => ({
    kind,
    baseDate,
    hardDate,
    safeDate: hardDate,
    ...RULE,
    source: 'rulebook §9.6',
  });
  const { answerAwaitedFrom: from, recalledOn, recallSentOn } = record;
  const due = answerDueOn(record);
  const toSend = recalledOn !== undefined && recallSentOn === undefined;
  return [
    ...(from && due ? [deadline('agency-answer', from, due)] : []),
    ...(toSend ? [deadline('agency-recall', recalledOn, addBusinessDays(recalledOn, RECALL_BUSINESS_DAYS))] : []),
  ];
}

/** The next day the placement acts by itself, always after today. */
function wakeOf(record: PlacementRecord, today: PlainDate): PlainDate {
  const due = answerDueOn(record);
  const answer = due === undefined ? undefined : addDays(due, 1);
  switch (record.state) {
    case 'SELECTED':
      return later(approvalOverOn(record), today);
    case 'APPROVED':
    case 'RECALLED':
      return answer !== undefined && answer > today ? answer : addBusinessDays(today, 1);
    case 'PLACED':
    case 'PARTIAL':
      return later(addDays(record.lastActivityOn, NO_ACTIVITY_DAYS), today);
    default:
      return addDays(today, REVIEW_DAYS);
  }
}

const usedRule = ({ ruleId, version }: RuleUse): RuleUse => ({ ruleId, version });

const later = (date: PlainDate, today: PlainDate): PlainDate => (date > today ? date : addDays(today, 1));
