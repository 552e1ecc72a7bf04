/**
 * Where a script would wait for a person who is not there, as `<line>: <command>`, or null. Read as cmd.exe reads: what
 * is quoted is no command, a caret only hides, and `&`, `|`, brackets, `do`, `else` and `if` may come before one.
 */
export function waitingLine(text: string): string | null {
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (isComment(line)) continue;
    const command = waitsIn(line);
    if (command !== null) return `${index + 1}: ${command}`;
  }
  return null;
}

/** Whether cmd.exe passes over a line. */
export function isComment(line: string): boolean {
  return /^\s*(?:@\s*)?(?:rem(?![\w.])|::)/i.test(line);
}

function waitsIn(line: string): string | null {
  const bare = line.replace(/"[^"]*"/g, '""').replaceAll('^', '');
  const reading = /\bset\s+\/p\b/i.exec(bare);
  const from = bare.slice(bare.lastIndexOf('<') + 1).trim();
  // With its input from a file, `set /p` only reads a line of that file; Microsoft's scripts do that with errors.
  if (reading !== null && (!bare.slice(reading.index).includes('<') || /^con\b/i.test(from))) return 'set /p';
  if (/\btimeout(?:\.exe)?\s+(?:\/t\s+)?-1\b/i.test(bare)) return 'timeout -1';
  if (/\bread-host\b/i.test(line)) return 'Read-Host';
  for (const part of bare.split(/[&|()]/)) {
    const words = part.replace('@', ' ').trim().split(/\s+/);
    const commands = /^(?:if|do|else|for)$/i.test(words[0] ?? '') ? words : words.slice(0, 1);
    for (const [at, word] of commands.entries()) {
      const rest = words.slice(at + 1).join(' ');
      if (/^(?:goto|call|echo)$/i.test(commands[at - 1] ?? '')) continue;
      if (/^pause$/i.test(word) && (rest === '' || /^>\s*nul$/i.test(rest))) return 'pause';
      if (/^pause>nul$/i.test(word) && rest === '') return 'pause';
      if (/^choice(?:\.exe)?$/i.test(word) && !/\/t\b/i.test(rest)) return 'choice';
    }
  }
  return null;
}
