import { describe, expect, it } from 'vitest';
import type { Situation } from '../../../../../shared/plan/situation';
import { server2016 } from '../../../../fixtures/facts';
import { type Change, msi, script, fileOf, having, action, call, kernel } from './having';

describe('the installer', () => {
  it.each<[string, Situation, unknown]>([
    [
      'starts Defender passive where that was chosen',
      having([server2016], { wishes: { mode: 'passive' } }, { installation: msi }),
      { engine: 'msiexec', file: fileOf(msi), script: null, passive: true },
    ],
    [
      'starts it active where that was chosen',
      having([server2016], { wishes: { mode: 'active' } }, { installation: msi, installScript: script }),
      { engine: 'msiexec', file: fileOf(msi), script: null, passive: false },
    ],
    [
      'is Install.ps1 where that alone repairs',
      having(
        [server2016, kernel],
        { wishes: { mode: 'passive' } },
        { installation: msi, installScript: script },
      ),
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
      having([server2016], { wishes: { mode: null } }, { installation: msi }),
      undefined,
    ],
  ])('%s', (_, situation, params) => {
    expect(call('install-sensor', situation)?.params).toEqual(params);
  });

  it.each<[string, Situation, string | null]>([
    [
      'only the choice of a mode is missing',
      having([server2016], { wishes: { mode: null } }, { installation: msi }),
      'modeFirst',
    ],
    [
      'its file is missing, too',
      having([server2016], { wishes: { mode: null } }, { installScript: script }),
      null,
    ],
    [
      'Install.ps1 is missing, too',
      having([server2016, kernel], { wishes: { mode: null } }, { installation: msi }),
      null,
    ],
    ['nothing is missing', having([server2016], { wishes: { mode: 'active' } }, { installation: msi }), null],
  ])('says that somebody must choose who protects the server, where %s', (_, situation, why) => {
    expect(action('install-sensor').hindered?.(situation) ?? null).toBe(why);
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
