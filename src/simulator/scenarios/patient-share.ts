import { isCommercial, spread, type Scenario } from './scenario.js';

/** The payer leaves a deductible; the guarantor gets statements, accepts the offered plan and keeps it. */
export const patientShare: Scenario = {
  name: 'patientShare',
  story: 'patient share → statement → plan → closed',
  percent: 12,
  from: 1,
  fits: isCommercial,
  decide: (claim) => ({ payAfterDays: spread(claim, 9, 8), deductiblePercent: 65 }),
  patient: 'paysByPlan',
};
