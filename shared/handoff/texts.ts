/** Text of an XML element, or of an attribute in double quotes. */
export const xmlText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    // A parser would turn these into blanks (attributes) or line feeds.
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;');

/** A CDATA section; `]]>` is parted over two of them. */
export const xmlCharacters = (text: string): string =>
  `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** A string of PowerShell in single quotes. Typographic quotes end such a string, too, so they are doubled like the plain one. */
export const powerShellText = (text: string): string =>
  `'${text.replace(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;

/**
 * One argument of a command line as programs of Windows take it apart again (CommandLineToArgvW): in quotes, strokes before a quote doubled.
 * It is not for cmd.exe, which knows no such rule.
 */
export function argumentText(text: string): string {
  const parts = text.split('"').map((part) => {
    const plain = part.replace(/(?<!\\)\\+$/, '');
    return plain + part.slice(plain.length).repeat(2);
  });
  return `"${parts.join('\\"')}"`;
}

/** A YAML scalar in double quotes: YAML takes JSON's strings, and ours hold plain ASCII only. */
export const yamlText = (text: string): string => jsonText(text, 0);

/** JSON of plain ASCII, so that no reader of a file can take its encoding for another one (Windows PowerShell 4 and 5 do). */
export const jsonText = (value: unknown, indent = 2): string =>
  JSON.stringify(value, null, indent).replace(
    /[\u007F-\uFFFF]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** UTF-16, little end first, without a mark. */
export function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    bytes[at * 2] = unit & 0xff;
    bytes[at * 2 + 1] = unit >>> 8;
  }
  return bytes;
}
