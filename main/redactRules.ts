/** What stands where a secret was. */
export const mark = '***';

/** A character of base64 (or base64url), also as JSON, `\u` and URL escapes write `+`, `/` and `=`. */
const base64Character = String.raw`(?:[A-Za-z0-9+/_=-]|\\+/|\\+u00(?:2[bBfF]|3[dD])|%(?:2[bBfF]|3[dD]))`;
export const quote = String.raw`(?:\\*["']|&quot;|%22|\\+u0022)`;
const passwordName = String.raw`(?:password|passwd|passphrase|pwd|client_?secret|api[_-]?key|access_?token|refresh_?token)`;
export const onboardingValue = '(?:OnboardingInfo|OnboardedInfo|696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A)';

/**
 * Order matters: long base64 first, then the whole value of the onboarding blob, then its parts, then passwords.
 * Every pattern leaves its own result unchanged, so redacting twice equals redacting once.
 */
export const rules: readonly (readonly [RegExp, string])[] = [
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

/** No rule but that for base64 matches without one of these. A new rule needs its word here; a property test says so. */
const words = /onboard|696c1fa1|sig|cert|chain|bearer|authorization|:\/\/|pass|pwd|secret|api|token/i;
const shortestBase64 = 200;

/** A quick look that spares nearly every line the rules: false means that none of them would change the text. */
export const isSuspect = (text: string): boolean => text.length >= shortestBase64 || words.test(text);
