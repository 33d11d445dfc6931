/** What a digit or capital letter adds to the place of a text; 0 for any other byte. */
const RANKS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 48 && byte <= 57 ? byte - 47 : byte >= 65 && byte <= 90 ? byte - 54 : 0,
);
const BASE = 37;

/** Texts by their packed form, '' until they are first met; two characters come before three. */
const TEXTS: string[] = new Array<string>(BASE ** 3).fill('');

/**
 * The text of two or three digits and capital letters, '' for anything else: identifiers, qualifiers and codes, which
 * every file repeats by the million. Each is one string of the engine's own table (JSON.parse puts it there), so that
 * comparing it with a literal compares references, and looking it up needs no new hash.
 */
export function shortText(buf: Uint8Array, from: number, length: number): string {
  const first = RANKS[buf[from] ?? 0] ?? 0;
  const second = RANKS[buf[from + 1] ?? 0] ?? 0;
  if (first === 0 || second === 0) return '';
  let packed = first * BASE + second;
  if (length === 3) {
    const third = RANKS[buf[from + 2] ?? 0] ?? 0;
    if (third === 0) return '';
    packed = packed * BASE + third;
  }
  return TEXTS[packed] || remembered(packed, buf.subarray(from, from + length));
}

function remembered(packed: number, bytes: Uint8Array): string {
  const text = JSON.parse(`"${String.fromCharCode(...bytes)}"`) as string;
  TEXTS[packed] = text;
  return text;
}
