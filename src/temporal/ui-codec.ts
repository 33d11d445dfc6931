import type { Payload } from '@temporalio/common';
import { z } from 'zod';
import type { Principal } from '../identity/principal.js';
import { metadataText, organizationOf, type SealedCodec } from './payload-codec.js';

/** Protobuf JSON of payloads: metadata values and data are base64. */
const jsonPayload = z
  .object({ metadata: z.record(z.string(), z.string()).default({}), data: z.string().optional() })
  .loose();
const decodeRequest = z.object({ payloads: z.array(jsonPayload).max(2000) });

export type JsonPayload = z.infer<typeof jsonPayload>;

export interface DecodeAudit {
  readonly principal: Principal;
  readonly workflowIds: readonly string[];
}

export interface DecodeDeps {
  readonly codec: SealedCodec;
  /** Writes the audit rows; the answer waits for it. */
  readonly audit: (event: DecodeAudit) => Promise<void>;
}

/**
 * Opens payloads of the principal's own organization; what belongs to another, is unbound, or does not open goes back as it
 * came. The organization is read from what the seal binds, never from a header of the request.
 */
export async function decodeForUi(
  { codec, audit }: DecodeDeps,
  principal: Principal,
  body: string,
): Promise<string | undefined> {
  const request = parseRequest(body);
  if (!request) return undefined;
  const opened = new Set<string>();
  const payloads = await Promise.all(
    request.payloads.map(async (json) => {
      const payload = fromJson(json);
      const workflowId = metadataText(payload, 'wid');
      if (organizationOf(workflowId) !== principal.orgId) return json;
      return codec.decode([payload]).then(
        ([open]) => {
          opened.add(workflowId);
          return open ? toJson(open) : json;
        },
        () => json,
      );
    }),
  );
  if (opened.size > 0) await audit({ principal, workflowIds: [...opened] });
  return JSON.stringify({ payloads });
}

function parseRequest(body: string): z.infer<typeof decodeRequest> | undefined {
  try {
    return decodeRequest.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

const fromJson = ({ metadata, data }: JsonPayload): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'base64')])),
  data: Buffer.from(data ?? '', 'base64'),
});

const toJson = ({ metadata, data }: Payload): JsonPayload => ({
  metadata: Object.fromEntries(
    Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value ?? []).toString('base64')]),
  ),
  data: Buffer.from(data ?? []).toString('base64'),
});

const VIEW_MS = 60_000;
const MAX_REMEMBERED = 10_000;

/** One page view makes many small calls: the same person and story count once a minute. */
export function oncePerView(audit: DecodeDeps['audit'], nowMs: () => number): DecodeDeps['audit'] {
  const seen = new Map<string, number>();
  return async ({ principal, workflowIds }) => {
    const now = nowMs();
    if (seen.size > MAX_REMEMBERED) for (const [key, until] of seen) if (until <= now) seen.delete(key);
    const keyOf = (id: string) => `${principal.subject} ${id}`;
    const fresh = workflowIds.filter((id) => (seen.get(keyOf(id)) ?? 0) <= now);
    if (fresh.length === 0) return;
    await audit({ principal, workflowIds: fresh });
    for (const id of fresh) seen.set(keyOf(id), now + VIEW_MS);
  };
}
