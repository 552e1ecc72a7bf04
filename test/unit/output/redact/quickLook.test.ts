import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSuspect, rules } from '../../../../main/redact/redactRules';
import { anyText } from '../../properties/anyText';
import { holds } from '../../properties/holds';

const base64 = 'Ab3/'.repeat(50);
/** One text for each rule, in their order, that it changes. */
const examples: readonly string[] = [
  base64,
  'OnboardingInfo    REG_SZ    {"body":"x"}',
  '"sha256sig":"Ab3d"',
  '%22chain%22%3A%5BAb3d%5D',
  '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq',
  'Bearer aaa.bbb',
  'Authorization: NTLM TlRM',
  '?sv=1&sig=abc',
  'http://svc:Hunter2@proxy',
  '"passphrase": "Hunter 2"',
  'DefaultPassword : Hunter 2',
  'api-key = Hunter2',
  '"pwd": 4711',
  'DefaultPassword    REG_SZ    Hunter2',
  'DefaultPassword /t REG_SZ /d Hunter2',
  '<Password>Hunter2</Password>',
  '<Data Name="Password">Hunter2</Data>',
  '<add key="Password" value="Hunter2" />',
  '-AdminPassword "Hunter2 x"',
  '/pass:Hunter2',
  '-Key:Hunter2Hunter2',
  'Key: Hunter2Hunter2Hunter2',
  'net use \\\\nord\\c$ Hunter2',
  'net user eva Hunter2',
];
/** More ways to write what the rules look for. */
const others: readonly string[] = [
  '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A={',
  'OnboardedInfo {',
  "\\'sig\\':\\'Ab3\\/",
  '&quot;cert&quot; %3A &quot;x',
  '\\u0022cert\\u0022:\\u0022x',
  'BEARER x',
  'authorization="Basic x',
  '&SIG=x',
  'ftp://a:b@',
  'passwd:x',
  'pwd\n=x',
  'client_secret=x',
  'clientsecret:x',
  'apikey=x',
  'access_token=x',
  'refreshtoken: "x"',
  ' -password x',
  '&amp;sig=x',
  '\\u0026sig=x',
  'http:\\/\\/a:b@',
  'AccountKey=x',
  'mot de passe : x',
  '"pass":"x"',
  "-Name 'DefaultPassword' -Value x",
  '&lt;Password&gt;x',
  ' /rp x',
  'net.exe use Z: \\\\nord\\c$ /user:eva x',
];
const changes = (rule: (typeof rules)[number], text: string): boolean =>
  text.replace(rule[0], rule[1]) !== text;

/** The same in other letters: what a rule that ignores case takes, the look must take. */
const inAnyCase = (text: string) =>
  fc.tuple(fc.constantFrom('as it is', 'lower', 'upper', 'mixed'), fc.nat()).map(([how, seed]) => {
    if (how === 'lower') return text.toLowerCase();
    if (how === 'upper') return text.toUpperCase();
    if (how === 'as it is') return text;
    return [...text].map((char, at) => ((seed >> (at % 30)) & 1 ? char.toUpperCase() : char)).join('');
  });
const part = fc.oneof(
  fc.constantFrom(...examples.slice(1), ...others).chain(inAnyCase),
  // Cut off anywhere: nearly what a rule wants, and sometimes enough.
  fc.tuple(fc.constantFrom(...examples, ...others), fc.nat(), fc.nat()).map(([text, from, to]) => {
    const start = from % text.length;
    return text.slice(start, start + 1 + (to % text.length));
  }),
  anyText({ maxLength: 8 }),
  fc.constantFrom(
    '=',
    ':',
    ' ',
    '"',
    '{',
    '\\',
    '\r\n',
    '%22',
    '://',
    '@',
    'ſ',
    'K',
    '-',
    '\t',
    base64.slice(0, 190),
  ),
);
/** Some rules want the beginning of a line, which a part of six seldom has. */
const line = fc.oneof(
  { weight: 3, arbitrary: fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join('')) },
  { weight: 1, arbitrary: fc.constantFrom(...examples).chain(inAnyCase) },
);

describe('the quick look before the rules of redaction', () => {
  it.each(examples.map((text, index) => [index, text] as const))(
    'lets an example of rule %i through to it',
    (index, text) => {
      const rule = rules[index];
      expect(rule && changes(rule, text)).toBe(true);
      expect(isSuspect(text)).toBe(true);
    },
  );

  it('has an example of every rule', () => {
    expect(examples).toHaveLength(rules.length);
  });

  it('never passes over a line that a rule would change', async () => {
    const hit = rules.map(() => 0);
    let passedOver = 0;
    await holds(
      fc.property(line, (text) => {
        const fired = rules.filter((rule, index) => {
          const fires = changes(rule, text);
          if (fires) hit[index] = (hit[index] ?? 0) + 1;
          return fires;
        });
        if (!isSuspect(text)) {
          passedOver += 1;
          expect(fired).toEqual([]);
        }
      }),
      5000,
    );
    // Each rule had its say, and the look had lines to pass over.
    for (const count of hit) expect(count).toBeGreaterThan(0);
    expect(passedOver).toBeGreaterThan(50);
  });
});
