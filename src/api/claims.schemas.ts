import { z } from 'zod';
import { cents, dateText, pageOf, uuid } from './schemas.js';

const day = dateText.nullable();
const text = z.string().nullable();

const claim = z
  .strictObject({
    id: uuid,
    claimNumber: z.string(),
    state: z.string(),
    held: z.boolean(),
    payerId: uuid,
    payerName: z.string(),
    accountId: uuid,
    sequence: z.string(),
    chargeCents: cents,
    openCents: cents,
    serviceFrom: dateText,
    serviceThrough: dateText,
    submittedOn: day,
    nextAction: z.string(),
    nextActionOn: day,
    hardDeadlineOn: day,
    createdOn: dateText,
    closedOn: day,
    version: z.int(),
  })
  .meta({ id: 'Claim' });
export const claimPage = pageOf(claim).meta({ id: 'ClaimPage' });
export const claimsFound = z.strictObject({ items: z.array(claim) }).meta({ id: 'ClaimsFound' });

export const deadline = z
  .strictObject({
    id: uuid,
    subjectType: z.string(),
    subjectId: uuid,
    claimId: uuid.nullable(),
    kind: z.string(),
    ruleId: z.string(),
    ruleVersion: z.int(),
    baseDate: dateText,
    safeDate: dateText,
    hardDate: dateText,
    source: z.string(),
    closedOn: day,
    closedHow: text,
  })
  .meta({ id: 'Deadline' });
export const ruleUse = z.strictObject({ ruleId: z.string(), version: z.int() });
export const decisionFields = {
  id: uuid,
  fromState: z.string(),
  toState: z.string(),
  because: z.string(),
  rules: z.array(ruleUse),
  decidedOn: dateText,
  recordedAt: z.string(),
};
export const decision = z.strictObject(decisionFields).meta({ id: 'Decision' });

/** One CAS triplet as posted: kind says what it means for money (rulebook §4). */
export const claimAdjustment = z
  .strictObject({
    line: z.int().nullable(),
    group: z.string(),
    carc: z.string(),
    rarcs: z.array(z.string()),
    amountCents: cents,
    kind: z.string(),
    category: z.string(),
  })
  .meta({ id: 'ClaimAdjustment' });

const line = z.strictObject({
  lineNumber: z.int(),
  procedure: z.string(),
  modifiers: z.array(z.string()),
  units: z.string(),
  chargeCents: cents,
  serviceFrom: dateText,
  serviceThrough: dateText,
});
const submission = z.strictObject({
  id: uuid,
  number: z.int(),
  frequency: z.string(),
  originalControl: text,
  state: z.string(),
  batchId: uuid.nullable(),
  fileName: text,
  queuedOn: dateText,
  sentOn: day,
  acknowledgedOn: day,
  statusCodes: z.array(z.string()),
  payerClaimNumber: text,
});
const denial = z.strictObject({
  id: uuid,
  groupCode: z.string(),
  carc: z.string(),
  rarcs: z.array(z.string()),
  category: z.string(),
  action: z.string(),
  amountCents: cents,
  state: z.string(),
  outcome: text,
  openedOn: dateText,
  resolvedOn: day,
});
const remittance = z.strictObject({
  id: uuid,
  trace: z.string(),
  paymentDate: dateText,
  state: z.string(),
  remittanceClaimId: uuid,
  status: z.string(),
  chargeCents: cents,
  paidCents: cents,
  patientCents: cents.nullable(),
  adjustments: z.array(claimAdjustment),
});
const ledger = z.strictObject({
  balances: z.record(z.string(), cents),
  entries: z.array(
    z.strictObject({ date: dateText, kind: z.string(), account: z.string(), amountCents: cents, source: z.string() }),
  ),
});
const timeline = z.discriminatedUnion('what', [
  z.strictObject({
    what: z.literal('event'),
    at: z.string(),
    on: dateText,
    type: z.string(),
    facts: z.unknown(),
    verdict: text,
  }),
  z.strictObject({ what: z.literal('decision'), at: z.string(), on: dateText, ...decisionFields }),
]);
const workItem = z.strictObject({
  id: uuid,
  kind: z.string(),
  queue: z.string(),
  state: z.string(),
  outcome: text,
  dueDate: dateText,
  openedOn: dateText,
  closedOn: day,
  version: z.int(),
});
const story = z.strictObject({ workflowId: z.string(), waitingFor: z.string(), nextWakeAt: text }).nullable();

export const claimDetail = z
  .strictObject({
    id: uuid,
    claimNumber: z.string(),
    state: z.string(),
    held: z.boolean(),
    holdReason: text,
    payerId: uuid,
    accountId: uuid,
    patientId: uuid,
    coverageId: uuid,
    sequence: z.string(),
    chargeCents: cents,
    serviceFrom: dateText,
    serviceThrough: dateText,
    payerClaimNumber: text,
    submittedOn: day,
    acceptedOn: day,
    adjudicatedOn: day,
    nextAction: z.string(),
    nextActionOn: day,
    hardDeadlineOn: day,
    closedOn: day,
    version: z.int(),
    content: z.unknown(),
    lines: z.array(line),
    submissions: z.array(submission),
    deadlines: z.array(deadline),
    denials: z.array(denial),
    remittances: z.array(remittance),
    ledger,
    timeline: z.array(timeline),
    workItems: z.array(workItem),
    story,
  })
  .meta({ id: 'ClaimDetail' });
