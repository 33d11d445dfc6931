import { addBusinessDays } from '../dates/business-days.js';
import type { PlainDate } from '../dates/plain-date.js';
import type { DeadlineDraft } from '../stories/turn.js';
import type { DayRule } from './claim-rules.js';

/** By when the 999 of a 275 must have come; without it nobody knows that the payer has the documents. */
export const attachmentClock = (sentOn: PlainDate, rule: DayRule): DeadlineDraft => {
  const hardDate = addBusinessDays(sentOn, rule.days);
  const { ruleId, version, source } = rule;
  return {
    kind: 'acknowledgement-999',
    ruleId,
    version,
    source,
    baseDate: sentOn,
    hardDate,
    safeDate: hardDate,
  };
};

/** A 275 that was refused, or could not be written; `codes` as the acknowledgement said them. */
export interface AttachmentRejected {
  readonly type: 'attachmentRejected';
  readonly level: string;
  readonly codes: string;
}

export const rejectionWords = ({ level, codes }: AttachmentRejected): string =>
  `the 275 did not go through (${[level, codes].filter(Boolean).join(' ')})`;

export const SILENT_ATTACHMENT = 'no 999 came for the 275';
