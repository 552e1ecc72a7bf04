import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Machine } from '../../../main/practice/machine/machine';
import { describeWithEngine } from '../engine';
import type { LabRunOptions } from '../run';
import { stepsOf } from './stage/kit';
import { machineOf, onMachine } from './stage/onMachine';

/** The line of Microsoft's page "Run a detection test", byte for byte: a changed line is not detected. */
const documented =
  "powershell.exe -NoExit -ExecutionPolicy Bypass -WindowStyle Hidden $ErrorActionPreference = 'silentlycontinue';" +
  "(New-Object System.Net.WebClient).DownloadFile('http://127.0.0.1/1.exe', 'C:\\\\test-MDATP-test\\\\invoice.exe');" +
  "Start-Process 'C:\\\\test-MDATP-test\\\\invoice.exe'";

const folder = mkdtempSync(join(tmpdir(), 'gangway-detection-'));
afterAll(() => rmSync(folder, { recursive: true }));
const entrySchema = z.looseObject({ path: z.string().optional(), line: z.string().optional() });
const fast = { GANGWAY_LAB_SPEED: '2000' };
let runs = 0;

/** One run, with what it started and asked. */
async function test(machine: Machine, options: LabRunOptions = {}) {
  const journal = join(folder, `${(runs += 1)}.jsonl`);
  const env = { ...fast, GANGWAY_LAB_JOURNAL: journal, ...options.env };
  const run = await onMachine('Invoke-DetectionTest', {}, machine, { ...options, env });
  const lines = existsSync(journal) ? readFileSync(journal, 'utf8').trim().split('\n') : [];
  const entries = lines.map((line) => entrySchema.parse(JSON.parse(line)));
  return { ...run, started: entries.filter(({ asked }) => asked === undefined) };
}

describeWithEngine('Invoke-DetectionTest', () => {
  it('starts the documented line to the byte, as LocalService without privileges, and ends what it leaves behind', async () => {
    const machine = machineOf('2019-onboarded');
    const before = Date.now();
    const run = await test(machine);
    expect(run.error).toBeNull();
    expect(run.result?.sentAt).toBeGreaterThanOrEqual(before);
    expect(run.started.map(({ held: _, ...entry }) => entry)).toEqual([
      { task: 'DetectionTest', user: 'S-1-5-19', level: 'Limited', privileges: ['SeChangeNotifyPrivilege'] },
      { path: 'C:\\Windows\\System32\\cmd.exe', line: `/d /c ${documented}`, stdin: false },
      { path: 'powershell.exe', line: documented, stdin: false },
    ]);
    expect(stepsOf(run.records)).toEqual([
      'checkTest begin',
      'checkTest done',
      'sendTest begin',
      'sendTest done',
      'endTest begin',
      'endTest done',
    ]);
    expect(run.machine.processes).toEqual(machine.processes);
  });

  it.each([
    ['another line', { line: 'powershell.exe -NoExit' }],
    ['another account', { user: 'S-1-5-21-1-2-3-500' }],
    ['an earlier start', { startedAt: 0 }],
  ])('leaves a process of %s alone', async (_, other) => {
    const machine = machineOf('2019-onboarded');
    const sure = { startedAt: Date.now() + 60_000, line: documented, user: 'S-1-5-19' };
    const theirs = { pid: 4711, parentPid: 4, name: 'powershell.exe', ...sure, ...other };
    const run = await test({ ...machine, processes: [...machine.processes, theirs] });
    expect(run.machine.processes).toEqual([...machine.processes, theirs]);
  });

  it('does not take a line that another antivirus stopped for a failure', async () => {
    const machine = machineOf('2019-onboarded');
    machine.faults = [
      { operation: 'Invoke-DetectionTest', effect: 'fail', native: 0x800700e1 | 0, line: 'virus', times: 1 },
    ];
    const run = await test(machine);
    expect(run.error).toBeNull();
    expect(run.result).toBeDefined();
    expect(stepsOf(run.records).at(-1)).toBe('endTest skipped');
  });

  const place = (disk: string) => join(disk, 'test-MDATP-test');
  const made = (disk: string) => mkdirSync(place(disk));
  const ours = (disk: string) => {
    made(disk);
    const lists = join(dirname(disk), 'acl');
    mkdirSync(lists, { recursive: true });
    writeFileSync(
      join(lists, encodeURIComponent(place(disk))),
      'O:BAG:BAD:AI(A;OICI;FA;;;BA)(A;OICI;FA;;;AU)',
    );
  };
  const withFile = (disk: string) => {
    ours(disk);
    writeFileSync(join(place(disk), 'invoice.exe'), '');
  };
  const web = (status: string) => ({ env: { GANGWAY_LAB_ODD: `web:${status}` } });

  it.each<[string, LabRunOptions]>([
    ['a folder that a user made', { prepare: made }],
    ['a file in a folder of Administrators', { prepare: withFile }],
    ['a file in the place of the folder', { prepare: (disk) => writeFileSync(place(disk), '') }],
    ['a web server that gives the file', web('200')],
    ['a web server that sends elsewhere', web('302')],
    ['a web server that says nothing', web('silent')],
  ])('starts nothing where somebody prepared %s', async (_, options) => {
    const run = await test(machineOf('2019-onboarded'), options);
    expect(run.error?.code).toBe('test.prepared');
    expect(run.started).toEqual([]);
  });

  it.each<[string, LabRunOptions]>([
    ['a web server answers 404', web('404')],
    ['the folder is there and of Administrators', { prepare: ours }],
  ])('is sent where %s: the line fails there', async (_, options) => {
    const run = await test(machineOf('2019-onboarded'), options);
    expect(run.error).toBeNull();
    expect(run.started).toHaveLength(3);
  });
});
