import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { matchedVersion } from './answers.js';

const header = (context: ExecutionContext, name: string): string | undefined =>
  context.switchToHttp().getRequest<Request>().get(name);

/** The version a caller has read, from `If-Match`; spread it into the wish. */
export interface ReadVersion {
  readonly version?: number;
}
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): ReadVersion =>
  matchedVersion(header(context, 'if-match')),
);

/** The caller's Idempotency-Key; the interceptor has refused requests without one. */
export const IntentionKey = createParamDecorator(
  (_data: unknown, context: ExecutionContext): string => header(context, 'idempotency-key') ?? '',
);

/** The sender's name for an uploaded file. */
export const FileName = createParamDecorator((_data: unknown, context: ExecutionContext): string | undefined =>
  header(context, 'x-file-name'),
);

/** All headers, for signatures over a raw body. */
export const AllHeaders = createParamDecorator(
  (_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<Request>().headers,
);
