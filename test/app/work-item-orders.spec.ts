import { randomUUID } from 'node:crypto';
import type { Problem } from '../../src/contracts/problems.js';
import { cancelWorkItems } from '../../src/app/stories/cancel-work-items.js';
import { openWorkItem } from '../../src/app/stories/open-work-item.js';
import { startStory } from '../../src/app/stories/record-event.js';
import { completeWorkItem } from '../../src/app/work-items/complete-work-item.js';
import { giveBackWorkItem } from '../../src/app/work-items/give-back-work-item.js';
import { mayWork } from '../../src/domain/work-items/may-work.js';
import { reassignWorkItem } from '../../src/app/work-items/reassign-work-item.js';
import { reserveWorkItem } from '../../src/app/work-items/reserve-work-item.js';
import { snoozeWorkItem } from '../../src/app/work-items/snooze-work-item.js';
import { addDays, plainDate } from '../../src/domain/dates/plain-date.js';
import type { Result } from '../../src/domain/result.js';
import { workItemRule, type WorkItemKind } from '../../src/domain/work-items/catalog.js';
import { seededRandom } from '../../src/edi/x12/seeded-numbers.js';
import { foundPractice, type Practice } from './a-practice.js';

/** Lives of one work item each: what people do with it, in any order. */
const LIVES = process.env['RECLAIM_TEST_DEEP'] === '1' ? 5_000 : 60;
const FIRST_SEED = Number(process.env['RECLAIM_SEED'] ?? 1);
const TODAY = plainDate('2026-01-05');
const DUE = plainDate('2026-01-12');

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const people = [
  { id: 'sam', role: 'specialist' },
  { id: 'ann', role: 'specialist' },
  { id: 'rex', role: 'records' },
  { id: 'lea', role: 'lead' },
  { id: 'max', role: 'manager' },
] as const;
type Person = (typeof people)[number];

const kinds = ['fixEdits', 'callPayer', 'sendDocuments', 'releaseHold'] as const satisfies readonly WorkItemKind[];
const answers: Readonly<Record<(typeof kinds)[number], readonly [outcome: string, fields: Record<string, string>]>> = {
  fixEdits: ['corrected', { note: 'as on the card' }],
  callPayer: ['notOnFile', { counterparty: 'Pat of claims', callReference: 'C-4711' }],
  sendDocuments: ['notAvailable', { reason: 'no record of that day' }],
  releaseHold: ['release', { note: 'coding is done' }],
};

/** What the item should be by the rules of the queue, kept apart from the rows. */
interface Expected {
  readonly state: string;
  readonly assignee: string | null;
  readonly leased: boolean;
  readonly version: number;
  readonly outcome: string | null;
}

const NEEDLESS = 'no longer needed';
const CLOSED = ['COMPLETED', 'CANCELLED'];
type Draw = <T>(from: readonly T[]) => T;
type Answer = Result<unknown, Problem>;
interface Command {
  readonly name: string;
  readonly by: Person;
  readonly version: number | undefined;
  readonly run: () => Promise<Answer>;
  /** The item after it, or the problem it must meet. */
  readonly expect: (item: Expected) => Expected | string;
}

/** Why somebody may not touch the item now, in the order in which the doors say it. */
function refusal(
  item: Expected,
  { by, version }: Command,
  how: { readonly handsOut?: boolean } = {},
): string | undefined {
  if (CLOSED.includes(item.state)) return 'workItemClosed';
  if (version !== undefined && version !== item.version) return 'preconditionFailed';
  if (how.handsOut) return undefined;
  if (item.leased && item.assignee !== by.id) return 'workItemReserved';
  return undefined;
}

class Life {
  private item: Expected = { state: 'OPEN', assignee: null, leased: false, version: 1, outcome: null };
  private readonly subjectId = randomUUID();
  private id = '';

  constructor(
    private readonly draw: Draw,
    private readonly kind: (typeof kinds)[number],
  ) {}

  async live(length: number): Promise<void> {
    await this.open();
    for (let done = 0; done < length; done += 1) {
      const command = this.draw(this.commands());
      const wanted = command.expect(this.item);
      const answer = await command.run();
      const got = answer.ok ? 'done' : answer.problem.code;
      const where = [command.name, command.by.id, this.item.state];
      expect([...where, got]).toEqual([...where, typeof wanted === 'string' ? wanted : 'done']);
      if (typeof wanted !== 'string') this.item = wanted;
      await this.mustBe(this.item);
    }
    await this.tellsOnce();
  }

  private async open(): Promise<void> {
    this.id = await practice.within(async (tx) => {
      await startStory(tx, 'claim', this.subjectId, { type: 'claimImported' });
      const draft = { kind: this.kind, dedupeKey: `${this.kind}:${this.subjectId}`, dueDate: DUE, facts: {} };
      const about = { type: 'claim', id: this.subjectId, amountCents: 0 };
      await openWorkItem(tx, about, draft);
      await openWorkItem(tx, about, draft);
      const found = await tx.db.workItem.findMany({
        where: { organizationId: practice.org, subjectId: this.subjectId },
      });
      expect(found).toHaveLength(1);
      this.item = { ...this.item, version: found[0]?.version ?? 0 };
      return found[0]?.id ?? '';
    });
  }

  private commands(): readonly Command[] {
    const by = this.draw(people);
    const version = this.draw([undefined, undefined, this.item.version, this.item.version - 1]);
    const wish = { workItemId: this.id, ...(version !== undefined && { version }) };
    const { deps, org } = practice;
    const next = (fields: Partial<Expected>) => (item: Expected) => ({ ...item, version: item.version + 1, ...fields });
    const may = mayWork(by.role, workItemRule(this.kind).role);
    const worked = (name: string, run: () => Promise<Answer>, then: (item: Expected) => Expected | string): Command => {
      const command: Command = {
        name,
        by,
        version,
        run,
        expect: (item) => refusal(item, command) ?? (may ? then(item) : 'notAllowed'),
      };
      return command;
    };
    const until = this.draw([TODAY, addDays(TODAY, 3), DUE, addDays(DUE, 1)]);
    const [outcome, fields] = answers[this.kind];
    const wrong = this.draw([false, false, true]);
    const assignee = this.draw([null, 'sam', 'lea']);
    const given: Command = {
      ...{ name: 'reassign', by, version },
      run: () => reassignWorkItem(deps, by, org, { ...wish, assignee, reason: 'holiday' }),
      expect: (item) =>
        refusal(item, given, { handsOut: true }) ?? next({ state: 'OPEN', assignee, leased: false })(item),
    };
    return [
      worked(
        'reserve',
        () => reserveWorkItem(deps, by, org, wish),
        next({ state: 'RESERVED', assignee: by.id, leased: true }),
      ),
      worked(
        'give back',
        () => giveBackWorkItem(deps, by, org, wish),
        (item) => (item.assignee === by.id ? next({ state: 'OPEN', assignee: null, leased: false })(item) : 'conflict'),
      ),
      worked(
        'snooze',
        () => snoozeWorkItem(deps, by, org, { ...wish, until, reason: 'wait' }),
        (item) =>
          until <= TODAY
            ? 'invalidInput'
            : until > DUE
              ? 'snoozeTooLong'
              : next({ state: 'SNOOZED', leased: false })(item),
      ),
      given,
      worked(
        'complete',
        () => completeWorkItem(deps, by, org, { ...wish, outcome, fields: wrong ? {} : fields }),
        (item) => (wrong ? 'outcomeIncomplete' : next({ state: 'COMPLETED', outcome, leased: false })(item)),
      ),
      ...this.draw([[], [], [this.cancelled(by)]]),
    ];
  }

  /** Its story finds that the work has become pointless. */
  private cancelled(by: Person): Command {
    const run = async (): Promise<Answer> => {
      const about = { subjectId: this.subjectId, kinds: [this.kind], why: NEEDLESS };
      await practice.within((tx) => cancelWorkItems(tx, about));
      return { ok: true, value: undefined };
    };
    const expected = (item: Expected): Expected =>
      CLOSED.includes(item.state)
        ? item
        : { ...item, state: 'CANCELLED', leased: false, outcome: `cancelled: ${NEEDLESS}` };
    return { name: 'cancel', by, version: undefined, run, expect: expected };
  }

  private async mustBe(expected: Expected): Promise<void> {
    const row = await practice.within((tx) =>
      tx.db.workItem.findUniqueOrThrow({ where: { organizationId_id: { organizationId: practice.org, id: this.id } } }),
    );
    const { state, assignee, outcome } = row;
    const leased = state === 'RESERVED' && row.reservedUntil !== null;
    expect({ state, assignee, outcome, leased }).toEqual({
      state: expected.state,
      assignee: expected.assignee,
      outcome: expected.outcome,
      leased: expected.leased,
    });
    expect(row.closedOn !== null).toBe(CLOSED.includes(expected.state));
    this.item = { ...expected, version: row.version };
  }

  /** One outcome is one event for its story, however often people tried; work that was cancelled tells nothing. */
  private async tellsOnce(): Promise<void> {
    const { event } = workItemRule(this.kind).outcomes[answers[this.kind][0]] ?? { event: '' };
    const told = await practice.within((tx) =>
      tx.db.storyEvent.count({ where: { organizationId: practice.org, subjectId: this.subjectId, type: event } }),
    );
    expect([this.item.state, told]).toEqual([this.item.state, this.item.state === 'COMPLETED' ? 1 : 0]);
  }
}

describe('a work item, whatever people do with it and in whatever order', () => {
  it(`is where the rules of the queue say, refuses with the reason, and tells its story once (${LIVES} lives)`, async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed += 1) {
      const random = seededRandom(seed);
      const draw: Draw = (from) => from[Math.floor(random() * from.length)] as (typeof from)[number];
      await new Life(draw, draw(kinds)).live(2 + Math.floor(random() * 8)).catch((error: unknown) => {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      });
    }
  }, 3_600_000);
});
