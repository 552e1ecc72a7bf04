import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFiles } from '../../../main/handoff/writeFiles';
import type { HandOffFile } from '../../../shared/handoff/files';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gangway-handoff-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const big = 'x'.repeat(3_000_001);
const hash = createHash('sha256').update(big).digest('hex');
const file = (path: string, content: HandOffFile['content']): HandOffFile => ({
  path,
  content,
  holds: 'nothing',
});
const ofLibrary = file('Share/files/md4ws.msi', {
  kind: 'installation',
  name: 'md4ws.msi',
  bytes: big.length,
  sha256: hash,
});

describe('the files of a hand-off', () => {
  it('are written with their folders, those of the library in pieces', async () => {
    const library = join(folder, 'library');
    writeFileSync(library, big);
    const files = [file('a.txt', 'é'), file('GPO/b.pol', Uint8Array.of(0, 255)), ofLibrary];
    await writeFiles(join(folder, 'out'), files, (sha256) => (sha256 === hash ? library : null));
    expect(readFileSync(join(folder, 'out/a.txt'), 'utf8')).toBe('é');
    expect([...readFileSync(join(folder, 'out/GPO/b.pol'))]).toEqual([0, 255]);
    expect(readFileSync(join(folder, 'out/Share/files/md4ws.msi'), 'utf8')).toBe(big);
  });

  it('leaves nothing behind where the disk refuses a file, or gives back another one', async () => {
    const library = join(folder, 'library');
    writeFileSync(library, 'another file');
    const out = join(folder, 'out');
    const write = (pathOf: string | null) => writeFiles(out, [file('a.txt', 'a'), ofLibrary], () => pathOf);
    await expect(write(library)).rejects.toMatchObject({ code: 'file.unwritable' });
    expect(existsSync(out)).toBe(false);
    await expect(write(null)).rejects.toMatchObject({ code: 'package.missing' });
    await expect(write(join(folder, 'nowhere'))).rejects.toMatchObject({ code: 'file.unwritable' });
    await expect(writeFiles(out, [file('../outside.txt', 'a')], () => null)).rejects.toMatchObject({
      code: 'file.unwritable',
    });
    expect(existsSync(out)).toBe(false);
    expect(existsSync(join(folder, 'outside.txt'))).toBe(false);
  });

  it('never writes over what is there', async () => {
    const out = join(folder, 'out');
    mkdirSync(out);
    writeFileSync(join(out, 'kept.txt'), 'kept');
    await expect(writeFiles(out, [file('kept.txt', 'new')], () => null)).rejects.toMatchObject({
      code: 'handOff.folderTaken',
    });
    expect(readFileSync(join(out, 'kept.txt'), 'utf8')).toBe('kept');
  });
});
