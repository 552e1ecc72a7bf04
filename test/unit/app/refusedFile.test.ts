import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Walker } from './walker';

let walker: Walker;
beforeEach(async () => {
  walker = await Walker.start();
});
afterEach(() => walker.stop());

it('a file that the library refused is the answer of the search for why a file is refused', async () => {
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
  await walker.app.upload(targetId, 'empty.cmd', Readable.from([]), null);
  const { refused } = await walker.ask('getSession', {});
  expect(refused).toMatchObject([{ to: targetId, name: 'empty.cmd', refusal: 'emptyFile' }]);
  await walker.decide(targetId, { kind: 'search', symptom: 'fileRefused' });
  await walker.ask('lookFor', { targetId });
  // Main found it, too: the step that a search leaves behind names the cause.
  const { targets } = await walker.ask('getSession', {});
  expect(targets[0]?.inputs.search?.steps.map(({ kind, what }) => [kind, what])).toContainEqual([
    'found',
    'packageDamaged',
  ]);
});
