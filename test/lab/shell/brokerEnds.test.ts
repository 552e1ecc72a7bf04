import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scripts } from '../../../main/operations/index';
import { BrokerShell } from '../../../main/shell/brokerShell';
import { createPowerShell, startPowerShell } from '../../../main/shell/powershell';
import { describeWithEngine, isOrdinary } from '../engine';
import { openLabMachine } from '../labMachine';
import { startLab } from '../startLab';
import { openTestBroker, quickTimes, resultText, scriptText } from './scriptText';

describeWithEngine('processes that end', (engine) => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gangway-broker-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const place = { runId: 'run-00001', nn: 1, asked: true };

  test('an operation that ends the process is told so, and the next one gets a new process', async () => {
    let text = '[Environment]::Exit(7)';
    const shell = new BrokerShell(() => startPowerShell({ executable: engine }), {
      ...scripts,
      get 'Stop-Run'() {
        return scriptText(text);
      },
    });
    const first = await shell.hello();
    await expect(shell.run('Stop-Run', place)).rejects.toMatchObject({ code: 'shell.exited', native: 7 });
    text = resultText('@{ asked = $true }');
    expect(await shell.run('Stop-Run', place)).toEqual({ asked: true });
    expect((await shell.hello()).pid).not.toBe(first.pid);
    await shell.close();
  });

  test('an operation that waits for input ends at its limit', async () => {
    const { run, hello } = await openTestBroker(engine, folder);
    await expect(run(`[Console]::In.ReadLine(); ${resultText('1')}`, {}, 300)).rejects.toMatchObject({
      code: 'operation.timedOut',
    });
    await expect(isGone(hello.pid)).resolves.toBe(true);
  });

  test('an operation that does not let itself be stopped loses its process, with what it started', async () => {
    const { run, told, hello } = await openTestBroker(engine, folder);
    const stop = new AbortController();
    const call = run(
      `[string](Start-Process '${process.execPath}' -ArgumentList '-e', 'setTimeout(Boolean,60000)' -PassThru).Id; [Threading.Thread]::Sleep(60000)`,
      {},
      20_000,
      stop.signal,
    );
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'operation.canceled' });
    const [log] = told;
    expect(log?.kind === 'log' && Number(log.text) > 0).toBe(true);
    await expect(isGone(hello.pid)).resolves.toBe(true);
    await expect(isGone(log?.kind === 'log' ? Number(log.text) : 0)).resolves.toBe(true);
  });

  const onWindows = process.platform === 'win32';
  const noStop = onWindows ? ' (skipped: Windows has no signal that freezes a process)' : '';
  test.skipIf(onWindows)(`a frozen process is noticed, a quiet one is not${noStop}`, async () => {
    const { run, hello } = await openTestBroker(engine, folder, { ...quickTimes, heartbeatMs: 4000 });
    expect(await run(`Start-Sleep -Milliseconds 4300; ${resultText('1')}`)).toBe(1);
    const call = run(`Start-Sleep -Seconds 60`);
    setTimeout(() => process.kill(hello.pid, 'SIGSTOP'), 100);
    await expect(call).rejects.toMatchObject({ code: 'shell.exited' });
    await expect(isGone(hello.pid)).resolves.toBe(true);
  });

  test('a process that is killed is told so', async () => {
    const { run, hello } = await openTestBroker(engine, folder);
    const call = run('Start-Sleep -Seconds 60');
    setTimeout(() => process.kill(hello.pid, 'SIGKILL'), 100);
    await expect(call).rejects.toMatchObject({ code: 'shell.exited' });
  });

  test('a program that is missing or dies at once fails by code', async () => {
    const missing = createPowerShell({ executable: join(folder, 'powershell.exe') });
    await expect(missing.hello()).rejects.toMatchObject({ code: 'shell.missing' });
    await missing.close();
    // Node refuses the arguments of a PowerShell.
    const dying = createPowerShell({ executable: process.execPath });
    await expect(dying.hello()).rejects.toMatchObject({ code: 'shell.exited', native: 9 });
    await dying.close();
  });

  const onlyLab = isOrdinary()
    ? ' (skipped: an ordinary PowerShell has no variable for its language mode)'
    : '';
  test.skipIf(isOrdinary())(`a constrained language fails by code${onlyLab}`, async () => {
    const constrained = createPowerShell({
      executable: engine,
      env: { GANGWAY_LANGUAGEMODE: 'ConstrainedLanguage' },
    });
    await expect(constrained.hello()).rejects.toMatchObject({
      code: 'target.languageMode',
      detail: 'ConstrainedLanguage',
    });
    await constrained.close();
  });

  test('FakeWindows answers from the runspace of an operation', async () => {
    const lab = openLabMachine();
    const shell = new BrokerShell(() => startLab({ executable: engine, env: lab.env }), {
      ...scripts,
      'Stop-Run': scriptText(
        resultText(`@{ asked = (Get-Command Get-ScheduledTask).CommandType -eq 'Function' }`),
      ),
    });
    expect(await shell.run('Stop-Run', place)).toEqual({ asked: true });
    await shell.close();
    lab.remove();
  });

  test('eight shells at once do not disturb each other', async () => {
    const numbers = Array.from({ length: 8 }, (_, index) => index);
    const shells = await Promise.all(numbers.map(() => openTestBroker(engine, folder)));
    const texts = numbers.map(
      (number) => `foreach ($i in 1..300) { "line $i" }; ${resultText(String(number))}`,
    );
    const values = await Promise.all(shells.map(({ run }, index) => run(texts[index] ?? '')));
    expect(values).toEqual(numbers);
    expect(shells.map(({ told }) => told.length)).toEqual(numbers.map(() => 300));
    await Promise.all(shells.map(({ broker }) => broker.close()));
  });

  test('what waits in line is refused when the shell closes', async () => {
    const shell = new BrokerShell(() => startPowerShell({ executable: engine }), {
      ...scripts,
      'Stop-Run': scriptText(`Start-Sleep -Seconds 60`),
    });
    await shell.hello();
    const calls = [shell.run('Stop-Run', place), shell.run('Stop-Run', place)].map((call) =>
      call.catch((error: unknown) => error),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    await shell.close();
    expect(await Promise.all(calls)).toEqual([
      expect.objectContaining({ code: 'operation.canceled' }),
      expect.objectContaining({ code: 'operation.canceled' }),
    ]);
  });
});

/** Whether a process ends within twenty seconds. */
async function isGone(pid: number): Promise<boolean> {
  for (let look = 0; look < 400; look++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
