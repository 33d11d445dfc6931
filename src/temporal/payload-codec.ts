import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common';
import proto from '@temporalio/proto'; // CommonJS: a named import fails under ESM
import { parseWorkflowId } from '../contracts/workflow-ids.js';
import type { KeyRing } from '../security/key-ring.js';
import { boundTo, openBytes, SealBroken, sealBytes } from '../security/sealed-bytes.js';

const PayloadMessage = proto.temporal.api.common.v1.Payload;
export const SEALED_ENCODING = 'binary/encrypted';
const VERSION = '1';
/** A schedule starts its run under the action's id plus exactly this suffix, but its input was sealed without it. */
const SCHEDULED_SUFFIX = /-\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A payload that must not enter this story: plain, of another story, of another key, or changed on the way. */
export class PayloadRefused extends Error {
  override name = 'PayloadRefused';
}

/**
 * Seals every payload with the key of the story's organization; namespace and workflow id stand in the metadata, are bound
 * as AAD, and are compared with the SDK's context whenever it gives one. Without a context (schedule memo, codec of the UI)
 * only the seal itself is judged. A refusal fails the workflow task for ever: alert on it, it means tampering.
 */
export class SealedCodec implements PayloadCodec {
  constructor(private readonly ring: KeyRing) {}

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => this.seal(payload, context?.namespace ?? '', context?.workflowId ?? ''));
  }

  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => this.open(payload, context));
  }

  private seal(payload: Payload, namespace: string, workflowId: string): Payload {
    const { keyId, key } = this.ring.sealingKey(organizationOf(workflowId), 'payload');
    const place = placeOf(keyId, namespace, workflowId);
    // An empty metadata value would come back as [] and break the reader: leave it out.
    const metadata = {
      encoding: SEALED_ENCODING,
      v: VERSION,
      kid: keyId,
      ...(namespace && { ns: namespace }),
      ...(workflowId && { wid: workflowId }),
    };
    return {
      metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, 'utf8')])),
      data: sealBytes(key, place, PayloadMessage.encode(payload).finish()),
    };
  }

  private open(payload: Payload, context: SerializationContext | undefined): Payload {
    if (metadataText(payload, 'encoding') !== SEALED_ENCODING) {
      if (payload.data?.length) throw new PayloadRefused('plain payload');
      return payload;
    }
    const namespace = metadataText(payload, 'ns'),
      workflowId = metadataText(payload, 'wid'),
      keyId = metadataText(payload, 'kid');
    if (context && !belongsTo(context, namespace, workflowId)) throw new PayloadRefused('payload of another story');
    const key = this.ring.key(keyId);
    const expected = `${organizationOf(workflowId) ?? 'system'}/payload/`;
    if (!key || !keyId.startsWith(expected) || metadataText(payload, 'v') !== VERSION)
      throw new PayloadRefused('unknown key or form');
    return unsealed(key, placeOf(keyId, namespace, workflowId), payload.data ?? new Uint8Array());
  }
}

function unsealed(key: Buffer, place: Buffer, data: Uint8Array): Payload {
  try {
    const plain = PayloadMessage.decode(openBytes(key, place, data));
    return { metadata: plain.metadata, data: plain.data };
  } catch (error) {
    throw error instanceof SealBroken ? new PayloadRefused(`sealed payload ${error.message}`) : error;
  }
}

/** The organization in `<kind>:<org>:<uuid>` and `day-book:<org>`; none for ids of another form (system key). */
export function organizationOf(workflowId: string): string | undefined {
  const organizationId = parseWorkflowId(workflowId.replace(SCHEDULED_SUFFIX, ''))?.organizationId;
  return organizationId && UUID.test(organizationId) ? organizationId : undefined;
}

export const metadataText = (payload: Payload, name: string): string =>
  Buffer.from(payload.metadata?.[name] ?? []).toString('utf8');

const belongsTo = (context: SerializationContext, namespace: string, workflowId: string): boolean =>
  namespace === context.namespace &&
  (workflowId === context.workflowId || workflowId === context.workflowId?.replace(SCHEDULED_SUFFIX, ''));

const placeOf = (keyId: string, namespace: string, workflowId: string): Buffer =>
  boundTo(VERSION, 'payload', keyId, namespace, workflowId);
