import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import { describeWithEngine } from '../engine';
import { stepsOf } from './kit';
import { machineOf, onMachine } from './onMachine';

/** The line of Microsoft's page "Run a detection test", byte for byte: a changed line is not detected. */
const documented =
  "powershell.exe -NoExit -ExecutionPolicy Bypass -WindowStyle Hidden $ErrorActionPreference = 'silentlycontinue';" +
  "(New-Object System.Net.WebClient).DownloadFile('http://127.0.0.1/1.exe', 'C:\\\\test-MDATP-test\\\\invoice.exe');" +
  "Start-Process 'C:\\\\test-MDATP-test\\\\invoice.exe'";

const folder = mkdtempSync(join(tmpdir(), 'gangway-detection-'));
afterAll(() => rmSync(folder, { recursive: true }));
const startedSchema = z.object({ path: z.string(), line: z.string(), stdin: z.boolean() });

describeWithEngine('Invoke-DetectionTest', () => {
  it('starts the documented line to the byte, and ends what it leaves behind', async () => {
    const journal = join(folder, 'started.jsonl');
    const env = { GANGWAY_LAB_JOURNAL: journal, GANGWAY_LAB_SPEED: '2000' };
    const machine = machineOf('2019-onboarded');
    const before = Date.now();
    const run = await onMachine('Invoke-DetectionTest', {}, machine, { env });
    expect(run.error).toBeNull();
    expect(run.result?.sentAt).toBeGreaterThanOrEqual(before);
    const started = readFileSync(journal, 'utf8')
      .trim()
      .split('\n')
      .map((line) => startedSchema.parse(JSON.parse(line)));
    expect(started).toEqual([
      { path: 'C:\\Windows\\System32\\cmd.exe', line: `/d /c ${documented}`, stdin: false },
      { path: 'powershell.exe', line: documented, stdin: false },
    ]);
    expect(stepsOf(run.records)).toEqual([
      'sendTest begin',
      'sendTest done',
      'endTest begin',
      'endTest done',
    ]);
    expect(run.machine.processes).toEqual(machine.processes);
  });

  it('does not take a line that another antivirus stopped for a failure', async () => {
    const machine = machineOf('2019-onboarded');
    machine.faults = [
      { operation: 'Invoke-DetectionTest', effect: 'fail', native: 0x800700e1 | 0, line: 'virus', times: 1 },
    ];
    const run = await onMachine('Invoke-DetectionTest', {}, machine, { env: { GANGWAY_LAB_SPEED: '2000' } });
    expect(run.error).toBeNull();
    expect(run.result).toBeDefined();
    expect(stepsOf(run.records).at(-1)).toBe('endTest skipped');
  });
});
