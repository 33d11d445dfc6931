import { applyDecorators, HttpCode, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiSecurity } from '@nestjs/swagger';
import { z } from 'zod';
import { ANSWER_FORM } from './answer-form.interceptor.js';
import { accessRule, isOpen } from './guards/access-table.js';
import { Operation } from './guards/operation.js';
import type { OperationId } from './guards/operations.js';

/** RFC 9457 body of every refusal. */
export const problemSchema = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string(),
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).exactOptional(),
    errors: z.array(z.string()).exactOptional(),
  })
  .meta({ id: 'Problem' });

export interface RouteWords {
  readonly summary: string;
  readonly answer: z.ZodType;
  readonly status?: number;
  /** The route changes a versioned resource: an `If-Match` header is honoured. */
  readonly versioned?: boolean;
  readonly description?: string;
}

const refusals: readonly (readonly [number, string])[] = [
  [400, 'The request does not have the expected form.'],
  [401, 'Not signed in.'],
  [403, 'Not allowed.'],
  [404, 'Nothing with this id here.'],
];
const changeRefusals: readonly (readonly [number, string])[] = [
  [409, 'Someone was first, or the state does not allow it.'],
  [422, 'The Idempotency-Key was used with another request.'],
];

/** Names a route's operation (access table, OpenAPI) and describes its answer, its problems and its headers. */
export function Route(id: OperationId, words: RouteWords): MethodDecorator {
  const status = words.status ?? 200;
  const rule = accessRule(id);
  const change = rule.audit === 'change';
  const refused = [
    ...refusals,
    ...(change ? changeRefusals : []),
    ...(words.versioned ? [[412, 'Changed since it was read.'] as const] : []),
  ];
  return applyDecorators(
    Operation(id),
    SetMetadata(ANSWER_FORM, words.answer),
    HttpCode(status),
    ApiOperation({
      operationId: id,
      summary: words.summary,
      ...(words.description && { description: words.description }),
    }),
    ApiResponse({ status, description: words.summary, standardSchema: words.answer }),
    ...refused.map(([code, description]) =>
      ApiResponse({
        status: code,
        description,
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      }),
    ),
    ...(isOpen(rule) ? [ApiSecurity({})] : [ApiBearerAuth()]),
    ...(change && !isOpen(rule)
      ? [
          ApiHeader({
            name: 'Idempotency-Key',
            required: false,
            description: 'Required on POST: one key per intention.',
            schema: { type: 'string' },
          }),
        ]
      : []),
    ...(words.versioned
      ? [ApiHeader({ name: 'If-Match', required: false, description: 'ETag as read.', schema: { type: 'string' } })]
      : []),
  );
}
