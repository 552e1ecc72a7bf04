/** Base64 of bytes that stand anywhere in a longer text: the part that is the same whatever is before and behind. */
function base64Inside(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = before === 0 ? 0 : before + 1;
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(first, whole);
  });
}

/** The forms in which a secret would still be one: as it is, in JSON, in UTF-16, and base64 of both at any place. */
export function formsOf(secret: string): Buffer[] {
  const plain = Buffer.from(secret);
  const utf16 = Buffer.from(secret, 'utf16le');
  // UTF-16 read as bytes and kept in JSON: a written-out NUL behind every letter.
  const wide = JSON.stringify(utf16.toString('latin1')).slice(1, -1);
  const texts = [JSON.stringify(secret).slice(1, -1), wide, ...base64Inside(plain), ...base64Inside(utf16)];
  return [plain, utf16, ...texts.map((text) => Buffer.from(text))];
}
