import type { Problem } from '../contracts/problems.js';
import { problem, ProblemError } from '../contracts/problems.js';
import type { Result } from '../domain/result.js';
import { roles, type Role } from '../domain/roles.js';
import { currentPrincipal } from './request-context.js';

/** The value of a use case, or its problem on the way to the filter. */
export function answer<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new ProblemError(result.problem);
  return result.value;
}

export const answered = async <T>(result: Promise<Result<T, Problem>>): Promise<T> => answer(await result);

/** Organization of the caller: the tenant of everything it may reach. */
export const currentOrganization = (): string => currentPrincipal().orgId;

const WITHOUT_PHI: readonly Role[] = ['admin', 'integration', 'credentialing'];
const PHI_ROLES: readonly Role[] = roles.filter((role) => !WITHOUT_PHI.includes(role));

/** Whether sealed columns are opened for the caller: set-up and machines work by ids and codes. */
export const seenByCaller = (): { readonly mayReadPhi: boolean } => ({
  mayReadPhi: PHI_ROLES.includes(currentPrincipal().role),
});

/** Version of an `If-Match` header as its entity tag was given out; absent or `*` means any. */
export function matchedVersion(header: string | undefined): { readonly version?: number } {
  if (!header || header === '*') return {};
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined)
    throw new ProblemError(problem('preconditionFailed', 'If-Match takes one ETag as it was given out.'));
  return { version: Number(version) };
}
