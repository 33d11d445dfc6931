import type { InterchangeAcknowledgement } from './acknowledgements/acknowledgement-items.js';
import type { X12Problem } from './problem.js';
import type { SegmentPlace } from './segment.js';

/** `usable` alone is never enough to post: the group and the interchange around a set have their own verdicts. */
export type Verdict = 'usable' | 'refused';

/** ISA. Identifiers without padding; dates and times as sent (YYMMDD, HHMM); all '' for what stands outside an envelope. */
export interface InterchangeItem {
  readonly kind: 'interchange';
  readonly ordinal: number;
  readonly senderQualifier: string;
  readonly senderId: string;
  readonly receiverQualifier: string;
  readonly receiverId: string;
  readonly date: string;
  readonly time: string;
  readonly version: string;
  /** ISA13 as sent. */
  readonly control: string;
  /** ISA14 = 1: the sender wants a TA1. */
  readonly ackRequested: boolean;
  /** ISA15: `P` production, `T` test. */
  readonly usage: string;
  readonly separators: Separators;
  readonly place: SegmentPlace;
}

/** As characters; `repetition` is absent when the interchange has none. CR LF is the two characters. */
export interface Separators {
  readonly element: string;
  readonly component: string;
  readonly repetition?: string;
  readonly terminator: string;
}

export interface InterchangeEndItem {
  readonly kind: 'interchangeEnd';
  readonly ordinal: number;
  readonly control: string;
  readonly groups: number;
  /** Problems of the interchange itself, those of its groups and sets not counted. */
  readonly problems: number;
  /** `refused`: nothing of the interchange may be used. */
  readonly verdict: Verdict;
}

/** GS. */
export interface GroupItem {
  readonly kind: 'group';
  readonly interchange: number;
  readonly ordinal: number;
  readonly functionalId: string;
  readonly sender: string;
  readonly receiver: string;
  readonly date: string;
  readonly time: string;
  readonly control: string;
  readonly guide: string;
  readonly place: SegmentPlace;
}

export interface GroupEndItem {
  readonly kind: 'groupEnd';
  readonly interchange: number;
  readonly ordinal: number;
  readonly control: string;
  readonly sets: number;
  readonly usableSets: number;
  /** Problems of the group itself, those of its sets not counted. */
  readonly problems: number;
  /** `refused`: no set of the group may be used. */
  readonly verdict: Verdict;
}

/** ST. `guide` is ST03, or GS08 when ST03 is empty. */
export interface SetItem {
  readonly kind: 'set';
  readonly interchange: number;
  readonly group: number;
  readonly ordinal: number;
  readonly st01: string;
  readonly guide: string;
  readonly control: string;
  readonly place: SegmentPlace;
}

/** After SE, or where the set broke off. Only a `usable` set may be used; its items came before. */
export interface SetEndItem {
  readonly kind: 'setEnd';
  readonly interchange: number;
  readonly group: number;
  readonly ordinal: number;
  readonly control: string;
  /** Segments from ST to SE, both included. */
  readonly segments: number;
  /** All problems found, those over the limit included. */
  readonly problems: number;
  readonly verdict: Verdict;
}

export interface ProblemItem {
  readonly kind: 'problem';
  readonly problem: X12Problem;
}

/** A segment no reader knows, handed out when `tokens` is asked for. Elements as sent, uncut. */
export interface SegmentItem {
  readonly kind: 'segment';
  readonly id: string;
  readonly elements: readonly string[];
  readonly place: SegmentPlace;
}

export type EnvelopeItem =
  | InterchangeItem
  | InterchangeEndItem
  | GroupItem
  | GroupEndItem
  | SetItem
  | SetEndItem
  | ProblemItem
  | SegmentItem
  | InterchangeAcknowledgement;
