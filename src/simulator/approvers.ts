import { ApiRefusal, bodyOf } from '../api-client/client.js';
import type { Role } from '../domain/roles.js';
import type { Stage } from './actors.js';

/** Who is asked, from the lowest limit up; the first whose limit reaches and who did not ask decides. */
const APPROVERS: readonly Role[] = ['lead', 'manager', 'director'];

/** What the specialists proposed is approved by somebody else, within the limit of the role. */
export async function decideApprovals({ api }: Stage): Promise<void> {
  const query = { limit: 200, kind: 'write-off' };
  const { items } = bodyOf(await api.as('manager').GET('/approvals', { params: { query } }));
  for (const { id } of items) await decide(api, id);
}

async function decide(api: Stage['api'], id: string): Promise<void> {
  for (const role of APPROVERS) {
    try {
      bodyOf(
        await api.as(role).POST('/approvals/{id}/decide', {
          params: { path: { id }, header: { 'Idempotency-Key': `practice:approval:${id}:${role}` } },
          body: { decision: 'approved', note: 'Record read; nothing more can be won' },
        }),
      );
      return;
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status >= 500) throw error;
    }
  }
}
