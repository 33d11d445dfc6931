import type { Client } from '@temporalio/client';
import type { Config } from '../config.js';
import type { Database } from '../db/database.js';
import type { KeyRing } from '../security/key-ring.js';

/** What use cases need from the outside, wired once by the process. */
export interface Deps {
  readonly db: Database;
  readonly keys: KeyRing;
  readonly config: Config;
}

/** Use cases that speak to running stories also need the Temporal client. */
export interface StoryDeps extends Deps {
  readonly temporal: Client;
}
