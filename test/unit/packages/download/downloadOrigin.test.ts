import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLibrary } from '../../../../main/packages/library';
import { practiceFiles } from '../../../../main/packages/practicePackages';
import { readOrigin } from '../../../../main/packages/readOrigin';
import { trustNotCheckedHere } from '../../../../main/packages/trust';
import { inspect } from '../../../../main/packages/inspection/inspect';
import { holds, rowOf } from '../../../ground/row';

let box: string;
let path: string;
const source = practiceFiles(join(import.meta.dirname, '../../../../main/packages/practice')).find(
  ({ id }) => id === 'platformUpdate',
);

beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-origin-'));
  path = join(box, 'UpdatePlatform.exe');
  await copyFile(source?.path ?? '', path);
});
afterEach(() => rm(box, { recursive: true, force: true }));

/** On NTFS this is a stream of the file; elsewhere a file of that name stands for it. */
const mark = (text: string) => writeFile(`${path}:Zone.Identifier`, text);

describe('the mark of a download', () => {
  it.each([
    ['[ZoneTransfer]\r\nZoneId=3\r\n', { zone: 3, host: null }],
    [
      '[ZoneTransfer]\r\nZoneId=3\r\nReferrerUrl=https://security.microsoft.com/\r\nHostUrl=https://files.example.net/a.zip?sig=SECRET\r\n',
      { zone: 3, host: 'files.example.net' },
    ],
    ['[ZoneTransfer]\r\nZoneId=4\r\nHostUrl=about:internet\r\n', { zone: 4, host: null }],
    ['[ZoneTransfer]\r\nZoneId=0\r\n', { zone: 0, host: null }],
    ['[ZoneTransfer]\r\nZoneId=3', { zone: 3, host: null }],
    ['[ZoneTransfer]\r\nZoneId=5\r\n', null],
    ['[ZoneTransfer]\r\nZoneId=33\r\n', null],
    ['[ZoneTransfer]\r\nZoneId=\r\n', null],
    ['[ZoneTransfer]\r\nmyZoneId=3\r\n', null],
    // Without a zone, a host is worth nothing.
    ['[ZoneTransfer]\r\nHostUrl=https://files.example.net/a\r\n', null],
    ['\u0000\u0001', null],
    ['', null],
  ])('%j', async (text, origin) => {
    // The lines that browsers write, each ended by CR LF (row platform/zone-identifier); what is torn holds none.
    const names = text.match(/^(?:\[ZoneTransfer\]|[A-Z]\w+=)/gm) ?? [];
    for (const name of names) expect(holds(rowOf('platform/zone-identifier'), name)).toBe(true);
    await mark(text);
    expect(await readOrigin(path)).toEqual(origin);
  });

  it.each([
    ['HostUrl=https://files.example.net/a', 'files.example.net'],
    ['HostUrl=http://files.example.net:8080/a', 'files.example.net'],
    ['HostUrl=https://eva:secret@files.example.net/a', 'files.example.net'],
    ['HostUrl=https://files.example.net/a ', 'files.example.net'],
    ['HostUrl=ftp://files.example.net/a', null],
    ['HostUrl=xhttp://files.example.net/a', null],
    ['HostUrl=file://server/share/a', null],
    ['HostUrl=https://files.example.net/a and more', null],
    ['HostUrl=', null],
    ['myHostUrl=https://files.example.net/a', null],
    ['ReferrerUrl=https://files.example.net/a', null],
  ])('names a host of the web by %s, or none', async (line, host) => {
    await mark(`[ZoneTransfer]\r\nZoneId=3\r\n${line}\r\n`);
    expect(await readOrigin(path)).toEqual({ zone: 3, host });
  });

  it('is read for 4 KB, and no further', async () => {
    const [zone, before, after] = ['ZoneId=3\r\n', 'ReferrerUrl=', '\r\nHostUrl=https://files.example.net/'];
    const filled = (bytes: number) =>
      zone + before + 'a'.repeat(bytes - zone.length - before.length - after.length) + after;
    await mark(filled(4096));
    expect(await readOrigin(path)).toEqual({ zone: 3, host: 'files.example.net' });
    await mark(filled(5000));
    expect(await readOrigin(path)).toEqual({ zone: 3, host: null });
  });

  it('is none where it cannot be read', async () => {
    await mkdir(`${path}:Zone.Identifier`);
    expect(await readOrigin(path)).toBeNull();
  });

  it('is absent where nothing was marked', async () => {
    expect(await readOrigin(path)).toBeNull();
  });

  it('is kept with the package, without the address and its key, and over a start', async () => {
    await mark('[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://files.example.net/a?sig=SECRET\r\n');
    const open = () =>
      createLibrary({ folder: join(box, 'library'), practice: true, trust: trustNotCheckedHere, inspect });
    const { added } = await (await open()).add([path]);
    expect(added[0]?.origin).toEqual({ zone: 3, host: 'files.example.net' });
    const [kept] = (await open()).list();
    expect(kept?.origin).toEqual({ zone: 3, host: 'files.example.net' });
    expect(JSON.stringify(kept)).not.toContain('SECRET');
  });
});
