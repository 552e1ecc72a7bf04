import { describe, expect, it } from 'vitest';
import { stepOf } from '../../../../../shared/plan/actions/work';
import { filesToSend, neededPackages } from '../../../../../shared/plan/actions/kitFiles';
import type { Situation } from '../../../../../shared/plan/situation';
import { server2012R2, server2016 } from '../../../../fixtures/facts';
import {
  type Change,
  msi,
  onboarding,
  fileOf,
  having,
  action,
  call,
  kernel,
  old,
  all,
  onboarded,
} from './having';

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

  it('go in one call, those that are there left out', () => {
    const there: Change = { kit: [fileOf(msi)] };
    expect(call('send-kit', having([server2016, there], {}, all))).toEqual({
      operation: 'Send-Package',
      params: { files: [fileOf(onboarding)] },
    });
  });

  it('belong to the first step that reads one', () => {
    const at = (change: Change[]) => stepOf('send-kit', 'onboard', having(change).facts);
    expect([at([server2016]), at([])]).toEqual(['install', 'onboard']);
  });
});
