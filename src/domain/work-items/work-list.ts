import type { PlainDate } from '../dates/plain-date.js';

/** What waits for one owner of one kind. */
export interface WaitingWork {
  readonly title: string;
  /** Items assigned to the owner. */
  readonly own: number;
  /** Items of the owner's role that nobody holds. */
  readonly free: number;
  readonly overdue: number;
  /** Not overdue, but their own day of reminding has come (T-doc-request: three business days). */
  readonly reminded: number;
  readonly earliestDue: PlainDate;
}

export interface WorkListFacts {
  readonly organization: string;
  readonly date: PlainDate;
  readonly url: string;
  readonly waiting: readonly WaitingWork[];
}

/** Constant: the subject says nothing about what waits. */
const SUBJECT = 'Your work list';

/** Plain text: counts, kinds, due dates and a link (164.514(d)); earliest due date first. */
export function workListText(facts: WorkListFacts): { readonly subject: string; readonly text: string } {
  const lines = [...facts.waiting]
    .sort((a, b) => a.earliestDue.localeCompare(b.earliestDue) || a.title.localeCompare(b.title))
    .map(lineOf);
  const own = facts.waiting.reduce((sum, kind) => sum + kind.own, 0);
  const free = facts.waiting.reduce((sum, kind) => sum + kind.free, 0);
  const text = [
    `${facts.date}: ${own} assigned to you, ${free} free for your role.`,
    '',
    ...lines,
    '',
    `See them here: ${facts.url}`,
    '',
    facts.organization,
  ];
  return { subject: SUBJECT, text: text.join('\n') };
}

const lineOf = ({ title, own, free, overdue, reminded, earliestDue }: WaitingWork): string => {
  const pressing = [
    ...(overdue > 0 ? [`${overdue} overdue`] : []),
    ...(reminded > 0 ? [`${reminded} to be reminded of`] : []),
  ];
  return `- ${[`${title}: ${own} yours`, `${free} free`, `first due ${earliestDue}`, ...pressing].join(', ')}`;
};
