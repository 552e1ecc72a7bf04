/** The first 32 bits of what stands behind the comma in the roots of the first primes (FIPS 180-4): square roots to begin with, cube roots for the rounds. */
const primes: readonly number[] = Array.from({ length: 310 }, (_, at) => at + 2)
  .filter((number) => ![2, 3, 5, 7, 11, 13, 17].some((prime) => prime < number && number % prime === 0))
  .slice(0, 64);
const fraction = (root: number): number => Math.floor((root - Math.floor(root)) * 0x1_0000_0000);
const start = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const rounds = primes.map((prime) => fraction(Math.cbrt(prime)));

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** The message in blocks of 64 bytes: its end is marked by a bit, and its length in bits stands last. */
function padded(bytes: Uint8Array): DataView {
  const whole = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  whole.set(bytes);
  whole[bytes.length] = 0x80;
  const view = new DataView(whole.buffer);
  view.setUint32(whole.length - 8, Math.floor(bytes.length / 0x2000_0000));
  view.setUint32(whole.length - 4, (bytes.length << 3) >>> 0);
  return view;
}

/** The words of one block and those that are made of them. */
function wordsOf(view: DataView, offset: number): Uint32Array {
  const words = new Uint32Array(64);
  for (let at = 0; at < 16; at += 1) words[at] = view.getUint32(offset + at * 4);
  for (let at = 16; at < 64; at += 1) {
    const [early, late] = [words[at - 15] ?? 0, words[at - 2] ?? 0];
    const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words[at] = (words[at - 16] ?? 0) + first + (words[at - 7] ?? 0) + second;
  }
  return words;
}

/** SHA-256 of bytes, or of a text's UTF-8 bytes, as small hexadecimal letters. For texts that this room writes itself: it is slow for large files. */
export function sha256(data: Uint8Array | string): string {
  const view = padded(typeof data === 'string' ? utf8(data) : data);
  const state = Uint32Array.from(start);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    const words = wordsOf(view, offset);
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let at = 0; at < 64; at += 1) {
      const high = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const one = (h + high + ((e & f) ^ (~e & g)) + (rounds[at] ?? 0) + (words[at] ?? 0)) | 0;
      const low = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => {
      state[at] = (state[at] ?? 0) + value;
    });
  }
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}

/** A text as UTF-8 bytes. Throws a URIError for half a surrogate pair. */
const utf8 = (text: string): Uint8Array =>
  Uint8Array.from(
    encodeURIComponent(text).replace(/%(..)/g, (_all, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    (letter) => letter.charCodeAt(0),
  );
