const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._';

/**
 * Readable name of a stream in an MSI. Windows Installer packs one or two characters of a 64-letter alphabet into one
 * code unit from U+3800 to U+483F, and puts U+4840 before the names of tables; that mark is kept here as `!`.
 */
export function streamName(raw: string): string {
  let name = '';
  for (const char of raw) {
    const code = char.charCodeAt(0);
    if (code === 0x4840) name += '!';
    else if (code >= 0x4800 && code < 0x4840) name += alphabet.charAt(code - 0x4800);
    else if (code >= 0x3800 && code < 0x4800) {
      name += alphabet.charAt((code - 0x3800) & 0x3f) + alphabet.charAt((code - 0x3800) >> 6);
    } else name += char;
  }
  return name;
}
