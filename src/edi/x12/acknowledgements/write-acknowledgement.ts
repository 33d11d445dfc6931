import type { PlainDate } from '../../../domain/dates/plain-date.js';
import type { InterchangeItem } from '../envelope-items.js';
import { seg, writableText, type OutGroup, type OutInterchange, type OutSegment, type OutSet } from '../write.js';
import type {
  AcknowledgedElement,
  AcknowledgedSegment,
  ImplementationAcknowledgement,
  InterchangeAcknowledgement,
} from './acknowledgement-items.js';

export const GUIDE_999 = '005010X231A1';

/** What the caller decides for an answer: its own control numbers (from the stored sequence) and the moment. */
export interface AnswerStamp {
  readonly control: string;
  readonly date: PlainDate;
  /** HHMM. */
  readonly time: string;
}

export type Ta1 = Omit<InterchangeAcknowledgement, 'kind' | 'place'>;
export type GroupAnswer = Omit<ImplementationAcknowledgement, 'kind' | 'place'>;

export const ta1Segment = ({ control, date, time, code, note }: Ta1): OutSegment =>
  seg('TA1', carried(control, 9), carried(date, 6), carried(time, 4), code, note);

function contextSegment(context: string): OutSegment {
  return seg('CTX', ...context.split('*').map((element) => (element.includes(':') ? element.split(':') : element)));
}

function elementSegments(element: AcknowledgedElement): OutSegment[] {
  const { component, repetition, reference, code, valueCopy, context } = element;
  const position = [String(element.element), component?.toString(), repetition?.toString()];
  return [seg('IK4', position, reference, code, valueCopy), ...context.map(contextSegment)];
}

function segmentSegments(segment: AcknowledgedSegment): OutSegment[] {
  const { segmentId, segmentInSet, loop, code, context, elements } = segment;
  const head = seg('IK3', segmentId, String(segmentInSet), loop, code);
  return [head, ...context.map(contextSegment), ...elements.flatMap(elementSegments)];
}

/** AK1 to AK9 of one group. */
export function segments999(answer: GroupAnswer): OutSegment[] {
  const sets = answer.sets.flatMap((set) => [
    seg('AK2', set.st01, set.control, set.guide),
    ...set.segments.flatMap(segmentSegments),
    seg('IK5', set.code, ...set.errors.slice(0, 5)),
  ]);
  const counts = [answer.setsIncluded, answer.setsReceived, answer.setsAccepted].map(String);
  return [
    seg('AK1', answer.functionalId, answer.groupControl, answer.guide),
    ...sets,
    seg('AK9', answer.code, ...counts, ...answer.errors.slice(0, 5)),
  ];
}

export const set999 = (answer: GroupAnswer, control: string): OutSet => ({
  st01: '999',
  guide: GUIDE_999,
  control,
  segments: segments999(answer),
});

/** A group of 999 sets, one per group answered; their numbers run from 0001. */
export function group999(
  answers: readonly GroupAnswer[],
  parties: { readonly sender: string; readonly receiver: string },
  stamp: AnswerStamp,
): OutGroup {
  const sets = answers.map((answer, at) => set999(answer, String(at + 1).padStart(4, '0')));
  const { date, time } = stamp;
  const control = String(Number(stamp.control));
  return { functionalId: 'FA', ...parties, date, time, control, guide: GUIDE_999, sets };
}

/** What came in under other separators or too long is made to fit. */
const carried = (text: string, width: number): string => writableText(text).slice(0, width);

/**
 * The interchange that answers `received`: TA1 and 999 back to its sender. Group parties default to the interchange's
 * when no group was read.
 */
export function answerInterchange(
  received: InterchangeItem,
  answer: {
    readonly ta1?: Ta1 | undefined;
    readonly groups: readonly GroupAnswer[];
    readonly groupSender?: string;
    readonly groupReceiver?: string;
  },
  stamp: AnswerStamp,
): OutInterchange {
  const parties = {
    sender: carried(answer.groupReceiver || received.receiverId, 15),
    receiver: carried(answer.groupSender || received.senderId, 15),
  };
  return {
    senderQualifier: carried(received.receiverQualifier, 2),
    senderId: carried(received.receiverId, 15),
    receiverQualifier: carried(received.senderQualifier, 2),
    receiverId: carried(received.senderId, 15),
    date: stamp.date,
    time: stamp.time,
    control: stamp.control,
    usage: received.usage === 'T' ? 'T' : 'P',
    ackRequested: false,
    groups: answer.groups.length === 0 ? [] : [group999(answer.groups, parties, stamp)],
    acknowledgements: answer.ta1 === undefined ? [] : [ta1Segment(answer.ta1)],
  };
}
