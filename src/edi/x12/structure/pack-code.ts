/** Longest code that fits one small integer: five characters of six bits. */
export const MOST_PACKED = 5;

/**
 * A short code of digits and capital letters as a small integer, so that the reader compares numbers and makes no text;
 * -1 when it is longer or holds other characters.
 */
export function packBytes(buf: Uint8Array, from: number, to: number): number {
  if (to - from > MOST_PACKED) return -1;
  let packed = 0;
  for (let at = from; at < to; at += 1) {
    const byte = buf[at] ?? 0;
    if (byte < 48 || byte > 90) return -1;
    packed = (packed << 6) | (byte - 47);
  }
  return packed;
}

export function packText(text: string): number {
  return packBytes(
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    0,
    text.length,
  );
}
