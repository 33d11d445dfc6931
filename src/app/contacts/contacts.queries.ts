import type { Contact } from '../../db/generated/client.js';
import { fromDateColumn, fromNullableDate, inTransaction, type Actor } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { decodeCursor, pageOf, type Page, type PageRequest } from '../paging/cursor.js';
import type { SeenBy } from '../work-items/work-items.queries.js';
import type { ContactDetails } from './save-contact.js';

export interface ContactRow {
  readonly id: string;
  readonly claimId: string;
  readonly person: string;
  readonly channel: string;
  readonly outcomeCode: string;
  readonly promisedDate: string | null;
  readonly nextAction: string;
  readonly nextActionOn: string | null;
  readonly occurredOn: string;
  readonly recordedAt: string;
  /** Null for roles that may not see PHI. */
  readonly details: ContactDetails | null;
}

export interface ContactFilter extends PageRequest {
  readonly claimId?: string;
}

export async function listContacts(
  deps: Deps,
  actor: Actor,
  organizationId: string,
  filter: ContactFilter,
  seenBy: SeenBy,
): Promise<Page<ContactRow>> {
  return inTransaction(deps.db, organizationId, { actor }, async (tx) => {
    const from = decodeCursor(filter.cursor);
    const before = from && new Date(from.value);
    const rows = await tx.db.contact.findMany({
      where: {
        organizationId,
        ...(filter.claimId && { claimId: filter.claimId }),
        ...(before && from && { OR: [{ recordedAt: { lt: before } }, { recordedAt: before, id: { lt: from.id } }] }),
      },
      orderBy: [{ recordedAt: 'desc' }, { id: 'desc' }],
      take: filter.limit + 1,
    });
    return pageOf(
      rows,
      filter.limit,
      (row) => ({ value: row.recordedAt.toISOString(), id: row.id }),
      (row) => show(deps, row, seenBy),
    );
  });
}

const show = (deps: Deps, row: Contact, seenBy: SeenBy): ContactRow => ({
  id: row.id,
  claimId: row.claimId,
  person: row.person,
  channel: row.channel,
  outcomeCode: row.outcomeCode,
  promisedDate: fromNullableDate(row.promisedDate) ?? null,
  nextAction: row.nextAction,
  nextActionOn: fromNullableDate(row.nextActionOn) ?? null,
  occurredOn: fromDateColumn(row.occurredOn),
  recordedAt: row.recordedAt.toISOString(),
  details: seenBy.mayReadPhi
    ? deps.keys.openJson<ContactDetails>(
        { org: row.organizationId, table: 'contacts', column: 'details', rowId: row.id },
        row.details,
      )
    : null,
});
