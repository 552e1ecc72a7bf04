import { expect, test } from 'vitest';
import { describeWithEngine } from '../engine';
import type { MachineFile } from '../labMachine';
import { runOperation } from '../run';

const place = { runId: 'run-00001', nn: 1 };
const msiexec = { pid: 4242, parentPid: 800, name: 'msiexec.exe', startedAt: 1_700_000_000_000 };
const inProgress = {
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\InProgress': { Name: 'x' },
};

describeWithEngine('Get-RunHealth, who holds Windows Installer', () => {
  test.each<[string, MachineFile, object]>([
    ['nobody', {}, { busy: false, pid: null }],
    ['an installation of somebody else', { processes: [msiexec] }, { busy: true, pid: 4242 }],
    ['an installation without a client to see', { registry: inProgress }, { busy: true, pid: null }],
  ])('%s', async (_, part, installer) => {
    const run = await runOperation('Get-RunHealth', place, { os: { InstallationType: 'Server' }, ...part });
    expect(run.error).toBeNull();
    expect(run.result).toEqual({
      alive: false,
      waiting: false,
      processes: [],
      installer,
      lastRecordAt: null,
    });
  });
});
