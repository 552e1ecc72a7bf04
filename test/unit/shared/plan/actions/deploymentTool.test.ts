import { describe, expect, it } from 'vitest';
import { usualTool } from '../../../../../shared/model/deploymentTool';
import { emptyInputs, withJourney, type Inputs } from '../../../../../shared/model/inputs';
import { operations } from '../../../../../shared/model/operations';
import type { Kit } from '../../../../../shared/model/kit';
import { noWishes, type Wishes } from '../../../../../shared/model/wishes';
import { isConfirmed, plan, remaining } from '../../../../../shared/plan/plan';
import { kitNeeds } from '../../../../../shared/plan/kitNeeds';
import { wantedTenant, type Situation } from '../../../../../shared/plan/situation';
import { toolWords } from '../../../../../shared/plan/toolWords';
import { aServer, readAt, server2012R2, server2016 } from '../../../../fixtures/facts';
import { emptyKit } from '../../../../fixtures/kits';
import { holds, rowOf } from '../../../../ground/row';
import { anOnboardingPackage, tenant } from '../../../../fixtures/onboardingPackage';
import { action, file, fileOf, onboarded, type Change } from './having';

const tool = file('b', { kind: 'deploymentTool', version: '1.0.0.6' });
const joins = anOnboardingPackage().details;
if (joins.kind !== 'onboarding') throw new Error('no onboarding package');
const { variant: _v, scriptName: _n, differences: _d, ...joined } = joins;
const onboardingFile = file('c', { ...joined, kind: 'onboardingFile' });
const offboardingFile = file('d', { kind: 'offboardingFile', orgId: tenant, expiresAt: readAt + 1 });
const all: Partial<Kit> = { deploymentTool: tool, onboardingFile, offboardingFile };

/** A server that Microsoft's tool is to bring on board, or to take off. */
function chosen(
  changes: Change[],
  wishes: Partial<Wishes> = {},
  {
    kit = all,
    journey = 'onboard' as const,
    change = {},
  }: {
    kit?: Partial<Kit>;
    journey?: 'onboard' | 'takeOff';
    change?: Partial<Inputs>;
  } = {},
): Situation {
  const inputs = {
    ...emptyInputs('local'),
    wishes: { ...noWishes, mode: 'active' as const, ...wishes },
    ...change,
  };
  return {
    journey,
    facts: aServer(...changes),
    inputs: withJourney(inputs, journey, { tool: usualTool }),
    kit: { ...emptyKit, ...kit },
  };
}
const ids = (situation: Situation) => plan(situation).map(({ id }) => id);
const deployed = (situation: Situation) => action('deploy-by-tool').call(situation)?.params;
const hindered = (situation: Situation) =>
  plan(situation).find(({ id }) => id === 'deploy-by-tool')?.hindered ?? null;

describe('a plan in which Microsoft’s tool does the work', () => {
  it('has one action in place of those that the tool does, after the copy and its own look', () => {
    const wishes = { mode: 'passive', deviceTag: 'Web', sampleCollection: 'refused' } as const;
    expect(ids(chosen([server2016], wishes))).toEqual([
      'send-kit',
      'precheck-by-tool',
      'set-sample-collection',
      'deploy-by-tool',
      'test-detection',
    ]);
    const { inputs, ...rest } = chosen([server2016], wishes);
    expect(ids({ ...rest, inputs: withJourney(inputs, 'onboard', { tool: null }) })).toEqual(
      expect.arrayContaining(['install-sensor', 'set-mode', 'set-device-tag', 'onboard']),
    );
  });

  it('copies a file once, also where two actions read it', () => {
    const sent = action('send-kit').call(chosen([server2016]))?.params;
    expect(sent).toEqual({ files: [fileOf(tool), fileOf(onboardingFile)] });
  });

  it('leaves to Gangway what the tool cannot be told', () => {
    const forced: Change = { policy: { forceDefenderPassiveMode: 1 } };
    expect(ids(chosen([forced]))).toContain('set-mode');
    expect(ids(chosen([], { deviceTag: '' }))).toContain('set-device-tag');
    expect(ids(chosen([], { deviceTag: 'a "b"' }))).toContain('set-device-tag');
    const two = ['0a1b2c3d-0000-4000-8000-000000000001', '0a1b2c3d-0000-4000-8000-000000000002'];
    expect(ids(chosen([], { workspaces: two }))).toContain('remove-workspaces');
    expect(ids(chosen([], { workspaces: two.slice(0, 1) }))).not.toContain('remove-workspaces');
  });

  it('gives the tool what is wanted, as the catalogue takes it', () => {
    const call = action('deploy-by-tool').call(
      chosen([], {
        mode: 'passive',
        deviceTag: 'Web',
        sensorProxy: 'edr.example:8080',
        workspaces: ['ws-1'],
      }),
    );
    expect(call).toEqual({
      operation: 'Invoke-DeploymentTool',
      params: {
        what: 'deploy',
        tool: fileOf(tool),
        file: fileOf(onboardingFile),
        orgId: tenant,
        passive: true,
        tag: 'Web',
        proxy: 'edr.example:8080',
        source: null,
        workspace: 'ws-1',
      },
    });
    expect(operations['Invoke-DeploymentTool'].params.parse(call?.params)).toEqual(call?.params);
    expect(deployed(chosen([], { sensorProxy: 'none' }))).toMatchObject({
      proxy: null,
      passive: false,
      tag: null,
    });
  });

  it.each<[string, Situation]>([
    ['the tool', chosen([], {}, { kit: { onboardingFile } })],
    ['the file of the tenant', chosen([], {}, { kit: { deploymentTool: tool } })],
    [
      'a word on who protects the server, and the tool',
      chosen([], { mode: null }, { kit: { onboardingFile } }),
    ],
  ])('has nothing to run without %s', (_, situation) => {
    expect(deployed(situation)).toBeUndefined();
    expect(hindered(situation)).toBeNull();
  });

  it('is done once everything is so that the tool does, and not before', () => {
    const done = (changes: Change[], wishes: Partial<Wishes> = {}) =>
      action('deploy-by-tool').isDone(chosen(changes, wishes));
    expect(done([])).toBe(false);
    expect(done([onboarded])).toBe(true);
    expect(done([onboarded], { mode: 'passive' })).toBe(false);
    expect(done([onboarded, { policy: { forceDefenderPassiveMode: 1 } }], { mode: 'passive' })).toBe(true);
    expect(done([onboarded], { deviceTag: 'Web' })).toBe(false);
    expect(done([onboarded, { policy: { deviceTag: 'Web' } }], { deviceTag: 'Web' })).toBe(true);
    // The product is asked for where it is to be installed.
    expect(done([server2012R2, onboarded, { sensor: { product: null } }])).toBe(false);
    const product = { name: 'MDE', version: '1.2', productCode: '{}' };
    expect(done([server2012R2, onboarded, { sensor: { product } }])).toBe(true);
  });

  it.each<[string, Change[], Partial<Wishes>, string | null]>([
    ['a fresh server', [], {}, null],
    ['one that Intune manages', [{ owners: [{ kind: 'intune', detail: 'x' }] }], {}, 'toolManaged'],
    [
      'one of Defender for Cloud',
      [{ owners: [{ kind: 'defenderForCloud', detail: 'x' }] }],
      {},
      'toolManaged',
    ],
    ['one that Configuration Manager knows', [{ owners: [{ kind: 'configMgr', detail: 'x' }] }], {}, null],
    ['one that is onboarded, with more to do', [onboarded], { deviceTag: 'Web' }, 'toolOnboarded'],
    [
      'one that came from the old agent, with a sensor that may crash',
      [server2016, { workspaces: [{ id: 'ws-1' }], sensor: { senseVersion: '10.8047.22439.1055' } }],
      { workspaces: ['ws-1'] },
      'sensorFirst',
    ],
    ['one of which nobody said who protects it', [], { mode: null }, 'modeFirst'],
  ])('what stands in its way on %s', (_, changes, wishes, why) => {
    const situation = chosen(changes, wishes);
    expect(hindered(situation)).toBe(why);
    expect(deployed(situation) === undefined).toBe(why !== null);
  });

  it('stays the plan that was confirmed while the tool asks for a restart in its middle', () => {
    const wishes = { mode: 'passive', deviceTag: 'Web' } as const;
    const before = remaining(plan(chosen([server2016], wishes)));
    const confirmed = { keys: before.map(({ key }) => key) };
    const half: Change = {
      policy: { deviceTag: 'Web', forceDefenderPassiveMode: 1 },
      sensor: { product: { name: 'MDE', version: '1.2', productCode: '{}' } },
      runs: [run('Test-DeploymentTool', readAt)],
    };
    const after = plan(chosen([server2016, half], wishes));
    expect(remaining(after).map(({ id }) => id)).toEqual(['send-kit', 'deploy-by-tool']);
    expect(isConfirmed(after, confirmed)).toBe(true);
  });

  it('belongs to the tenant of its file, and needs that and the tool', () => {
    const other = '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa';
    const kit = { ...all, onboarding: anOnboardingPackage({}, { orgId: other }) };
    const situation = chosen([server2016], {}, { kit });
    expect(wantedTenant(situation)).toBe(tenant);
    expect(kitNeeds(situation, []).map(({ kind, package: found }) => [kind, found?.sha256[0]])).toEqual([
      ['deploymentTool', 'b'],
      ['onboardingFile', 'c'],
    ]);
    expect(kitNeeds(chosen([onboarded]), [])).toEqual([]);
  });
});

const run = (operation: string, endedAt: number, outcome: 'ok' | 'failed' = 'ok') => ({
  ...{ runId: 'run-0001', nn: 1, operation, outcome, code: null },
  ...{ startedAt: endedAt - 1, endedAt },
});
const day = 24 * 60 * 60_000;

describe('the look of the tool', () => {
  it.each([
    ['never', [], false],
    ['within a day', [run('Test-DeploymentTool', readAt - day + 1)], true],
    ['a day ago', [run('Test-DeploymentTool', readAt - day)], false],
    ['in vain', [run('Test-DeploymentTool', readAt - 1, 'failed')], false],
    ['of another operation', [run('Invoke-DeploymentTool', readAt - 1)], false],
  ])('%s', (_, runs, done) => {
    expect(action('precheck-by-tool').isDone(chosen([{ runs }]))).toBe(done);
  });

  it('is left out where it was not wanted, and once the work is done', () => {
    const { inputs, ...rest } = chosen([]);
    const without = withJourney(inputs, 'onboard', { tool: { ...usualTool, precheck: false } });
    expect(action('precheck-by-tool').applies({ ...rest, inputs: without })).toBe(false);
    expect(action('precheck-by-tool').applies(chosen([onboarded]))).toBe(false);
    expect(action('precheck-by-tool').applies(chosen([]))).toBe(true);
  });
});

describe('a server that the tool takes off', () => {
  const leaves = (changes: Change[], uninstall: boolean, kit: Partial<Kit> = all) =>
    chosen(
      changes,
      {},
      {
        ...{ kit, journey: 'takeOff' },
        change: { afterwards: { uninstall, nobodyAcceptedAt: null, takeBack: [] } },
      },
    );
  const call = (situation: Situation) => action('offboard-by-tool').call(situation)?.params;

  it('has one action for both, and removes only what was installed', () => {
    expect(ids(leaves([server2016, onboarded], true))).toEqual(['send-kit', 'offboard-by-tool']);
    expect(call(leaves([server2016, onboarded], true))).toMatchObject({ what: 'uninstall' });
    expect(call(leaves([server2016, onboarded], false))).toMatchObject({ what: 'offboard' });
    expect(call(leaves([onboarded], true))).toEqual({
      what: 'offboard',
      ...{ tool: fileOf(tool), file: fileOf(offboardingFile), orgId: tenant, expiresAt: readAt + 1 },
      ...{ offline: false, source: null },
    });
  });

  it('has nothing to run with a file that has expired, or of another tenant', () => {
    const late = file('d', { kind: 'offboardingFile', orgId: tenant, expiresAt: readAt });
    const other = file('d', {
      kind: 'offboardingFile',
      orgId: tenant.replace('7', '8'),
      expiresAt: readAt + 1,
    });
    expect(call(leaves([onboarded], false, { ...all, offboardingFile: late }))).toBeUndefined();
    expect(call(leaves([onboarded], false, { ...all, offboardingFile: other }))).toBeUndefined();
  });

  it('is done once it left, and once the product is gone where that was wanted', () => {
    const sense = { status: 'stopped', start: 'manual', imagePath: null } as const;
    const left: Change = { services: { sense }, sensor: { onboardingState: 0 } };
    const gone: Change = { services: { sense: null }, sensor: { onboardingState: 0, product: null } };
    const done = (changes: Change[], uninstall: boolean) =>
      action('offboard-by-tool').isDone(leaves(changes, uninstall));
    expect(done([onboarded], false)).toBe(false);
    expect(done([server2016, left], false)).toBe(true);
    expect(done([server2016, left], true)).toBe(false);
    expect(done([server2016, gone], true)).toBe(true);
    expect(done([left], true)).toBe(true);
  });
});

describe('the words of the tool', () => {
  const words = (
    id: 'deploy-by-tool' | 'precheck-by-tool' | 'offboard-by-tool' | 'stage-by-tool',
    situation: Situation,
  ) => {
    const found = action(id).call(situation);
    return (
      found &&
      toolWords(found)
        ?.map(({ word }) => word)
        .join(' ')
    );
  };
  const library = 'C:\\ProgramData\\Gangway\\library';

  it('are those of each call, quiet and without going on by itself', () => {
    const wishes = { mode: 'passive', deviceTag: 'Web 1', sensorProxy: 'edr.example:8080' } as const;
    expect(words('deploy-by-tool', chosen([], wishes))).toBe(
      `-Quiet -NoResumeAfterReboot -File:"${library}\\${'c'.repeat(64)}\\onboardingFile-c" -Passive -DeviceTag:"Web 1" -Proxy:https://edr.example:8080`,
    );
    expect(holds(rowOf('servicing/servicing-ddt-proxy'), 'https://proxy.contoso.com:8080')).toBe(true);
    expect(words('precheck-by-tool', chosen([]))).toBe('-Quiet -NoResumeAfterReboot -Precheck -Verbose');
    expect(words('stage-by-tool', chosen([], { deploymentStage: 'fetched' }))).toBe(
      '-Quiet -NoResumeAfterReboot -Stage:"C:\\ProgramData\\Gangway\\stage"',
    );
    expect(toolWords({ operation: 'Invoke-Onboarding', params: {} })).toBeNull();
  });
});
