import type { OutcomeRule } from './catalog.js';

/** Answers that can be true of many items at once: one call about many claims, one reason, one root cause. */
const SHARED_FIELDS: readonly string[] = [
  'note',
  'reason',
  'counterparty',
  'callReference',
  'promisedDate',
  'rootCause',
  'missing',
];

/**
 * Whether many items may be finished by this outcome at once: it asks nothing that is another thing for each item
 * (a confirmation, an amount, a decision) and no approval, which is asked for item by item.
 */
export const mayFinishTogether = (rule: OutcomeRule): boolean =>
  rule.approval === undefined && rule.requires.every((field) => SHARED_FIELDS.includes(field));
