import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { pinoHttp } from 'pino-http';
import type { HttpHandler } from '../identity/http-answers.js';
import { ApiModule, assertRoutes, type ApiParts } from './api.module.js';
import { refuseDeepJson } from './json-depth.js';
import { measureRequests, routeOf } from './metrics.js';
import { openApiDocument } from './openapi.js';
import { currentRequest, requestContext } from './request-context.js';

export interface CreateApi extends ApiParts {
  /** Handlers outside the API, mounted before any body parser: the local identity provider, people's sign-in. */
  readonly mounts: Readonly<Record<string, HttpHandler>>;
}

const MAX_JSON = '1mb';
/** A webhook carries a whole file in base64. */
const MAX_WEBHOOK = '48mb';
/** The framework’s type does not know this option of the body parser. */
const NOT_DEEP = { verify: refuseDeepJson } as object;
const DOCS_PATHS = ['/docs', '/openapi.json'];

/** The whole HTTP side, not yet listening. */
export async function createApi({ mounts, ...parts }: CreateApi): Promise<NestExpressApplication> {
  const { config } = parts.deps;
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.with(parts), {
    bodyParser: false,
    forceCloseConnections: true,
    logger: ['error', 'warn'],
  });
  app.set('trust proxy', config.api.trustedProxyHops);
  app.disable('x-powered-by');
  app.set('etag', false); // only a version makes an ETag here; Express would hash every answer
  app.use(requestContext);
  app.use(requestLog(parts));
  app.use(measureRequests);
  app.use(securityHeaders(config.api.docs === 'open'));
  for (const [path, handler] of Object.entries(mounts)) app.use(path, handler);
  app.useBodyParser('raw', { limit: MAX_WEBHOOK, type: (req) => (req.url ?? '').startsWith('/webhooks/') });
  app.useBodyParser('json', { limit: MAX_JSON, strict: true, ...NOT_DEEP });
  if (config.api.corsOrigins.length > 0) app.enableCors({ origin: [...config.api.corsOrigins] });
  if (config.api.docs === 'open')
    SwaggerModule.setup('docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'openapi.json' });
  await app.init();
  assertRoutes(app);
  return app;
}

/** Route pattern, status, time, request id, role: nothing of what was asked or answered. */
function requestLog({ log }: ApiParts) {
  return pinoHttp({
    logger: log,
    quietReqLogger: true,
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    serializers: { req: () => undefined, res: () => undefined, err: () => undefined },
    genReqId: () => currentRequest()?.requestId ?? '',
    // Asked twice, before and after; only the finished answer has something to say.
    customProps: (req, res) =>
      res.writableFinished
        ? {
            method: req.method,
            route: routeOf(req as Request),
            status: res.statusCode,
            role: currentRequest()?.principal?.role,
            organizationId: currentRequest()?.principal?.orgId,
          }
        : {},
    autoLogging: { ignore: (req) => req.url?.startsWith('/health/') === true },
  });
}

/** Strict everywhere; the docs page alone needs its own scripts and styles. */
function securityHeaders(docs: boolean) {
  const strict = helmet();
  const forDocs = helmet({
    contentSecurityPolicy: { directives: { scriptSrc: ["'self'", "'unsafe-inline'"], upgradeInsecureRequests: null } },
  });
  return (req: Request, res: Response, next: NextFunction): void =>
    (docs && DOCS_PATHS.some((path) => req.path.startsWith(path)) ? forDocs : strict)(req, res, next);
}
