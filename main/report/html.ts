/** Markup that is already safe: made by `html` alone. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | number | Html | readonly Html[] | null;

/** Directions that turn text around could make a value read as another one; other control characters have no place in HTML. */
// eslint-disable-next-line no-control-regex -- these characters are what it is about
const unsafe = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function write(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map((each) => each.text).join('');
  return String(part)
    .replaceAll(unsafe, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A template that escapes every value, unless it is `Html` itself, so that no value is forgotten. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, n) => text + write(parts[n] ?? null)).join(''));
}

/** A text as a CSS string with its quotes: every character that could end it is written as its number. */
export function cssString(text: string): string {
  const safe = [...text].map((each) =>
    /[A-Za-z0-9 ._-]/.test(each) ? each : `\\${(each.codePointAt(0) ?? 0xfffd).toString(16)} `,
  );
  return `"${safe.join('')}"`;
}
