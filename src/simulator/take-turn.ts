import type { PlainDate } from '../domain/dates/plain-date.js';
import type { Actor, Stage } from './actors.js';
import { agency } from './agency.js';
import type { Moment } from './business-moment.js';
import { clearinghouse } from './clearinghouse.js';
import type { MailSink } from './mail-sink.js';
import { patients } from './patients.js';
import type { PracticeApi, PracticeClockView } from './practice-api.js';
import { staff } from './staff.js';
import type { World } from './world.js';

/** Everybody of the practice world, in the order in which they are called. */
export const actors: readonly Actor[] = [clearinghouse, agency, staff, patients];

export interface Turn {
  readonly actor: Actor;
  readonly world: World;
  readonly api: PracticeApi;
  readonly mail: MailSink;
  /** Called after every round of the turn, before the next wait is registered. */
  readonly remember: (world: World) => Promise<void>;
  /** What the clock shows; asked of the API where it moves while people work. */
  readonly clock?: () => Promise<PracticeClockView>;
}

/** One turn of one actor: acts, is remembered, registers the next wait; again while that moment is already here. */
export async function takeTurn({ actor, world, api, mail, remember, clock = () => api.clock() }: Turn): Promise<void> {
  let wake: string | undefined;
  let now = momentOf(await clock());
  do {
    const stage: Stage = { world, now, api, mail };
    const before = clearinghouse.nextWake(stage);
    await actor.takeTurn(stage);
    await remember(world);
    wake = actor.nextWake(stage);
    await (wake ? api.putWait(actor.name, wake) : api.dropWait(actor.name));
    if (actor !== clearinghouse) await wakeThePayers(stage, before);
    now = momentOf(await clock()); // the clock may have moved while the turn was taken
  } while (wake !== undefined && wake <= now.instant);
}

/** What the office has just asked of a payer may be due before anything the payers had in mind. */
async function wakeThePayers(stage: Stage, before: string | undefined): Promise<void> {
  const wake = clearinghouse.nextWake(stage);
  if (wake !== undefined && wake !== before) await stage.api.putWait(clearinghouse.name, wake);
}

const momentOf = (clock: PracticeClockView): Moment => ({
  instant: new Date(clock.businessAt).toISOString(),
  date: clock.businessDate as PlainDate,
  zone: clock.zone,
});
