import { roles, type Role } from '../domain/roles.js';
import type { Principal } from './principal.js';

/** One person a role; invented names, the local identity provider of development and tests knows nobody else. */
const names: Readonly<Record<Role, string>> = {
  specialist: 'Sam Ortiz',
  lead: 'Lena Brandt',
  supervisor: 'Susan Okafor',
  manager: 'Miguel Reyes',
  director: 'Dana Whitfield',
  poster: 'Priya Nair',
  coder: 'Carl Jensen',
  clinician: 'Dr. Claire Dubois',
  frontDesk: 'Frank Moretti',
  records: 'Rosa Lindqvist',
  credentialing: 'Chris Adeyemi',
  compliance: 'Colleen Park',
  auditor: 'Arthur Vance',
  admin: 'Ada Novak',
  integration: 'Clearinghouse link',
};

export const localPerson = (role: Role, orgId: string): Principal => ({
  subject: `local:${role}:${orgId}`,
  name: names[role],
  role,
  orgId,
  kind: role === 'integration' ? 'integration' : 'person',
});

/** People who can sign in at the page; the integration has keys instead. */
export const localPeople = (orgId: string): readonly Principal[] =>
  roles.filter((role) => role !== 'integration').map((role) => localPerson(role, orgId));

/** The person behind an account id of the local provider. */
export function personOfAccount(accountId: string): Principal | undefined {
  const [prefix, role, orgId] = accountId.split(':');
  return prefix === 'local' && orgId ? localPeople(orgId).find((person) => person.role === role) : undefined;
}
