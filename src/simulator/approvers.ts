import { ApiRefusal, bodyOf } from '../api-client/client.js';
import type { components } from '../api-client/generated/schema.js';
import type { Role } from '../domain/roles.js';
import type { Stage } from './actors.js';

/** Who is asked, from the lowest limit up; the first whose limit reaches and who did not ask decides. */
const APPROVERS: readonly Role[] = ['lead', 'manager', 'director'];

/** Kinds of requests this office decides; refunds are left to the person watching. */
const DECIDED = ['write-off', 'placement', 'charity'] as const;

/** What the specialists proposed is approved by somebody else, within the limit of the role. */
export async function decideApprovals({ api }: Stage): Promise<void> {
  const waiting = await waitingApprovals(api);
  for (const kind of DECIDED) for (const { id } of waiting.filter((one) => one.kind === kind)) await decide(api, id);
}

async function waitingApprovals(api: Stage['api']): Promise<components['schemas']['Approval'][]> {
  const waiting: components['schemas']['Approval'][] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
    const page: components['schemas']['ApprovalPage'] = bodyOf(
      await api.as('manager').GET('/approvals', { params: { query } }),
    );
    waiting.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return waiting;
}

async function decide(api: Stage['api'], id: string): Promise<void> {
  for (const role of APPROVERS) {
    try {
      bodyOf(
        await api.as(role).POST('/approvals/{id}/decide', {
          params: { path: { id }, header: { 'Idempotency-Key': `practice:approval:${id}:${role}` } },
          body: { decision: 'approved', note: 'Record read; it is as proposed' },
        }),
      );
      return;
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.status >= 500) throw error;
    }
  }
}
