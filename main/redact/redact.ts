import { isSuspect, mark, quote, rules } from './redactRules';
import { onboardingValue } from './secretNames';

/**
 * Replaces what must never be shown or kept: the onboarding blob and the parts of it that are worth something, base64
 * of 200 characters or more, keys and certificates as PEM, credentials in headers, addresses and commands, passwords and
 * keys named as such, signatures in addresses. In a text of several lines it also finds base64 that was wrapped.
 * Hashes of 64 hexadecimal digits stay. Idempotent.
 */
export function redact(text: string): string {
  if (text.includes('\0')) {
    // UTF-16 that was read as bytes: a NUL behind every letter hides a secret from the patterns, not from a reader.
    const letters = text.replaceAll('\0', '');
    const seen = redact(letters);
    if (seen !== letters) return seen;
  }
  let out = text;
  if (isSuspect(text)) for (const [pattern, replacement] of rules) out = out.replace(pattern, replacement);
  return /[\r\n]/.test(out) ? redactWrapped(out) : out;
}

/** What wraps a line. Kept in the list that `split` makes, so that it can be put together again as it was. */
const lineEnd = /(\r\n|\r|\n)/;

/** A text of several lines, say of an event, in which the rules found all that stands on one line. */
function redactWrapped(text: string): string {
  const pass = createUnwrapper();
  return text
    .split(lineEnd)
    .map((line, index) => (index % 2 === 0 ? pass(line, line) : line))
    .join('');
}

const plain = '[A-Za-z0-9+/]';
/** SHA-256 and SHA-1 as PowerShell shows them, in capitals. */
const hash = `(?:[A-F0-9]{64}|[A-F0-9]{40})(?!${plain})`;
/** A piece of base64 at the edge of a line, as long as a console leaves it; never a hash. */
const edge = new RegExp(
  String.raw`^\s*(?!${hash})(?=${plain}*[A-Z])(?=${plain}*\d)${plain}{60,}={0,2}|(?<!${plain})(?!${hash})(?=${plain}*[A-Z])(?=${plain}*\d)${plain}{60,}={0,2}\s*$`,
  'g',
);
const longRun = new RegExp(`${plain}{60}`);
/** Inside a wrapped value its last piece may be short; words and numbers alone are no base64. */
const piece = new RegExp(
  String.raw`(?<!${plain})(?!${hash})(?=${plain}*[A-Za-z])(?=${plain}*[0-9+/])${plain}{12,}={0,2}`,
  'g',
);
const opens = new RegExp(`${onboardingValue}|${quote}(?:sig|sha256sig|cert|chain)${quote}`, 'i');
/** A line that ends in the middle of base64: on a console of 200 columns `redact` hides all of it, and a short end follows. */
const runsOn = new RegExp(`${plain}{60}\\s*$`);
const closed = /\}\\*["']?\s*$/;
/** Where PEM begins that does not end on the same line; its first line is a long one or a header, its last may be short. */
const pemBegins = /-----BEGIN [A-Z0-9 ]{1,40}-----(?!.*-----END)/;
const pemFirst = /^(?:[A-Za-z0-9+/=]{16,}|(?:Proc-Type|DEK-Info):.*)$/;
const pemNext = /^(?:[A-Za-z0-9+/=]*|DEK-Info:.*)$/;

/** Takes the lines of one source one after another, each as it was and as the rules left it, and hides what runs on. */
function createUnwrapper(): (text: string, whole: string) => string {
  let inside: 'nothing' | 'value' | 'begun' | 'pem' = 'nothing';
  return (text, whole) => {
    const words = text.trim();
    if ((inside === 'begun' && pemFirst.test(words)) || (inside === 'pem' && pemNext.test(words))) {
      inside = 'pem';
      return mark;
    }
    if (inside !== 'value') inside = pemBegins.test(whole) ? 'begun' : 'nothing';
    if (inside === 'begun') return whole;
    const found = whole !== text || whole.includes(mark);
    if (!found && inside === 'nothing' && !longRun.test(text) && !opens.test(text)) return whole;
    const edged = whole.replace(edge, mark);
    const out = inside === 'value' ? edged.replace(piece, mark) : edged;
    const hid = out !== whole || (found && (opens.test(text) || runsOn.test(text)));
    inside = !closed.test(text) && hid ? 'value' : 'nothing';
    return out;
  };
}

/**
 * A redactor for lines that arrive one after another: it also recognises a secret that a console has wrapped over
 * several lines. Sources are kept apart, since their lines may be mixed. One for each run.
 */
export function createLineRedactor(): (source: string, text: string) => string {
  const sources = new Map<string, (text: string, whole: string) => string>();
  return (source, text) => {
    const known = sources.get(source) ?? createUnwrapper();
    sources.set(source, known);
    return known(text, redact(text));
  };
}
