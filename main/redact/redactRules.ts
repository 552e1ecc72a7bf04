import { onboardingValue, secretName } from './secretNames';

/** What stands where a secret was. */
export const mark = '***';

/**
 * Backslashes before a character that was escaped: 15 are four layers of JSON. Without an end a long row of them would be
 * counted anew from each of its places.
 */
const slashes = String.raw`\\{1,15}`;
/** A character that text formats write in other ways: JSON as `\u0026`, an address as `%26`, XML as `&amp;`. */
const written = (plain: string, hex: string, xml: string): string =>
  `(?:${plain}|${slashes}u00${hex}|%${hex}|${xml})`;
const less = written('<', '3c', '&lt;');
const greater = written('>', '3e', '&gt;');
const equals = written('=', '3d', '&#61;');
const names = written('[:=]', '3[ad]', '&#(?:58|61);');

/** A character of base64 (or base64url), also as JSON, `\u` and URL escapes write `+`, `/` and `=`. */
const base64Character = String.raw`(?:[A-Za-z0-9+/_=-]|${slashes}(?:/|u00(?:2[bBfF]|3[dD]))|%(?:2[bBfF]|3[dD]))`;
/** A quotation mark in all the ways in which it is written; a whole one, so that the same one closes what it opens. */
export const quote = String.raw`(?:\\{0,15}["']|${slashes}u002[27]|%2[27]|&(?:quot|apos|#3[49]);)`;
/** The value of a command line: quoted, or to the next space. `*` is a question of the program, and a switch is none. */
const argument = String.raw`(?:\\{0,15}"[^"\r\n]*(?:"|$)|'[^'\r\n]*(?:'|$)|(?!\*(?:\s|$)|/)(?:[^\s"'\\]|${slashes}(?!["'\\]))+)`;

/**
 * Order matters: long base64 first, then the whole value of the onboarding blob, then its parts, then passwords.
 * Every pattern leaves its own result unchanged, so redacting twice equals redacting once. None takes longer than its text
 * is long: what repeats in it cannot begin again inside of itself.
 */
export const rules: readonly (readonly [RegExp, string])[] = [
  [new RegExp(String.raw`(?<!${base64Character})${base64Character}{200,}`, 'g'), mark],
  [new RegExp(String.raw`(${onboardingValue}[^\r\n{]{0,200})\{[^\r\n]*`, 'gi'), `$1{${mark}`],
  [
    new RegExp(
      String.raw`(${quote}(?:sig|sha256sig|cert)${quote}\s*(?::|%3A)\s*${quote})(?:(?!${quote})${base64Character}|${slashes}[rn]|\*|[ \t])*`,
      'gi',
    ),
    `$1${mark}`,
  ],
  [new RegExp(String.raw`(${quote}chain${quote}\s*(?::|%3A)\s*(?:\[|%5B))[^\]\r\n]*`, 'gi'), `$1${mark}`],
  // A key or certificate as PEM, with line ends as they are or as JSON writes them; to its end, or to the end of the text.
  [
    new RegExp(
      String.raw`(-----BEGIN [A-Z0-9 ]{1,40}-----)(?=(?:\s|${slashes}[rn]){0,8}(?:[A-Za-z0-9+/=]{16}|Proc-Type:))(?:(?!-----)[\s\S])*`,
      'g',
    ),
    `$1${mark}`,
  ],
  [/\b(Bearer\s+)[A-Za-z0-9._~+/=*-]+/gi, `$1${mark}`],
  [
    new RegExp(
      String.raw`\b(Authorization\\{0,15}["']?\s*[:=]\s*\\{0,15}["']?(?:Basic|Negotiate|NTLM|Digest)\s+)[^\s"'\\]+`,
      'gi',
    ),
    `$1${mark}`,
  ],
  // The signature of a shared access: ConvertTo-Json of PowerShell 5.1 writes the mark before it as \u0026, XML as &amp;.
  [
    new RegExp(
      String.raw`((?:\b|u0026|u003f|%26|%3f)sig${equals})(?:[^&\s"'<>\\]|${slashes}(?:/|u00(?:2[bf]|3d)))+`,
      'gi',
    ),
    `$1${mark}`,
  ],
  [/(\b[a-z][a-z0-9+.-]{1,15}:(?:\\{0,15}\/){2}[^\s/:@"']{1,64}:)[^\s/@"']+(?=@)/gi, `$1${mark}`],
  // A quoted value ends at the mark that opened it: not at one that is escaped once more, nor at a doubled one.
  [
    new RegExp(
      String.raw`((?:${secretName}${quote}?|${quote}pass${quote})\s*${names}[^\S\r\n]*)(${quote})(?:(?<!\\)\2\2|(?!(?<!\\)\2)[^\r\n])*((?<!\\)\2|$)`,
      'gim',
    ),
    `$1$2${mark}$3`,
  ],
  // The list of PowerShell: a name, a space, a colon, and a value that may hold spaces.
  [new RegExp(String.raw`^([ \t]*[\w.-]{0,60}${secretName}[ \t]+:[ \t])[^\s"'][^\r\n]*`, 'gim'), `$1${mark}`],
  // What is on the next line may have a name of its own, and then it is that one's value which is hidden.
  [
    new RegExp(
      String.raw`(${secretName}\s*${names}\s*)(?!${secretName}\s*${names}|-[a-z]{0,60}password\s|${quote}|(?:null|true|false)\b)[^\s"'\\][^\s"';,&]*`,
      'gi',
    ),
    `$1${mark}`,
  ],
  [new RegExp(String.raw`(${secretName}${quote}\s*${names}\s*)\d[^\s"';,&}\]]*`, 'gi'), `$1${mark}`],
  // As `reg query` shows a value, and as `reg add` and Set-ItemProperty are given one.
  [new RegExp(String.raw`(${secretName}[ \t]+REG_[A-Z_]{2,20}[ \t]+)[^\s][^\r\n]*`, 'gi'), `$1${mark}`],
  [
    new RegExp(
      String.raw`(${secretName}["']?(?:[ \t]+/(?!d\b)[a-z]+(?:[ \t]+REG_[A-Z_]+)?)*[ \t]+(?:/d|-value)[ \t]+)${argument}`,
      'gim',
    ),
    `$1${mark}`,
  ],
  // An element of XML: what stands between its tags, or right behind the first where the text was cut off.
  [
    new RegExp(
      String.raw`(${less}[\w:.-]{0,60}${secretName}(?:\s(?:(?!${greater})[^<>/]){0,200})?${greater}(?:\s*${less}value${greater})?)(?:(?:(?!${less})[\s\S])+(?=${less}/)|[^\s.,:;)<&%\\"'][^\s<]*)`,
      'gi',
    ),
    `$1${mark}`,
  ],
  // An element whose attribute says what it holds: `<Data Name="Password">` of an event, `<S N="Password">` of PowerShell.
  [
    new RegExp(
      String.raw`(${less}[\w:.-]{1,60}\s(?:(?!${greater})[^<>]){0,200}?${secretName}${quote}(?:\s(?:(?!${greater})[^<>/]){0,200})?${greater})(?:(?!${less})[\s\S])+`,
      'gi',
    ),
    `$1${mark}`,
  ],
  // A setting whose key says what its value is: `<add key="Password" value="x"/>`.
  [
    new RegExp(
      String.raw`(${less}[\w:.-]{1,60}\s(?:(?!${greater})[^<>]){0,200}?${secretName}${quote}\s{1,20}value\s*${equals}\s*)(${quote})(?:(?!\2)[^\r\n])*`,
      'gi',
    ),
    `$1$2${mark}`,
  ],
  // Switches of programs: -Password x, --pass=x, /pass:x.
  [
    new RegExp(
      String.raw`((?:^|[\s"'(,=])-{1,2}(?:[a-z-]{0,60}(?:password|passwd|pwd)|pass)\s+)(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s"'-])\S*`,
      'gim',
    ),
    `$1${mark}`,
  ],
  [
    new RegExp(
      String.raw`((?:^|[\s"'(,])(?:/|-{1,2})(?:[a-z-]{0,60}(?:password|passwd|pwd)|pass|rp)(?:[:=]|[ \t]+(?=[^\s/-])))${argument}`,
      'gim',
    ),
    `$1${mark}`,
  ],
  // The access key of Microsoft's deployment tool: on its command line, and on a line of its configuration file. A key of the registry has a
  // stroke, and a word is shorter.
  [
    new RegExp(
      String.raw`((?:^|[\s"'(,])(?:/|-{1,2})key[:=])(?=[\\"']{0,4}[A-Za-z0-9_+/=-]{8})${argument}`,
      'gim',
    ),
    `$1${mark}`,
  ],
  [/^([ \t]{0,20}key[ \t]{0,20}:[ \t]{0,20})[A-Za-z0-9_+/-]{16,}={0,2}(?=[ \t]{0,20}\r?$)/gim, `$1${mark}`],
  // `net use [device] \\server\share [password] [/user:name] [password]`: the word behind the share that is no switch.
  [
    new RegExp(
      String.raw`(\bnet1?(?:\.exe)?["']?[ \t]+use[ \t]+(?:[a-z*]:?[ \t]+)?["']?\\\\[^\s"']+["']?(?:[ \t]+/(?:[^\s"]|"[^"\r\n]*")+)*[ \t]+)${argument}(?=[ \t]*(?:$|[/"'&|;\\]))`,
      'gim',
    ),
    `$1${mark}`,
  ],
  [
    new RegExp(
      String.raw`(\bnet1?(?:\.exe)?["']?[ \t]+user[ \t]+(?:"[^"\r\n]+"|[^\s"'/]+)[ \t]+)${argument}(?=[ \t]*(?:$|[/"'&|;\\]))`,
      'gim',
    ),
    `$1${mark}`,
  ],
];

/** No rule but that for base64 matches without one of these. A new rule needs its word here; a property test says so. */
const words =
  /onboard|696c1fa1|sig|cert|chain|bearer|authorization|-----BEGIN|:\\{0,15}\/|pass|pwd|secret|(?:api|account|access)[_-]?key|token|key[ \t]{0,20}[:=]|\/rp|\bnet1?(?:\.exe)?["']?[ \t]+use/i;
const shortestBase64 = 200;

/** A quick look that spares nearly every line the rules: false means that none of them would change the text. */
export const isSuspect = (text: string): boolean => text.length >= shortestBase64 || words.test(text);
