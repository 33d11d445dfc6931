import type { Role } from '../domain/roles.js';

/** Who asks: a person by sign-in or token, or an integration by its key or token. */
export interface Principal {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
  readonly orgId: string;
  readonly kind: 'person' | 'integration';
}
