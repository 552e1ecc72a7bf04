import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { createWebPlatform } from '../../../main/web/platform';
import { Walker } from '../app/walker';

let walker: Walker;
afterEach(() => walker.stop());

it('opens the report that was saved, and no path that a page names', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gangway-open-'));
  const opened: string[] = [];
  const platform = {
    ...createWebPlatform(folder, 'en-US'),
    openFile: async (path: string) => void opened.push(`open ${path}`),
    showFile: async (path: string) => void opened.push(`folder ${path}`),
  };
  walker = await Walker.start(folder, { platform });
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-onboarded' });
  const open = { targetId, journey: 'onboard', how: 'open' } as const;
  expect(await walker.refused('openReport', open)).toBe('step.blocked');
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
  const path = (await walker.ask('saveReport', { journey: 'onboard', targetId })).path ?? '';
  await walker.ask('openReport', open);
  await walker.ask('openReport', { journey: 'onboard', targetId, how: 'folder' });
  const named = { ...open, path: '/etc/passwd' };
  expect(await walker.refused('openReport', named)).toBe('input.invalid');
  await rm(path);
  expect(await walker.refused('openReport', open)).toBe('file.missing');
  expect(opened).toEqual([`open ${path}`, `folder ${path}`]);
});

it('opens nothing of this computer from a browser', async () => {
  walker = await Walker.start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine: '2019-onboarded' });
  await walker.ask('connect', { targetId });
  await walker.ask('readFacts', { targetId });
  await walker.ask('saveReport', { journey: 'onboard', targetId });
  for (const how of ['open', 'folder'] as const)
    expect(await walker.refused('openReport', { journey: 'onboard', targetId, how })).toBe(
      'target.notAllowed',
    );
});
