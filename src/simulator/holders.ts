import { bodyOf } from '../api-client/client.js';
import type { Stage } from './actors.js';
import { readClaim } from './read-claim.js';
import { fateOf } from './scenarios/catalog.js';

/** On the morning a file of claims came in the office holds those whose fate asks for it; each file is looked at once. */
export async function placeHolds(stage: Stage): Promise<void> {
  const { world, api } = stage;
  const files = world.counters['filesSent'] ?? 1;
  if ((world.counters['holdsPlaced'] ?? 0) >= files || !Object.values(world.fates).some(isHeld)) return;
  const query = { state: 'READY', limit: 200 };
  const ready = bodyOf(await api.as('supervisor').GET('/claims', { params: { query } }));
  for (const { id } of ready.items) await holdIfAsked(stage, id);
  world.counters['holdsPlaced'] = files;
}

const isHeld = ({ scenario }: { readonly scenario: string }): boolean => scenario.startsWith('held');

async function holdIfAsked({ world, api }: Stage, id: string): Promise<void> {
  const { content } = await readClaim(api, id);
  const reason = fateOf(world, content).hold;
  if (!reason) return;
  bodyOf(
    await api.as('supervisor').POST('/claims/{id}/hold', {
      params: { path: { id }, header: { 'Idempotency-Key': `practice:hold:${id}` } },
      body: { reason },
    }),
  );
}
