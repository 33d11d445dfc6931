import { problem, ProblemError } from '../contracts/problems.js';

/** Strong entity tag (RFC 9110 §8.8.3) of a row's version. */
export const entityTag = (version: number | string): string => `"${version}"`;

/** Refuses a change of something that has changed since it was read (RFC 9110 §13.1.1); `*` fits anything that exists. */
export function requireIfMatch(header: string | undefined, version: number | string): void {
  if (!header) throw new ProblemError(problem('preconditionFailed', 'Send If-Match with the ETag you read.'));
  const tags = header.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(entityTag(version))) {
    throw new ProblemError(
      problem('preconditionFailed', 'Read it again, then decide.', { current: entityTag(version) }),
    );
  }
}
