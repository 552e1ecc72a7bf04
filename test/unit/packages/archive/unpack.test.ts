import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ZipEntry, zipFile } from '../../../../build/practice/zipFile';
import { type Unpacked, unpack } from '../../../../main/packages/archive/unpack';
import { Refused } from '../../../../main/packages/refused';

const script: ZipEntry = { name: 'script.cmd', data: Buffer.from('rem a script') };
let box: string;

beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-unpack-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

async function unpackBytes(bytes: Buffer): Promise<Unpacked[]> {
  await writeFile(join(box, 'given.zip'), bytes);
  return unpack(join(box, 'given.zip'), join(box, 'out'));
}

/** The code, and that nothing at all was written, inside the folder or beside it. */
async function refusal(bytes: Buffer): Promise<string> {
  const code = await unpackBytes(bytes).then(
    () => 'taken',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
  if (code !== 'taken') expect(await readdir(box)).toEqual(['given.zip']);
  return code;
}

describe('a zip', () => {
  it('gives its known files and no others', async () => {
    const bytes = zipFile([
      { name: 'folder/', data: Buffer.alloc(0) },
      { ...script, name: 'folder/script.cmd', deflate: true },
      { name: 'folder/notes.txt', data: Buffer.from('not wanted') },
      { name: 'Install.ps1', data: Buffer.from('wanted') },
      { name: 'inner.zip', data: zipFile([script]) },
    ]);
    const unpacked = await unpackBytes(bytes);
    expect(unpacked.map(({ name }) => name)).toEqual(['script.cmd', 'Install.ps1']);
    expect(await readFile(unpacked[0]?.path ?? '', 'utf8')).toBe('rem a script');
    expect(await readdir(join(box, 'out'), { recursive: true })).toHaveLength(4);
  });

  it('may hold two files of one name in two folders', async () => {
    const unpacked = await unpackBytes(
      zipFile([
        { ...script, name: 'a/x.cmd' },
        { ...script, name: 'b/x.cmd' },
      ]),
    );
    expect(new Set(unpacked.map(({ path }) => path)).size).toBe(2);
  });

  it('with an entry that leads elsewhere is refused as a whole', async () => {
    expect(await refusal(zipFile([script, { ...script, name: '../evil.cmd' }]))).toBe('zipUnsafePath');
  });

  it('with a symbolic link is refused', async () => {
    const link = { name: 'link.cmd', data: Buffer.from('/etc/passwd'), attributes: (0o120777 << 16) >>> 0 };
    expect(await refusal(zipFile([script, link]))).toBe('zipUnsafePath');
  });

  it('with one name in two spellings is refused', async () => {
    expect(await refusal(zipFile([script, { ...script, name: 'SCRIPT.CMD' }]))).toBe('duplicateNames');
    expect(await refusal(zipFile([script, { name: 'script.cmd/', data: Buffer.alloc(0) }]))).toBe(
      'duplicateNames',
    );
  });

  it('that is encrypted is refused', async () => {
    // Encryption puts 12 bytes before the content.
    const secret = { name: 'a.cmd', data: Buffer.alloc(40), announcedSize: 28, flags: 0x801 };
    expect(await refusal(zipFile([secret]))).toBe('zipEncrypted');
  });

  it('that is a bomb is refused by ratio and by size', async () => {
    const zeros = { name: 'big.cmd', data: Buffer.alloc(4 * 1024 * 1024), deflate: true };
    expect(await refusal(zipFile([zeros]))).toBe('zipBomb');
    const many = Array.from({ length: 400 }, (_, index) => ({
      name: `${index}.bin`,
      data: Buffer.alloc(20_000, index),
      deflate: true,
      announcedSize: 3 * 1024 * 1024,
    }));
    expect(await refusal(zipFile(many))).toBe('zipBomb');
  });

  it('that lies about a size is refused while it is read', async () => {
    const data = Buffer.from('x'.repeat(5000));
    const code = await unpackBytes(
      zipFile([{ name: 'a.cmd', data, deflate: true, announcedSize: 10 }]),
    ).catch((error: unknown) => (error instanceof Refused ? error.code : error));
    expect(code).toBe('unreadable');
  });

  it('with more than 10,000 entries is refused', async () => {
    const entries = Array.from({ length: 10_001 }, (_, index) => ({
      name: `${index}.txt`,
      data: Buffer.alloc(0),
    }));
    expect(await refusal(zipFile(entries))).toBe('zipTooManyEntries');
  });

  it('with nothing but a zip inside says so', async () => {
    expect(await refusal(zipFile([{ name: 'inner.zip', data: zipFile([script]) }]))).toBe('nestedZip');
  });

  it('with nothing known is no package', async () => {
    expect(await refusal(zipFile([{ name: 'readme.txt', data: Buffer.from('hello') }]))).toBe('notAPackage');
    expect(await refusal(zipFile([]))).toBe('notAPackage');
  });

  it('that was cut off is truncated, and other bytes are unreadable', async () => {
    const whole = zipFile([script, { name: 'b.cmd', data: Buffer.alloc(2000, 1) }]);
    expect(await refusal(whole.subarray(0, 500))).toBe('truncated');
    expect(await refusal(Buffer.from('this is no zip at all, but long enough to hold an end record'))).toBe(
      'unreadable',
    );
  });
});
