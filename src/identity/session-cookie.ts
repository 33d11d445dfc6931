import { jwtVerify, SignJWT } from 'jose';
import type { Config } from '../config.js';
import type { KeyRing } from '../security/key-ring.js';
import { principalFrom } from './principal-claims.js';
import type { Principal } from './principal.js';

/** A signed-in browser: HttpOnly cookie, SameSite=Strict; no token of the identity provider reaches the page. */
export interface Session {
  readonly principal: Principal;
  /** Set-Cookie value that keeps the session alive; set when the last one is older than a minute. */
  readonly renewal?: string;
}

const ABSOLUTE_SECONDS = 12 * 3600;
const IDLE_SECONDS_PRODUCTION = 15 * 60;
const RENEW_AFTER_SECONDS = 60;
const ALGORITHM = 'HS256';
const USE = 'session+jwt';

/** Makes and reads the session cookie; API and UI proxy share it, as cookies ignore the port. */
export class SessionCookies {
  private readonly secure: boolean;
  private readonly name: string;
  private readonly idleSeconds: number;

  constructor(
    config: Pick<Config, 'mode' | 'api'>,
    private readonly ring: KeyRing,
    private readonly nowMs: () => number = Date.now,
  ) {
    this.secure = config.api.publicUrl.startsWith('https:');
    this.name = this.secure ? '__Host-reclaim_session' : 'reclaim_session';
    this.idleSeconds = config.mode === 'production' ? IDLE_SECONDS_PRODUCTION : ABSOLUTE_SECONDS;
  }

  /** Set-Cookie value of a fresh sign-in. */
  async start(principal: Principal): Promise<string> {
    return this.write(principal, this.seconds());
  }

  /** Set-Cookie value that ends the session in this browser. */
  end(): string {
    return this.cookie('', 0);
  }

  async read(cookieHeader: string | undefined): Promise<Session | undefined> {
    const text = cookieValue(cookieHeader, this.name);
    if (!text) return undefined;
    const claims = await this.claims(text);
    const principal = claims && principalFrom(claims, { role: 'role', organization: 'org' });
    const began = claims?.['began'],
      seen = claims?.['iat'],
      now = this.seconds();
    if (!principal || typeof began !== 'number' || typeof seen !== 'number' || now - began >= ABSOLUTE_SECONDS)
      return undefined;
    return now - seen < RENEW_AFTER_SECONDS
      ? { principal }
      : { principal, renewal: await this.write(principal, began) };
  }

  /** The cookie's name, for a proxy that must not pass it on. */
  get cookieName(): string {
    return this.name;
  }

  private async write({ subject, name, role, orgId }: Principal, began: number): Promise<string> {
    const now = this.seconds();
    const { version } = this.ring;
    const text = await new SignJWT({ name, role, org: orgId, began })
      .setProtectedHeader({ alg: ALGORITHM, typ: USE, kid: String(version) })
      .setSubject(subject)
      .setIssuedAt(now)
      .setExpirationTime(Math.min(now + this.idleSeconds, began + ABSOLUTE_SECONDS))
      .sign(this.ring.systemKey('session', version));
    return this.cookie(text, ABSOLUTE_SECONDS);
  }

  private async claims(text: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const options = {
      algorithms: [ALGORITHM],
      typ: USE,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(this.nowMs()),
    };
    return jwtVerify(text, (header: { kid?: string | undefined }) => this.keyOf(header.kid), options).then(
      ({ payload }) => payload,
      () => undefined,
    );
  }

  /** A session outlives a rotation of the keys: its header names the version it was signed with. */
  private keyOf(kid: string | undefined): Uint8Array {
    return this.ring.systemKey('session', kid === undefined ? this.ring.version : Number(kid));
  }

  private cookie(value: string, maxAge: number): string {
    return `${this.name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${this.secure ? '; Secure' : ''}`;
  }

  private seconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }
}

export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}
