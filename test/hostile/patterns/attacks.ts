/** A text that grows: `before`, then `unit` again and again, then something that no pattern expects. */
export interface Attack {
  before: string;
  unit: string;
}

/** One of each sort of character that patterns tell apart. */
const usual = [...' \t\n\r\\"\'<>/-aA0=:.,;{}$`#@%&^()|[]_+*!?\u00a0\u0000'];
const mostWords = 4;
const mostMarks = 6;
/** Of the usual ones those that patterns repeat most. */
const frequent = [' ', '\n', '\\', '"', 'a', '0', '<'];

/**
 * What may keep a pattern busy: each sort of character repeated, alone and behind each word of the pattern; and the
 * words themselves repeated, with each mark of the pattern before and behind them, so that it begins to match again
 * and again.
 */
export function attacksOn({ source }: RegExp): Attack[] {
  // Escapes stand for what they mean; what is left are words and marks.
  const meant = source
    .replaceAll(/\\[sStwWdDbB]/g, ' ')
    .replaceAll(/\\r|\\n|\\t/g, ' ')
    .replaceAll(/\\(.)/g, '$1');
  const words = [...new Set(meant.match(/[A-Za-z0-9]{2,}/g) ?? [])].slice(0, mostWords);
  const marks = [...new Set(meant.match(/[^A-Za-z0-9]/g) ?? [])].slice(0, mostMarks);
  const singles = [...new Set([...usual, ...marks])];
  return [
    ...singles.map((unit) => ({ before: '', unit })),
    ...words.flatMap((word) =>
      [...frequent, ...marks].flatMap((unit) =>
        ['', ...marks.slice(0, 2)].map((mark) => ({ before: word + mark, unit })),
      ),
    ),
    ...words.flatMap((word) =>
      ['', ...marks].flatMap((mark) =>
        ['', ...marks].map((end) => ({ before: '', unit: mark + word + end })),
      ),
    ),
    ...marks.flatMap((mark) => [...frequent, ...marks].map((unit) => ({ before: '', unit: mark + unit }))),
    { before: '', unit: meant },
    { before: meant.slice(0, meant.length / 2), unit: meant.slice(meant.length / 2) },
  ];
}

/** The attack at a size in characters, laid out in one piece, so that a pattern reads it and does not build it. */
export function textOf({ before, unit }: Attack, size: number): string {
  const text = `${before}${unit.repeat(Math.ceil(size / Math.max(1, unit.length))).slice(0, size)}\u0001`;
  // eslint-disable-next-line no-control-regex -- the border of one byte a character is what it is about
  const code = /^[\u0000-\u00ff]*$/.test(unit + before) ? 'latin1' : 'utf16le';
  return Buffer.from(text, code).toString(code);
}
