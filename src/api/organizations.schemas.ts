import { z } from 'zod';
import { postingPolicies } from '../domain/remittances/posting-policy.js';
import { payerClasses } from '../domain/payer-rules/payer-class.js';
import { roles } from '../domain/roles.js';
import { cents, code, instant, npi, uuid } from './schemas.js';

const name = z.string().trim().min(1).max(120);
const isZone = (zone: string): boolean => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC';
const isaQualifier = z.string().regex(/^[A-Z0-9]{2}$/);
const isaId = z.string().regex(/^[A-Z0-9 ._-]{2,15}$/i);
/** Folder of an exchange; `..` never leads out of it. */
const folder = z
  .string()
  .min(1)
  .max(400)
  .refine((path) => !path.split(/[\\/]/).includes('..') && !path.includes('\0'), 'no .. in a folder');
const leniencies = z.strictObject({
  allow: z.record(z.string().regex(/^allow[A-Za-z]{3,40}$/), z.boolean()).exactOptional(),
});

export const newOrganization = z
  .strictObject({
    id: uuid.exactOptional(),
    name,
    zone: z.string().refine(isZone, 'an IANA time zone').default('America/New_York'),
    npi,
    clock: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('real') }),
      z.strictObject({ kind: z.literal('stepped'), businessAt: instant }),
    ]),
    taxId: z.string().regex(/^\d{9}$/),
    settings: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/), z.unknown()).default({}),
  })
  .meta({ id: 'NewOrganization' });

const MOST_CENTS = 100_000_000;
export const officeSettings = z
  .strictObject({
    /** A payment keyed from paper above this waits for another person than who keyed it; 0 = every one with money. */
    keyedRemittanceCheckCents: cents,
    /** Charged to the guarantor when the bank returns a payment; 0 = none. */
    returnedPaymentFeeCents: cents,
    /** A guarantor with a mail address gets a link to the receipt of each payment. */
    mailReceipts: z.boolean(),
  })
  .meta({ id: 'OfficeSettings' });
export const changedOfficeSettings = z
  .strictObject({
    keyedRemittanceCheckCents: cents.min(0).max(MOST_CENTS).exactOptional(),
    returnedPaymentFeeCents: cents.min(0).max(MOST_CENTS).exactOptional(),
    mailReceipts: z.boolean().exactOptional(),
  })
  .refine((wish) => Object.keys(wish).length > 0, 'at least one setting')
  .meta({ id: 'ChangedOfficeSettings' });

export const newFacility = z
  .strictObject({
    name,
    npi,
    placeOfService: z
      .string()
      .regex(/^\d{2}$/)
      .default('11'),
    address: z.record(z.string().regex(/^[a-z0-9]{1,20}$/i), z.string().max(120)).default({}),
  })
  .meta({ id: 'NewFacility' });
export const newProvider = z
  .strictObject({
    name,
    npi,
    taxonomy: z
      .string()
      .regex(/^[A-Z0-9]{0,10}$/)
      .default(''),
  })
  .meta({ id: 'NewProvider' });
export const newPayer = z
  .strictObject({
    name,
    payerCode: z.string().trim().min(1).max(80),
    traceId: z.string().max(10).exactOptional(),
    payerClass: z.enum(payerClasses),
    ruleKey: code,
    filingIndicator: z
      .string()
      .regex(/^[A-Z0-9]{1,2}$/)
      .default('CI'),
    state: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .exactOptional(),
    billsPatients: z.boolean().default(true),
    /** Its contract pays by the month: CARC 24 posts to capitation instead of being a denial. */
    capitated: z.boolean().exactOptional(),
    tradingPartnerId: uuid,
  })
  .meta({ id: 'NewPayer' });
export const changedPayer = z
  .strictObject({
    postingPolicy: z.enum(postingPolicies).exactOptional(),
    /** Cents of one payment above which a second person must agree; 0 = no limit. */
    postingLimitCents: z.int().min(0).exactOptional(),
    capitated: z.boolean().exactOptional(),
  })
  .meta({ id: 'ChangedPayer' });
export const newTradingPartner = z
  .strictObject({
    name,
    kind: code.default('clearinghouse'),
    senderQualifier: isaQualifier.default('ZZ'),
    senderId: isaId,
    receiverQualifier: isaQualifier.default('ZZ'),
    receiverId: isaId,
    usage: z.enum(['T', 'P']),
    outboundFolder: folder,
    inboundFolder: folder,
    leniencies: leniencies.default({}),
    batchMaxClaims: z.int().min(1).max(5_000).default(5_000),
    /** The partner answers each claim in its own name (277CA) before the payers do; absent: a clearinghouse does. */
    acknowledgesClaims: z.boolean().exactOptional(),
  })
  .meta({ id: 'NewTradingPartner' });
export const changedTradingPartner = z
  .strictObject({
    outboundFolder: folder.exactOptional(),
    inboundFolder: folder.exactOptional(),
    leniencies: leniencies.exactOptional(),
    batchMaxClaims: z.int().min(1).max(5_000).exactOptional(),
    acknowledgesClaims: z.boolean().exactOptional(),
  })
  .meta({ id: 'ChangedTradingPartner' });
export const newApiKey = z
  .strictObject({
    name,
    role: z.enum(roles).default('integration'),
    days: z.int().min(1).max(365).default(365),
  })
  .meta({ id: 'NewApiKey' });
export const sourceName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

export const createdApiKey = z
  .strictObject({ id: uuid, key: z.string(), expiresAt: z.string() })
  .meta({ id: 'CreatedApiKey' });
export const webhookSecret = z.strictObject({ name: z.string(), secret: z.string() }).meta({ id: 'WebhookSecret' });

export const organization = z
  .strictObject({
    id: uuid,
    name: z.string(),
    zone: z.string(),
    clock: z.enum(['real', 'stepped']),
    businessAt: z.string(),
    businessDate: z.string(),
    npi: z.string(),
    facilities: z.array(
      z.strictObject({ id: uuid, name: z.string(), npi: z.string(), placeOfService: z.string(), address: z.unknown() }),
    ),
    providers: z.array(z.strictObject({ id: uuid, name: z.string(), npi: z.string(), taxonomy: z.string() })),
    payers: z.array(
      z.strictObject({
        id: uuid,
        name: z.string(),
        payerCode: z.string(),
        traceId: z.string().nullable(),
        payerClass: z.string(),
        ruleKey: z.string(),
        filingIndicator: z.string(),
        state: z.string().nullable(),
        billsPatients: z.boolean(),
        capitated: z.boolean(),
        postingPolicy: z.string(),
        postingLimitCents: cents,
        recoveryFactor: z.number(),
        tradingPartnerId: uuid,
      }),
    ),
    tradingPartners: z.array(
      z.strictObject({
        id: uuid,
        name: z.string(),
        kind: z.string(),
        senderQualifier: z.string(),
        senderId: z.string(),
        receiverQualifier: z.string(),
        receiverId: z.string(),
        usage: z.string(),
        outboundFolder: z.string(),
        inboundFolder: z.string(),
        leniencies: z.unknown(),
        batchMaxClaims: z.int(),
        acknowledgesClaims: z.boolean(),
      }),
    ),
    webhookSources: z.array(z.string()),
    apiKeys: z.array(
      z.strictObject({
        id: uuid,
        name: z.string(),
        role: z.string(),
        createdAt: z.string(),
        expiresAt: z.string(),
        revokedAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'Organization' });
