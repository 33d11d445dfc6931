export { agencyPlacement } from './agency-placement.js';
export { appealLifecycle } from './appeal-lifecycle.js';
export { claimLifecycle } from './claim-lifecycle.js';
export { dayBook } from './day-book.js';
export { inboundFile } from './inbound-file.js';
export { patientBalance } from './patient-balance.js';
export { paymentPlan } from './payment-plan.js';
export { submissionBatch } from './submission-batch.js';
