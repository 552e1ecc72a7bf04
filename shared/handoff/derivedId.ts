const prime = 0x0000000001000000000000000000013bn;
const offset = 0x6c62272e07bb014262b821756295c58dn;
const mask = (1n << 128n) - 1n;

/**
 * An id that is always the same for the same parts, so that the same hand-off is written byte for byte again: FNV-1a of 128 bits over their
 * letters, in the form of a GUID (version 8, which is free for such). It tells things apart and protects nothing. Upper case, without braces.
 */
export function derivedId(...parts: readonly string[]): string {
  let hash = offset;
  const eat = (unit: number) => {
    hash = ((hash ^ BigInt(unit)) * prime) & mask;
  };
  for (const part of parts) {
    for (let at = 0; at < part.length; at += 1) eat(part.charCodeAt(at));
    // A part's end counts, so that "ab", "c" differs from "a", "bc".
    eat(0x1_0000);
  }
  const hex = hash.toString(16).padStart(32, '0');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ]
    .join('-')
    .toUpperCase();
}
