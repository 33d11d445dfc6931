import { z } from 'zod';
import { DEFAULT_PAGE, MAX_PAGE } from '../app/paging/cursor.js';
import { isPlainDate, type PlainDate } from '../domain/dates/plain-date.js';

export const uuid = z.uuid().meta({ description: 'Opaque id.' });
export const date = z
  .custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value), 'a date as YYYY-MM-DD')
  .meta({ type: 'string', format: 'date' });
export const dateText = z.string().meta({ format: 'date' });
export const instant = z.iso.datetime().meta({ description: 'ISO 8601, UTC.' });
export const cents = z.int().meta({ description: 'US cents.' });
export const positiveCents = z.int().min(1).max(1_000_000_000_00).meta({ description: 'US cents, more than zero.' });
export const code = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9_.:-]+$/);
export const words = z.string().trim().min(1).max(2_000);
export const npi = z.string().regex(/^\d{10}$/);
export const facts = z.record(z.string(), z.unknown());
export const none = z.null();

export const idParam = uuid;
/** Query fields of every list. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(DEFAULT_PAGE),
  cursor: z.string().max(500).exactOptional(),
};

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().exactOptional() });
export const created = z.strictObject({ id: uuid }).meta({ id: 'Created' });

/** One code out of a filter. */
export const filterCode = code.exactOptional();
export const filterId = uuid.exactOptional();
