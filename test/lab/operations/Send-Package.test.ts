import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeWithEngine } from '../engine';
import { makeOurs, stepsOf } from './stage/kit';
import { machineOf, onMachine } from './stage/onMachine';

const folder = mkdtempSync(join(tmpdir(), 'gangway-send-'));
afterAll(() => rmSync(folder, { recursive: true }));

function source(name: string, bytes: Buffer) {
  const path = join(folder, `${name}-${randomBytes(4).toString('hex')}`);
  writeFileSync(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { sha256, name, bytes: bytes.length, source: path };
}
const machine = machineOf('2016-trellix');
/** The library stays on a disk that is removed with the machine: look at it before, through a link. */
const big = randomBytes(2.5 * 1024 * 1024);

describeWithEngine('Send-Package', () => {
  it('copies in chunks, tells how far it is, and knows the file the next time', async () => {
    const file = source('md4ws.msi', big);
    const { sha256, name, bytes } = file;
    const run = await onMachine('Send-Package', { files: [file, file] }, machine);
    expect(run.error).toBeNull();
    expect(run.result).toEqual({
      changed: true,
      files: [
        { sha256, name, bytes },
        { sha256, name, bytes },
      ],
    });
    expect(run.records.filter((one) => one.Kind === 'progress').map((one) => [one.Done, one.Total])).toEqual([
      [1048576, 2 * big.length],
      [2097152, 2 * big.length],
      [big.length, 2 * big.length],
    ]);
    expect(stepsOf(run.records)).toEqual(['copyFile begin', 'copyFile done', 'copyFile skipped']);
  });

  it.each([
    ['goes on where a copy was cut off', big.subarray(0, 1_500_000), 2],
    ['begins anew where what lies there is wrong', Buffer.alloc(1_500_000), 5],
  ])('%s', async (_what, lying, chunks) => {
    const file = source('md4ws.msi', big);
    let seen = Buffer.alloc(0);
    const prepare = (disk: string) => {
      makeOurs(disk, 'library');
      makeOurs(disk, 'library', file.sha256);
      const library = join(disk, 'ProgramData', 'Gangway', 'library', file.sha256);
      mkdirSync(library, { recursive: true });
      writeFileSync(join(library, 'md4ws.msi.part'), lying);
    };
    const run = await onMachine('Send-Package', { files: [file] }, machine, {
      prepare,
      inspect: (disk) => {
        const library = join(disk, 'ProgramData', 'Gangway', 'library', file.sha256);
        seen = readFileSync(join(library, 'md4ws.msi'));
        expect(existsSync(join(library, 'md4ws.msi.part'))).toBe(false);
      },
    });
    expect(run.error).toBeNull();
    expect(seen.equals(big)).toBe(true);
    expect(run.records.filter((one) => one.Kind === 'progress')).toHaveLength(chunks);
  });

  it('refuses a source that is another file than the one that was looked at', async () => {
    const file = { ...source('md4ws.msi', big), sha256: 'a'.repeat(64) };
    const run = await onMachine('Send-Package', { files: [file] }, machine);
    expect(run.error?.code).toBe('operation.hashMismatch');
  });

  it('refuses a library that somebody else made', async () => {
    const prepare = (disk: string) =>
      mkdirSync(join(disk, 'ProgramData', 'Gangway', 'library'), { recursive: true });
    const run = await onMachine('Send-Package', { files: [source('a.msi', big)] }, machine, { prepare });
    expect(run.error?.code).toBe('run.folderNotOurs');
  });

  it('names a source that is gone', async () => {
    const file = { ...source('md4ws.msi', big), source: join(folder, 'gone') };
    const run = await onMachine('Send-Package', { files: [file] }, machine);
    expect(run.error?.code).toBe('package.missing');
  });
});
