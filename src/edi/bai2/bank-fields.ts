import type { BankSummary, FundsAvailability } from './bank-report.js';
import type { FieldCursor } from './logical-records.js';

/** A whole number with optional sign and leading zeros; undefined when blank or none. */
export function wholeAmount(text: string): number | undefined {
  if (!/^[+-]?0*\d{1,15}$/.test(text)) return undefined;
  return Number(text);
}

const AVAILABILITY_DAYS = [0, 1, 2];
const DISTRIBUTIONS_AT_MOST = 100;

/** Funds type and the fields it brings: S three amounts, V date and time, D pairs of days and amount. */
export function availabilityOf(fields: FieldCursor): FundsAvailability | undefined {
  const type = fields.next().toUpperCase();
  switch (type) {
    case '':
    case 'Z':
      return undefined;
    case 'S': {
      const parts = AVAILABILITY_DAYS.map((days) => ({ days, amount: wholeAmount(fields.next()) ?? 0 }));
      return { type, parts };
    }
    case 'V':
      return { type, valueDate: fields.next(), valueTime: fields.next(), parts: [] };
    case 'D': {
      const count = Math.min(wholeAmount(fields.next()) ?? 0, DISTRIBUTIONS_AT_MOST);
      const parts: { days: number; amount: number }[] = [];
      for (let at = 0; at < count; at += 1) {
        parts.push({ days: wholeAmount(fields.next()) ?? 0, amount: wholeAmount(fields.next()) ?? 0 });
      }
      return { type, parts };
    }
    default:
      return { type, parts: [] };
  }
}

/** Type, amount, item count and funds type of an 03, as often as they stand. */
export function summariesOf(fields: FieldCursor, onBadAmount: () => void): BankSummary[] {
  const summaries: BankSummary[] = [];
  while (!fields.ended) {
    const [typeCode, amountText, itemsText] = [fields.next(), fields.next(), fields.next()];
    const amount = wholeAmount(amountText);
    if (amount === undefined && amountText !== '') onBadAmount();
    const items = wholeAmount(itemsText);
    const availability = availabilityOf(fields);
    if (typeCode === '' && amountText === '') continue;
    summaries.push({
      typeCode,
      ...(amount === undefined ? {} : { amount }),
      ...(items === undefined ? {} : { items }),
      ...(availability === undefined ? {} : { availability }),
    });
  }
  return summaries;
}
