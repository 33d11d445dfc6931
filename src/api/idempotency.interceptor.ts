import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { problem, problemCatalog, ProblemError, type Problem } from '../contracts/problems.js';
import type { KeyRing } from '../security/key-ring.js';
import type { KeyBeginning } from '../app/idempotency/idempotency-keys.js';
import { accessRule, isOpen } from './guards/access-table.js';
import { OPERATION } from './guards/operation.js';
import type { OperationId } from './guards/operations.js';
import { currentPrincipal, noteIntention } from './request-context.js';

export interface IdempotencyPlace {
  readonly organizationId: string;
  readonly operation: OperationId;
  readonly key: string;
}

/** The table `idempotency_keys`. `body` is sealed text in base64: answers may hold PHI. */
export interface IdempotencyStore {
  /** INSERT … ON CONFLICT DO NOTHING, committed: `new` to exactly one caller; a row left unfinished for two minutes is taken over, unless it took effect. */
  begin(place: IdempotencyPlace, requestHash: string): Promise<KeyBeginning>;
  finish(place: IdempotencyPlace, answer: { readonly status: number; readonly body: string }): Promise<void>;
  /** Nothing happened: the key is free again. */
  abandon(place: IdempotencyPlace): Promise<void>;
}

const KEY_FORM = /^[\x21-\x7e]{1,255}$/;
const PATIENCE_MS = 30_000;
const FIRST_PAUSE_MS = 20;
const MAX_PAUSE_MS = 400;
const WHAT_WAS_LOST = 'Read the thing it was about to see what became of it; nothing is done again under this key.';
/** Marks a stored answer that is a problem, to be thrown again. */
interface StoredProblem {
  readonly problem: Problem;
}

/**
 * `Idempotency-Key` on every signed-in POST that changes something: first comer works, the others wait for its answer and
 * get the same status and bytes; the same key with another request is refused. Put before other interceptors.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly reflector = new Reflector();

  constructor(
    private readonly store: IdempotencyStore,
    private readonly keys: Pick<KeyRing, 'sealText' | 'openText'>,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const req = context.switchToHttp().getRequest<Request>();
    const operation = this.reflector.get<OperationId>(OPERATION, context.getHandler());
    const rule = accessRule(operation);
    if (req.method !== 'POST' || isOpen(rule) || rule.audit !== 'change') return next.handle();
    const key = req.get('idempotency-key');
    if (!key || !KEY_FORM.test(key))
      throw new ProblemError(
        problem('idempotencyKeyMissing', '1 to 255 visible ASCII characters, one key per intention.'),
      );
    const place = { organizationId: currentPrincipal().orgId, operation, key };
    return from(this.once(place, req, context.switchToHttp().getResponse<Response>(), next));
  }

  private async once(place: IdempotencyPlace, req: Request, res: Response, next: CallHandler): Promise<string> {
    const requestHash = hashOf(req);
    const until = performance.now() + PATIENCE_MS;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, MAX_PAUSE_MS)) {
      const begun = await this.store.begin(place, requestHash);
      if (begun.state === 'new') return this.first(place, res, next);
      if (begun.requestHash !== requestHash)
        throw new ProblemError(problem('idempotencyMismatch', 'Use a new key for a new request.'));
      if (begun.state === 'done') return this.again(place, begun, res);
      if (begun.state === 'unanswered') throw new ProblemError(problem('answerLost', WHAT_WAS_LOST));
      if (performance.now() > until)
        throw new ProblemError(problem('unavailable', 'The first request with this key is still running.'));
      await pause(pauseMs);
    }
  }

  private async first(place: IdempotencyPlace, res: Response, next: CallHandler): Promise<string> {
    noteIntention({ operation: place.operation, key: place.key });
    try {
      const text = JSON.stringify((await lastValueFrom(next.handle(), { defaultValue: null })) ?? null);
      await this.store.finish(place, { status: res.statusCode, body: this.seal(place, text) });
      res.type('application/json');
      return text;
    } catch (error) {
      await this.settle(place, error);
      throw error;
    }
  }

  /** A lasting refusal is the answer of this key too; after anything else the caller may try again with it. */
  private async settle(place: IdempotencyPlace, error: unknown): Promise<void> {
    const lasting =
      error instanceof ProblemError && !problemCatalog[error.problem.code].retry && error.problem.code !== 'internal';
    if (!lasting) return this.store.abandon(place);
    const stored: StoredProblem = { problem: error.problem };
    await this.store.finish(place, {
      status: problemCatalog[error.problem.code].status,
      body: this.seal(place, JSON.stringify(stored)),
    });
  }

  private again(
    place: IdempotencyPlace,
    done: { readonly status: number; readonly body: string },
    res: Response,
  ): string {
    const text = this.keys.openText(columnOf(place), Buffer.from(done.body, 'base64'));
    res.setHeader('Idempotent-Replayed', 'true');
    if (done.status >= 400) throw new ProblemError((JSON.parse(text) as StoredProblem).problem);
    res.type('application/json');
    return text;
  }

  private seal(place: IdempotencyPlace, text: string): string {
    return this.keys.sealText(columnOf(place), text).toString('base64');
  }
}

const columnOf = ({ organizationId, operation, key }: IdempotencyPlace) => ({
  org: organizationId,
  table: 'idempotency_keys',
  column: 'body',
  rowId: `${operation} ${key}`,
});

/** What makes two requests the same: who asks, path with query, and the body; of a streamed upload its digest and length. */
function hashOf(req: Request): string {
  const body: unknown = req.body;
  const parts = body === undefined ? ['stream', req.get('content-digest'), req.get('content-length')] : ['body'];
  const bytes = Buffer.isBuffer(body) || typeof body === 'string' ? body : JSON.stringify(body ?? null);
  return createHash('sha256')
    .update(JSON.stringify([currentPrincipal().subject, req.originalUrl, ...parts]))
    .update(bytes)
    .digest('hex');
}
