import { z } from 'zod';
import { date, filterCode, filterId } from './schemas.js';

/** Which work items a list or a sheet holds, and in which order. */
export const workItemWish = {
  queue: filterCode,
  state: filterCode,
  kind: filterCode,
  role: filterCode,
  subjectId: filterId,
  claimId: filterId,
  assignee: z.string().max(255).exactOptional(),
  dueBy: date.exactOptional(),
  sort: z.enum(['priority', 'dueDate']).default('dueDate'),
};

const fieldName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/)
  .refine((name) => name !== 'constructor' && name !== 'prototype');

/** What an outcome asks, by field name. */
export const outcomeFields = z.record(fieldName, z.union([z.string().max(4_000), z.int()])).default({});
