/**
 * The data that a script's `reg add "…\Windows Advanced Threat Protection" /v <value> … /d "…"` would write, with the
 * escaping of the command line taken off. Null: no such command, or its closing quote is missing (a cut file).
 */
export function registryValue(text: string, valueName: string): string | null {
  for (const line of text.split(/\r\n|\n|\r/)) {
    const command = commandOf(line, valueName);
    const data = command === null ? null : /\s\/d\s+/i.exec(command);
    if (command !== null && data !== null) return argument(command, data.index + data[0].length);
  }
  return null;
}

/** Whether a script writes that value at all. The same test Install.ps1 of Microsoft makes before it takes a script. */
export function writesRegistryValue(text: string, valueName: string): boolean {
  return text.split(/\r\n|\n|\r/).some((line) => commandOf(line, valueName) !== null);
}

const policyAdd =
  /add\s+"HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection"\s+\/v\s+"?([\w-]+)/gi;

/** What stands on a line behind the name of that value, where the line adds it; null where it does not. */
function commandOf(line: string, valueName: string): string | null {
  for (const found of line.matchAll(policyAdd))
    if (found[1]?.toLowerCase() === valueName.toLowerCase()) return line.slice(found.index + found[0].length);
  return null;
}

/**
 * One quoted argument by the rules of Windows programs (CommandLineToArgvW): backslashes count only before a quote,
 * where two make one and an odd one keeps the quote. `text` is one line, over whose end it never runs.
 */
function argument(text: string, start: number): string | null {
  if (text[start] !== '"') return /^[^\s]+/.exec(text.slice(start))?.[0] ?? null;
  let value = '';
  let slashes = 0;
  for (let index = start + 1; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === '\\') {
      slashes += 1;
      continue;
    }
    if (char === '"') {
      value += '\\'.repeat(Math.floor(slashes / 2));
      if (slashes % 2 === 0) return value;
      value += '"';
    } else {
      value += '\\'.repeat(slashes) + char;
    }
    slashes = 0;
  }
  return null;
}
