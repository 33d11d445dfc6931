const VALUES = new Int16Array(256).fill(-1);
[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].forEach((letter, value) => {
  VALUES[letter.charCodeAt(0)] = value;
});

/** The bytes of a Base64 stream (BDS01 `B64`, RFC 4648 §4), flat in memory; line ends and padding are passed over. */
export async function* decodeBase64(text: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bits = 0;
  let held = 0;
  for await (const piece of text) {
    const bytes = new Uint8Array(Math.ceil((piece.length * 3) / 4) + 1);
    let length = 0;
    for (const letter of piece) {
      const value = VALUES[letter] ?? -1;
      if (value < 0) continue;
      held = ((held << 6) | value) & 0xffff;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
    if (length > 0) yield bytes.subarray(0, length);
  }
}
