import { eventRule } from '../../src/contracts/event-table.js';
import type { StoryKind } from '../../src/domain/stories/turn.js';
import { workItemCatalog } from '../../src/domain/work-items/catalog.js';

interface Written {
  readonly type: string;
  readonly story: string | null;
  readonly file: string;
}
type EventWriters = { readonly eventWriters: (projectDir: string) => Written[] };

/** Subjects without a story of their own: closing the work item is all that happens. */
const STORYLESS = new Set(['organization', 'remittance', 'refund']);

describe('the event table', () => {
  it('has a rule for every event that a use case or a rule writes for a story', async () => {
    const { eventWriters } = (await import('../../tools/docs/event-writers.mjs' as string)) as EventWriters;
    const written = eventWriters(process.cwd()).filter(({ story }) => story !== null);
    expect(written.length).toBeGreaterThan(20);
    expect(written.filter(({ story, type }) => !eventRule(story as StoryKind, type))).toEqual([]);
  });

  it('has a rule for every outcome of work on something that has a story', () => {
    const unheard = Object.entries(workItemCatalog).flatMap(([kind, { subject, outcomes }]) =>
      STORYLESS.has(subject)
        ? []
        : Object.values(outcomes)
            .filter(({ event }) => !eventRule(subject as StoryKind, event))
            .map(({ event }) => `${kind}: ${event}`),
    );
    expect(unheard).toEqual([]);
  });
});
