import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { describeWithEngine } from '../../engine';
import { machineOf, onMachine } from '../stage/onMachine';

const asked = { bytes: 4096, total: 10_000 };
const textOf = (content: string | undefined): string =>
  gunzipSync(Buffer.from(content ?? '', 'base64')).toString('utf8');
/** A log of the disk, so many minutes old. */
function put(disk: string, minutesAgo: number, text: string, ...path: string[]): void {
  const file = join(disk, ...path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  const at = Date.now() / 1000 - minutesAgo * 60;
  utimesSync(file, at, at);
}

describeWithEngine('Get-LogFile', () => {
  it('brings logs of runs and of Windows, the newest first, and follows no link', async () => {
    const run = await onMachine('Get-LogFile', asked, machineOf('2019-fresh'), {
      prepare(disk) {
        const runs = ['ProgramData', 'Gangway', 'runs', 'r-12345678', '02'];
        put(disk, 5, 'the installer', ...runs, 'install.log');
        put(disk, 4, 'the script', ...runs, 'staging', 'InstallPS1-X.log');
        put(disk, 9, 'servicing', 'Windows', 'Logs', 'CBS', 'CBS.log');
        put(disk, 8, 'old servicing', 'Windows', 'Logs', 'CBS', 'CbsPersist_1.log');
        put(disk, 7, '', 'Windows', 'Temp', 'MpCmdRun.log');
        put(disk, 6, 'a secret', 'secret.txt');
        symlinkSync(join(disk, 'secret.txt'), join(disk, 'Windows', 'Temp', 'MSI1.log'));
      },
    });
    expect(run.error).toBeNull();
    const { files, unreadable } = run.result ?? expect.unreachable('no result');
    expect(unreadable).toEqual([]);
    expect(files.map(({ path, content }) => [path.split(/[\\/]/).at(-1), textOf(content)])).toEqual([
      ['InstallPS1-X.log', 'the script'],
      ['install.log', 'the installer'],
      ['CBS.log', 'servicing'],
    ]);
    expect(Math.abs((files[0]?.modifiedAt ?? 0) - (Date.now() - 240_000))).toBeLessThan(60_000);
  });

  it('brings the last part of a long one from an even place, and no more than is asked for in all', async () => {
    const run = await onMachine('Get-LogFile', asked, machineOf('2019-fresh'), {
      prepare(disk) {
        for (const index of [1, 2, 3, 4])
          put(
            disk,
            index,
            `${'x'.repeat(6000)}end ${index}`,
            'ProgramData',
            'Gangway',
            'runs',
            `r-1234567${index}`,
            '01',
            'install.log',
          );
      },
    });
    const files = run.result?.files ?? [];
    expect(
      files.map(({ size, content }) => [size, textOf(content).length, textOf(content).slice(-5)]),
    ).toEqual([
      [6005, 4095, 'end 1'],
      [6005, 4095, 'end 2'],
      [6005, 1809, 'end 3'],
    ]);
  });

  it('has no file where none is there', async () => {
    const run = await onMachine('Get-LogFile', asked, machineOf('2019-onboarded'));
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject({ files: [], unreadable: [] });
  });
});
