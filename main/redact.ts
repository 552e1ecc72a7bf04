/** What stands where a secret was. */
const mark = '***';

/** A character of base64 (or base64url), also as JSON, `\u` and URL escapes write `+`, `/` and `=`. */
const base64Character = String.raw`(?:[A-Za-z0-9+/_=-]|\\+/|\\+u00(?:2[bBfF]|3[dD])|%(?:2[bBfF]|3[dD]))`;
const quote = String.raw`(?:\\*["']|&quot;|%22|\\+u0022)`;
const passwordName = String.raw`(?:password|passwd|passphrase|pwd|client_?secret|api[_-]?key|access_?token|refresh_?token)`;
const onboardingValue = '(?:OnboardingInfo|OnboardedInfo|696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A)';

/**
 * Order matters: long base64 first, then the whole value of the onboarding blob, then its parts, then passwords.
 * Every pattern leaves its own result unchanged, so redacting twice equals redacting once.
 */
const rules: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`(?<!${base64Character})${base64Character}{200,}`, 'g'), mark],
  [new RegExp(String.raw`(${onboardingValue}[^\r\n{]{0,200})\{[^\r\n]*`, 'gi'), `$1{${mark}`],
  [
    new RegExp(
      String.raw`(${quote}(?:sig|sha256sig|cert)${quote}\s*(?::|%3A)\s*${quote})(?:(?!${quote})${base64Character}|\\+[rn]|\*|[ \t])*`,
      'gi',
    ),
    `$1${mark}`,
  ],
  [new RegExp(String.raw`(${quote}chain${quote}\s*(?::|%3A)\s*(?:\[|%5B))[^\]\r\n]*`, 'gi'), `$1${mark}`],
  [/\b(Bearer\s+)[A-Za-z0-9._~+/=*-]+/gi, `$1${mark}`],
  [/\b(Authorization\\*["']?\s*[:=]\s*\\*["']?(?:Basic|Negotiate|NTLM|Digest)\s+)[^\s"'\\]+/gi, `$1${mark}`],
  [/([?&]sig=)[^&\s"'<>]+/gi, `$1${mark}`],
  [/(\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s/:@"']{1,64}:)[^\s/@"']+(?=@)/gi, `$1${mark}`],
  [
    new RegExp(
      String.raw`(${passwordName}\\*["']?\s*[:=][^\S\r\n]*)(\\*["'])(?:(?!\2)[^\r\n])*(\2|$)`,
      'gim',
    ),
    `$1$2${mark}$3`,
  ],
  // What is on the next line may have a name of its own, and then it is that one's value which is hidden.
  [
    new RegExp(
      String.raw`(${passwordName}\s*[:=]\s*)(?!${passwordName}\s*[:=]|-[a-z]*password\s)[^\s"'\\][^\s"';,&]*`,
      'gi',
    ),
    `$1${mark}`,
  ],
  [/((?:^|\s)-[a-z]*password\s+)(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s"'-])\S*/gim, `$1${mark}`],
];

/**
 * No rule matches a text without one of these, unless it is as long as the shortest base64 that counts: a look that spares
 * nearly every line the rules. A new rule needs its word here.
 */
const suspect = /onboard|696c1fa1|sig|cert|chain|bearer|authorization|:\/\/|pass|pwd|secret|api|token/i;
const shortestBase64 = 200;

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
  if (text.length < shortestBase64 && !suspect.test(text)) return text;
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
