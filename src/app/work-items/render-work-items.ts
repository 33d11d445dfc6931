import { workItemCatalog } from '../../domain/work-items/catalog.js';
import { sheetCsv, sheetXlsx, type Column } from '../sheets/sheet.js';
import { isWorkItemKind } from './outcome-fields.js';
import type { WorkItemRow } from './work-item-row.js';

/** What the list shows, and no more: codes, ids, dates and cents; no name, no answer, no fact of a story. */
const columns: readonly Column<WorkItemRow>[] = [
  { title: 'queue', words: ({ queue }) => queue },
  { title: 'kind', words: ({ kind }) => kind },
  { title: 'what to do', words: ({ kind }) => (isWorkItemKind(kind) ? workItemCatalog[kind].title : kind) },
  { title: 'role', words: ({ role }) => role },
  { title: 'assignee', words: ({ assignee }) => assignee ?? '' },
  { title: 'state', words: ({ state }) => state },
  { title: 'due', words: ({ dueDate }) => dueDate },
  { title: 'snoozed until', words: ({ snoozedUntil }) => snoozedUntil ?? '' },
  { title: 'amount', cents: ({ amountCents }) => amountCents },
  { title: 'score', number: ({ score }) => score },
  { title: 'why', words: ({ scoreParts }) => scoreParts.join('; ') },
  { title: 'came back', number: ({ reopenCount }) => reopenCount },
  { title: 'opened', words: ({ openedOn }) => openedOn },
  { title: 'outcome', words: ({ outcome }) => outcome ?? '' },
  { title: 'work item', words: ({ id }) => id },
  { title: 'claim', words: ({ claimId }) => claimId ?? '' },
];

export const workItemsCsv = (rows: readonly WorkItemRow[]): string => sheetCsv(columns, rows);
export const workItemsXlsx = (rows: readonly WorkItemRow[]): Promise<Buffer> => sheetXlsx('Work items', columns, rows);
