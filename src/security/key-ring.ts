import { createHmac, hkdfSync } from 'node:crypto';
import { statSync } from 'node:fs';
import { ensureKeyFile, readKeyFile, type KeyFile } from './key-file.js';
import { boundTo, openBytes, SealBroken, sealBytes } from './sealed-bytes.js';

export type KeyPurpose = 'payload' | 'column' | 'file' | 'blind';
export type SystemPurpose = 'payload' | 'session' | 'api-cursor' | 'webhook' | 'oidc-client' | 'oidc-cookies';

/** Where a sealed column lies; sealed text opens only at the place it was sealed for. */
export interface ColumnPlace {
  readonly org: string;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

const FORM = 1;
const HEADER_BYTES = 3; // form, key version (16 bit)
/** Random 96-bit nonces stay safe far below 2^32 messages a key (NIST SP 800-38D §8.3); reliability.md §6.5 takes half. */
const MAX_MESSAGES_PER_KEY = 2 ** 31;
/** How often a running process looks whether the key file was rotated. */
const LOOK_EVERY_MS = 1_000;
/** Sooner for a version we do not know, but not for every forged one. */
const UNKNOWN_EVERY_MS = 50;

interface RootKeys {
  readonly master: Buffer;
  readonly system: Buffer;
}

/**
 * Keys of every organization, derived per purpose and version from the root keys of the key file (HKDF-SHA-256), so that
 * no organization's key opens another's data and a purpose's key opens nothing else.
 * A key id reads `<organization>/<purpose>/<version>`, `system/<purpose>/<version>` for what has no organization.
 */
export class KeyRing {
  private roots: ReadonlyMap<number, RootKeys> = new Map();
  private readonly derived = new Map<string, Buffer>();
  private readonly messages = new Map<string, number>();
  private current = 0;
  private blindVersion = 0;
  private lookedAtMs = -Infinity;

  /** `newer` answers the key file if it has changed since it was last asked: another process may have rotated it. */
  constructor(
    file: KeyFile,
    private readonly newer: () => KeyFile | undefined = () => undefined,
  ) {
    this.take(file);
  }

  private take(file: KeyFile): void {
    this.roots = new Map(
      file.versions.map(({ version, masterKey, systemKey }) => [
        version,
        { master: Buffer.from(masterKey, 'base64'), system: Buffer.from(systemKey, 'base64') },
      ]),
    );
    this.current = file.current;
    this.blindVersion = file.blindIndex;
    for (const version of [this.current, this.blindVersion]) {
      if (!this.roots.has(version)) throw new Error(`The key file names version ${version}, but does not hold it.`);
    }
    // A withdrawn version must open nothing any more, not even from memory.
    for (const keyId of this.derived.keys())
      if (!this.roots.has(Number(keyId.split('/')[2]))) this.derived.delete(keyId);
  }

  /** Version that seals now. */
  get version(): number {
    this.lookForNewer();
    return this.current;
  }

  private lookForNewer(patienceMs: number = LOOK_EVERY_MS): void {
    const now = performance.now();
    if (now - this.lookedAtMs < patienceMs) return;
    this.lookedAtMs = now;
    const file = this.newer();
    if (file) this.take(file);
  }

  currentKeyId(organizationId: string | undefined, purpose: KeyPurpose): string {
    return `${organizationId ?? 'system'}/${purpose}/${this.current}`;
  }

  /** The key of an id; undefined when its version was withdrawn or the id is malformed. */
  key(keyId: string): Buffer | undefined {
    this.lookForNewer();
    const known = this.derived.get(keyId);
    if (known) return known;
    const [owner, purpose, version, ...rest] = keyId.split('/');
    if (!this.roots.has(Number(version))) this.lookForNewer(UNKNOWN_EVERY_MS); // sealed by a process that rotated before us
    const root = this.roots.get(Number(version));
    if (!owner || !purpose || !root || rest.length > 0) return undefined;
    const secret = owner === 'system' ? root.system : root.master;
    const key = Buffer.from(
      hkdfSync('sha256', secret, Buffer.alloc(0), boundTo('reclaim', owner, purpose, String(version)), 32),
    );
    this.derived.set(keyId, key);
    return key;
  }

  /** The current key for sealing, counted; at 2^31 messages the file must be rotated. */
  sealingKey(
    organizationId: string | undefined,
    purpose: KeyPurpose,
  ): { readonly keyId: string; readonly key: Buffer } {
    this.lookForNewer();
    const keyId = this.currentKeyId(organizationId, purpose);
    const used = (this.messages.get(keyId) ?? 0) + 1;
    if (used > MAX_MESSAGES_PER_KEY) throw new Error(`Key ${keyId} has sealed 2^31 messages: rotate the key file.`);
    this.messages.set(keyId, used);
    return { keyId, key: this.require(keyId) };
  }

  /** A key of this installation for sessions, cursors and the like. */
  systemKey(purpose: SystemPurpose, version: number = this.version): Buffer {
    return this.require(`system/${purpose}/${version}`);
  }

  /** Seals text for one column of one row; the first bytes are form and key version. */
  sealText(place: ColumnPlace, text: string): Buffer<ArrayBuffer> {
    const { key } = this.sealingKey(place.org, 'column');
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt8(FORM, 0);
    header.writeUInt16BE(this.current, 1);
    return Buffer.concat([header, sealBytes(key, placeOf(place, this.current), Buffer.from(text, 'utf8'))]);
  }

  /** Opens sealed text at its place; throws `SealBroken` anywhere else. */
  openText(place: ColumnPlace, sealed: Uint8Array): string {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    if (bytes.length < HEADER_BYTES || bytes.readUInt8(0) !== FORM) throw new SealBroken('unknown form');
    const version = bytes.readUInt16BE(1);
    const key = this.key(`${place.org}/column/${version}`);
    if (!key) throw new SealBroken(`key version ${version} is withdrawn or unknown`);
    return openBytes(key, placeOf(place, version), bytes.subarray(HEADER_BYTES)).toString('utf8');
  }

  sealJson(place: ColumnPlace, value: unknown): Buffer<ArrayBuffer> {
    return this.sealText(place, JSON.stringify(value));
  }

  /** The caller names the form it once sealed; the seal proves that nobody else wrote it. */
  openJson<T>(place: ColumnPlace, sealed: Uint8Array): T {
    return JSON.parse(this.openText(place, sealed)) as T;
  }

  /** Equality search over sealed text: HMAC-SHA-256 of the value as the caller normalized it, by organization and field. */
  blindIndex(organizationId: string, field: string, normalizedValue: string): Buffer<ArrayBuffer> {
    const key = this.require(`${organizationId}/blind/${this.blindVersion}`);
    return Buffer.from(createHmac('sha256', key).update(boundTo(field, normalizedValue)).digest());
  }

  private require(keyId: string): Buffer {
    const key = this.key(keyId);
    if (!key) throw new Error(`No key ${keyId}.`);
    return key;
  }
}

const placeOf = ({ org, table, column, rowId }: ColumnPlace, version: number): Buffer =>
  boundTo(String(FORM), 'column', org, table, column, rowId, String(version));

/** Opens the ring of this process; outside production a missing key file is made. */
export function openKeyRing(config: { readonly mode: string; readonly keyFile: string }): KeyRing {
  if (config.mode !== 'production') ensureKeyFile(config.keyFile);
  let seen = stampOf(config.keyFile);
  const newer = (): KeyFile | undefined => {
    const now = stampOf(config.keyFile);
    if (now === seen || now === '') return undefined;
    seen = now;
    return readKeyFile(config.keyFile);
  };
  return new KeyRing(readKeyFile(config.keyFile), newer);
}

/** Changes with every replacement of the file; a file that is away for a moment is no reason to forget the keys. */
function stampOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.mtimeMs}:${stat.size}` : '';
}
