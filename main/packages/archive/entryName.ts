import { limits } from '../limits';

/**
 * A name inside an archive, made plain: forward slashes, no trailing slash. Null when the name could lead outside the
 * folder it is unpacked into, or means something else than a file on Windows: absolute, drive or network paths, `..`,
 * a colon (alternate stream), device names, a part that ends in a dot or space, control characters, marks that turn the
 * direction of reading or do not show, or one too long.
 */
export function safeEntryName(raw: string): string | null {
  const name = raw.replaceAll('\\', '/');
  if (name.length > limits.pathCharacters) return null;
  // eslint-disable-next-line no-control-regex -- control characters are exactly what must not pass
  if (/[\u0000-\u001f\u007f:*?"<>|\ufffd]/.test(name) || hidden.test(name)) return null;
  const parts = name.replace(/\/$/, '').split('/');
  return parts.every((part) => isSafePart(part)) ? parts.join('/') : null;
}

/**
 * What a person does not see, or sees as something else: by the classes of Unicode (control, format, unassigned, private, "default
 * ignorable", separators other than the space) and the blank of Braille. `exe.cmd` can be shown as `dmc.exe` by such marks.
 */
const hiddenSource = String.raw`[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}`;
const hidden = new RegExp(hiddenSource, 'u');
const everyHidden = new RegExp(hiddenSource, 'gu');

/** The name of a given file with everything in it to be seen, so that it ends as it seems to end. */
export function shownName(name: string): string {
  return name.replace(everyHidden, '?');
}

/** Names that Windows gives to devices in every folder, with or without an extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\s*\..*)?$/i;

/** No part is empty, as the first of an absolute path is, nor ends in a dot, as `..` does. */
function isSafePart(part: string): boolean {
  return (
    part !== '' && part.length <= 255 && !/[. ]$/.test(part) && !part.startsWith(' ') && !device.test(part)
  );
}

/** Two names that Windows would take for the same file have the same key. */
export function entryKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
