import { fileURLToPath } from 'node:url';
import type { DataConverter } from '@temporalio/common';
import type { KeyRing } from '../security/key-ring.js';
import { SealedCodec } from './payload-codec.js';

/** Absolute path the SDK requires: `.cjs` beside the compiled file, `.cts` beside the source. Bundles need it too. */
export const failureConverterPath: string = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './failure-converter.cts' : './failure-converter.cjs', import.meta.url),
);

/** The one data converter of client, worker and replay. */
export const dataConverter = (ring: KeyRing): DataConverter => ({
  payloadCodecs: [new SealedCodec(ring)],
  failureConverterPath,
});
