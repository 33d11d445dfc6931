import { roles, type Role } from '../domain/roles.js';
import type { Principal } from './principal.js';

export interface ClaimNames {
  readonly role: string;
  readonly organization: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isRole = (value: unknown): value is Role => roles.some((role) => role === value);

/** The principal in verified token claims; undefined when role or organization is missing, unknown or not single. */
export function principalFrom(claims: Readonly<Record<string, unknown>>, names: ClaimNames): Principal | undefined {
  const { sub, name } = claims;
  const role = claims[names.role],
    orgId = claims[names.organization];
  if (
    typeof sub !== 'string' ||
    !sub ||
    sub.length > 255 ||
    !isRole(role) ||
    typeof orgId !== 'string' ||
    !UUID.test(orgId)
  )
    return undefined;
  return {
    subject: sub,
    name: typeof name === 'string' ? name.slice(0, 200) : sub,
    role,
    orgId,
    kind: role === 'integration' ? 'integration' : 'person',
  };
}

const SECOND_FACTORS = ['mfa', 'otp', 'hwk', 'swk', 'sms'];

/** RFC 8176: the sign-in used a second factor. */
export const hasSecondFactor = (claims: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(claims['amr']) && claims['amr'].some((method) => SECOND_FACTORS.includes(String(method)));
