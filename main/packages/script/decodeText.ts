/**
 * Text of a script of unknown encoding: UTF-8 or UTF-16 with or without byte order mark, else one byte a character.
 * The last stands in for every OEM code page: what is read from a script (commands, GUIDs, JSON) is ASCII in all.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (first === 0xef && second === 0xbb && third === 0xbf) return new TextDecoder('utf-8').decode(bytes);
  const zeros = zerosByParity(bytes);
  // ASCII text in UTF-16 has a zero in every other byte; scripts in any other encoding have none at all.
  if (zeros.odd > 0 && zeros.even === 0) return new TextDecoder('utf-16le').decode(bytes);
  if (zeros.even > 0 && zeros.odd === 0) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

function zerosByParity(bytes: Uint8Array): { even: number; odd: number } {
  const counts = { even: 0, odd: 0 };
  const end = Math.min(bytes.length, 4096);
  for (let index = 0; index < end; index += 1) {
    if (bytes[index] === 0) counts[index % 2 === 0 ? 'even' : 'odd'] += 1;
  }
  return counts;
}
