import { expect, it } from 'vitest';
import { describeWithEngine } from '../../engine';
import { stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const straight = { proxy: null, bypass: null };
const through = { proxy: 'proxy.example:8080', bypass: '*.practice.example;<local>' };

describeWithEngine('Set-WinHttpProxy', () => {
  it('sets the proxy with its exceptions, and reads both back from what Windows holds', async () => {
    const run = await onMachine('Set-WinHttpProxy', through, machineOf('2012r2-fresh'));
    expect(run.error).toBeNull();
    expect(run.result).toEqual({ changed: true, before: straight, after: through });
    expect(stepsOf(run.records)).toEqual(['writeWinHttpProxy begin', 'writeWinHttpProxy done']);
    const read = await onMachine('Get-ServerState', { antivirusServices: [], eventsSince: 0 }, run.machine);
    expect(read.result?.proxy).toMatchObject({ winHttp: through.proxy, winHttpBypass: through.bypass });
  });

  it('takes the proxy away, and tells the one of each scheme that was there', async () => {
    const machine = machineOf('2019-fresh');
    const before = { proxy: 'http=a.example:80;https=b.example:81', bypass: '<local>' };
    machine.proxy = { winHttp: before.proxy, winHttpBypass: before.bypass };
    const run = await onMachine('Set-WinHttpProxy', straight, machine);
    expect(run.result).toEqual({ changed: true, before, after: straight });
    // What was there goes back the same way.
    const back = await onMachine('Set-WinHttpProxy', before, run.machine);
    expect(back.result).toEqual({ changed: true, before: straight, after: before });
  });

  it('changes the exceptions alone, and nothing where all is so already', async () => {
    const machine = machineOf('2019-fresh');
    machine.proxy = { winHttp: through.proxy, winHttpBypass: null };
    const some = await onMachine('Set-WinHttpProxy', through, machine);
    expect(some.result).toMatchObject({ changed: true, before: { bypass: null }, after: through });
    const none = await onMachine('Set-WinHttpProxy', through, some.machine);
    expect([none.result?.changed, stepsOf(none.records)]).toEqual([false, ['writeWinHttpProxy skipped']]);
  });

  it.each([
    [{ proxy: 'proxy.example:8080 bypass-list=*', bypass: null }],
    [{ proxy: '"proxy":80', bypass: null }],
    [{ proxy: 'proxy.example:8080\n', bypass: null }],
    [{ proxy: 'proxy.example:8080', bypass: 'a b' }],
    [{ proxy: null, bypass: '<local>' }],
  ])('refuses %j, which is more than one word of the command line', async (params) => {
    const run = await onMachine('Set-WinHttpProxy', params, machineOf('2019-fresh'));
    expect(run.error?.code).toBe('operation.badParameters');
    expect(run.machine.proxy.winHttp).toBeNull();
  });

  it('shows the code and the words of netsh.exe where it is refused', async () => {
    const machine = machineOf('2019-fresh');
    machine.faults = [
      { operation: 'Set-WinHttpProxy', effect: 'fail', native: 1, line: 'Access is denied.', times: null },
    ];
    const run = await onMachine('Set-WinHttpProxy', through, machine);
    expect(run.error).toMatchObject({ code: 'operation.failed', native: 1 });
    expect(run.records.filter(({ Kind }) => Kind === 'log')).toMatchObject([
      { Level: 'warn', Text: 'Access is denied.' },
    ]);
  });
});
