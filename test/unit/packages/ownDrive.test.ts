import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWebPlatform } from '../../../main/web/platform';
import { Walker } from '../app/walker';

/** Paths that lead away from the drives of this computer, in the ways in which Windows reads them. */
const away = [
  '\\\\server\\share\\md4ws.msi',
  '//server/share/md4ws.msi',
  '\\/server/share/md4ws.msi',
  '/\\server\\share\\md4ws.msi',
  '\\\\server@SSL\\DavWWWRoot\\md4ws.msi',
  '\\\\?\\UNC\\server\\share\\md4ws.msi',
  '//?/UNC/server/share/md4ws.msi',
  '\\\\?\\C:\\Downloads\\md4ws.msi',
  '\\\\.\\UNC\\server\\share\\md4ws.msi',
  '\\\\.\\PhysicalDrive0',
  '\\??\\UNC\\server\\share\\md4ws.msi',
  '/??/UNC/server/share/md4ws.msi',
  '\\\\127.0.0.1\\c$\\md4ws.msi',
  '\\Downloads\\md4ws.msi',
  'file://server/share/md4ws.msi',
  ' \\\\server\\share\\md4ws.msi',
  'C:md4ws.msi',
  'md4ws.msi',
  '',
];
const own = ['C:\\Downloads\\md4ws.msi', 'z:/Downloads/md4ws.msi', '/home/eva/md4ws.msi'];

describe('a path that the page names', () => {
  const targetId = 'practice-2019-fresh';
  const picked: string[] = [];
  let walker: Walker;

  beforeAll(async () => {
    walker = await Walker.start(undefined, {
      platform: {
        ...createWebPlatform('/nowhere', 'en-US'),
        carrier: 'electron',
        pickFiles: () => Promise.resolve(picked),
      },
    });
    await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
  });
  afterAll(() => walker.stop());
  const refusedNames = () => walker.session?.refused.map(({ name }) => name);

  it.each(away)('is refused before anything looks at it: %j', async (path) => {
    expect(await walker.refused('addPackages', { to: targetId, paths: [own[0] ?? '', path] })).toBe(
      'input.networkPath',
    );
    expect(refusedNames()).toEqual([]);
  });

  it.each(own)('is looked at on a drive of this computer: %s', async (path) => {
    expect(await walker.refused('addPackages', { to: targetId, paths: [path] })).toBe('accepted');
    await walker.ask('dismissRefused', { to: targetId, name: null });
  });

  it('is none where the person picked it in the dialog of Windows', async () => {
    picked.push(away[1] ?? '');
    expect(await walker.refused('pickPackages', { to: targetId })).toBe('accepted');
  });
});
