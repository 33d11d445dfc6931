import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Principal } from '../identity/principal.js';

/** What belongs to one request from its first middleware to its last log line. */
export interface RequestContext {
  readonly requestId: string;
  principal?: Principal;
  intention?: NonNullable<RequestActor['intention']>;
}

/** Who acts in a use case's transaction. */
export interface RequestActor {
  readonly id: string;
  readonly role: string;
  readonly requestId?: string;
  /** Operation and `Idempotency-Key` of a request that changes something. */
  readonly intention?: { readonly operation: string; readonly key: string };
}

const storage = new AsyncLocalStorage<RequestContext>();
const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** First middleware: takes the caller's `X-Request-Id` when it is harmless, else makes one, and answers with it. */
export function requestContext(req: Request, res: Response, next: NextFunction): void {
  const offered = req.get('x-request-id');
  const requestId = offered && REQUEST_ID.test(offered) ? offered : randomUUID();
  res.setHeader('X-Request-Id', requestId);
  res.setHeader('Cache-Control', 'no-store');
  storage.run({ requestId }, next);
}

export const currentRequest = (): RequestContext | undefined => storage.getStore();

/** Whom a limit counts. '' when the request was given up while it was read: it then has no socket, and Express would throw on `ip`. */
export function addressOf(request: Request): string {
  const socket = request.socket as Request['socket'] | null;
  return socket === null ? '' : (request.ip ?? '');
}

/** The signed-in principal; the guard has put it there, so its absence is a broken invariant. */
export function currentPrincipal(): Principal {
  const principal = storage.getStore()?.principal;
  if (!principal) throw new Error('No principal: this operation is open or runs outside a request.');
  return principal;
}

/** The principal as the actor of a transaction. */
export function currentActor(): RequestActor {
  const { subject, role } = currentPrincipal();
  const { requestId, intention } = storage.getStore() ?? {};
  return { id: subject, role, ...(requestId && { requestId }), ...(intention && { intention }) };
}

/** From here on every change of this request is noted on its key. */
export function noteIntention(intention: NonNullable<RequestActor['intention']>): void {
  const context = storage.getStore();
  if (context) context.intention = intention;
}
