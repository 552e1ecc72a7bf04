import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { Walker } from '../app/walker';

let walker: Walker;
afterEach(() => walker.stop());

it('what a reading found is there after the next start, once, and goes with its server', async () => {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-onboarded' });
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
  const noted = await walker.until(targetId, 'noted', ({ readings }) => readings.length > 0);
  const at = noted.readings[0]?.at;
  // A run reads after each of its actions. What was found a moment ago is not written again.
  await walker.ask('readFacts', { targetId });
  const { folder } = walker;
  await walker.stop(true);

  walker = await Walker.start(folder);
  walker.session = await walker.ask('getSession', {});
  const view = walker.view(targetId);
  expect(view.facts).toBeNull();
  expect(view.readings).toEqual([{ at, onboarded: true, mode: 'active' }]);
  await walker.ask('forgetTarget', { targetId });
  expect(await readdir(join(folder, 'readings'))).toEqual([]);
});
