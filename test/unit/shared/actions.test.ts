import { describe, expect, it } from 'vitest';
import { actions, makesChange } from '../../../shared/actions';
import type { ActionId } from '../../../shared/actions/action';
import { filesToSend, neededPackages } from '../../../shared/actions/kitFiles';
import type { ServerState } from '../../../shared/facts';
import { emptyInputs, type Inputs } from '../../../shared/inputs';
import type { Kit } from '../../../shared/kit';
import type { Package, PackageDetails } from '../../../shared/packages';
import type { Situation } from '../../../shared/situation';
import { aServer, server2012R2, server2016, type DeepPartial } from '../../fixtures/facts';
import { aPackage, emptyKit } from '../../fixtures/kits';
import { anOnboardingPackage, tenant } from '../../fixtures/onboardingPackage';

type Change = DeepPartial<ServerState>;
const file = (letter: string, details: PackageDetails): Package => ({
  ...aPackage(`${details.kind}-${letter}`, details),
  sha256: letter.repeat(64),
});
const installation = (platformVersion: string | null) =>
  file('1', {
    kind: 'installation',
    productName: 'Microsoft Defender for Endpoint',
    productVersion: '4.18.25110.6',
    productCode: '{00000000-0000-0000-0000-000000000000}',
    manufacturer: 'Microsoft Corporation',
    platformVersion,
  });
const msi = installation('4.18.25110.6');
const script = file('2', { kind: 'installScript', version: null });
const step = file('3', { kind: 'platformStep', version: '4.18.2001.10' });
const platform = file('4', { kind: 'platformUpdate', version: '4.18.25110.6' });
const ucrt = file('5', { kind: 'windowsUpdate', kb: 'KB2999226', architecture: 'x64' });
const telemetry = file('6', { kind: 'windowsUpdate', kb: 'KB3080149', architecture: 'x64' });
const onboarding = anOnboardingPackage();
/** A file as operations take it. */
const fileOf = ({ sha256, name, bytes }: Package) => ({ sha256, name, bytes });

const having = (changes: Change[], inputs: Partial<Inputs> = {}, kit: Partial<Kit> = {}): Situation => ({
  facts: aServer(...changes),
  inputs: { ...emptyInputs('local'), mode: 'active', ...inputs },
  kit: { ...emptyKit, ...kit },
});
function action(id: ActionId) {
  const found = actions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no action ${id}`);
  return found;
}
const call = (id: ActionId, situation: Situation) => action(id).call(situation);

const kernel: Change = { files: { ntoskrnlOwnerTrusted: false } };
describe('the installer', () => {
  it.each<[string, Situation, unknown]>([
    [
      'starts Defender passive where that was chosen',
      having([server2016], { mode: 'passive' }, { installation: msi }),
      { engine: 'msiexec', file: fileOf(msi), script: null, passive: true },
    ],
    [
      'starts it active where that was chosen',
      having([server2016], { mode: 'active' }, { installation: msi, installScript: script }),
      { engine: 'msiexec', file: fileOf(msi), script: null, passive: false },
    ],
    [
      'is Install.ps1 where that alone repairs',
      having([server2016, kernel], { mode: 'passive' }, { installation: msi, installScript: script }),
      { engine: 'installScript', file: fileOf(msi), script: fileOf(script), passive: true },
    ],
    ['waits for its file', having([server2016], {}, { installScript: script }), undefined],
    [
      'waits for Install.ps1 where it is that',
      having([server2016, kernel], {}, { installation: msi }),
      undefined,
    ],
    [
      'waits for the choice of a mode',
      having([server2016], { mode: null }, { installation: msi }),
      undefined,
    ],
  ])('%s', (_, situation, params) => {
    expect(call('install-sensor', situation)?.params).toEqual(params);
  });

  const product = { name: 'MDE', version: '1.2', productCode: '{}' };
  const sense = { status: 'stopped', start: 'manual', imagePath: null } as const;
  it.each<[string, Change[], boolean, boolean]>([
    ['on 2016', [server2016], true, false],
    [
      'on 2016 with product and service',
      [server2016, { sensor: { product }, services: { sense } }],
      true,
      true,
    ],
    ['on 2016 with the product alone', [server2016, { sensor: { product } }], true, false],
    ['on 2016 with the service alone', [server2016, { services: { sense } }], true, false],
    ['on 2019', [{ sensor: { product } }], false, true],
  ])('%s', (_, changes, applies, done) => {
    const { applies: does, isDone } = action('install-sensor');
    expect([does(having(changes)), isDone(having(changes))]).toEqual([applies, done]);
  });
});

describe('the value that holds the mode', () => {
  const value = (forceDefenderPassiveMode: number | null) => [{ policy: { forceDefenderPassiveMode } }];
  it.each<[Inputs['mode'], number | null, boolean, boolean]>([
    ['passive', null, true, false],
    ['passive', 0, true, false],
    ['passive', 1, true, true],
    ['active', null, false, true],
    ['active', 0, true, true],
    ['active', 1, true, false],
    [null, 1, false, false],
  ])('for %s, where it is %s', (mode, now, applies, done) => {
    const situation = having(value(now), { mode });
    const set = action('set-mode');
    expect([set.applies(situation), set.isDone(situation)]).toEqual([applies, done]);
    expect(set.call(situation)).toEqual(mode && { operation: 'Set-PassiveMode', params: { mode } });
  });
});

const marker = (blocking: boolean): Change => ({ restartPending: [{ source: 'windowsUpdate', blocking }] });
const feature = (state: ServerState['defender']['feature']): Change => ({ defender: { feature: state } });
describe('the restart', () => {
  it.each<[string, Change[], Inputs['fixes'], boolean, boolean]>([
    ['that Windows waits for', [marker(true)], ['restart'], true, false],
    ['that nobody accepted', [marker(true)], [], false, false],
    ['that stops nothing', [marker(false)], ['restart'], true, true],
    [
      'that enabling the feature will ask for',
      [server2016, feature('disabled')],
      ['enable-defender-feature'],
      true,
      false,
    ],
    [
      'that enabling the feature asked for',
      [server2016, feature('pending')],
      ['enable-defender-feature'],
      true,
      false,
    ],
    ['of a feature that is enabled by now', [server2016], ['enable-defender-feature'], true, true],
    ['of a feature that nobody enables', [server2016, feature('disabled')], ['restart'], true, true],
  ])('%s', (_, changes, fixes, applies, done) => {
    const { applies: does, isDone } = action('restart');
    expect([does(having(changes, { fixes })), isDone(having(changes, { fixes }))]).toEqual([applies, done]);
  });

  it.each<[ServerState['defender']['feature'], boolean]>([
    ['disabled', false],
    ['removed', false],
    ['pending', true],
    ['enabled', true],
  ])('the feature counts as enabled where it is %s', (state, done) => {
    expect(action('enable-defender-feature').isDone(having([server2016, feature(state)]))).toBe(done);
  });
});

describe('the platform', () => {
  const have = (platformVersion: string | null): Change => ({ defender: { platformVersion } });
  const update = action('update-platform');
  it.each<[string, Change[], Package | null, boolean]>([
    ['older than the package’s', [have('4.18.24000.1')], msi, false],
    ['as the package’s', [have('4.18.25110.6')], msi, true],
    ['newer than the package’s', [have('4.18.26000.1')], msi, true],
    // By the oldest that Install.ps1 takes, where no package says another (facts 5).
    ['old enough to be asked for, without a package', [have('4.18.2001.10')], null, false],
    ['good enough, without a package', [have('4.18.24000.1')], null, true],
    ['good enough beside a package that does not say', [have('4.18.24000.1')], installation(null), true],
    ['not known', [have(null), feature('disabled')], msi, false],
  ])('that is %s', (_, changes, pkg, done) => {
    expect(update.isDone(having([server2016, ...changes], {}, { installation: pkg }))).toBe(done);
  });

  it('takes the file of its own kind', () => {
    const both = having([server2016], {}, { platformStep: step, platformUpdate: platform });
    expect(call('step-platform', both)?.params).toEqual({ fix: 'platformUpdate', file: fileOf(step) });
    expect(call('update-platform', both)?.params).toEqual({
      fix: 'platformUpdate',
      file: fileOf(platform),
    });
    expect([call('step-platform', having([])), call('update-platform', having([]))]).toEqual([null, null]);
  });
});

const old: Change[] = [server2012R2, { files: { ucrtbase: null } }];
describe('a Windows update', () => {
  it('is the one of its number', () => {
    const situation = having(old, {}, { windowsUpdates: [telemetry, ucrt] });
    expect(call('install-ucrt', situation)?.params).toEqual({
      fix: 'windowsUpdate',
      kb: 'KB2999226',
      file: fileOf(ucrt),
    });
    expect(call('install-ucrt', having(old, {}, { windowsUpdates: [telemetry] }))).toBeNull();
  });

  it('applies once it was accepted, and is done once nothing asks for it', () => {
    const { applies, isDone } = action('install-ucrt');
    expect([applies(having(old)), applies(having(old, { fixes: ['install-ucrt'] }))]).toEqual([false, true]);
    expect([isDone(having(old)), isDone(having([server2012R2]))]).toEqual([false, true]);
  });
});

const all: Partial<Kit> = {
  installation: msi,
  installScript: script,
  onboarding,
  platformStep: step,
  platformUpdate: platform,
  windowsUpdates: [ucrt, telemetry],
};
const onboarded: Change = {
  services: { sense: { status: 'running', start: 'automatic', imagePath: null } },
  sensor: { onboardingState: 1, orgId: tenant },
};
describe('the files that are sent', () => {
  it.each<[string, Situation, string[]]>([
    ['the onboarding script alone on 2019', having([], {}, all), ['a']],
    ['nothing to an onboarded server', having([onboarded], {}, all), []],
    ['the installer too on 2016', having([server2016], {}, all), ['1', 'a']],
    ['Install.ps1 too where it repairs', having([server2016, kernel], {}, all), ['1', '2', 'a']],
    ['the update of an accepted fix', having(old, { fixes: ['install-ucrt'] }, all), ['5', '1', 'a']],
    ['no update that nobody accepted', having(old, {}, all), ['1', 'a']],
    ['no update that is there by now', having([server2012R2], { fixes: ['install-ucrt'] }, all), ['1', 'a']],
    ['only what there is', having([server2016], {}, { onboarding }), ['a']],
  ])('are %s', (_, situation, letters) => {
    expect(neededPackages(situation).map(({ sha256 }) => sha256[0])).toEqual(letters);
    expect(action('send-kit').applies(situation)).toBe(letters.length > 0);
  });

  it('are those that the server does not have', () => {
    const there: Change = { kit: [fileOf(msi)] };
    const situation = having([server2016, there], {}, all);
    expect(filesToSend(situation)).toEqual([fileOf(onboarding)]);
    expect(action('send-kit').isDone(situation)).toBe(false);
    const whole: Change = { kit: [fileOf(msi), fileOf(onboarding)] };
    expect(action('send-kit').isDone(having([server2016, whole], {}, all))).toBe(true);
  });

  it('belong to the first step that reads one', () => {
    expect([action('send-kit').step(having([server2016])), action('send-kit').step(having([]))]).toEqual([
      7, 8,
    ]);
  });
});

describe('the detection test', () => {
  it('is done once it was sent after onboarding', () => {
    const run = {
      runId: 'r',
      nn: 1,
      operation: 'Invoke-DetectionTest',
      startedAt: 5,
      endedAt: 6,
      outcome: 'ok',
    } as const;
    const { isDone } = action('test-detection');
    expect([isDone(having([])), isDone(having([{ runs: [{ ...run, code: null }] }]))]).toEqual([false, true]);
  });
});

it('only what looks at the server is no change; what nobody knows is one', () => {
  expect(actions.filter(({ id }) => !makesChange(id)).map(({ id }) => id)).toEqual(['test-connectivity']);
  expect(makesChange('of another version')).toBe(true);
});
