/** Characters of a line that the patterns of `redact` are let loose on at once: on one of megabytes their stack would not do. */
const longest = 32_000;

/** Where a long line may be broken: never inside of a word, since that may be half of a secret. The first that is found counts. */
const breaks = ['<', ',', ';', ' '];
const nextBreak = /[<,; ]/g;

/**
 * A text whose lines are of a bounded length. A longer line, such as an export of events without line ends, is broken; a word that is longer
 * by itself is no text, and is left out with its length.
 */
export function breakLines(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.length <= longest ? line : broken(line)))
    .join('\n');
}

function broken(line: string): string {
  const parts: string[] = [];
  let from = 0;
  while (line.length - from > longest) {
    const at = breakBefore(line, from, from + longest);
    const next = at ?? wordEnd(line, from);
    parts.push(at === null ? `(${next - from} characters without a break)` : line.slice(from, next));
    from = next;
  }
  if (from < line.length) parts.push(line.slice(from));
  return parts.join('\n');
}

/** The last place in a part of a line at which it may be broken; null: it is one word. What lies before the part is not looked at. */
function breakBefore(line: string, from: number, to: number): number | null {
  const part = line.slice(from, to + 1);
  for (const mark of breaks) {
    const at = part.lastIndexOf(mark);
    if (at > 0) return from + at;
  }
  return null;
}

/** Where a word that begins here ends. */
function wordEnd(line: string, from: number): number {
  nextBreak.lastIndex = from + 1;
  return nextBreak.exec(line)?.index ?? line.length;
}
