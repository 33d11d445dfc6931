import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { problem, ProblemError } from '../../contracts/problems.js';
import type { Principal } from '../../identity/principal.js';
import { currentPrincipal } from '../request-context.js';
import { accessRule, isOpen } from './access-table.js';
import { OPERATION } from './operation.js';
import type { OperationId } from './operations.js';

/** A claim, account, plan or denial that a path names. */
const SUBJECT = /\/(claims|accounts|plans|denials)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\/|$)/i;

/** What each is called as a subject of work. */
const subjectTypes = { claims: 'claim', accounts: 'patient-balance', plans: 'plan', denials: 'appeal' } as const;

export interface Acted {
  readonly principal: Principal;
  readonly subjectType: (typeof subjectTypes)[keyof typeof subjectTypes];
  readonly subjectId: string;
}

/**
 * Nobody acts on their own or a relative's account (rulebook §10): whatever changes a claim, an account, a plan or a denial is
 * refused at the door, by whichever command. Work items and approvals name other ids; their use cases ask for themselves.
 */
@Injectable()
export class OwnAccountGuard implements CanActivate {
  private readonly reflector = new Reflector();

  /** `refusal` says why this person may not act on it, if they may not. */
  constructor(private readonly refusal: (acted: Acted) => Promise<string | undefined>) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<OperationId | undefined>(OPERATION, context.getHandler());
    if (!operation) return true; // the guard before this one stopped it
    const rule = accessRule(operation);
    if (isOpen(rule) || rule.audit !== 'change') return true;
    const [, kind, subjectId] = SUBJECT.exec(context.switchToHttp().getRequest<Request>().path) ?? [];
    if (kind === undefined || subjectId === undefined) return true;
    const subjectType = subjectTypes[kind.toLowerCase() as keyof typeof subjectTypes];
    const why = await this.refusal({ principal: currentPrincipal(), subjectType, subjectId });
    if (why !== undefined) throw new ProblemError(problem('notAllowed', why));
    return true;
  }
}
