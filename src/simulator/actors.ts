import type { PracticeApi } from './practice-api.js';
import type { Moment } from './business-moment.js';
import type { MailSink } from './mail-sink.js';
import type { World } from './world.js';

/** Everything an actor may use in a turn. */
export interface Stage {
  readonly world: World;
  readonly now: Moment;
  readonly api: PracticeApi;
  readonly mail: MailSink;
}

/** Someone in the practice world: acts when due, and says when to be woken next. */
export interface Actor {
  readonly name: string;
  takeTurn(stage: Stage): Promise<void>;
  /** Business instant of the next turn; undefined = only when something comes. */
  nextWake(stage: Stage): string | undefined;
  /** The folder of this actor in which we leave files; a file in it calls the actor at once. */
  inbox?(world: World): string | undefined;
}
