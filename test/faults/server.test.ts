import { afterEach, describe, expect, it } from 'vitest';
import type { Machine } from '../../main/practice/machine/machine';
import { openPractice, type PracticeStage } from './practiceStage';

let stage: PracticeStage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

async function opened(...args: Parameters<typeof openPractice>): Promise<PracticeStage> {
  stage = await openPractice(...args);
  return stage;
}

/** The code with which the start of the plan is refused, and what the server received by then. */
async function refusedStart({ walker, id, sent }: PracticeStage): Promise<[string, string[]]> {
  const planHash = walker.assess(id).known?.planHash ?? '';
  const code = await walker.refused('startPlan', {
    journey: 'onboard',
    targetId: id,
    planHash,
    name: walker.view(id).target.name,
  });
  return [code, sent()];
}

const policy = (name: string, value: number) => (machine: Machine) => ({
  ...machine,
  registry: {
    ...machine.registry,
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender': { [name]: value },
  },
});

describe('what the tool says and what the server shows', () => {
  it('[row 47] a tool that ends with 0 while the server shows nothing is a conflict, never done', async () => {
    const { walker, id, carryOut, sent, journal } = await opened('2019-conflict');
    const { run } = await carryOut();
    expect(run?.outcome).toBe('conflict');
    expect(walker.states(id).onboard).toBe('conflict');
    expect(sent()).toEqual(['Send-Package', 'Invoke-Onboarding'].filter((name) => sent().includes(name)));
    const told = (await journal()).filter(({ action }) => action === 'onboard').map(({ phase }) => phase);
    expect(told).toEqual(['intent', 'sent', 'ack', 'conflict']);
  });

  it('[row 48] a server that is onboarded already: nothing is needed, nothing is sent, nothing can be started', async () => {
    const open = await opened('2019-onboarded');
    const { walker, id } = open;
    expect(walker.assess(id).known?.plan.filter((item) => item.needed && item.step !== 'test')).toEqual([]);
    expect(await refusedStart(open)).toEqual(['step.blocked', []]);
    expect(walker.view(id).run).toBeNull();
  });
});

describe('what is found before anything is changed', () => {
  it.each([
    [
      'a policy under which the installer refuses',
      'notDisabledByPolicy',
      policy('DisableAntiSpyware', 1),
      '2012r2-fresh',
    ],
    [
      '[row 50] a disk without space',
      'disk',
      (machine: Machine) => ({ ...machine, disk: { ...machine.disk, freeBytes: 1 } }),
      '2016-trellix',
    ],
  ])('[row 49] %s: the check says it, and the start is refused', async (_what, check, change, server) => {
    const open = await opened(server, change);
    const found = open.walker.assess(open.id).known?.checks.find((entry) => entry.id === check);
    expect(found?.state).toBe('toFix');
    expect(await refusedStart(open)).toEqual(['step.blocked', []]);
    expect(open.walker.states(open.id).prerequisites).not.toBe('done');
  });

  it('[row 49] another antivirus is named before the plan', async () => {
    const { walker, id, sent } = await opened('2016-trellix');
    const found = walker.assess(id).known?.checks.find((entry) => entry.id === 'otherAntivirus');
    expect(found?.found).not.toBe('');
    expect(sent()).toEqual([]);
  });

  it('[row 49] tamper protection that keeps a server active closes the passive mode', async () => {
    const { walker, id } = await opened('2019-onboarded', (machine) => ({
      ...machine,
      defender: machine.defender && { ...machine.defender, IsTamperProtected: true },
    }));
    const code = await walker.refused('changeInputs', {
      targetId: id,
      change: { kind: 'wish', wishes: { mode: 'passive' } },
    });
    expect(code).toBe('step.blocked');
  });
});
