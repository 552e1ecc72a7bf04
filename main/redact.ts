import { isSuspect, mark, onboardingValue, quote, rules } from './redactRules';

/**
 * Replaces what must never be shown or kept: the onboarding blob and the parts of it that are worth something, base64
 * of 200 characters or more, bearer and basic credentials, passwords named as such, signatures in addresses.
 * Hashes of 64 hexadecimal digits stay. Idempotent.
 */
export function redact(text: string): string {
  if (text.includes('\0')) {
    // UTF-16 that was read as bytes: a NUL behind every letter hides a secret from the patterns, not from a reader.
    const letters = text.replaceAll('\0', '');
    const seen = redact(letters);
    if (seen !== letters) return seen;
  }
  if (!isSuspect(text)) return text;
  let out = text;
  for (const [pattern, replacement] of rules) out = out.replace(pattern, replacement);
  return out;
}

const plain = '[A-Za-z0-9+/]';
/** A piece of base64 at the edge of a line, as long as a console leaves it; never a hash, which has no capitals. */
const edge = new RegExp(
  String.raw`^\s*(?=${plain}*[A-Z])(?=${plain}*\d)${plain}{60,}={0,2}|(?<!${plain})(?=${plain}*[A-Z])(?=${plain}*\d)${plain}{60,}={0,2}\s*$`,
  'g',
);
const longRun = new RegExp(`${plain}{60}`);
/** Inside a wrapped value its last piece may be short; words and numbers alone are no base64. */
const piece = new RegExp(
  String.raw`(?<!${plain})(?=${plain}*[A-Za-z])(?=${plain}*[0-9+/])${plain}{12,}={0,2}`,
  'g',
);
const opens = new RegExp(`${onboardingValue}|${quote}(?:sig|sha256sig|cert|chain)${quote}`, 'i');
/** A line that ends in the middle of base64: on a console of 200 columns `redact` hides all of it, and a short end follows. */
const runsOn = new RegExp(`${plain}{60}\\s*$`);
const closed = /\}\\*["']?\s*$/;

/**
 * A redactor for lines that arrive one after another: it also recognises a secret that a console has wrapped over
 * several lines. Sources are kept apart, since their lines may be mixed. One for each run.
 */
export function createLineRedactor(): (source: string, text: string) => string {
  const inside = new Set<string>();
  return (source, text) => {
    const whole = redact(text);
    if (whole === text && !inside.has(source) && !longRun.test(text) && !opens.test(text)) return text;
    const edged = whole.replace(edge, mark);
    const out = inside.has(source) ? edged.replace(piece, mark) : edged;
    const hid = out !== whole || (whole !== text && (opens.test(text) || runsOn.test(text)));
    const open = !closed.test(text) && hid;
    if (open) inside.add(source);
    else inside.delete(source);
    return out;
  };
}
