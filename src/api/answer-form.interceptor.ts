import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { map, type Observable } from 'rxjs';
import type { z } from 'zod';

/** Metadata of a route: the form its answer has in the OpenAPI document. */
export const ANSWER_FORM = 'reclaim:answer-form';

/**
 * An answer with a key the document does not name would show more than its role may see (reliability goal A2). Every form is
 * strict, so a specification that meets such an answer fails. Runs in test mode only: production need not parse its own words.
 */
@Injectable()
export class AnswerFormInterceptor implements NestInterceptor {
  private readonly reflector = new Reflector();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const form = this.reflector.get<z.ZodType | undefined>(ANSWER_FORM, context.getHandler());
    if (!form) return next.handle();
    return next.handle().pipe(
      map((body: unknown) => {
        if (body === undefined || body instanceof StreamableFile || Buffer.isBuffer(body)) return body;
        const judged = form.safeParse(JSON.parse(JSON.stringify(body ?? null)));
        if (!judged.success)
          throw new Error(`The answer differs from its document: ${JSON.stringify(judged.error.issues.slice(0, 3))}`);
        return body;
      }),
    );
  }
}
