import type { KeyRing } from '../../security/key-ring.js';

/** Seal before the first one of a chain. */
export const FIRST_SEAL = '';

/** One row as it is sealed: every column, as text that Postgres writes the same way wherever it is asked (`a` is the row). */
export const SEALED_CONTENT = `jsonb_build_array(a.sequence, a.actor, a.role, a.action, a.subject_type, a.subject_id, a.before, a.after,
  a.why, a.business_date, extract(epoch FROM a.recorded_at), a.request_id)::text`;

export interface RowToSeal {
  readonly organizationId: string;
  readonly position: number;
  /** `SEALED_CONTENT` of the row. */
  readonly content: string;
  /** Hex of the seal before; `FIRST_SEAL` for the first. */
  readonly before: string;
}

/** HMAC-SHA-256 under a key of the organization that no rotation changes; hex. Without the key file nobody can make one. */
export const sealOf = (keys: KeyRing, { organizationId, position, content, before }: RowToSeal): string =>
  keys.blindIndex(organizationId, 'audit_seals', `${position} ${before} ${content}`).toString('hex');
