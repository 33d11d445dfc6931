import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { pino } from 'pino';
import { waitingFiles } from '../adapters/file-drop.js';
import { createApi } from '../api/create-api.js';
import { findApiKey } from '../app/access/access.queries.js';
import { advanceClock } from '../app/clock/advance-clock.js';
import type { StoryDeps } from '../app/deps.js';
import { takeFromInbox } from '../app/files/take-from-inbox.js';
import { readPracticeClock, type PracticeClock } from '../app/practice-clock/practice-clock.queries.js';
import type { Config } from '../config.js';
import { openDatabase } from '../db/database.js';
import type { TradingPartner } from '../db/generated/client.js';
import { inTransaction, systemActor } from '../db/in-transaction.js';
import type { Role } from '../domain/roles.js';
import { authenticator } from '../identity/authenticate.js';
import { mintDevelopmentToken } from '../identity/development-token.js';
import { SessionCookies } from '../identity/session-cookie.js';
import { openTokenVerifier } from '../identity/token-verifier.js';
import { ensureKeyFile } from '../security/key-file.js';
import { openKeyRing } from '../security/key-ring.js';
import { MailSink } from '../simulator/mail-sink.js';
import { PracticeApi } from '../simulator/practice-api.js';
import { actors, takeTurn } from '../simulator/take-turn.js';
import type { World } from '../simulator/world.js';
import { StoryTeller } from './story-teller.js';
import { toldCommands } from './told-commands.js';

/** Rounds at one business instant; more than this is an office that does not come to rest. */
const MOST_ROUNDS = 1_000;

export interface RehearsalPlace {
  readonly config: Config;
  /** Free ports on loopback for the mail sink. */
  readonly ports: { readonly smtp: number; readonly page: number };
}

/** A practice organization and everybody it deals with, in this process; time passes only by `passUntil`. */
export class Rehearsal {
  readonly organizationId: string = randomUUID();
  readonly teller: StoryTeller;
  private world: World | undefined;
  private partners: readonly Pick<TradingPartner, 'id' | 'inboundFolder' | 'outboundFolder'>[] | undefined;
  private readonly called = new Set<string>();

  private constructor(
    readonly deps: StoryDeps,
    readonly mail: MailSink,
    readonly app: NestExpressApplication,
    readonly api: PracticeApi,
    teller: StoryTeller,
  ) {
    this.teller = teller;
  }

  static async open({ config, ports }: RehearsalPlace): Promise<Rehearsal> {
    ensureKeyFile(config.keyFile);
    const db = openDatabase(config.database.url, 10);
    const keys = openKeyRing(config);
    const pure = { db, keys, config };
    const teller = new StoryTeller(pure, config.database.relayUrl);
    const deps: StoryDeps = { ...pure, temporal: toldCommands(pure, () => teller) };
    const mail = new MailSink(join(config.dataDir, 'practice', 'mail'));
    await mail.listen(ports);
    const authenticate = authenticator({
      config,
      sessions: new SessionCookies(config, keys),
      verifyToken: openTokenVerifier(config),
      now: () => new Date(),
      findApiKey: (organizationId, keyId) => findApiKey(db, organizationId, keyId),
    });
    const app = await createApi({ deps, authenticate, log: pino({ level: 'error' }), mounts: {} });
    await app.listen(config.api.port, '127.0.0.1');
    const tokens = new Map<Role, Promise<string>>();
    const rehearsal: Rehearsal = new Rehearsal(
      deps,
      mail,
      app,
      new PracticeApi(config.api.publicUrl, (role) => {
        const token = tokens.get(role) ?? mintDevelopmentToken(config, { role, org: rehearsal.organizationId });
        tokens.set(role, token);
        return token;
      }),
      teller,
    );
    return rehearsal;
  }

  /** The world everybody outside the office remembers from now on. */
  enter(world: World): void {
    this.world = world;
  }

  /** Lets business time pass, wake by wake, to the instant; everybody acts when due. */
  async passUntil(until: string, onMove: (businessAt: string) => void = () => undefined): Promise<void> {
    for (;;) {
      await this.comeToRest();
      const actor = systemActor('clock');
      const moved = await advanceClock(this.deps, { organizationId: this.organizationId, actor, until });
      if (!moved.ok) throw new Error(`the office did not come to rest: ${moved.problem.detail}`);
      if (!moved.value.moved) return;
      onMove(moved.value.businessAt);
    }
  }

  /** Everything that can happen now happens: files, stories, people. */
  async comeToRest(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const told = await this.teller.tellWhatWaits();
      const taken = await this.takeFiles();
      if (told || taken > 0) continue;
      if (!(await this.callActors())) return;
    }
    throw new Error('the office does not come to rest');
  }

  private async takeFiles(): Promise<number> {
    if (!this.world) return 0;
    const { organizationId } = this;
    const actor = systemActor('inbox');
    this.partners ??= await inTransaction(this.deps.db, organizationId, { actor }, (tx) =>
      tx.db.tradingPartner.findMany({ where: { organizationId } }),
    );
    let taken = 0;
    for (const { id: partnerId, inboundFolder: inbound, outboundFolder: outbound } of this.partners)
      taken += await takeFromInbox(this.deps, { organizationId, partnerId, inbound, outbound, restedMs: 0 });
    return taken;
  }

  private async callActors(): Promise<boolean> {
    const { world, api, mail } = this;
    if (!world) return false;
    const clock = await this.clock();
    const { dueWaits } = clock;
    let acted = false;
    for (const actor of actors) {
      const inbox = actor.inbox?.(world);
      const waiting = inbox !== undefined && (await waitingFiles(inbox)).length > 0;
      if (!waiting && !dueWaits.includes(actor.name) && this.called.has(actor.name)) continue;
      this.called.add(actor.name);
      acted = true;
      await takeTurn({
        actor,
        world,
        api,
        mail,
        remember: async () => undefined,
        clock: async () => ({ ...clock, dueWaits: [...dueWaits] }),
      });
    }
    return acted;
  }

  /** What the clock shows: asked after every round, and by nobody of the practice world. */
  private async clock(): Promise<PracticeClock> {
    const found = await readPracticeClock(this.deps, systemActor('clock'), this.organizationId);
    if (!found.ok) throw new Error(found.problem.detail);
    return found.value;
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mail.close();
    await this.teller.close();
    await this.deps.db.$disconnect();
  }
}
