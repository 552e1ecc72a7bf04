import { expect, it } from 'vitest';
import { readIdentity } from '../../../../main/practice/answers/readIdentity';
import { readRecentEvents } from '../../../../main/practice/answers/readRecentEvents';
import { readTasks } from '../../../../main/practice/answers/readTasks';
import { readTraceSessions } from '../../../../main/practice/answers/readTraceSessions';
import { readUpdates } from '../../../../main/practice/answers/readUpdates';
import { recentLogs } from '../../../../shared/model/catalogue/furtherReads';
import { holds, rowOf } from '../../../ground/row';
import { describeWithEngine } from '../../engine';
import { machineOf, onMachine } from '../stage/onMachine';

const logs = [...recentLogs];

describeWithEngine('Get-RecentEvent', () => {
  it('gives the newest events with their parameters, and names the logs that are not there', async () => {
    const machine = machineOf('hidden-wsus');
    const asked = { logs, since: 0, limit: 60 };
    const run = await onMachine('Get-RecentEvent', asked, machine);
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject(readRecentEvents(machine, asked));
    expect(run.result?.events.find(({ id }) => id === 2001)?.data[16]).toBe('0x80240438');
    const fresh = machineOf('2012r2-fresh');
    const other = await onMachine('Get-RecentEvent', { ...asked, logs: ['sense', 'system'] }, fresh);
    expect(other.result?.unreadable).toEqual([{ log: 'sense', reason: 'notFound' }]);
    // The id by which Windows says that it has no such log, whatever its language is.
    expect(holds(rowOf('platform/get-winevent-ids'), 'NoMatchingLogsFound')).toBe(true);
    expect(other.result?.events.length).toBeGreaterThan(0);
  });

  it('cuts on the server what is longer than any text of Microsoft’s, and leaves out what is older', async () => {
    const machine = machineOf('2019-onboarded');
    for (const event of machine.events) {
      event.text = '\\'.repeat(30_000);
      event.data = ['x'.repeat(9_000)];
    }
    const asked = { logs: ['sense' as const], since: machine.boot.startedAt, limit: 3 };
    const run = await onMachine('Get-RecentEvent', asked, machine);
    expect(run.result?.events).toEqual(readRecentEvents(machine, asked).events);
    expect(run.result?.events[0]?.text).toHaveLength(2003);
    expect(run.result?.events[0]?.data[0]).toHaveLength(303);
  });

  it('tells of each log why it did not answer, and keeps the others', async () => {
    const env = { GANGWAY_LAB_BROKEN: 'Get-WinEvent' };
    const asked = { logs: ['sense' as const, 'setup' as const], since: 0, limit: 9 };
    const run = await onMachine('Get-RecentEvent', asked, machineOf('2019-onboarded'), { env });
    expect(run.error).toBeNull();
    expect(run.result?.events).toEqual([]);
    expect(run.result?.unreadable).toEqual([
      { log: 'sense', reason: 'failed' },
      { log: 'setup', reason: 'failed' },
    ]);
  });
});

describeWithEngine('Get-TraceSession', () => {
  it.each(['hidden-sessions', '2012r2-onboarded'])('names the sessions of %s', async (id) => {
    const machine = machineOf(id);
    const run = await onMachine('Get-TraceSession', {}, machine);
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject(readTraceSessions(machine));
    expect(run.result?.autologgers).toHaveLength(2);
  });

  it('counts what somebody set where this Windows follows it, and tells of no sessions where WMI is broken', async () => {
    const machine = machineOf('2019-onboarded');
    const wmi = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\WMI';
    machine.registry[wmi] = { EtwMaxLoggers: 96 };
    const env = { GANGWAY_LAB_BROKEN: 'Get-CimInstance' };
    const run = await onMachine('Get-TraceSession', {}, machine, { env });
    expect(run.result).toMatchObject({ limit: 96, sessions: null });
    expect(run.result?.unreadable[0]).toMatchObject({ fact: 'sessions', reason: 'failed' });
  });
});

describeWithEngine('Get-SensorIdentity', () => {
  it.each(['hidden-other-package', 'hidden-clone', '2019-fresh'])('reads %s as practice does', async (id) => {
    const machine = machineOf(id);
    const run = await onMachine('Get-SensorIdentity', {}, machine);
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject(readIdentity(machine));
  });

  it('gives nothing of the onboarding information away, not even where it is broken', async () => {
    const machine = machineOf('2019-onboarded');
    const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
    const broken = '{"body":"{}","sig":"c2VjcmV0","cert":"bm8gY2VydGlmaWNhdGU=","chain":[]}';
    machine.registry[key] = { ...machine.registry[key], OnboardingInfo: broken };
    const run = await onMachine('Get-SensorIdentity', {}, machine);
    expect(run.result).toMatchObject({ certificate: null, packageTenant: null });
    expect(run.result?.unreadable).toMatchObject([{ fact: 'certificate', reason: 'failed' }]);
    for (const secret of ['c2VjcmV0', 'bm8gY2VydGlm', 'aW52ZW50ZWQ'])
      expect(JSON.stringify([run.result, run.records])).not.toContain(secret);
  });
});

describeWithEngine('Get-UpdateSource', () => {
  it.each(['hidden-wsus', '2012r2-fresh'])('reads %s as practice does', async (id) => {
    const machine = machineOf(id);
    const run = await onMachine('Get-UpdateSource', {}, machine);
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject(readUpdates(machine, Date.now()));
  });
});

describeWithEngine('Get-OnboardingTask', () => {
  it('finds the task of Group Policy, its account by identifier, and what came of it', async () => {
    const machine = machineOf('hidden-policy-task');
    const run = await onMachine('Get-OnboardingTask', {}, machine);
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject(readTasks(machine, Date.now()));
    expect(run.result?.tasks).toHaveLength(1);
  });

  it('finds scripts in arguments, and tells neither their keys nor tasks of others', async () => {
    const machine = machineOf('2019-fresh');
    const task = (path: string, execute: string, words: string) => ({
      ...{ path, execute, arguments: words, state: 'Ready' as const, account: 'SYSTEM', sid: 'S-1-5-18' },
      ...{ highest: true, lastRunAt: null, lastResult: null },
    });
    const share = '\\\\files.practice.example\\my share';
    machine.tasks = [
      task('\\A', 'powershell.exe', `-File "${share}\\Install.ps1" -OnboardingScript "${share}\\x.cmd"`),
      task('\\B', 'cmd.exe', `/c "${share}\\WindowsDefenderATPOnboardingScript.cmd"`),
      task('\\C\\D', `${share}\\DefenderDT.exe`, '-Quiet -Key:secret-key'),
      task('\\E', 'powershell.exe', '-File C:\\tools\\Install.ps1'),
      task('\\F', 'C:\\x\\WindowsDefenderATPOffboardingScript_valid_until_2035-12-31.cmd', ''),
    ];
    const run = await onMachine('Get-OnboardingTask', {}, machine);
    expect(run.result?.tasks.map(({ path, kind, onShare }) => [path, kind, onShare])).toEqual([
      ['\\A', 'installation', true],
      ['\\B', 'onboarding', true],
      ['\\C\\D', 'deploymentTool', true],
      ['\\F', 'offboarding', false],
    ]);
    expect(run.result).toMatchObject(readTasks(machine, Date.now()));
    expect(JSON.stringify(run.result)).not.toContain('secret-key');
    expect(run.result?.tasks[0]).toMatchObject({ lastRunAt: null, lastResult: null });
  });
});
