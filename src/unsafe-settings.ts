import type { Environment, Settings } from './settings.js';

interface UnsafeSetting {
  /** Name of the case, as the table spec lists it. */
  readonly name: string;
  readonly found: (s: Settings, env: Environment) => boolean;
  readonly fault: string;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|\[?::1\]?)$/;
const POWERFUL = /^(postgres|root|admin|rds_superuser|reclaim_owner|owner)$/i;
const WEAK = /^(reclaim\w*|postgres|password|passw0rd|secret|changeme|change-me|admin|test|example|default)$/i;
const MIN_SECRET_CHARS = 16;

const host = (url: string): string => new URL(url).hostname;
const user = (url: string): string => decodeURIComponent(new URL(url).username);
const weak = (secret: string): boolean => secret.length < MIN_SECRET_CHARS || WEAK.test(secret);
const encryptedLink = (url: string): boolean =>
  LOOPBACK.test(host(url)) ||
  ['require', 'verify-ca', 'verify-full'].includes(new URL(url).searchParams.get('sslmode') ?? '');
const temporalHost = (s: Settings): string => s.TEMPORAL_ADDRESS.replace(/:\d+$/, '');
const isTls = (s: Settings): boolean =>
  s.TEMPORAL_TLS === 'on' || Boolean(s.TEMPORAL_API_KEY ?? s.TEMPORAL_TLS_CLIENT_CERT_PATH);

const databases = ['DATABASE_URL', 'DATABASE_RELAY_URL', 'DATABASE_READER_URL'] as const;
const perDatabase = databases.flatMap((name): UnsafeSetting[] => [
  {
    name: `${name} unset`,
    found: (_s, env) => !env[name],
    fault: `${name}: production needs its own database role; the built-in default is for development.`,
  },
  {
    name: `${name} as superuser or owner`,
    found: (s) => POWERFUL.test(user(s[name])),
    fault: `${name}: a superuser or the schema owner would pass every row-security policy.`,
  },
  {
    name: `${name} without TLS`,
    found: (s) => !encryptedLink(s[name]),
    fault: `${name}: add sslmode=verify-full; the link to a remote database must be encrypted.`,
  },
  {
    name: `${name} with a default or short password`,
    found: (s) => weak(decodeURIComponent(new URL(s[name]).password)),
    fault: `${name}: the password is a default or shorter than ${MIN_SECRET_CHARS} characters.`,
  },
]);

/** What production refuses (reliability goal K2); one row a danger, each with its own case in the table spec. */
export const unsafeSettings: readonly UnsafeSetting[] = [
  ...perDatabase,
  {
    name: 'one database role for two jobs',
    found: (s) => new Set(databases.map((name) => user(s[name]))).size < databases.length,
    fault: 'DATABASE_RELAY_URL, DATABASE_READER_URL: app, relay and reader must be three different roles.',
  },
  {
    name: 'local identity provider',
    found: (s) => !s.OIDC_ISSUER,
    fault: 'OIDC_ISSUER: the local identity provider signs in anybody; production needs yours.',
  },
  {
    name: 'issuer without TLS',
    found: (s) => s.OIDC_ISSUER?.startsWith('http:') ?? false,
    fault: 'OIDC_ISSUER: must be https.',
  },
  {
    name: 'no audience',
    found: (s) => !s.OIDC_AUDIENCE,
    fault: 'OIDC_AUDIENCE: without it tokens meant for other services would be accepted.',
  },
  { name: 'no client id', found: (s) => !s.OIDC_CLIENT_ID, fault: 'OIDC_CLIENT_ID: people cannot sign in without it.' },
  {
    name: 'missing, default or short client secret',
    found: (s) => weak(s.OIDC_CLIENT_SECRET ?? ''),
    fault: `OIDC_CLIENT_SECRET: missing, a default, or shorter than ${MIN_SECRET_CHARS} characters.`,
  },
  { name: 'no second factor', found: (s) => s.OIDC_MFA === 'off', fault: 'OIDC_MFA: PHI needs a second factor.' },
  {
    name: 'public address unset',
    found: (s) => !s.RECLAIM_PUBLIC_URL,
    fault: 'RECLAIM_PUBLIC_URL: links and cookies need the real address.',
  },
  {
    name: 'public address without TLS',
    found: (s) => s.RECLAIM_PUBLIC_URL?.startsWith('http:') ?? false,
    fault: 'RECLAIM_PUBLIC_URL: must be https, else cookies and PHI travel in the clear.',
  },
  {
    name: 'UI address without TLS',
    found: (s) => !(s.RECLAIM_UI_PUBLIC_URL ?? '').startsWith('https:'),
    fault: 'RECLAIM_UI_PUBLIC_URL: must be https; decoded stories are PHI.',
  },
  {
    name: 'open API documentation',
    found: (s) => s.RECLAIM_API_DOCS === 'open',
    fault: 'RECLAIM_API_DOCS: open documentation maps the system for strangers; use signed-in or off.',
  },
  {
    name: 'every proxy trusted',
    found: (s) => s.RECLAIM_TRUSTED_PROXY_HOPS > 1,
    fault: 'RECLAIM_TRUSTED_PROXY_HOPS: trust exactly one proxy, else callers choose their own address.',
  },
  {
    name: 'CORS for everybody',
    found: (s) => s.RECLAIM_CORS_ORIGINS.some((origin) => origin.includes('*') || origin === 'null'),
    fault: 'RECLAIM_CORS_ORIGINS: name each origin.',
  },
  {
    name: 'CORS for an origin without TLS',
    found: (s) => s.RECLAIM_CORS_ORIGINS.some((origin) => origin.startsWith('http:')),
    fault: 'RECLAIM_CORS_ORIGINS: every origin must be https.',
  },
  {
    name: 'Temporal development server',
    found: (s, env) => !env['TEMPORAL_ADDRESS'] || LOOPBACK.test(temporalHost(s)),
    fault: 'TEMPORAL_ADDRESS: the built-in development server is not for production; name your cluster.',
  },
  {
    name: 'Temporal without TLS',
    found: (s) => !isTls(s),
    fault: 'TEMPORAL_TLS: the link to the cluster must be encrypted and authenticated.',
  },
  {
    name: 'Temporal default namespace',
    found: (s) => s.TEMPORAL_NAMESPACE === 'default',
    fault: 'TEMPORAL_NAMESPACE: use a namespace of our own; "default" is shared with everything else.',
  },
  {
    name: 'remote Temporal UI without TLS',
    found: (s) => s.RECLAIM_TEMPORAL_UI_URL.startsWith('http:') && !LOOPBACK.test(host(s.RECLAIM_TEMPORAL_UI_URL)),
    fault: 'RECLAIM_TEMPORAL_UI_URL: a remote UI must be reached by https.',
  },
  {
    name: 'key file unset',
    found: (s) => !s.RECLAIM_KEY_FILE,
    fault: 'RECLAIM_KEY_FILE: keys must not lie beside the data they seal; name a file elsewhere.',
  },
  {
    name: 'data folder unset',
    found: (_s, env) => !env['RECLAIM_DATA_DIR'],
    fault: 'RECLAIM_DATA_DIR: name a folder that is backed up.',
  },
  {
    name: 'data in a temporary folder',
    found: (s) => /^(\/var)?\/tmp(\/|$)/.test(s.RECLAIM_DATA_DIR),
    fault: 'RECLAIM_DATA_DIR: a temporary folder loses sealed files.',
  },
  { name: 'mail sink', found: (s) => !s.SMTP_URL, fault: 'SMTP_URL: statements would end in the built-in mail sink.' },
  {
    name: 'mail without TLS',
    found: (s) =>
      Boolean(s.SMTP_URL?.startsWith('smtp:')) &&
      new URL(s.SMTP_URL ?? 'smtp://x').searchParams.get('requireTLS') !== 'true',
    fault: 'SMTP_URL: use smtps:// or add requireTLS=true.',
  },
  {
    name: 'sender of a test domain',
    found: (s) => /@.*\.(test|example|invalid|localhost)$/.test(s.RECLAIM_MAIL_FROM),
    fault: 'RECLAIM_MAIL_FROM: set the real sender.',
  },
  {
    name: 'no malware scanner',
    found: (s) => (s.RECLAIM_SCANNER ?? 'none') === 'none',
    fault: 'RECLAIM_SCANNER: uploads must be scanned.',
  },
  {
    name: 'talkative logs',
    found: (s) => ['debug', 'trace'].includes(s.RECLAIM_LOG_LEVEL),
    fault: 'RECLAIM_LOG_LEVEL: debug and trace may print what must not be printed.',
  },
  {
    name: 'crash point set',
    found: (s) => Boolean(s.RECLAIM_CRASH_AT),
    fault: 'RECLAIM_CRASH_AT: crash points are for tests.',
  },
  {
    name: 'certificates not checked',
    found: (_s, env) => env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0',
    fault: 'NODE_TLS_REJECT_UNAUTHORIZED: 0 accepts any certificate.',
  },
  {
    name: 'debugger open',
    found: (_s, env) => /--inspect/.test(env['NODE_OPTIONS'] ?? ''),
    fault: 'NODE_OPTIONS: --inspect lets anyone on the port read memory.',
  },
];

/** Faults that only count in production; also refuses a production environment that forgot RECLAIM_MODE. */
export function unsafeInProduction(s: Settings, env: Environment): string[] {
  if (s.RECLAIM_MODE !== 'production') {
    return env['NODE_ENV'] === 'production'
      ? ['RECLAIM_MODE: NODE_ENV is production, so this must be production too.']
      : [];
  }
  return unsafeSettings.filter((setting) => setting.found(s, env)).map((setting) => setting.fault);
}
