import type { PlainDate } from '../dates/plain-date.js';
import type { DeadlineDraft, DeadlineKind } from './turn.js';

/** A supervisor's new safe date; with a hard date and a rule it is an approved re-plan run after a rule changed. */
export interface Replanned {
  readonly kind: DeadlineKind;
  readonly safeDate: PlainDate;
  readonly hardDate?: PlainDate;
  readonly ruleId?: string;
  readonly version?: number;
  readonly source?: string;
}

/** The superseding row; undefined = the new safe date would pass the hard date (architecture §4.1.8). */
export function replannedDeadline(row: DeadlineDraft, to: Replanned): DeadlineDraft | undefined {
  const { ruleId = row.ruleId, version = row.version, source = row.source, hardDate = row.hardDate, safeDate } = to;
  if (safeDate > hardDate) return undefined;
  return { kind: row.kind, baseDate: row.baseDate, ruleId, version, source, hardDate, safeDate };
}
