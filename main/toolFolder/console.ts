/**
 * Letters beyond ASCII by their byte in the code pages 437 and 850, the consoles of English and of Western Europe, which agree on these. cmd.exe reads a batch
 * file in the code page of its console, and that of UTF-8 (65001) breaks `for /f` on old Windows.
 */
const bytes: Readonly<Record<string, number>> = {
  ...{ ü: 0x81, é: 0x82, â: 0x83, ä: 0x84, à: 0x85, ç: 0x87, ê: 0x88, ë: 0x89, è: 0x8a, ï: 0x8b, î: 0x8c },
  ...{ É: 0x90, ô: 0x93, ö: 0x94, û: 0x96, ù: 0x97 },
};
const plain: Readonly<Record<string, string>> = {
  '’': "'",
  '\u00a0': ' ',
  '“': "'",
  '”': "'",
  '«': "'",
  '»': "'",
};

/** A text as cmd.exe reads it. Throws a `RangeError` for a letter that the consoles do not share. */
export function consoleBytes(text: string): Buffer {
  return Buffer.from(
    Array.from(text, (letter) => {
      const one = plain[letter] ?? letter;
      const byte = one.charCodeAt(0) < 0x80 ? one.charCodeAt(0) : bytes[one];
      if (byte === undefined) throw new RangeError(`no console shows ${letter}`);
      return byte;
    }),
  );
}
