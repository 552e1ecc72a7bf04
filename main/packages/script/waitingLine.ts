/**
 * Where a script would wait for a person who is not there, as `<line>: <command>`, or null. Read as cmd.exe reads: what
 * is quoted is no command, a caret only hides, and `&`, `|`, brackets, `do`, `else` and `if` may come before one.
 */
export function waitingLine(text: string): string | null {
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (isComment(line)) continue;
    const bare = line.replace(/"[^"]*"/g, '""').replaceAll('^', '');
    const command = waits.find(({ pattern, quoted }) => pattern.test(quoted === true ? line : bare))?.name;
    if (command !== undefined) return `${index + 1}: ${command}`;
  }
  return null;
}

/** Whether cmd.exe passes over a line. */
export function isComment(line: string): boolean {
  return /^\s*@?\s*(?:rem(?![\w.])|::)/i.test(line);
}

const before = String.raw`(?:^|[&|()]|\b(?:do|else)\s|^\s*@?if\s(?!.*\b(?:goto|call|echo)\s+\S+$).*\s)\s*@?`;
const waits: readonly { name: string; pattern: RegExp; quoted?: boolean }[] = [
  { name: 'pause', pattern: new RegExp(`${before}pause\\s*(?:>\\s*nul\\s*)?(?:$|[&|)])`, 'i') },
  // With its input from a file, `set /p` only reads a line of that file; Microsoft's scripts do that with errors.
  { name: 'set /p', pattern: /\bset\s+\/p\b(?!.*<\s*(?!con\b))/i },
  { name: 'choice', pattern: new RegExp(`${before}choice(?:\\.exe)?\\b(?!.*/t\\b)`, 'i') },
  { name: 'timeout -1', pattern: /\btimeout(?:\.exe)?\s+(?:\/t\s+)?-1\b/i },
  { name: 'Read-Host', pattern: /\bread-host\b/i, quoted: true },
];
