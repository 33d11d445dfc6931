import type { Tx } from '../../db/in-transaction.js';
import { addBusinessDays } from '../../domain/dates/business-days.js';
import type { WorkItemDraft } from '../../domain/stories/turn.js';
import { openWorkItem } from '../stories/open-work-item.js';
import type { FileRef } from './read-inbound.js';
import { dedupeSuffix } from './readings.js';

/** Part of a file that answers nothing of ours; `place` tells it from the others of its file, once a reading. */
export interface Unmatched {
  readonly place: string;
  readonly facts: WorkItemDraft['facts'];
}

/** Nothing that came is dropped: a person says by the next business day what it belongs to. */
export const askAboutUnmatched = async (tx: Tx, file: FileRef, { place, facts }: Unmatched): Promise<void> =>
  openWorkItem(
    tx,
    { type: 'file', id: file.fileId },
    {
      kind: 'unmatchedAcknowledgement',
      dedupeKey: `${file.fileId}:${place}${await dedupeSuffix(tx, file)}`,
      dueDate: addBusinessDays(tx.at.date, 1),
      facts,
    },
  );
