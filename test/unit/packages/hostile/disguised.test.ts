import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cabinetFile } from '../../../../build/practice/cabinetFile';
import { programFile } from '../../../../build/practice/programFile';
import { zipFile } from '../../../../build/practice/zipFile';
import { goodInstaller, goodScript, installer } from './files';
import { Sandbox } from './sandbox';

let box: Sandbox;
beforeEach(async () => {
  box = await Sandbox.make();
});
afterEach(() => box.remove());

describe('a zip whose two headers differ', () => {
  const name = 'WindowsDefenderATPOnboardingScript.cmd';
  const whole = zipFile([{ name, data: Buffer.from(goodScript), deflate: true }]);

  it.each([
    ['in the name', (zip: Buffer) => zip.write('X', 30, 'latin1')],
    ['in the length of the name', (zip: Buffer) => zip.writeUInt16LE(name.length - 1, 26)],
    ['in the way of packing', (zip: Buffer) => zip.writeUInt16LE(0, 8)],
    ['in the flags', (zip: Buffer) => zip.writeUInt16LE(zip.readUInt16LE(6) ^ 0x800, 6)],
    ['in the sum', (zip: Buffer) => zip.writeUInt32LE(1, 14)],
    ['in the packed size', (zip: Buffer) => zip.writeUInt32LE(5, 18)],
    ['in the size', (zip: Buffer) => zip.writeUInt32LE(5, 22)],
  ])('%s is refused', async (_where, change) => {
    const zip = Buffer.from(whole);
    change(zip);
    expect(await box.refusal('package.zip', zip)).toBe('twoFormats');
    expect(await box.refusal('package.zip', whole)).toBe('taken');
  });
});

describe('a name with something that nobody sees', () => {
  const marks = [
    '\u00ad',
    '\u034f',
    '\u115f',
    '\u180e',
    '\u2003',
    '\u200b',
    '\u202e',
    '\u2028',
    '\u2800',
    '\u3164',
    '\ufe0f',
    '\uffa0',
    '\u00a0',
    '\u0085',
    '\ue000',
  ];

  it('is refused in a zip', async () => {
    for (const mark of [...marks, '\u{e0041}']) {
      const zip = zipFile([{ name: `script${mark}.cmd`, data: Buffer.from(goodScript), flags: 0x800 }]);
      expect(await box.refusal('package.zip', zip), mark.codePointAt(0)?.toString(16)).toBe('zipUnsafePath');
    }
  });

  it('is shown with a question mark there, and judged by that', async () => {
    const library = await box.open();
    const { refused } = await library.add([await box.given('script.c\u200bmd', goodScript)]);
    expect(refused).toMatchObject([{ name: 'script.c?md', refusal: 'notAPackage' }]);
    const { added } = await library.add([await box.given('scr\u00adipt.cmd', goodScript)]);
    expect(added).toMatchObject([{ details: { scriptName: 'scr?ipt.cmd' } }]);
  });
});

describe('a Windows update', () => {
  const name = 'Windows8.1-KB2999226-x64.msu';

  it('is not recognised by four letters and a number alone', async () => {
    const letters = Buffer.concat([Buffer.from('MSCF'), Buffer.alloc(200)]);
    expect(await box.refusal(name, letters)).toBe('unreadable');
    expect(await box.refusal(name, cabinetFile('anything.cab', 'x'))).toBe('notAPackage');
    expect(await box.refusal(name, cabinetFile('Windows8.1-KB3080149-x64.cab', 'x'))).toBe('notAPackage');
    expect(await box.refusal(name, cabinetFile('Windows8.1-KB2999226-x64.cab', 'x'))).toBe('taken');
  });

  it.each([
    ['files', 28, 9000],
    ['no files', 28, 0],
    ['no folders', 26, 0],
    ['folders over its files', 26, 900],
    ['a version that there is not', 24, 0x0203],
    ['a cabinet that goes on elsewhere', 30, 2],
  ])('with %s in its head is refused', async (_what, at, value) => {
    const bytes = cabinetFile('Windows8.1-KB2999226-x64.cab', 'x');
    bytes.writeUInt16LE(value, at);
    expect(await box.refusal(name, bytes)).toBe('unreadable');
  });
});

describe('a program', () => {
  const version = '4.18.24070.5';
  const inside = 'InternalName\0\0UpdatePlatform.exe';

  it('is not UpdatePlatform.exe because another of its texts holds that name', async () => {
    const hidden = programFile({ version, strings: { FileDescription: inside, InternalName: 'other.exe' } });
    expect(await box.refusal('UpdatePlatform.exe', hidden)).toBe('wrongProduct');
    const alone = programFile({ version, strings: { FileDescription: inside } });
    expect(await box.refusal('UpdatePlatform.exe', alone)).toBe('wrongProduct');
    const right = programFile({ version, strings: { InternalName: 'UpdatePlatform.exe' } });
    expect(await box.refusal('UpdatePlatform.exe', right)).toBe('taken');
  });

  it('has the version of its fixed part, not four bytes that look like one', async () => {
    const decoy = Buffer.from('bd04effe000001000700630000000000', 'hex').toString('utf16le');
    const program = programFile({ version, strings: { A: decoy, InternalName: 'UpdatePlatform.exe' } });
    const library = await box.open();
    const { added } = await library.add([await box.given('UpdatePlatform.exe', program)]);
    expect(added).toMatchObject([{ details: { version } }]);
  });
});

describe('an installer', () => {
  it('whose sectors are 2 to the power of 41 is refused', async () => {
    const bytes = Buffer.from(goodInstaller);
    bytes.writeUInt16LE(41, 30);
    expect(await box.refusal('md4ws.msi', bytes)).toBe('unreadable');
  });

  it.each([
    '4.18.000000000001.1',
    '4.18.65536.1',
    '4.018.1.1',
    '4',
    '4.18.1.1.1',
    '4.18.1.x',
    ' 4.18.24070.5',
  ])('of version %j, which is written otherwise than Windows does, is refused', async (version) => {
    expect(await box.refusal('md4ws.msi', installer(version))).toBe('unreadable');
    expect(await box.refusal('md4ws.msi', installer('4.18.24070.5', version))).toBe('unreadable');
  });
});

describe('Install.ps1', () => {
  const declares = ['OnboardingScript', 'OffboardingScript', 'Passive', 'UI'];
  const param = (names: readonly string[]) =>
    `param(\r\n${names.map((name) => `  [string] $${name}`).join(',\r\n')}\r\n)\r\n`;
  const code = '$msi = Join-Path $PSScriptRoot "md4ws.msi"\r\n';
  const signature =
    '# SIG # Begin signature block\r\n# MIIhegYJKoZIhvcNAQ==\r\n# SIG # End signature block\r\n';

  it('is not recognised by three words, nor by a comment with them', async () => {
    expect(await box.refusal('Install.ps1', '$OnboardingScript $OffboardingScript md4ws.msi')).toBe(
      'notAPackage',
    );
    expect(
      await box.refusal(
        'Install.ps1',
        `<#\r\n${param(declares).replaceAll('  ', '# ')}#>\r\n${code}${signature}`,
      ),
    ).toBe('notAPackage');
    expect(await box.refusal('Install.ps1', `${param(declares)}# md4ws.msi\r\n${signature}`)).toBe(
      'notAPackage',
    );
    expect(await box.refusal('Install.ps1', param(declares) + code + signature)).toBe('taken');
  });

  it.each(declares)('declares %s', async (name) => {
    const others = declares.filter((one) => one !== name);
    expect(await box.refusal('Install.ps1', param(others) + code + signature)).toBe('notAPackage');
  });

  it('has the block of a signature', async () => {
    expect(await box.refusal('Install.ps1', param(declares) + code)).toBe('notSigned');
    expect(
      await box.refusal('Install.ps1', `${param(declares)}${code}${signature.replace('# MII', 'MII')}`),
    ).toBe('notSigned');
  });
});
