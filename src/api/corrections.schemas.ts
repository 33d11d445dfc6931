import { reopeningReasons } from '../domain/claims/change-condition.js';
import { z } from 'zod';
import type { CompleteWorkItem } from '../app/work-items/complete-work-item.js';
import { date, npi } from './schemas.js';

/** X12 basic characters of a name or number; a delimiter can never come in. */
const x12Text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9 !"&'()+,./;?=%@[\]_{}\\|<#$-]+$/, 'X12 characters only; no * : ~ ^');
const diagnosis = z.string().regex(/^[A-Z]\d[A-Z0-9](\.?[A-Z0-9]{1,4})?$/, 'an ICD-10-CM code');
const placeOfService = z.string().regex(/^\d{2}$/, 'two digits');
const line = z.strictObject({
  number: z.int().min(1).max(999),
  procedure: z
    .string()
    .regex(/^[A-Z0-9]{4}[A-Z0-9]$/, 'a CPT or HCPCS code of five characters')
    .exactOptional(),
  modifiers: z
    .array(z.string().regex(/^[A-Z0-9]{2}$/, 'two characters'))
    .max(4)
    .exactOptional(),
  units: z
    .string()
    .regex(/^\d{1,8}(\.\d{1,3})?$/, 'a decimal number')
    .exactOptional(),
  pointers: z.array(z.int().min(1).max(12)).min(1).max(4).exactOptional(),
  placeOfService: placeOfService.exactOptional(),
});

/** A whole address; the ZIP code as five or nine digits, the billing provider's as nine. */
const address = z.strictObject({
  line1: x12Text(55),
  line2: x12Text(55).exactOptional(),
  city: x12Text(30),
  state: z.string().regex(/^[A-Z]{2}$/, 'two letters'),
  zip: z.string().regex(/^\d{5}(\d{4})?$/, 'five or nine digits'),
});

/** What a specialist changes on the claim that is sent again; amounts are not among it. */
export const claimCorrections = z
  .strictObject({
    memberId: x12Text(80).exactOptional(),
    groupNumber: x12Text(50).exactOptional(),
    patientLastName: x12Text(60).exactOptional(),
    patientFirstName: x12Text(35).exactOptional(),
    patientBirthDate: date.exactOptional(),
    patientSex: z.enum(['F', 'M', 'U']).exactOptional(),
    patientAddress: address.exactOptional(),
    subscriberAddress: address.exactOptional(),
    billingAddress: address.exactOptional(),
    facilityAddress: address.exactOptional(),
    diagnoses: z.array(diagnosis).min(1).max(12).exactOptional(),
    placeOfService: placeOfService.exactOptional(),
    priorAuthorization: x12Text(50).nullable().exactOptional(),
    referralNumber: x12Text(50).nullable().exactOptional(),
    remark: x12Text(80).exactOptional(),
    reopeningReason: z.enum(reopeningReasons).exactOptional(),
    payerClaimNumber: x12Text(50).exactOptional(),
    renderingNpi: npi.exactOptional(),
    referringNpi: npi.exactOptional(),
    lines: z.array(line).min(1).max(50).exactOptional(),
  })
  .meta({ id: 'ClaimCorrections' }) satisfies z.ZodType<NonNullable<CompleteWorkItem['corrections']>>;
