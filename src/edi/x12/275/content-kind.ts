import type { ContentKind } from './attachment.js';

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte);

const SIGNATURES: readonly (readonly [ContentKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

/** Bytes of the beginning in which an XML document names itself. */
const HEAD_BYTES = 2_048;

function headText(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length && at < HEAD_BYTES; at++) text += String.fromCharCode(bytes[at] ?? 0);
  return text;
}

/** Tells a document by its first bytes. */
export function contentKind(bytes: Uint8Array): ContentKind {
  for (const [kind, signature] of SIGNATURES) if (startsWith(bytes, signature)) return kind;
  const head = headText(bytes)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  if (!head.startsWith('<')) return 'other';
  return head.includes('ClinicalDocument') && head.includes('urn:hl7-org:v3') ? 'c-cda' : 'xml';
}
