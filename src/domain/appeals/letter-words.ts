import type { PlainDate } from '../dates/plain-date.js';

/** A date as letters to payers write it: 01/26/2026. */
export function letterDate(date: PlainDate): string {
  const [year, month, day] = date.split('-');
  return `${month}/${day}/${year}`;
}

/**
 * The source of a rule as a payer may read it: our own words for where a number comes from are left out, and a bare contract
 * is the one both sides know.
 */
export function letterCitation(source: string): string {
  const kept = source
    .split(/[,;:]\s*/)
    .filter((part) => !/product default|rulebook/i.test(part))
    .join(', ');
  if (kept === '') return 'our right to have a decision reviewed';
  return /^contract$/i.test(kept) ? 'our agreement with you' : kept;
}
