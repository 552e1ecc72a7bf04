import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { readPolicyState } from '../../../../main/practice/answers/readPolicyState';
import { keys } from '../../../../main/practice/machine/keys';
import { scheduledTasks } from '../../../../shared/handoff/groupPolicy/scheduledTask';
import { resultText, type ServerResult } from '../../../../shared/handoff/result';
import { holds, rowOf } from '../../../ground/row';
import { describeWithEngine } from '../../engine';
import { policyFile } from '../../policyFiles';
import { machineOf, onMachine } from '../stage/onMachine';

const ours = '{5C2A7E10-8B4D-4F36-A1C9-0E7D6B5F4321}';
const put = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

describeWithEngine('Get-GroupPolicyState', () => {
  it.each([
    'hidden-policy-task',
    'hidden-policy-denied',
    'hidden-policy-account',
    'hidden-policy-name',
    '2019-managed',
    '2012r2-fresh',
  ])('reads %s as practice does', async (id) => {
    const machine = machineOf(id);
    const run = await onMachine('Get-GroupPolicyState', {}, machine);
    expect(run.error).toBeNull();
    expect(run.result).toMatchObject(readPolicyState(machine, Date.now()));
  });

  it('knows the item of our own hand-off, its mark, and what its script answered last', async () => {
    const machine = machineOf('2019-fresh');
    const asked = { name: 'Onboard & prove', share: '\\\\files.practice.example\\hand off$', mark: ['a'] };
    const text = scheduledTasks({ ...asked, family: '2019' });
    const mark = /FilterRunOnce [^>]*id="([^"]+)"/.exec(text)?.[1] ?? '';
    machine.registry[keys.policyMarks] = { [mark]: '' };
    const left: ServerResult = {
      ...{ version: 1, computer: 'PRACTICE-2019', at: 1_790_000_000_000, handOff: 'Onboard & prove' },
      ...{ windows: { build: 17763, name: 'Windows Server 2019' }, order: null, outcome: 'failed' },
      ...{
        onboardingState: null,
        orgId: null,
        mode: null,
        exitCode: 242,
        step: 'files',
        detail: 'not there',
      },
    };
    const leave = (disk: string) => {
      put(policyFile(disk, ours), text);
      put(join(disk, 'ProgramData', 'Gangway', 'handoff', 'result.json'), resultText(left));
    };
    const run = await onMachine('Get-GroupPolicyState', {}, machine, {
      prepare: leave,
    });
    expect(run.error).toBeNull();
    expect(run.result?.items).toEqual([
      {
        ...{ policy: ours, name: 'Onboard & prove', immediate: true, kind: 'handOff', onShare: true },
        script: '\\\\files.practice.example\\hand off$\\Invoke-HandOff.ps1',
        ...{ runAs: 'NT AUTHORITY\\System', account: 'NT AUTHORITY\\System', signedIn: false, highest: true },
        ...{ filtered: true, once: true, ran: true },
      },
    ]);
    expect(run.result?.handOff).toEqual({
      ...{
        at: left.at,
        name: left.handOff,
        outcome: 'failed',
        exitCode: 242,
        step: 'files',
        detail: 'not there',
      },
    });
  });

  it('names a file of preferences that is none, keeps the others, and tells neither keys nor tasks of others', async () => {
    const machine = machineOf('hidden-policy-task');
    const [first] = machine.policyTraces?.items ?? [];
    if (machine.policyTraces === undefined || first === undefined) throw new Error('no item');
    machine.policyTraces.items.push(
      { ...first, name: 'Backup', execute: 'robocopy.exe', arguments: 'D:\\data E:\\data' },
      { ...first, name: 'Tool', execute: 'C:\\x\\DefenderDT.exe', arguments: '-Quiet -Key:secret-key' },
    );
    const run = await onMachine('Get-GroupPolicyState', {}, machine, {
      prepare: (disk) => put(policyFile(disk, ours), '<ScheduledTasks>'),
    });
    expect(run.result?.items.map(({ name, kind }) => [name, kind])).toEqual([
      ['Onboard servers to Defender', 'onboarding'],
      ['Tool', 'deploymentTool'],
    ]);
    expect(run.result?.unreadable).toMatchObject([{ fact: 'items', reason: 'failed' }]);
    expect(JSON.stringify(run.result)).not.toContain('secret-key');
  });

  it('says that nothing is known of the objects where WMI does not answer, and goes on', async () => {
    const env = { GANGWAY_LAB_BROKEN: 'Get-CimInstance' };
    const run = await onMachine('Get-GroupPolicyState', {}, machineOf('hidden-policy-task'), { env });
    expect(run.result?.objects).toEqual([]);
    expect(run.result?.items).toHaveLength(1);
    expect(run.result?.unreadable.map(({ fact }) => fact)).toEqual(['objects', 'refreshed']);
  });

  it('reads what rows of Windows show: the three flags of an object, and the code of a warning', async () => {
    for (const name of ['accessDenied', 'filterAllowed', 'enabled', 'extensionIds', 'guidName'])
      expect(holds(rowOf('platform/rsop-gpo-class'), name)).toBe(true);
    expect(holds(rowOf('platform/preference-events'), 'Group Policy Scheduled Tasks')).toBe(true);
    expect(holds(rowOf('platform/task-log-off'), false)).toBe(true);
    const run = await onMachine('Get-GroupPolicyState', {}, machineOf('hidden-policy-name'));
    expect(run.result?.problems).toMatchObject([{ event: 4098, code: '0x80070534' }]);
  });
});
