/** Roles of people and machines; one list for access, work queues and approvals (rulebook §10). */
export const roles = [
  'specialist',
  'lead',
  'supervisor',
  'manager',
  'director',
  'poster',
  'coder',
  'clinician',
  'frontDesk',
  'records',
  'credentialing',
  'compliance',
  'auditor',
  'admin',
  'integration',
] as const;

export type Role = (typeof roles)[number];
