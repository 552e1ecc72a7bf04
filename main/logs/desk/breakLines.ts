/** Characters of a line that the patterns of `redact` are let loose on at once: on one of megabytes their stack would not do. */
const longest = 32_000;

/** Where a long line may be broken: never inside of a word, since that may be half of a secret. The first that is found counts. */
const breaks = ['<', ',', ';', ' '];

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

/** The last place in a part of a line at which it may be broken; null: it is one word. */
function breakBefore(line: string, from: number, to: number): number | null {
  for (const mark of breaks) {
    const at = line.lastIndexOf(mark, to);
    if (at > from) return at;
  }
  return null;
}

/** Where a word that begins here ends. */
function wordEnd(line: string, from: number): number {
  const ends = breaks.map((mark) => line.indexOf(mark, from + 1)).filter((at) => at !== -1);
  return Math.min(line.length, ...ends);
}
