import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../../main/log';
import { blob, leaked } from './redact/blob';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-log-'));
});
afterEach(() => rm(folder, { recursive: true }));
const read = () => readFile(join(folder, 'gangway.log'), 'utf8');

describe('the log', () => {
  it('keeps one line for each message, with its time and without secrets', async () => {
    const log = createLog(folder, () => 0);
    log.write('info', 'Started');
    log.write('error', `First\r\nsecond ${blob} password=Hunter2`);
    await log.flush();
    const text = await read();
    expect(text.split('\n')[0]).toBe('1970-01-01T00:00:00.000Z info  Started');
    expect(text.trimEnd().split('\n')).toHaveLength(2);
    expect(text).toContain('error First | second');
    expect(leaked(text)).toBeNull();
    expect(text).not.toContain('Hunter2');
  });

  it('never takes more than three files of 5 MB', async () => {
    const log = createLog(folder);
    for (let n = 0; n < 20; n += 1) {
      log.write('info', `${n} ${'text '.repeat(200_000)}`);
      await log.flush();
    }
    expect((await readdir(folder)).sort()).toEqual(['gangway.1.log', 'gangway.2.log', 'gangway.log']);
    for (const name of await readdir(folder))
      expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(5 * 1024 * 1024);
    expect(await read()).toContain(' 19 text');
  });

  it('stops nothing when it cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    const log = createLog(join(folder, 'file'));
    log.write('warn', 'nowhere');
    await expect(log.flush()).resolves.toBeUndefined();
  });
});
