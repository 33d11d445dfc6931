import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { problem, ProblemError } from '../../contracts/problems.js';
import type { Authenticate } from '../../identity/authenticate.js';
import type { Principal } from '../../identity/principal.js';
import type { RateLimits } from '../rate-limits.js';
import { addressOf, currentRequest } from '../request-context.js';
import { accessRule, type AuditAction, isOpen } from './access-table.js';
import { OPERATION } from './operation.js';
import type { OperationId } from './operations.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One line of the access log (45 CFR 164.312(b)): who, what, which subject, allowed or denied. */
export interface AccessEvent {
  readonly principal: Principal;
  readonly operation: OperationId;
  readonly action: AuditAction;
  /** The `id` in the path, when there is one. */
  readonly subjectId?: string;
  readonly outcome: 'allowed' | 'denied';
  readonly requestId: string;
}

export interface AccessDeps {
  readonly authenticate: Authenticate;
  readonly recordAccess: (event: AccessEvent) => Promise<void>;
  readonly limits: RateLimits;
}

/** Whoever watches the process must see it also from an address that others have used up. */
const PROBES: readonly OperationId[] = ['health.live', 'health.ready'];

const LOGGED: readonly AuditAction[] = ['view', 'search', 'export'];

/** Deny by default: an operation without a row, a request without a principal and a role without the right all stop here. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly reflector = new Reflector();

  constructor(private readonly deps: AccessDeps) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<OperationId | undefined>(OPERATION, context.getHandler());
    if (!operation) throw new ProblemError(problem('notAllowed', 'This route has no row in the access table.'));
    const rule = accessRule(operation);
    const request = context.switchToHttp().getRequest<Request>();
    if (!PROBES.includes(operation)) await this.deps.limits.mayTry(addressOf(request));
    if (isOpen(rule)) return true;
    const principal = await this.principalOf(context);
    await this.deps.limits.count(principal.subject);
    const allowed = rule.roles.includes(principal.role);
    if (!allowed || LOGGED.includes(rule.audit))
      await this.record(context, { principal, operation, action: rule.audit, allowed });
    if (!allowed) throw new ProblemError(problem('notAllowed', `The role ${principal.role} may not use ${operation}.`));
    return true;
  }

  private async principalOf(context: ExecutionContext): Promise<Principal> {
    const req = context.switchToHttp().getRequest<Request>();
    const { authorization, cookie, origin } = req.headers;
    const found = await this.deps.authenticate({ method: req.method, authorization, cookie, origin });
    if (!found)
      throw new ProblemError(
        problem('notSignedIn', 'Send a bearer token, an API key, or the session cookie of a sign-in.'),
      );
    if (found.renewal) context.switchToHttp().getResponse<Response>().append('Set-Cookie', found.renewal);
    const current = currentRequest();
    if (!current) throw new Error('requestContext is not the first middleware.');
    current.principal = found.principal;
    return found.principal;
  }

  private async record(
    context: ExecutionContext,
    {
      principal,
      operation,
      action,
      allowed,
    }: { principal: Principal; operation: OperationId; action: AuditAction; allowed: boolean },
  ): Promise<void> {
    const id = context.switchToHttp().getRequest<Request>().params['id'];
    await this.deps.recordAccess({
      principal,
      operation,
      action,
      outcome: allowed ? 'allowed' : 'denied',
      requestId: currentRequest()?.requestId ?? '',
      ...(typeof id === 'string' && UUID.test(id) && { subjectId: id }), // anything else is a caller's text, which may be a name
    });
  }
}
