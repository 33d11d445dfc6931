import { randomUUID } from 'node:crypto';
import { defaultPayloadConverter, type Payload, type SerializationContext } from '@temporalio/common';
import { newKeyFile, rotated } from '../security/key-file.js';
import { KeyRing } from '../security/key-ring.js';
import { metadataText, organizationOf, PayloadRefused, SealedCodec } from './payload-codec.js';

const file = newKeyFile();
const codec = new SealedCodec(new KeyRing(file));
const org = randomUUID();
const story = (workflowId: string): SerializationContext => ({ type: 'workflow', namespace: 'reclaim', workflowId });
const claim = story(`claim:${org}:${randomUUID()}`);
const plain = defaultPayloadConverter.toPayload({ note: 'CANARY' });
const sealedFor = async (context?: SerializationContext): Promise<Payload> => {
  const [sealed] = await codec.encode([plain as Payload], context);
  if (!sealed) throw new Error('nothing sealed');
  return sealed;
};
const opened = async (payload: Payload, context?: SerializationContext): Promise<unknown> => {
  const [open] = await codec.decode([payload], context);
  return defaultPayloadConverter.fromPayload(open as Payload);
};

describe('payloads in a history', () => {
  it('open in their own story', async () =>
    expect(await opened(await sealedFor(claim), claim)).toEqual({ note: 'CANARY' }));

  it('show only story, namespace and key id', async () => {
    const sealed = await sealedFor(claim);
    expect(Buffer.from(sealed.data ?? []).includes('CANARY')).toBe(false);
    expect(Object.keys(sealed.metadata ?? {}).sort()).toEqual(['encoding', 'kid', 'ns', 'v', 'wid']);
    expect(metadataText(sealed, 'kid')).toBe(`${org}/payload/1`);
  });

  it('open without a context, for the codec of the UI', async () =>
    expect(await opened(await sealedFor(claim))).toEqual({ note: 'CANARY' }));

  it('open in the run a schedule started', async () => {
    const id = `day-book:${org}`;
    expect(await opened(await sealedFor(story(id)), story(`${id}-2026-11-23T17:35:02Z`))).toEqual({ note: 'CANARY' });
  });

  it('are refused in another story, namespace or as plain text', async () => {
    const sealed = await sealedFor(claim);
    await expect(opened(sealed, story(`claim:${org}:${randomUUID()}`))).rejects.toThrow(PayloadRefused);
    await expect(opened(sealed, { ...claim, namespace: 'other' })).rejects.toThrow(PayloadRefused);
    await expect(opened(plain as Payload, claim)).rejects.toThrow('plain payload');
  });

  it('are refused when anybody renames their story, key or bytes', async () => {
    const other = `claim:${org}:${randomUUID()}`;
    for (const [name, value] of [
      ['wid', other],
      ['ns', 'x'],
      ['kid', `${randomUUID()}/payload/1`],
      ['kid', 'system/payload/1'],
      ['v', '2'],
    ] as const) {
      const sealed = await sealedFor(claim);
      const changed = { ...sealed, metadata: { ...sealed.metadata, [name]: Buffer.from(value) } };
      await expect(opened(changed)).rejects.toThrow(PayloadRefused);
    }
    await expect(opened({ ...(await sealedFor(claim)), data: new Uint8Array(5) }, claim)).rejects.toThrow(
      PayloadRefused,
    );
  });

  it('of an old key version still open after a rotation', async () => {
    const newer = new SealedCodec(new KeyRing(rotated(file)));
    const [open] = await newer.decode([await sealedFor(claim)], claim);
    expect(defaultPayloadConverter.fromPayload(open as Payload)).toEqual({ note: 'CANARY' });
  });
});

it('takes the organization from the second part of a story id, and only a UUID', () => {
  expect([organizationOf(`claim:${org}:${randomUUID()}`), organizationOf(`day-book:${org}`)]).toEqual([org, org]);
  expect([organizationOf(''), organizationOf('echo-1'), organizationOf('x:system:y')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
