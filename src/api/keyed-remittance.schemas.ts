import { z } from 'zod';
import { cents, code, date, uuid } from './schemas.js';

/** Ten billion dollars: what one amount on paper may be, so that no sum leaves the safe integers. */
const MOST_CENTS = 1_000_000_000_000;
const amount = z.int().min(-MOST_CENTS).max(MOST_CENTS).meta({ description: 'US cents.' });
const shortText = z.string().trim().min(1).max(50);
const adjustment = z.strictObject({
  group: z.enum(['CO', 'PR', 'OA', 'PI']),
  carc: z.string().regex(/^[A-Z0-9]{1,4}$/),
  amountCents: amount,
});
const adjustments = z.array(adjustment).max(99).default([]);
const remarks = z
  .array(z.string().regex(/^[A-Z0-9]{1,6}$/))
  .max(5)
  .default([]);
const line = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]{3,7}$/),
  modifiers: z
    .array(z.string().regex(/^[A-Z0-9]{2}$/))
    .max(4)
    .default([]),
  serviceFrom: date.exactOptional(),
  chargeCents: amount,
  paidCents: amount,
  allowedCents: amount.exactOptional(),
  lineControl: shortText.exactOptional(),
  adjustments,
  remarks,
});
const claim = z.strictObject({
  /** As the paper prints it; empty when it prints none: then patient, date and charge find the claim. */
  claimNumber: z.string().trim().max(38).default(''),
  status: z.enum(['1', '2', '3', '4', '19', '20', '21', '22', '23', '25']),
  chargeCents: amount,
  paidCents: amount,
  patientResponsibilityCents: amount.exactOptional(),
  payerControlNumber: shortText.exactOptional(),
  patient: z
    .strictObject({ lastName: z.string().trim().min(1).max(60), firstName: z.string().trim().min(1).max(35) })
    .exactOptional(),
  serviceFrom: date.exactOptional(),
  adjustments,
  remarks,
  lines: z.array(line).max(99).default([]),
});

export const keyedRemittance = z
  .strictObject({
    payerId: uuid,
    scanId: uuid.meta({ description: 'The scan it is keyed from.' }),
    checkNumber: z
      .string()
      .trim()
      .regex(/^[A-Z0-9-]{1,50}$/i),
    paymentDate: date,
    paymentCents: cents.min(0).max(MOST_CENTS),
    claims: z.array(claim).max(500).default([]),
    providerAdjustments: z
      .array(z.strictObject({ reason: code.max(2), reference: shortText.exactOptional(), amountCents: amount }))
      .max(99)
      .default([]),
  })
  .meta({ id: 'KeyedRemittance' });
export const storedScan = z.strictObject({ scanId: uuid }).meta({ id: 'StoredScan' });
export const keyedFile = z.strictObject({ fileId: uuid }).meta({ id: 'KeyedFile' });
