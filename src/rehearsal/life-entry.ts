import { workItemCatalog, type WorkItemKind } from '../domain/work-items/catalog.js';

export type LifeKind = 'document' | 'event' | 'decision' | 'money' | 'deadline' | 'work' | 'contact';

/** One thing that happened to a claim on a business day. */
export interface LifeEntry {
  readonly on: string;
  readonly kind: LifeKind;
  /** Short: `837 sent`, `remittancePosted`, `DENIED`, `paid`. */
  readonly what: string;
  /** A sentence, a reference, an amount. */
  readonly text: string;
  /** Instant, where one is known: what happened on one day is told in the order in which it did. */
  readonly at?: string;
  /** Work that nobody has to do any more. */
  readonly isEnded?: true;
}

export const entry = (on: string, kind: LifeKind, what: string, text: string): LifeEntry => ({ on, kind, what, text });

export const dollars = (cents: number): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

/** A decision with its reason, in its place among those of the day. */
export const decided = (
  what: string,
  one: Reasoned & { readonly decidedOn: string; readonly recordedAt: string },
): LifeEntry => ({
  ...entry(one.decidedOn, 'decision', what, reasonOf(one)),
  at: one.recordedAt,
});

interface Reasoned {
  readonly because: string;
  readonly rules: readonly { readonly ruleId: string; readonly version: number }[];
}

/** The sentence of a decision and the rules it rests on, each once. */
function reasonOf({ because, rules }: Reasoned): string {
  const named = [...new Set(rules.map(({ ruleId, version }) => `${ruleId} v${version}`))];
  return named.length > 0 ? `${because} [${named.join(', ')}]` : because;
}

interface Work {
  readonly kind: string;
  readonly queue: string;
  readonly openedOn: string;
  readonly dueDate: string;
  readonly closedOn: string | null;
  readonly outcome: string | null;
  readonly state: string;
}

/** After every date: what is still open comes last. */
export const STILL_OPEN = '9';

/** Work that ended on a day. */
export const ended = (on: string, what: string, text: string): LifeEntry => ({
  ...entry(on, 'work', what, text),
  isEnded: true,
});

/** Work for people, as its queue shows it: opened, and how it ended. What opened and ended on one day stands together. */
export const workEntries = (items: readonly Work[]): LifeEntry[] =>
  [...items]
    .sort(byEnd)
    .flatMap((item) => [
      entry(item.openedOn, 'work', item.kind, `${titleOf(item.kind)} (queue ${item.queue}, due ${item.dueDate})`),
      ...(item.closedOn ? [ended(item.closedOn, item.kind, endOf(item))] : []),
    ]);

/** What ended first came first. */
const byEnd = (a: Work, b: Work): number =>
  a.openedOn.localeCompare(b.openedOn) || (a.closedOn ?? STILL_OPEN).localeCompare(b.closedOn ?? STILL_OPEN);

const titleOf = (kind: string): string =>
  kind in workItemCatalog ? workItemCatalog[kind as WorkItemKind].title : kind;

const endOf = ({ outcome, state }: Work): string =>
  outcome?.startsWith('cancelled: ') ? outcome : `done: ${outcome ?? state}`;
