import { readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceTenant } from '../../../../build/practice/blob';
import { cabinetFile } from '../../../../build/practice/cabinetFile';
import { offboardingScript } from '../../../../build/practice/offboardingScript';
import { onboardingScript } from '../../../../build/practice/onboardingScript';
import { programFile } from '../../../../build/practice/programFile';
import type { Trust } from '../../../../main/packages/trust';
import { fitsServer } from '../../../../shared/kit/packageFit';
import { type SignatureEvidence, judgeSignature } from '../../../../shared/kit/packageTrust';
import type { Package } from '../../../../shared/model/packages';
import { genuine, goodInstaller, goodScript, goodZip, installer, joinsOther, withLines } from './files';
import { Sandbox, listing, now } from './sandbox';

let box: Sandbox;
beforeEach(async () => {
  box = await Sandbox.make();
});
afterEach(() => box.remove());

/** Windows' word on Microsoft's own file, and changes to it. */
const windowsSays =
  (change: Partial<SignatureEvidence>): Trust =>
  () =>
    Promise.resolve(
      judgeSignature({
        status: 'Valid',
        subject: 'CN=Microsoft Windows, O=Microsoft Corporation, C=US',
        ...change,
      }),
    );

async function take(name: string, content: string | Buffer, trust?: Trust): Promise<Package> {
  const library = await box.open(trust);
  const { added, refused } = await library.add([await box.given(name, content)]);
  const [only] = added;
  if (only === undefined) throw new Error(`refused: ${JSON.stringify(refused)}`);
  return only;
}

describe('tampering', () => {
  it('by one byte before the file is given is refused by its signature', async () => {
    const bytes = Buffer.from(goodInstaller);
    const at = bytes.indexOf('Microsoft Defender', 0, 'latin1') - 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    const trust = windowsSays({ status: 'HashMismatch' });
    expect(await box.refusal('md4ws.msi', bytes, { trust })).toMatch(/^(?:altered|unreadable)$/);
    expect(await box.refusal('md4ws.msi', goodInstaller, { trust })).toBe('altered');
  });

  it('by one byte anywhere after the file was taken is seen at the next use', async () => {
    const { sha256 } = await take('md4ws.msi', goodInstaller);
    const library = await box.open();
    const path = library.pathOf(sha256) ?? '';
    for (const at of [0, 511, 512, goodInstaller.length >> 1, goodInstaller.length - 1]) {
      const bytes = Buffer.from(goodInstaller);
      bytes[at] = (bytes[at] ?? 0) ^ 0x80;
      await writeFile(path, bytes);
      expect(await library.verify(sha256)).toBe(false);
    }
    await writeFile(path, goodInstaller);
    expect(await library.verify(sha256)).toBe(true);
  });

  it('by another file of the same size or by a link in its place is seen', async () => {
    const { sha256, bytes } = await take('md4ws.msi', goodInstaller);
    const library = await box.open();
    const path = library.pathOf(sha256) ?? '';
    await writeFile(path, Buffer.alloc(bytes, 1));
    expect(await library.verify(sha256)).toBe(false);
    await rm(path);
    await symlink(join(box.root, 'neighbour', 'evil.cmd'), path);
    expect(await library.verify(sha256)).toBe(false);
    expect((await box.open()).list()).toEqual([]);
  });

  it('with the record is seen at the next start', async () => {
    const taken = await take('md4ws.msi', goodInstaller);
    const record = join(box.folder, taken.sha256, 'package.json');
    for (const change of [
      { name: '../../neighbour/evil.cmd' },
      { name: '..' },
      { name: 'md4ws.msi:other' },
      { verdict: { state: 'refused', refusal: 'altered' } },
      { signature: { state: 'wrongPublisher', signer: 'O=Evil', detail: null } },
      { practice: true },
      { details: { ...taken.details, manufacturer: 'x'.repeat(301) } },
    ]) {
      await writeFile(record, JSON.stringify({ ...taken, ...change }));
      const library = await box.open();
      expect([library.list(), library.quarantined().length]).toEqual([[], 1]);
      await library.add([await box.given('md4ws.msi', goodInstaller)]);
    }
  });
});

describe('a file cut short', () => {
  it('to nothing is empty', async () => {
    for (const name of ['md4ws.msi', 'script.cmd', 'package.zip', 'Install.ps1', 'UpdatePlatform.exe'])
      expect(await box.refusal(name, '')).toBe('emptyFile');
  });

  it.each([
    ['md4ws.msi', goodInstaller],
    ['script.cmd', Buffer.from(goodScript)],
    ['package.zip', goodZip],
    ['Windows8.1-KB2999226-x64.msu', cabinetFile('a', 'b'.repeat(500))],
    ['UpdatePlatform.exe', programFile({ version: '4.18.24070.5', strings: { InternalName: 'x' } })],
  ])('somewhere else (%s) is refused', async (name, whole) => {
    for (const part of [0.01, 0.2, 0.5, 0.8, 0.99]) {
      const cut = whole.subarray(0, Math.max(1, Math.floor(whole.length * part)));
      expect(await box.refusal(name, cut), String(part)).toMatch(
        // Between the two characters of a line's end the cut leaves a form that no script has.
        /^(?:truncated|unreadable|notAPackage|scriptForm)$/,
      );
    }
  });
});

describe('a signature', () => {
  it.each([
    ['of another publisher', { subject: 'CN=Contoso, O=Contoso Ltd' }, 'wrongPublisher'],
    ['of a name made to look right', { subject: 'CN="x, O=Microsoft Corporation", O=y' }, 'wrongPublisher'],
    ['that ended without a time stamp', { status: 'UnknownError' }, 'signatureUnproved'],
    ['that ended with a time stamp', {}, 'taken'],
    ['of a signer that is forbidden here', { status: 'NotTrusted' }, 'signatureUnproved'],
    ['that nobody made', { status: 'NotSigned', subject: null }, 'notSigned'],
    [
      'that Windows does not know while the file is open elsewhere',
      { status: 'UnknownError' },
      'signatureUnproved',
    ],
  ] satisfies [string, Partial<SignatureEvidence>, string][])('%s is judged', async (_what, change, code) => {
    expect(await box.refusal('md4ws.msi', goodInstaller, { trust: windowsSays(change) })).toBe(code);
  });

  it('is said to be Microsoft’s, and nothing is claimed of its revocation', async () => {
    const { signature } = await take('md4ws.msi', goodInstaller, windowsSays({}));
    expect(signature).toMatchObject({ state: 'valid', detail: null });
  });
});

describe('a file for somebody else', () => {
  const server = { build: 17763, orgId: null, onboarded: false, practice: false, readAt: 0 };

  it('does not fit another Windows, processor or tenant', async () => {
    const msi = await take('md4ws.msi', goodInstaller);
    expect(fitsServer(msi, server)).toEqual({ fits: false, reason: 'wrongOs' });
    const update = await take(
      'Windows8.1-KB2999226-x86.msu',
      cabinetFile('Windows8.1-KB2999226-x86.cab', 'b'),
    );
    expect(fitsServer(update, { ...server, build: 9600 })).toMatchObject({ reason: 'wrongArchitecture' });
    const onboarding = await take('script.cmd', goodScript);
    const elsewhere = { ...server, onboarded: true, orgId: '11111111-2222-3333-4444-555555555555' };
    expect(fitsServer(onboarding, elsewhere)).toMatchObject({ reason: 'otherTenant' });
  });

  it('is refused when it names two tenants, wherever the second one stands', async () => {
    const remark = joinsOther.replace('REG', 'rem REG');
    for (const script of [
      withLines(joinsOther),
      goodScript.replace(/EXIT \/B/i, `${joinsOther}EXIT /B`),
      withLines(remark),
      withLines(`goto Over\r\n${joinsOther}:Over\r\n`),
    ]) {
      expect(script).not.toBe(goodScript);
      expect(await box.refusal('script.cmd', script)).toBe('severalTenants');
    }
  });

  it('is not known when it onboards in a remark only', async () => {
    const idle = goodScript.replaceAll(/^.*OnboardingInfo.*$/gim, (line) => `rem ${line}`);
    expect(await box.refusal('script.cmd', idle)).toBe('unknownScript');
  });

  it('is refused when it leaves, waits, or has ended', async () => {
    const local = genuine(onboardingScript(practiceTenant, 'local'));
    expect(await box.refusal('script.cmd', local)).toBe('interactiveScript');
    const ended = genuine(offboardingScript(practiceTenant, now));
    expect(await box.refusal('script.cmd', ended)).toBe('expiredOffboarding');
    const byName = genuine(offboardingScript(practiceTenant, now + 1e9));
    expect(await box.refusal('x_valid_until_2026-11-23.cmd', byName)).toBe('expiredOffboarding');
    expect(await box.refusal('x_valid_until_2026-11-24.cmd', byName)).toBe('taken');
  });
});

describe('a version', () => {
  it.each([
    ['4.18.23050.4', 'olderThanMinimum'],
    ['4.7.65535.9', 'olderThanMinimum'],
    ['4.18.23050.5', 'taken'],
    ['4.18.26100.1', 'taken'],
  ])('%s inside an installer is %s', async (platform, code) => {
    expect(await box.refusal('md4ws.msi', installer(platform))).toBe(code);
  });

  it('of the product counts where the file tells no platform, and nonsense is no version', async () => {
    expect(await box.refusal('md4ws.msi', installer(null, '4.18.20000'))).toBe('olderThanMinimum');
    expect(await box.refusal('md4ws.msi', installer(null, 'x'.repeat(301)))).toBe('unreadable');
    expect(await box.refusal('md4ws.msi', installer(null, '1.2'))).toBe('taken');
  });

  it('of an old platform update is refused', async () => {
    const strings = { InternalName: 'UpdatePlatform.exe' };
    const program = programFile({ version: '4.18.1.1', strings });
    expect(await box.refusal('UpdatePlatform.exe', program)).toBe('olderThanMinimum');
  });
});

describe('a script in another form than cmd.exe reads', () => {
  const utf16 = Buffer.from(`\ufeff${goodScript}`, 'utf16le');
  it.each([
    ['UTF-16 with its mark', utf16],
    ['UTF-16 without', utf16.subarray(2)],
    ['UTF-16, the other way round', Buffer.from(utf16).swap16()],
    ['UTF-8 with a mark', `\ufeff${goodScript}`],
    ['carriage returns alone', goodScript.replaceAll('\r\n', '\r')],
    ['one carriage return alone', withLines('rem nothing\rpause\r\n')],
    ['two carriage returns', goodScript.replaceAll('\r\n', '\r\r\n')],
    ['a NUL', withLines('rem \u0000\r\n')],
    ['an end of file of DOS', withLines('rem \u001a pause\r\n')],
    ['a bell', withLines('rem \u0007\r\n')],
    ['a line of 8,192 characters', withLines(`rem ${'x'.repeat(8188)}\r\n`)],
    ['a megabyte on one line', withLines(`rem ${'x'.repeat(900_000)}\r\n`)],
  ])('(%s) is refused', async (_what, content) => {
    expect(await box.refusal('script.cmd', content)).toBe('scriptForm');
  });

  it('is taken with line feeds alone, with a long line, and in an old code page', async () => {
    expect(await box.refusal('script.cmd', goodScript.replaceAll('\r\n', '\n'))).toBe('taken');
    expect(await box.refusal('b.cmd', withLines(`rem ${'x'.repeat(8180)}\r\n`))).toBe('taken');
    const oem = Buffer.concat([Buffer.from('rem \x82\r\n', 'latin1'), Buffer.from(goodScript)]);
    expect(await box.refusal('c.cmd', oem)).toBe('taken');
  });
});

describe('the mark of the web', () => {
  it('is neither asked for nor copied, and the original keeps all it has', async () => {
    const path = await box.given('md4ws.msi', goodInstaller);
    const before = await stat(path);
    const library = await box.open();
    const { added } = await library.add([path]);
    const after = await stat(path);
    expect([after.mtimeMs, after.ino, after.size]).toEqual([before.mtimeMs, before.ino, before.size]);
    expect(await readFile(path)).toEqual(goodInstaller);
    const kept = await stat(library.pathOf(added[0]?.sha256 ?? '') ?? '');
    expect(kept.ino).not.toBe(before.ino);
  });

  it('cannot be given as a file: a stream of a file is no package', async () => {
    const library = await box.open();
    const before = await listing(box.root);
    for (const name of ['script.cmd:Zone.Identifier', 'md4ws.msi:x.msi']) {
      const { refused } = await library.addStream(name, Readable.from([Buffer.from('[ZoneTransfer]')]));
      expect(refused[0]?.refusal).toMatch(/^(?:notAPackage|unreadable)$/);
    }
    expect(await listing(box.root)).toEqual(before);
  });
});
