import { ConfigFaults, readConfig } from './config.js';
import type { Environment } from './settings.js';
import { unsafeSettings } from './unsafe-settings.js';

const secret = (name: string) => `${name}-4f9d1c77a0b2e6`;
const db = (role: string) => `postgresql://${role}:${secret(role)}@db.example.org/reclaim?sslmode=verify-full`;
const safe: Environment = {
  RECLAIM_MODE: 'production',
  DATABASE_URL: db('app'),
  DATABASE_RELAY_URL: db('relay'),
  DATABASE_READER_URL: db('reader'),
  TEMPORAL_ADDRESS: 'temporal.example.org:7233',
  TEMPORAL_TLS: 'on',
  OIDC_ISSUER: 'https://id.example.org',
  OIDC_AUDIENCE: 'reclaim',
  OIDC_CLIENT_ID: 'reclaim',
  OIDC_CLIENT_SECRET: secret('client'),
  RECLAIM_PUBLIC_URL: 'https://ar.example.org',
  RECLAIM_UI_PUBLIC_URL: 'https://stories.example.org',
  RECLAIM_KEY_FILE: '/etc/reclaim/keys.json',
  RECLAIM_DATA_DIR: '/srv/reclaim',
  SMTP_URL: 'smtps://mail.example.org',
  RECLAIM_MAIL_FROM: 'billing@practice.org',
  RECLAIM_SCANNER: 'clamav',
};

const changes: Record<string, Environment> = {
  ...Object.fromEntries(
    ['DATABASE_URL', 'DATABASE_RELAY_URL', 'DATABASE_READER_URL'].flatMap((name) => [
      [`${name} unset`, { [name]: undefined }],
      [`${name} as superuser or owner`, { [name]: db('postgres') }],
      [`${name} without TLS`, { [name]: safe[name]?.split('?')[0] }],
      [`${name} with a default or short password`, { [name]: safe[name]?.replace(/:[^:@]+@/, ':reclaim@') }],
    ]),
  ),
  'one database role for two jobs': { DATABASE_RELAY_URL: db('app') },
  'local identity provider': { OIDC_ISSUER: undefined },
  'issuer without TLS': { OIDC_ISSUER: 'http://id.example.org' },
  'no audience': { OIDC_AUDIENCE: undefined },
  'no client id': { OIDC_CLIENT_ID: undefined },
  'missing, default or short client secret': { OIDC_CLIENT_SECRET: 'changeme' },
  'no second factor': { OIDC_MFA: 'off' },
  'public address unset': { RECLAIM_PUBLIC_URL: undefined },
  'public address without TLS': { RECLAIM_PUBLIC_URL: 'http://ar.example.org' },
  'UI address without TLS': { RECLAIM_UI_PUBLIC_URL: 'http://stories.example.org' },
  'open API documentation': { RECLAIM_API_DOCS: 'open' },
  'every proxy trusted': { RECLAIM_TRUSTED_PROXY_HOPS: '99' },
  'CORS for everybody': { RECLAIM_CORS_ORIGINS: '*' },
  'CORS for an origin without TLS': { RECLAIM_CORS_ORIGINS: 'https://a.example.org, http://b.example.org' },
  'Temporal development server': { TEMPORAL_ADDRESS: '127.0.0.1:7233' },
  'Temporal without TLS': { TEMPORAL_TLS: 'off' },
  'Temporal default namespace': { TEMPORAL_NAMESPACE: 'default' },
  'remote Temporal UI without TLS': { RECLAIM_TEMPORAL_UI_URL: 'http://ui.example.org' },
  'key file unset': { RECLAIM_KEY_FILE: undefined },
  'data folder unset': { RECLAIM_DATA_DIR: undefined },
  'data in a temporary folder': { RECLAIM_DATA_DIR: '/tmp/reclaim' },
  'mail sink': { SMTP_URL: undefined },
  'mail without TLS': { SMTP_URL: 'smtp://mail.example.org' },
  'sender of a test domain': { RECLAIM_MAIL_FROM: 'billing@practice.test' },
  'no malware scanner': { RECLAIM_SCANNER: 'none' },
  'talkative logs': { RECLAIM_LOG_LEVEL: 'debug' },
  'crash point set': { RECLAIM_CRASH_AT: 'after-commit' },
  'certificates not checked': { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  'debugger open': { NODE_OPTIONS: '--inspect=0.0.0.0:9229' },
};

const faultsOf = (env: Environment): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
};

describe('settings', () => {
  it('starts a development system without any setting', () => {
    const config = readConfig({});
    expect(config).toMatchObject({
      mode: 'development',
      temporal: { namespace: 'reclaim' },
      api: { port: 3000, docs: 'open' },
    });
    expect(config.oidc).toBeUndefined();
    expect(config.keyFile).toMatch(/\.reclaim\/keys\.json$/);
  });

  it('accepts a careful production', () => expect(faultsOf(safe)).toEqual([]));

  it('lists every fault at once, also beside an unreadable one', () => {
    const faults = faultsOf({
      ...safe,
      RECLAIM_API_PORT: 'eighty',
      SMTP_URL: 'mail',
      RECLAIM_SCANNER: 'none',
      OIDC_MFA: 'off',
    });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(
      expect.arrayContaining(['RECLAIM_API_PORT', 'SMTP_URL', 'RECLAIM_SCANNER', 'OIDC_MFA']),
    );
  });

  it('names no secret in a fault', () => {
    const faults = faultsOf({
      ...safe,
      DATABASE_URL: 'postgresql://postgres:hunter2hunter2@db.example.org/x',
      OIDC_CLIENT_SECRET: 'kurz',
    });
    expect(faults.join('\n')).not.toMatch(/hunter2|kurz/);
  });

  it('has a case for each unsafe setting, at least twenty', () => {
    expect(Object.keys(changes).sort()).toEqual(unsafeSettings.map((setting) => setting.name).sort());
    expect(unsafeSettings.length).toBeGreaterThanOrEqual(20);
  });

  it.each(unsafeSettings.map((setting) => [setting.name, setting.fault]))('production refuses: %s', (name, fault) => {
    expect(faultsOf({ ...safe, ...changes[name] })).toContain(fault);
  });

  it('does not let a production machine run in development mode by accident', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toHaveLength(1);
  });

  it('wants all four settings of an identity provider or none', () => {
    expect(faultsOf({ OIDC_ISSUER: 'https://id.example.org' })[0]).toContain('belong together');
  });
});
