import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineRedactor, redact } from '../../../../main/redact/redact';
import { redactJson } from '../../../../main/redact/redactJson';
import { blob, leaked, sig } from './blob';
import { anyText } from '../../properties/anyText';

const json = JSON.stringify;

describe('redact', () => {
  it.each([
    ['as it is', blob],
    [
      'in a command',
      `reg add "HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection" /v OnboardingInfo /t REG_SZ /f /d ${json(blob)}`,
    ],
    ['as JSON text', json(blob)],
    ['twice as JSON text', json(json(blob))],
    ['with escaped slashes', blob.replaceAll('/', '\\/')],
    ['in an address', encodeURIComponent(blob)],
    ['in XML', blob.replaceAll('"', '&quot;')],
    ['as base64', Buffer.from(blob).toString('base64')],
    ['as base64 of UTF-16', Buffer.from(blob, 'utf16le').toString('base64')],
    ['as reg query prints it', `    OnboardingInfo    REG_SZ    ${blob}`],
    ['as UTF-16 that was read as bytes', Buffer.from(blob, 'utf16le').toString('latin1')],
    ['the signature alone', `sig: ${sig}`],
    ['a piece of the signature under its name', `{"sig":"${sig.slice(0, 90)}`],
  ])('hides the onboarding blob %s', (_form, text) => {
    expect(leaked(text) !== null || !text.includes(sig)).toBe(true);
    const out = redact(`before ${text} after`);
    expect(leaked(out)).toBeNull();
    expect(out).toContain('***');
    expect(out.startsWith('before ')).toBe(true);
  });

  it.each([
    ['password=Hunter2!x', 'Hunter2'],
    ['"password": "Hunter2 x"', 'Hunter2'],
    ["PWD='Hunter2'", 'Hunter2'],
    [json(json({ password: 'Hunter2' })), 'Hunter2'],
    ['net use x: -Password Hunter2 /y', 'Hunter2'],
    ['-AdminPassword "Hunter2 x"', 'Hunter2'],
    ['Authorization: Bearer aaa.bbb-ccc', 'aaa.bbb'],
    ['Authorization: Basic dXNlcjpw', 'dXNlcjpw'],
    ['https://blob.example/x?sv=1&sig=abc%2Fdef&se=2', 'abc%2Fdef'],
    ['proxy http://svc:Hunter2@proxy:8080', 'Hunter2'],
    ['client_secret=Hunter2;x=1', 'Hunter2'],
    [Buffer.from('password=Hunter2', 'utf16le').toString('latin1'), 'H\0u\0n\0t\0e\0r'],
  ])('hides %s', (text, value) => {
    expect(text).toContain(value);
    expect(redact(text)).not.toContain(value);
  });

  it.each([
    createHash('sha256').update('x').digest('hex'),
    'C:\\ProgramData\\Gangway\\runs\\2026-11-24-a1b2c3d4\\03\\Install-Sensor.ps1',
    'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection\\OnboardingInfo was written',
    'MSI (s) (C8:3C) [14:38:20:511]: Product: Microsoft Defender for Endpoint -- Installation completed.',
    'The password policy of the domain was not changed.',
    '{"orgId":"7a1f0d52-63b0-4b1e-9d55-0a4f7c1bc3e9","native":3010}',
  ])('leaves alone what is not secret: %s', (text) => expect(redact(text)).toBe(text));

  it('finds in a short text what it finds in a long one, for which no quick look is made', () => {
    const long = `\n${'. '.repeat(200)}`;
    for (const text of [
      'OnboardingInfo {"a":1}',
      '696c1fa1-4030-4fa4-8713-faf9b2ea7c0a: {x',
      '"sha256sig":"Ab1="',
      "'cert': 'Ab1='",
      '"chain":["Ab1="]',
      'BEARER abc.def',
      'authorization: NTLM abc',
      'https://x.blob/y?sig=abc',
      'ftp://user:word@host/',
      'PWD=a1b2',
      'client_secret: "a b"',
      'apikey=a1',
      'access_token=a1',
      'run -MyPassword a1 -Now',
      'nothing at all',
    ]) {
      expect(redact(text + long)).toBe(redact(text) + long);
      expect(redact(text) === text).toBe(text === 'nothing at all');
    }
  });

  it('changes nothing the second time', () => {
    const part = fc.oneof(
      anyText(),
      fc.constantFrom(
        blob,
        json(blob),
        'password=',
        '"',
        '-Password ',
        'Bearer ',
        'OnboardingInfo',
        '{',
        sig,
        '"sig":"',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const once = redact(parts.join(''));
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });

  it('hides the signature wherever it stands in a text', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (before, after) => {
        expect(leaked(redact(`${before}${blob}${after}`))).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('stays fast on a long line that almost matches', () => {
    const started = performance.now();
    redact('A1b'.repeat(66).concat('! ').repeat(2000));
    redact('"sig":"'.repeat(20_000));
    redact('OnboardingInfo'.repeat(5_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a line redactor', () => {
  it.each([70, 80, 120, 199])('hides a blob that the console wrapped at %i columns', (width) => {
    const clean = createLineRedactor();
    const text = `    OnboardingInfo    REG_SZ    ${blob}`;
    const lines = text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
    const out = lines.map((line) => clean('cmd', line));
    expect(leaked(out.join(''))).toBeNull();
    expect(clean('cmd', 'The operation completed.')).toBe('The operation completed.');
  });

  it('knows the end of a wrapped value, and keeps sources apart', () => {
    const clean = createLineRedactor();
    expect(clean('cmd', `"sig":"`.concat(sig.slice(0, 40)))).toBe('"sig":"***');
    expect(clean('msi', 'Done')).toBe('Done');
    expect(clean('cmd', sig.slice(40, 60))).toBe('***');
    expect(clean('cmd', 'Exit code 0')).toBe('Exit code 0');
  });
});

describe('redactJson', () => {
  it('goes through every level and keeps the shape', () => {
    const out = redactJson({ n: 1, list: [blob, { text: `x ${sig}`, yes: true }], none: null });
    expect(leaked(json(out))).toBeNull();
    expect(out).toMatchObject({ n: 1, list: [expect.any(String), { yes: true }], none: null });
  });

  it('drops values under secret names, but not flags', () => {
    expect(
      redactJson({ sig: 'short', cert: { a: 1 }, Password: 'x', onboardingInfo: true, orgId: 'o' }),
    ).toEqual({
      sig: '***',
      cert: '***',
      Password: '***',
      onboardingInfo: true,
      orgId: 'o',
    });
  });
});
