import { z } from 'zod';
import { updateNames } from '../contracts/stories.js';
import { words } from './schemas.js';

/** A supervisor's command always says why; the reason stands in the story's history (sealed) and in the audit. */
export const commandBody = z.strictObject({ reason: words }).meta({ id: 'SupervisorCommand' });
export type CommandBody = z.output<typeof commandBody>;
export const commandAnswer = z
  .strictObject({ commandId: z.string(), command: z.enum(updateNames), answer: z.unknown() })
  .meta({ id: 'CommandAnswer' });
