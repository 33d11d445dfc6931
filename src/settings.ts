import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

const LOCAL_DATABASE = 'postgresql://reclaim_app:reclaim_app@127.0.0.1:5433/reclaim';
const port = (fallback: number) => z.coerce.number().int().min(1).max(65535).default(fallback);
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/$/, ''));
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const onOff = z.enum(['on', 'off']);

/** Every setting by its environment name, with its form and development default. */
export const settings = z.object({
  RECLAIM_MODE: z.enum(['development', 'production', 'test']).default('development'),
  DATABASE_URL: postgresUrl.default(LOCAL_DATABASE),
  DATABASE_RELAY_URL: postgresUrl.default(LOCAL_DATABASE.replaceAll('reclaim_app', 'reclaim_relay')),
  DATABASE_READER_URL: postgresUrl.default(LOCAL_DATABASE.replaceAll('reclaim_app', 'reclaim_reader')),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/]+:\d+$/, 'expected host:port')
    .default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]*$/, 'expected a namespace name')
    .default('reclaim'),
  TEMPORAL_TLS: onOff.optional(),
  TEMPORAL_API_KEY: z.string().min(1).optional(),
  TEMPORAL_TLS_SERVER_CA_CERT_PATH: z.string().min(1).optional(),
  TEMPORAL_TLS_CLIENT_CERT_PATH: z.string().min(1).optional(),
  TEMPORAL_TLS_CLIENT_KEY_PATH: z.string().min(1).optional(),
  RECLAIM_API_PORT: port(3000),
  RECLAIM_API_HOST: z.string().min(1).default('127.0.0.1'),
  RECLAIM_PUBLIC_URL: httpUrl.optional(),
  RECLAIM_API_DOCS: z.enum(['open', 'signed-in', 'off']).optional(),
  RECLAIM_TRUSTED_PROXY_HOPS: z.coerce.number().int().min(0).max(99).default(0),
  RECLAIM_REQUESTS_PER_SECOND: z.coerce.number().int().min(1).default(1_000),
  RECLAIM_FAILURES_PER_MINUTE: z.coerce.number().int().min(1).default(60),
  RECLAIM_CORS_ORIGINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((origin) => origin.trim())
        .filter(Boolean),
    ),
  RECLAIM_UI_PORT: port(8080),
  RECLAIM_UI_HOST: z.string().min(1).default('127.0.0.1'),
  RECLAIM_UI_PUBLIC_URL: httpUrl.optional(),
  RECLAIM_TEMPORAL_UI_URL: httpUrl.default('http://127.0.0.1:8233'),
  RECLAIM_DATA_DIR: z.string().min(1).default('.reclaim'),
  RECLAIM_KEY_FILE: z.string().min(1).optional(),
  RECLAIM_WORKER_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  RECLAIM_WORKER_HOST: z.string().min(1).default('127.0.0.1'),
  RECLAIM_BUILD_ID: z
    .string()
    .regex(/^[A-Za-z0-9][\w.-]{0,62}$/, 'expected a short name without blanks')
    .optional(),
  RECLAIM_MAIL_PAGE_PORT: port(8025),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  RECLAIM_MAIL_FROM: z
    .string()
    .regex(/^[^\s@<>,;:"]+@[^\s@<>,;:"]+$/, 'expected one bare address')
    .default('billing@practice.test'),
  OIDC_ISSUER: httpUrl.optional(),
  OIDC_AUDIENCE: z.string().min(1).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_ROLE_CLAIM: z.string().min(1).default('role'),
  OIDC_ORGANIZATION_CLAIM: z.string().min(1).default('org'),
  OIDC_MFA: onOff.default('on'),
  RECLAIM_SCANNER: z.enum(['none', 'clamav']).optional(),
  RECLAIM_LOG_LEVEL: z.enum(['error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  RECLAIM_PLAN_AHEAD_ABOVE: z.coerce.number().int().min(0).default(1_000),
  RECLAIM_CRASH_AT: z.string().min(1).optional(),
});

export type Settings = z.infer<typeof settings>;
