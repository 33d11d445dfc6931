import { resolve } from 'node:path';
import type { z } from 'zod';
import { settings, type Environment, type Settings } from './settings.js';
import { unsafeInProduction } from './unsafe-settings.js';

/** Everything the processes can be told from the outside. This file is the only reader of `process.env`. */
export interface Config {
  readonly mode: 'development' | 'production' | 'test';
  readonly database: { readonly url: string; readonly relayUrl: string; readonly readerUrl: string };
  readonly temporal: TemporalSettings;
  readonly api: ApiSettings;
  readonly ui: {
    readonly port: number;
    readonly host: string;
    readonly publicUrl: string;
    readonly temporalUiUrl: string;
  };
  /** Absolute folder for sealed files, drop folders, keys of the local identity provider. */
  readonly dataDir: string;
  readonly keyFile: string;
  readonly mail: { readonly smtpUrl?: string; readonly from: string };
  /** Door for health and metrics of the worker; none without a port. */
  readonly worker: { readonly port?: number; readonly host: string };
  /** Version of this worker in a rolling deployment; absent: unversioned. */
  readonly buildId?: string;
  /** Practice mail page of the simulator. */
  readonly practice: { readonly mailPagePort: number };
  /** Absent: the local identity provider of development and tests. */
  readonly oidc?: OidcSettings;
  readonly scanner: 'none' | 'clamav';
  readonly logLevel: 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /** A remittance of more claims (CLP) is planned before the transaction that publishes it. */
  readonly planAheadAbove: number;
  /** Name of a crash point at which this process kills itself; chaos tests only. */
  readonly crashAt?: string;
}

export interface TemporalSettings {
  readonly address: string;
  readonly namespace: string;
  readonly tls: boolean;
  readonly apiKey?: string;
  readonly serverCaFile?: string;
  readonly clientCertFile?: string;
  readonly clientKeyFile?: string;
}

export interface ApiSettings {
  readonly port: number;
  readonly host: string;
  /** Origin people and partners reach us at; the session cookie and links belong to it. */
  readonly publicUrl: string;
  readonly docs: 'open' | 'signed-in' | 'off';
  /** Number of reverse proxies in front whose X-Forwarded-For we believe. */
  readonly trustedProxyHops: number;
  readonly corsOrigins: readonly string[];
  /** Requests a second of one principal, and failed sign-ins a minute of one address, that this process serves. */
  readonly limits: { readonly requestsPerSecond: number; readonly failuresPerMinute: number };
}

export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly roleClaim: string;
  readonly organizationClaim: string;
  /** PHI needs a second factor (`amr` has `mfa`, `hwk` or `otp`). */
  readonly requireMfa: boolean;
}

/** All faults of the settings in one go, each naming its variable. */
export class ConfigFaults extends Error {
  override name = 'ConfigFaults';
  constructor(readonly faults: readonly string[]) {
    super(`${faults.length} setting(s) cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}

/** Reads and judges the settings; throws `ConfigFaults` with every fault at once. */
export function readConfig(env: Environment = process.env): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = settings.safeParse(present);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  // Even half-readable settings are judged, so that a second start does not bring new complaints.
  const readable = parsed.success ? parsed.data : settings.safeParse(withoutFaulty(present, parsed.error)).data;
  if (readable) faults.push(...incoherent(readable), ...unsafeInProduction(readable, present));
  if (faults.length > 0 || !readable) throw new ConfigFaults(faults);
  return toConfig(readable);
}

function withoutFaulty(env: Environment, error: z.ZodError): Environment {
  const faulty = new Set(error.issues.map((issue) => String(issue.path[0])));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !faulty.has(name)));
}

function incoherent(s: Settings): string[] {
  const faults: string[] = [];
  const oidc = [s.OIDC_ISSUER, s.OIDC_AUDIENCE, s.OIDC_CLIENT_ID, s.OIDC_CLIENT_SECRET];
  if (s.RECLAIM_MODE !== 'production' && oidc.some(Boolean) && !oidc.every(Boolean)) {
    faults.push(
      'OIDC_ISSUER, OIDC_AUDIENCE, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all four or none.',
    );
  }
  if (Boolean(s.TEMPORAL_TLS_CLIENT_CERT_PATH) !== Boolean(s.TEMPORAL_TLS_CLIENT_KEY_PATH)) {
    faults.push('TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH belong together: set both or none.');
  }
  if (s.RECLAIM_API_PORT === s.RECLAIM_UI_PORT) faults.push('RECLAIM_API_PORT and RECLAIM_UI_PORT must differ.');
  return faults;
}

function toConfig(s: Settings): Config {
  const dataDir = resolve(s.RECLAIM_DATA_DIR);
  const production = s.RECLAIM_MODE === 'production';
  return {
    mode: s.RECLAIM_MODE,
    database: { url: s.DATABASE_URL, relayUrl: s.DATABASE_RELAY_URL, readerUrl: s.DATABASE_READER_URL },
    temporal: toTemporal(s),
    api: {
      port: s.RECLAIM_API_PORT,
      host: s.RECLAIM_API_HOST,
      corsOrigins: s.RECLAIM_CORS_ORIGINS,
      publicUrl: s.RECLAIM_PUBLIC_URL ?? `http://127.0.0.1:${s.RECLAIM_API_PORT}`,
      docs: s.RECLAIM_API_DOCS ?? (production ? 'signed-in' : 'open'),
      trustedProxyHops: s.RECLAIM_TRUSTED_PROXY_HOPS,
      limits: { requestsPerSecond: s.RECLAIM_REQUESTS_PER_SECOND, failuresPerMinute: s.RECLAIM_FAILURES_PER_MINUTE },
    },
    ui: {
      port: s.RECLAIM_UI_PORT,
      host: s.RECLAIM_UI_HOST,
      temporalUiUrl: s.RECLAIM_TEMPORAL_UI_URL,
      publicUrl: s.RECLAIM_UI_PUBLIC_URL ?? `http://127.0.0.1:${s.RECLAIM_UI_PORT}`,
    },
    dataDir,
    keyFile: s.RECLAIM_KEY_FILE ? resolve(s.RECLAIM_KEY_FILE) : resolve(dataDir, 'keys.json'),
    worker: { host: s.RECLAIM_WORKER_HOST, ...(s.RECLAIM_WORKER_PORT && { port: s.RECLAIM_WORKER_PORT }) },
    ...(s.RECLAIM_BUILD_ID && { buildId: s.RECLAIM_BUILD_ID }),
    practice: { mailPagePort: s.RECLAIM_MAIL_PAGE_PORT },
    mail: { from: s.RECLAIM_MAIL_FROM, ...(s.SMTP_URL && { smtpUrl: s.SMTP_URL }) },
    ...oidcOf(s),
    scanner: s.RECLAIM_SCANNER ?? 'none',
    logLevel: s.RECLAIM_LOG_LEVEL,
    planAheadAbove: s.RECLAIM_PLAN_AHEAD_ABOVE,
    ...(s.RECLAIM_CRASH_AT && { crashAt: s.RECLAIM_CRASH_AT }),
  };
}

const toTemporal = (s: Settings): TemporalSettings => ({
  address: s.TEMPORAL_ADDRESS,
  namespace: s.TEMPORAL_NAMESPACE,
  tls: s.TEMPORAL_TLS ? s.TEMPORAL_TLS === 'on' : Boolean(s.TEMPORAL_API_KEY ?? s.TEMPORAL_TLS_CLIENT_CERT_PATH),
  ...(s.TEMPORAL_API_KEY && { apiKey: s.TEMPORAL_API_KEY }),
  ...(s.TEMPORAL_TLS_SERVER_CA_CERT_PATH && { serverCaFile: s.TEMPORAL_TLS_SERVER_CA_CERT_PATH }),
  ...(s.TEMPORAL_TLS_CLIENT_CERT_PATH && { clientCertFile: s.TEMPORAL_TLS_CLIENT_CERT_PATH }),
  ...(s.TEMPORAL_TLS_CLIENT_KEY_PATH && { clientKeyFile: s.TEMPORAL_TLS_CLIENT_KEY_PATH }),
});

function oidcOf(s: Settings): { oidc: OidcSettings } | Record<string, never> {
  if (!s.OIDC_ISSUER || !s.OIDC_AUDIENCE || !s.OIDC_CLIENT_ID || !s.OIDC_CLIENT_SECRET) return {};
  return {
    oidc: {
      issuer: s.OIDC_ISSUER,
      audience: s.OIDC_AUDIENCE,
      clientId: s.OIDC_CLIENT_ID,
      clientSecret: s.OIDC_CLIENT_SECRET,
      roleClaim: s.OIDC_ROLE_CLAIM,
      organizationClaim: s.OIDC_ORGANIZATION_CLAIM,
      requireMfa: s.OIDC_MFA === 'on',
    },
  };
}
