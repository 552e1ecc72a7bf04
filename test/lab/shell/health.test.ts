import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeWithEngine } from '../engine';
import type { MachineFile } from '../labMachine';
import { runOperation } from '../run';

const place = { runId: 'run-00001', nn: 1 };
const msiexec = { pid: 4242, parentPid: 800, name: 'msiexec.exe', startedAt: 1_700_000_000_000 };
const inProgress = {
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\InProgress': { Name: 'x' },
};

describeWithEngine('Get-RunHealth, who holds Windows Installer', () => {
  // The tests on Wine install with such a program, beside these and on the same computer: no server of the lab is to see it.
  let folder = '';
  const end = new AbortController();
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-installer-'));
    const program = join(folder, 'msiexec.exe');
    writeFileSync(program, '#!/bin/sh\nread line\n', { mode: 0o755 });
    const stranger = spawn(program, { signal: end.signal, stdio: ['pipe', 'ignore', 'ignore'] });
    stranger.on('error', () => undefined);
    await once(stranger, 'spawn');
  });
  afterAll(() => {
    end.abort();
    rmSync(folder, { recursive: true });
  });

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
