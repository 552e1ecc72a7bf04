import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Machine } from '../../../main/practice/machine/machine';
import { describeWithEngine } from '../engine';
import { machineOf, onMachine } from './stage/onMachine';

const folder = mkdtempSync(join(tmpdir(), 'gangway-restart-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** One run, and what was asked of shutdown.exe in it. */
async function journalOf(params: { delaySeconds: number }, machine: Machine) {
  const journal = join(folder, 'started.jsonl');
  rmSync(journal, { force: true });
  const run = await onMachine('Restart-Server', params, machine, { env: { GANGWAY_LAB_JOURNAL: journal } });
  const lines = readFileSync(journal, 'utf8').trim().split('\n');
  return { run, orders: lines.map((line) => z.object({ line: z.string() }).parse(JSON.parse(line)).line) };
}

describeWithEngine('Restart-Server', () => {
  it('asks Windows, and what waited for the restart has happened', async () => {
    const machine = machineOf('2016-restart');
    const before = Date.now();
    const run = await onMachine('Restart-Server', { delaySeconds: 5 }, machine);
    expect(run.error).toBeNull();
    expect(run.result?.askedAt).toBeGreaterThanOrEqual(before);
    expect(run.machine.boot.startedAt).toBeGreaterThan(machine.boot.startedAt);
    // Its log service comes after Windows itself (row servicing/servicing-events-of-a-start-timed).
    expect(run.machine.boot.recent[0]?.upAt).toBeGreaterThan(run.machine.boot.startedAt);
    expect(run.machine.atRestart).toEqual([]);
    const facts = await onMachine('Get-ServerState', { antivirusServices: [], eventsSince: 0 }, run.machine);
    // Its other antivirus asks for renames again as soon as Windows is up (row servicing/servicing-pending-file-renames-always-there).
    expect(facts.result?.restartPending).toEqual([{ source: 'fileRename', blocking: false }]);
  });

  /** Row servicing/servicing-shutdown-1190-spanish: the sentence is on the error stream, in the language of Windows. */
  const planned = 'Ya se programó un cierre del sistema';

  it('calls off what was planned, which may be a power-off, and asks again', async () => {
    const machine = machineOf('2016-restart');
    machine.faults = [{ operation: 'Restart-Server', effect: 'fail', native: 1190, line: planned, times: 1 }];
    const { run, orders } = await journalOf({ delaySeconds: 60 }, machine);
    expect(orders).toEqual(['/r /t 60 /d p:4:2', '/a', '/r /t 60 /d p:4:2']);
    expect(run.error).toBeNull();
    expect(run.machine.boot.startedAt).toBeGreaterThan(machine.boot.startedAt);
    expect(run.records.filter((one) => one.Source === 'cmd').map((one) => one.Text)).toEqual([
      `${planned}.(1190)`,
    ]);
  });

  it('asks no third time where something is planned again, and says that nothing of before is left', async () => {
    const machine = machineOf('2016-restart');
    machine.faults = [
      { operation: 'Restart-Server', effect: 'fail', native: 1190, line: planned, times: null },
    ];
    const { run, orders } = await journalOf({ delaySeconds: 0 }, machine);
    expect(orders).toHaveLength(3);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 1190 });
    expect(run.error?.text).toContain('has been called off');
  });

  it('leaves a Windows alone that is going down already, and warns that it may stay down', async () => {
    const machine = machineOf('2016-restart');
    machine.faults = [
      { operation: 'Restart-Server', effect: 'fail', native: 1115, line: 'A shutdown', times: 1 },
    ];
    const { run, orders } = await journalOf({ delaySeconds: 0 }, machine);
    expect(orders).toHaveLength(1);
    expect(run.error).toBeNull();
    expect(run.records.filter((one) => one.Level === 'warn').map((one) => one.Text)).toEqual([
      expect.stringContaining('power-off'),
    ]);
  });

  it('fails with the code of the tool', async () => {
    const machine = machineOf('2016-restart');
    machine.faults = [
      { operation: 'Restart-Server', effect: 'fail', native: 5, line: 'Zugriff verweigert', times: 1 },
    ];
    const run = await onMachine('Restart-Server', { delaySeconds: 0 }, machine);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 5 });
    expect(run.records.filter((one) => one.Source === 'cmd').map((one) => one.Text)).toEqual([
      'Zugriff verweigert.(5)',
    ]);
  });
});
