import { limits } from '../limits';

/**
 * A name inside an archive, made plain: forward slashes, no trailing slash. Null when the name could lead outside the
 * folder it is unpacked into, or means something else than a file on Windows: absolute, drive or network paths, `..`,
 * a colon (alternate stream), device names, a part that ends in a dot or space, control characters, or one too long.
 */
export function safeEntryName(raw: string): string | null {
  const name = raw.replaceAll('\\', '/');
  if (name === '' || name.length > limits.pathCharacters || name.startsWith('/')) return null;
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not pass
  if (/[\u0000-\u001f\u007f:*?"<>|\ufffd]/.test(name)) return null;
  const parts = name.replace(/\/$/, '').split('/');
  return parts.every((part) => isSafePart(part)) ? parts.join('/') : null;
}

/** Names that Windows gives to devices in every folder, with or without an extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*\..*)?$/i;

function isSafePart(part: string): boolean {
  return (
    part !== '' &&
    part !== '.' &&
    part !== '..' &&
    !/[. ]$/.test(part) &&
    !part.startsWith(' ') &&
    !device.test(part)
  );
}

/** Two names that Windows would take for the same file have the same key. */
export function entryKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
