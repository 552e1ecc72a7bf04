import { describe, expect, it } from 'vitest';
import type { ActionId } from '../../../../../shared/plan/actions/action';
import { prerequisiteActions } from '../../../../../shared/plan/actions/prerequisites';
import type { ServerState } from '../../../../../shared/model/facts';
import type { Inputs } from '../../../../../shared/model/inputs';
import type { Kit } from '../../../../../shared/model/kit';
import type { Package } from '../../../../../shared/model/packages';
import type { Situation } from '../../../../../shared/plan/situation';
import { server2012R2, server2016 } from '../../../../fixtures/facts';
import { emptyKit } from '../../../../fixtures/kits';
import {
  type Change,
  installation,
  msi,
  step,
  platform,
  ucrt,
  telemetry,
  fileOf,
  having,
  action,
  call,
  old,
} from './having';

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
    // The limit is the oldest platform that Install.ps1 accepts, if no package names another.
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

describe('a fix', () => {
  it.each<[ActionId, unknown]>([
    ['enable-defender-feature', { operation: 'Install-Prerequisite', params: { fix: 'defenderFeature' } }],
    ['enable-defender', { operation: 'Install-Prerequisite', params: { fix: 'defenderEnable' } }],
    ['restart', { operation: 'Restart-Server', params: { delaySeconds: 5 } }],
  ])('%s runs the operation that makes it', (id, expected) => {
    expect(call(id, having([server2016]))).toEqual(expected);
  });

  it('is done while only the check of another one asks', () => {
    const off: Change = { services: { winDefend: { status: 'stopped', start: 'manual', imagePath: null } } };
    const asked = having([off, marker(true)]);
    const done = (id: ActionId, situation: Situation) => action(id).isDone(situation);
    expect([done('enable-defender', asked), done('restart', asked), done('step-platform', asked)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(done('enable-defender', having([marker(true)]))).toBe(true);
  });

  it('that asks for nothing is done, whatever its check tells', () => {
    const old: Change = { defender: { platformVersion: '4.10.14393.2248' } };
    const done = (kit: Partial<Kit>) => action('step-platform').isDone(having([server2016, old], {}, kit));
    expect([done({}), done({ platformStep: step })]).toEqual([true, false]);
  });

  it('names the file that it installs', () => {
    const kit = { ...emptyKit, platformStep: step, platformUpdate: platform, windowsUpdates: [ucrt] };
    const files = prerequisiteActions.flatMap(({ id, file }) => (file ? [[id, file.of(kit)]] : []));
    expect(files).toEqual([
      ['install-ucrt', ucrt],
      ['install-telemetry', null],
      ['install-kernel', null],
      ['step-platform', step],
      ['update-platform', platform],
    ]);
  });
});
