import { type Cents, ZERO_CENTS } from '../../../domain/money.js';

export const ZERO = ZERO_CENTS;

/** A decimal with at most two places as cents; undefined when it is no such number (never rounded). */
export function centsOfText(text: string): Cents | undefined {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  if (/[1-9]/.test(fraction.slice(2))) return undefined;
  const amount = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  return (text.startsWith('-') ? -amount : amount) as Cents;
}
