import { Controller, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { z } from 'zod';
import { receiveWebhook, type WebhookBody } from '../app/webhooks/receive-webhook.js';
import { answered } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { sourceName } from './organizations.schemas.js';
import { AllHeaders } from './params.js';
import { Route } from './route.js';
import { date, idParam } from './schemas.js';

const delivery = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('file'),
    name: z.string().min(1).max(255).default('webhook'),
    contentBase64: z.base64(),
  }),
  z.strictObject({
    kind: z.literal('claimStatus'),
    claimNumber: z.string().min(1).max(20),
    category: z.string().regex(/^[A-Z]\d{1,2}$/),
    statusCode: z.string().regex(/^\d{1,4}$/),
    date,
  }),
]);
const received = z.record(z.string(), z.string()).meta({ id: 'WebhookReceived' });

@ApiTags('webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Post(':organizationId/:source')
  @ApiBody({
    schema: {
      type: 'object',
      description:
        '{kind: "file", name, contentBase64} or {kind: "claimStatus", claimNumber, category, statusCode, date}',
    },
  })
  @Route('webhooks.receive', {
    summary: 'Deliver a file or a claim status, signed after Standard Webhooks',
    answer: received,
    description:
      'Headers webhook-id, webhook-timestamp and webhook-signature over the raw body. The same id is answered the same way again.',
  })
  receive(
    @Param('organizationId', { schema: idParam }) organizationId: string,
    @Param('source', { schema: sourceName }) source: string,
    @AllHeaders() headers: Record<string, string | undefined>,
    @Req() req: Request,
  ) {
    const body: unknown = req.body;
    return answered(
      receiveWebhook(this.deps, {
        organizationId,
        source,
        headers,
        rawBody: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
        parse,
      }),
    );
  }
}

function parse(rawBody: Uint8Array): WebhookBody | undefined {
  try {
    return delivery.safeParse(JSON.parse(Buffer.from(rawBody).toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
