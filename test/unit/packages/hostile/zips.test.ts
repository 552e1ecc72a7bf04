import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ZipEntry, zipFile } from '../../../../build/practice/zipFile';
import { goodInstaller, goodScript, goodZip } from './files';
import { Sandbox } from './sandbox';
import { overlapping, withCentral, withEnd, zip64 } from './zips';

let box: Sandbox;
beforeEach(async () => {
  box = await Sandbox.make();
});
afterEach(() => box.remove());

const script: ZipEntry = { name: 'script.cmd', data: Buffer.from(goodScript), deflate: true };
const offered = (zip: Buffer) => box.refusal('package.zip', zip);

describe('a zip that leads elsewhere', () => {
  const up = '../neighbour/evil.cmd';
  it.each([
    up,
    `a/../${up}`,
    up.replaceAll('/', '\\'),
    `a\\..\\${up}`,
    '....//evil.cmd/../../x.cmd',
    '/tmp/evil.cmd',
    '\\evil.cmd',
    '//server/share/evil.cmd',
    '\\\\server\\share\\evil.cmd',
    '\\\\?\\C:\\evil.cmd',
    '\\\\.\\PhysicalDrive0',
    '\\??\\C:\\evil.cmd',
    'C:\\evil.cmd',
    'C:evil.cmd',
    'c:/evil.cmd',
    'script.cmd:Zone.Identifier',
    'script.cmd::$DATA',
    'CON',
    'con.cmd',
    'folder/NUL.cmd',
    'COM1.cmd',
    'com\u00b9.cmd',
    'LPT9',
    'aux .cmd',
    'CONOUT$',
    'evil.cmd.',
    'evil.cmd ',
    'evil.cmd. .',
    'folder./evil.cmd',
    ' evil.cmd',
    './evil.cmd',
    'a//evil.cmd',
    'evil\u0000.cmd',
    'evil\r\n.cmd',
    'evil*.cmd',
    'evil\u202edmc.exe.cmd',
    'evil\u200b.cmd',
    `${'a'.repeat(300)}.cmd`,
    `${'a'.repeat(256)}/b`,
    `${'d/'.repeat(140)}evil.cmd`,
  ])('by the name %j is refused whole, beside a good script', async (name) => {
    expect(await offered(zipFile([script, { ...script, name }]))).toBe('zipUnsafePath');
  });

  it('by bytes that are no text is refused', async () => {
    expect(await offered(zipFile([script, { ...script, name: Buffer.from([0x61, 0xff, 0x62]) }]))).toBe(
      'zipUnsafePath',
    );
  });

  it.each([
    ['a symbolic link', 0o120777 << 16],
    ['a device', 0o060666 << 16],
    ['a pipe', 0o010666 << 16],
    ['a socket', 0o140666 << 16],
    ['a link of Windows', 0x400],
  ])('by %s is refused', async (_what, attributes) => {
    const link = { name: 'link.cmd', data: Buffer.from('../neighbour'), attributes: attributes >>> 0 };
    expect(await offered(zipFile([script, link]))).toBe('zipUnsafePath');
  });

  it.each([
    ['script.cmd', 'SCRIPT.CMD'],
    ['e\u0301.cmd', '\u00e9.cmd'],
    ['script.cmd', 'script.cmd/'],
    ['a/script.cmd', 'A\\Script.cmd'],
  ])('by %j and %j, one file for Windows, is refused', async (left, right) => {
    expect(
      await offered(
        zipFile([
          { ...script, name: left },
          { ...script, name: right },
        ]),
      ),
    ).toBe('duplicateNames');
  });
});

describe('a zip that bursts', () => {
  const zeros = (bytes: number, name = 'big.cmd') => ({ name, data: Buffer.alloc(bytes), deflate: true });

  it.each([
    ['by its ratio', () => zipFile([script, zeros(4 * 1024 * 1024)])],
    [
      'by many pieces below the ratio',
      () => zipFile(Array.from({ length: 400 }, (_, index) => zeros(60_000, `${index}.bin`))),
    ],
    [
      'by the sizes it announces',
      () => zipFile([script, { ...script, name: 'b.cmd', announcedSize: 0xffff_fffe }]),
    ],
    ['by names that lie over each other', () => overlapping(200, Buffer.from(goodScript))],
    ['by two that share their bytes', () => overlapping(2, Buffer.from(goodScript))],
  ])('%s is refused before it is unpacked', async (_how, make) => {
    expect(await offered(make())).toBe('zipBomb');
  });

  it('by 10,001 entries, or by a million that it only announces, is refused', async () => {
    const many = Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}`, data: Buffer.alloc(0) }));
    expect(await offered(zipFile(many))).toBe('zipTooManyEntries');
    expect(await offered(zip64([script], { count: 1_000_000n }))).toBe('zipTooManyEntries');
    expect(await offered(zip64([script], { count: 2n ** 63n }))).toBe('zipTooManyEntries');
  });

  it('by 300 good scripts, each worth keeping, is refused before one is unpacked; 20 are taken', async () => {
    const scripts = (count: number) =>
      zipFile(
        Array.from({ length: count }, (_, index) => ({
          name: `${index}.cmd`,
          data: Buffer.from(`${goodScript}rem ${index}\r\n`),
          deflate: true,
        })),
      );
    expect(await offered(scripts(300))).toBe('zipTooManyEntries');
    expect(await offered(scripts(21))).toBe('zipTooManyEntries');
    expect(await offered(scripts(20))).toBe('taken');
  });

  it('by zips inside zips is not opened further', async () => {
    let nested = goodZip;
    for (let depth = 0; depth < 5; depth += 1) nested = zipFile([{ name: 'inner.zip', data: nested }]);
    expect(await offered(nested)).toBe('nestedZip');
  });
});

describe('a zip that lies', () => {
  const whole = zipFile([script, { name: 'b.bin', data: Buffer.alloc(300, 7) }]);

  it.each([
    ['a smaller size than it unpacks to', zipFile([{ ...script, announcedSize: 100 }])],
    ['a larger size than it unpacks to', zipFile([{ ...script, announcedSize: goodScript.length + 1 }])],
    ['a packed size beyond its end', withCentral(whole, 1, (zip, at) => zip.writeUInt32LE(9_999, at + 20))],
    ['a place beyond its end', withCentral(whole, 0, (zip, at) => zip.writeUInt32LE(0x7fff_ffff, at + 42))],
    ['a place without a header', withCentral(goodZip, 0, (zip, at) => zip.writeUInt32LE(9, at + 42))],
    ['a packing nobody knows', withCentral(whole, 0, (zip, at) => zip.writeUInt16LE(99, at + 10))],
    ['one entry more than it has', withEnd(whole, (zip, at) => zip.writeUInt16LE(3, at + 10))],
    ['a directory that lies elsewhere', withEnd(whole, (zip, at) => zip.writeUInt32LE(4, at + 16))],
    ['a directory beyond its end', withEnd(whole, (zip, at) => zip.writeUInt32LE(0x7fff_ffff, at + 16))],
    ['a directory of ZIP64 beyond its end', zip64([script], { offset: 2n ** 52n })],
    ['a directory of ZIP64 beyond all numbers', zip64([script], { offset: 2n ** 63n })],
    ['one entry of ZIP64 more than it has', zip64([script], { count: 2n })],
    ['several disks', withEnd(whole, (zip, at) => zip.writeUInt16LE(1, at + 4))],
  ])('with %s is refused', async (_what, zip) => {
    expect(await offered(zip)).toMatch(/^(?:unreadable|truncated|twoFormats)$/);
  });

  it('by one bit of its content is refused by the checksum, stored and packed', async () => {
    for (const deflate of [false, true]) {
      const zip = zipFile([{ ...script, deflate }]);
      const at = 30 + script.name.length + (deflate ? 200 : goodScript.indexOf('OnboardingInfo'));
      zip[at] = (zip[at] ?? 0) ^ 1;
      // A packed stream may break before its checksum is reached.
      expect(await offered(zip)).toMatch(deflate ? /^(?:damaged|unreadable)$/ : /^damaged$/);
    }
  });

  it('and hides an entry from the count gives the counted ones only', async () => {
    const zip = withEnd(zipFile([script, { ...script, name: 'evil.cmd' }]), (bytes, at) =>
      bytes.writeUInt16LE(1, at + 10),
    );
    const { added } = await (await box.open()).add([await box.given('a.zip', zip)]);
    expect(added.map(({ name }) => name)).toEqual(['script.cmd']);
  });

  it('is taken when it is honest, with the records of ZIP64 too', async () => {
    expect(await offered(zip64([script]))).toBe('taken');
  });
});

describe('a zip that is something else too', () => {
  /** The zip behind other bytes, its offsets moved so that readers who start at the end find all of it. */
  function behind(front: Buffer, zip: Buffer): Buffer {
    const moved = withEnd(zip, (bytes, at) =>
      bytes.writeUInt32LE(bytes.readUInt32LE(at + 16) + front.length, at + 16),
    );
    const entry = moved.indexOf('PK\u0001\u0002', 0, 'latin1');
    moved.writeUInt32LE(moved.readUInt32LE(entry + 42) + front.length, entry + 42);
    return Buffer.concat([front, moved]);
  }

  it.each([
    ['an installer in front', () => behind(goodInstaller, goodZip)],
    ['a program in front', () => behind(Buffer.concat([Buffer.from('MZ'), Buffer.alloc(62)]), goodZip)],
    ['a script in front', () => behind(Buffer.from(goodScript), goodZip)],
  ])('by %s is refused under either name', async (_what, make) => {
    const both = make();
    expect(await box.refusal('package.zip', both)).toBe('twoFormats');
    expect(await box.refusal('md4ws.msi', both)).toMatch(/^(?:twoFormats|unreadable)$/);
    expect(await box.refusal('script.cmd', both)).toMatch(/^(?:scriptForm|notAPackage)$/);
  });

  it('at the end of an installer or an update is refused, and four letters of chance are not', async () => {
    expect(await box.refusal('md4ws.msi', Buffer.concat([goodInstaller, goodZip]))).toBe('twoFormats');
    const chance = Buffer.concat([goodInstaller, Buffer.from('PK\u0005\u0006', 'latin1'), Buffer.alloc(508)]);
    expect(await box.refusal('md4ws.msi', chance)).toBe('taken');
  });
});
