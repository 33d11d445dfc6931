import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import { problem, problemCatalog, ProblemError, type Problem, type ProblemCode } from '../contracts/problems.js';
import { faultFacts, type FaultFacts } from '../fault-facts.js';
import type { RateLimits } from './rate-limits.js';
import { addressOf, currentRequest } from './request-context.js';

/** RFC 9457 body of every answer that is not a success. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
  readonly instance: string;
  readonly facts?: Problem['facts'];
  /** Field by field what does not have the expected form; names only, never the values sent. */
  readonly errors?: readonly string[];
}

export interface ProblemLog {
  readonly unexpected: (entry: { readonly requestId: string; readonly error: FaultFacts }) => void;
}

const RETRY_AFTER_SECONDS = 1;
/** Who is told one of these may be guessing. */
const GUESSES: readonly ProblemCode[] = ['notSignedIn', 'signatureInvalid', 'linkUnknown'];
const MAX_ERRORS = 20;
const codesByStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'invalidInput',
  401: 'notSignedIn',
  403: 'notAllowed',
  404: 'notFound',
  409: 'conflict',
  412: 'preconditionFailed',
  413: 'tooLarge',
  415: 'invalidInput',
  422: 'invalidInput',
  429: 'rateLimited',
  503: 'unavailable',
};

/** The only writer of error answers: problems by the catalog, framework exceptions mapped to it, all else a bare 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: ProblemLog,
    private readonly limits: RateLimits,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const res = host.switchToHttp().getResponse<Response>();
    const address = addressOf(host.switchToHttp().getRequest<Request>());
    const requestId = currentRequest()?.requestId ?? '';
    if (res.headersSent) return void res.destroy();
    const { found, errors } = problemOf(error);
    if (found.code === 'internal' || isDatabaseAway(error))
      this.log.unexpected({ requestId, error: faultFacts(error) });
    const rule = problemCatalog[found.code];
    if (GUESSES.includes(found.code)) void this.limits.failed(address);
    if (rule.retry) res.setHeader('Retry-After', String(found.facts?.['retryAfterSeconds'] ?? RETRY_AFTER_SECONDS));
    const body: ProblemBody = {
      type: `urn:reclaim:problem:${found.code}`,
      title: rule.title,
      status: rule.status,
      detail: found.detail,
      code: found.code,
      instance: `urn:reclaim:request:${requestId}`,
      ...(found.facts && { facts: found.facts }),
      ...(errors && { errors }),
    };
    res.status(rule.status).type('application/problem+json').send(JSON.stringify(body));
  }
}

interface Found {
  readonly found: Problem;
  readonly errors?: readonly string[];
}

function problemOf(error: unknown): Found {
  if (error instanceof ProblemError) return { found: error.problem };
  // Thrown by the tenant transaction; by name, as this folder imports nothing of src/db.
  if (error instanceof Error && error.name === 'UnknownOrganization')
    return { found: problem('notFound', 'The organization of your sign-in does not exist.') };
  if (isDatabaseAway(error))
    return {
      found: problem(
        'unavailable',
        'The database takes no work at the moment: try again, a POST with the same Idempotency-Key.',
      ),
    };
  const status = statusOf(error);
  const code =
    status === undefined ? undefined : (codesByStatus[status] ?? (status < 500 ? 'invalidInput' : undefined));
  if (!code) return { found: problem('internal', 'Ask with the request id.') };
  return { found: problem(code, detailOf(code)), ...validationErrors(error) };
}

/**
 * No connection, none free in time, or a transaction that ran out of it (and so was rolled back): of Prisma, of Postgres
 * (class 08, 53300, 57P), of the socket.
 */
const DATABASE_AWAY = /\b(P1001|P1002|P1008|P1017|P2024|P2028|P2037|08\d{3}|53300|57P0[123]|ECONNREFUSED|ECONNRESET)\b/;

const isDatabaseAway = (error: unknown): boolean => DATABASE_AWAY.test(faultFacts(error).code ?? '');

/** HttpException of the framework, or the body parser's error with `status`. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { status, expose } = (error ?? {}) as { status?: unknown; expose?: unknown };
  return expose === true && typeof status === 'number' ? status : undefined;
}

const detailOf = (code: ProblemCode): string => (code === 'invalidInput' ? 'See errors.' : problemCatalog[code].title);

/** Messages of the validation pipe; they name path and expectation. Quoted parts may repeat what was sent and are dropped. */
function validationErrors(error: unknown): { errors?: readonly string[] } {
  const answer = error instanceof HttpException ? error.getResponse() : undefined;
  const messages = typeof answer === 'object' && 'message' in answer ? answer.message : undefined;
  if (!Array.isArray(messages)) return {};
  return {
    errors: messages.slice(0, MAX_ERRORS).map((message) =>
      String(message)
        .replace(/(received|Unrecognized keys?:?) .*$/s, '$1 (not repeated here)')
        .slice(0, 200),
    ),
  };
}
