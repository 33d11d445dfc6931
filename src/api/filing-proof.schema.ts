import { z } from 'zod';
import { evidenceKinds } from '../domain/claims/filing-proof.js';
import { dateText } from './schemas.js';

/** Whether the payer demonstrably had the claim in time, with the evidence in order of strength (rulebook TF5). */
export const filingProofFields = z.strictObject({
  proven: z.boolean(),
  because: z.string(),
  evidence: z.array(
    z.strictObject({
      kind: z.enum(evidenceKinds),
      date: dateText,
      control: z.string(),
      sha256: z.string().nullable(),
    }),
  ),
});
