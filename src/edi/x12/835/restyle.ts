/** Delimiters and line ends a sender may use. `terminator` may be a control character or CR LF. */
export interface DelimiterStyle {
  readonly element: string;
  readonly component: string;
  readonly repetition: string;
  readonly terminator: string;
  /** Written after each terminator. */
  readonly lineEnd: string;
}

/** Styles met outside; the first is ours. */
export const DELIMITER_STYLES: readonly DelimiterStyle[] = [
  { element: '*', component: ':', repetition: '^', terminator: '~', lineEnd: '' },
  { element: '*', component: ':', repetition: '^', terminator: '~', lineEnd: '\n' },
  { element: '*', component: ':', repetition: '^', terminator: '~', lineEnd: '\r\n' },
  { element: '*', component: '>', repetition: '^', terminator: '~', lineEnd: '' },
  { element: '|', component: '<', repetition: '!', terminator: '\n', lineEnd: '' },
  { element: '*', component: ':', repetition: '^', terminator: '\r\n', lineEnd: '' },
  { element: '\u001d', component: '\u001f', repetition: '\u001e', terminator: '\u001c', lineEnd: '' },
];

/**
 * The same file in another style, byte for byte. Only for files in canonical form whose values hold none of the new
 * delimiters: generated ones do not.
 */
export function* restyled(chunks: Iterable<Uint8Array>, style: DelimiterStyle): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const images = new Map<number, Uint8Array>([
    [0x2a, encoder.encode(style.element)],
    [0x3a, encoder.encode(style.component)],
    [0x5e, encoder.encode(style.repetition)],
    [0x7e, encoder.encode(style.terminator + style.lineEnd)],
  ]);
  const longest = Math.max(...[...images.values()].map(({ length }) => length));
  for (const chunk of chunks) {
    const out = new Uint8Array(chunk.length * longest);
    let end = 0;
    for (const byte of chunk) {
      const image = images.get(byte);
      if (image === undefined) out[end++] = byte;
      else for (const replaced of image) out[end++] = replaced;
    }
    yield out.subarray(0, end);
  }
}
