import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineRedactor, redact } from '../../../main/redact/redact';
import { redactJson } from '../../../main/redact/redactJson';
import { FrameParser } from '../../../main/shell/frames';
import { decodeOutput } from '../../../main/shell/codePage';
import { anyText } from './anyText';
import { holds } from './holds';

/** Base64 as the parts of an onboarding blob are: long, of bytes without a pattern. */
const secret = fc.tuple(fc.nat(), fc.integer({ min: 180, max: 400 })).map(([seed, length]) => {
  const parts = Array.from({ length: 7 }, (_, index) =>
    createHash('sha512')
      .update(`${String(seed)} ${String(index)}`)
      .digest(),
  );
  return Buffer.concat(parts).subarray(0, length).toString('base64');
});
const noise = fc.oneof(
  anyText({ maxLength: 30 }),
  fc.constantFrom(
    '',
    ' ',
    '"',
    '{',
    '\\',
    'password=',
    'OnboardingInfo',
    'sig',
    "'",
    '%22',
    '\r\n',
    '$',
    '$1',
    '***',
  ),
);

const blobOf = (sig: string, cert: string): string =>
  JSON.stringify({
    body: '{"orgId":"7a1f0d52-63b0-4b1e-9d55-0a4f7c1bc3e9"}',
    sig,
    sha256sig: sig,
    cert,
    chain: [cert],
  });

/** The forms in which a blob meets a sink. */
const forms = {
  raw: (text: string) => text,
  json: (text: string) => JSON.stringify(text),
  jsonTwice: (text: string) => JSON.stringify(JSON.stringify(text)),
  address: (text: string) => encodeURIComponent(text),
  xml: (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'),
  command: (text: string) => `reg add x /v OnboardingInfo /t REG_SZ /f /d ${JSON.stringify(text)}`,
  query: (text: string) => `    OnboardingInfo    REG_SZ    ${text}`,
  base64: (text: string) => Buffer.from(text).toString('base64'),
  base64Utf16: (text: string) => Buffer.from(text, 'utf16le').toString('base64'),
} as const;
const form = fc.constantFrom(...(Object.keys(forms) as (keyof typeof forms)[]));

/** Whether 48 characters in a row of a secret, or of its own base64, stand in the text. */
function shows(text: string, value: string): boolean {
  const flat = text
    .replaceAll(/\\+\//g, '/')
    .replaceAll(/[\r\n]/g, '')
    .replaceAll(/%2B/gi, '+')
    .replaceAll(/%2F/gi, '/');
  for (let at = 0; at + 48 <= value.length; at += 8) if (flat.includes(value.slice(at, at + 48))) return true;
  return false;
}

describe('a secret', () => {
  it('in any text and any form is hidden, and hidden once is hidden for good', async () => {
    await holds(
      fc.property(secret, secret, noise, noise, form, (sig, cert, before, after, as) => {
        const shown = `${before}${forms[as](blobOf(sig, cert))}${after}`;
        const out = redact(shown);
        const inside = as.startsWith('base64') ? forms[as](blobOf(sig, cert)) : sig;
        expect(shows(shown, inside)).toBe(true);
        expect(shows(out, inside) || shows(out, sig) || shows(out, cert)).toBe(false);
        expect(redact(out)).toBe(out);
      }),
      3000,
    );
  });

  it('wrapped by a console and cut into chunks anywhere is hidden', async () => {
    const nonce = 'a1b2c3';
    await holds(
      fc.property(
        secret,
        secret,
        fc.integer({ min: 70, max: 240 }),
        fc.constantFrom('\n', '\r\n'),
        fc.array(fc.nat(), { maxLength: 30 }),
        fc.constantFrom(437, 850, 1252, 65001),
        (sig, cert, width, end, cuts, codePage) => {
          const lines = forms.query(blobOf(sig, cert)).match(new RegExp(`.{1,${String(width)}}`, 'g')) ?? [];
          const bytes = Buffer.from(`C:\\>reg query${end}${lines.join(end)}${end}Done${end}`);
          const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
          const parser = new FrameParser(nonce);
          const clean = createLineRedactor();
          const pieces = [0, ...places].flatMap((start, index) =>
            parser.push(bytes.subarray(start, places[index] ?? bytes.length)),
          );
          const out = [...pieces, ...parser.finish()]
            .flatMap((piece) =>
              piece.kind === 'frame'
                ? piece.text
                : piece.lines.map((line) => decodeOutput(Buffer.from(line, 'latin1'), codePage)),
            )
            .map((line) => clean('cmd', line));
          expect(shows(out.join(''), sig) || shows(out.join(''), cert)).toBe(false);
          expect(out.at(-1)).toBe('Done');
        },
      ),
      1500,
    );
  });

  it('that is named as a password is hidden, whatever it is made of', async () => {
    const password = fc
      .string({
        unit: fc.constantFrom(...'abcXYZ019!#%()*+./:<=>?@[]^_`{|}~€é'),
        minLength: 6,
        maxLength: 40,
      })
      .map((text) => `Zq7${text}`);
    const named = fc.constantFrom(
      (value: string) => `password=${value}`,
      (value: string) => `"password": "${value}"`,
      (value: string) => `-AdminPassword "${value}" -Force`,
      (value: string) => `-Password '${value}'`,
      (value: string) => JSON.stringify({ client_secret: value }),
      (value: string) => `pwd = ${value}`,
    );
    await holds(
      fc.property(password, named, noise, (value, write, before) => {
        const out = redact(`${before}\n${write(value)}\nnext`);
        expect(out).not.toContain(value);
        expect(out.endsWith('\nnext')).toBe(true);
      }),
      3000,
    );
  });

  it.each([
    ['password=\npwd = Hunter2', 'password=\n'],
    ['password=\n"password": "Hunter2"', 'password=\n'],
    ['password:\n-AdminPassword "Hunter2" -Force', 'password:\n'],
    ['password:\n  Hunter2', 'password:\n'],
  ])('is hidden in what these tests once found: %j', (text, start) => {
    expect(redact(text)).not.toContain('Hunter2');
    expect(redact(text).startsWith(start)).toBe(true);
  });

  it('of which a wide console leaves a short end after a full line is hidden', () => {
    const value = 'Ab3/'.repeat(90);
    const clean = createLineRedactor();
    const out = [`"sig":"${value.slice(0, 100)}`, value.slice(100, 310), `${value.slice(310)}"}`, 'Done'].map(
      (line) => clean('cmd', line),
    );
    expect(out.slice(1)).toEqual(['***', '***"}', 'Done']);
  });

  it('anywhere in a JSON value is hidden, and the shape stays', async () => {
    const leaf = fc.oneof(fc.constant('SECRET'), fc.integer(), fc.boolean(), fc.constant(null), noise);
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'text', 'chain', 'note', '__proto__'), tie('tree'), {
          maxKeys: 3,
        }),
      ),
    }));
    await holds(
      fc.property(tree, secret, secret, (value, sig, cert) => {
        const json: unknown = JSON.parse(
          JSON.stringify(value).replaceAll('"SECRET"', () => JSON.stringify(blobOf(sig, cert))),
        );
        const out = redactJson(json as Parameters<typeof redactJson>[0]);
        expect(shows(JSON.stringify(out), sig)).toBe(false);
        expect(Array.isArray(out)).toBe(Array.isArray(json));
        expect(JSON.stringify(redactJson(out))).toBe(JSON.stringify(out));
      }),
      1000,
    );
  });
});
