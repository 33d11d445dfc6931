import { randomUUID } from 'node:crypto';
import { problem, type Problem } from '../../contracts/problems.js';
import { civilDate, type Actor, type Tx } from '../../db/in-transaction.js';
import { fail, ok, type Result } from '../../domain/result.js';
import type { Deps } from '../deps.js';
import { recordAudit } from '../stories/record-audit.js';
import { startStory } from '../stories/record-event.js';

export type OrganizationClock = { readonly kind: 'real' } | { readonly kind: 'stepped'; readonly businessAt: string };

export interface NewOrganization {
  readonly id?: string;
  readonly name: string;
  readonly zone: string;
  readonly clock: OrganizationClock;
  readonly npi: string;
  readonly taxId: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * Founds an organization and its day book. A token may name an organization that does not exist yet: then its admin founds
 * exactly that one; otherwise the id is new. Practice clocks exist only outside production.
 */
export async function createOrganization(
  deps: Deps,
  actor: Actor,
  callerOrganizationId: string,
  input: NewOrganization,
): Promise<Result<{ readonly id: string }, Problem>> {
  if (input.clock.kind === 'stepped' && deps.config.mode === 'production') {
    return fail(problem('notAllowed', 'production organizations run in real time'));
  }
  if (input.id !== undefined && input.id !== callerOrganizationId)
    return fail(problem('notAllowed', 'only the id your own token names may be chosen'));
  const own = input.id ?? ((await exists(deps, callerOrganizationId)) ? randomUUID() : callerOrganizationId);
  if (await found(deps, actor, own, input)) return ok({ id: own });
  return (await isSame(deps, own, input)) ? ok({ id: own }) : fail(problem('conflict', 'this organization exists'));
}

/** Founding has no tenant to keep an Idempotency-Key in, so the same founding again is recognized by what it founds. */
async function isSame(deps: Deps, id: string, input: NewOrganization): Promise<boolean> {
  return deps.db.$transaction(async (client) => {
    await client.$executeRaw`SELECT set_config('app.tenant', ${id}, true)`;
    const same = {
      id,
      name: input.name,
      zone: input.zone,
      clockKind: input.clock.kind,
      npi: input.npi,
      taxId: input.taxId,
    };
    return (await client.organization.count({ where: same })) > 0;
  });
}

async function exists(deps: Deps, id: string): Promise<boolean> {
  return deps.db.$transaction(async (client) => {
    await client.$executeRaw`SELECT set_config('app.tenant', ${id}, true)`;
    return (await client.organization.count({ where: { id } })) > 0;
  });
}

/** The one tenant transaction that begins without its organization: row security accepts the row because the tenant is set to its id. */
async function found(deps: Deps, actor: Actor, id: string, input: NewOrganization): Promise<boolean> {
  const stepped = input.clock.kind === 'stepped';
  const instant =
    input.clock.kind === 'stepped' ? new Date(input.clock.businessAt).toISOString() : new Date().toISOString();
  return deps.db.$transaction(async (client) => {
    await client.$executeRaw`SELECT set_config('app.tenant', ${id}, true)`;
    const created = await client.organization.createMany({
      data: [
        {
          id,
          name: input.name,
          zone: input.zone,
          clockKind: input.clock.kind,
          businessAt: new Date(instant),
          npi: input.npi,
          taxId: input.taxId,
          settings: input.settings as object,
        },
      ],
      skipDuplicates: true,
    });
    if (created.count === 0) return false;
    const written: Promise<number>[] = [];
    const tx: Tx = {
      db: client,
      write: (...statement) => void written.push(client.$executeRaw(...statement)),
      organizationId: id,
      zone: input.zone,
      stepped,
      at: { instant, date: civilDate(instant, input.zone) },
      actor,
    };
    await recordAudit(tx, {
      action: 'organization.create',
      subjectType: 'organization',
      subjectId: id,
      why: 'founded',
      after: { clock: input.clock.kind, zone: input.zone },
    });
    await startStory(tx, 'day-book', id, { type: 'dayBookOpened' });
    await Promise.all(written);
    return true;
  });
}
