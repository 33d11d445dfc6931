import type { WorkItemDetail } from '../app/work-items/work-item-detail.js';
import { mayUse } from './guards/access-table.js';
import type { OperationId } from './guards/operations.js';
import { currentPrincipal } from './request-context.js';

export interface WorkItemLink {
  /** `outcome:corrected` for an outcome of the catalog, else the name of the act. */
  readonly rel: string;
  readonly method: 'POST';
  readonly href: string;
  readonly requires: readonly string[];
}

/** What the caller may do with an item: the catalog's outcomes by their fields, and the acts of the access table. */
export function withLinks(item: WorkItemDetail): WorkItemDetail & { readonly links: readonly WorkItemLink[] } {
  if (item.allowedOutcomes.length === 0) return { ...item, links: [] };
  const href = `/work-items/${item.id}`;
  const act = (rel: string, path: string, ...requires: string[]): WorkItemLink => ({
    rel,
    method: 'POST',
    href: `${href}/${path}`,
    requires,
  });
  const isMine = item.state === 'RESERVED' && item.assignee === currentPrincipal().subject;
  return {
    ...item,
    links: [
      ...item.allowedOutcomes.map(({ outcome, requires }) => act(`outcome:${outcome}`, 'complete', ...requires)),
      ...(mayCall('workItems.reserve') ? [act('reserve', 'reserve')] : []),
      ...(isMine && mayCall('workItems.giveBack') ? [act('give-back', 'give-back')] : []),
      ...(mayCall('workItems.snooze') ? [act('snooze', 'snooze', 'until', 'reason')] : []),
      ...(mayCall('workItems.reassign') ? [act('reassign', 'reassign', 'assignee', 'reason')] : []),
    ],
  };
}

const mayCall = (operation: OperationId): boolean => mayUse(currentPrincipal().role, operation);
