import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { entityTag } from './entity-tag.js';

/** Gives every versioned resource its ETag; a list has none of its own. */
@Injectable()
export class EntityTagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    return next.handle().pipe(
      map((body: unknown) => {
        const version = typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined;
        if (typeof version === 'number' && http.getRequest<Request>().method !== 'HEAD')
          http.getResponse<Response>().setHeader('ETag', entityTag(version));
        return body;
      }),
    );
  }
}
