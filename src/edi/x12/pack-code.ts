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

/** What a digit or capital letter adds to a packed code; 0 for any other byte. */
const PACKED = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) ? byte - 47 : 0,
);
/** Of `A`, the first letter. */
const FIRST_LETTER = 18;

/** A segment identifier packed as `packBytes` does; -1 when it is not two or three of capital letters and digits, a letter first. */
export function packSegmentId(buf: Uint8Array, from: number, to: number): number {
  const length = to - from;
  const first = PACKED[buf[from] ?? 0] ?? 0;
  const second = PACKED[buf[from + 1] ?? 0] ?? 0;
  if (length < 2 || length > 3 || first < FIRST_LETTER || second === 0) return -1;
  if (length === 2) return (first << 6) | second;
  const third = PACKED[buf[from + 2] ?? 0] ?? 0;
  return third === 0 ? -1 : (first << 12) | (second << 6) | third;
}

export function packText(text: string): number {
  return packBytes(
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    0,
    text.length,
  );
}
