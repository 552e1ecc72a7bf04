import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebPlatform } from '../../../main/web/platform';
import { scenarios } from '../../../shared/model/practice';
import { serversSchema } from '../../../shared/model/servers/servers';
import { Walker } from '../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

/** The app where servers of the network are offered; none is ever asked. */
async function onWindows(folder?: string): Promise<Walker> {
  const platform = { ...createWebPlatform('', 'en-US'), realTargets: true };
  return (walker = await Walker.start(folder, { platform }));
}
const tagsBy = (w: Walker) =>
  Object.fromEntries((w.session?.targets ?? []).map(({ target, tags }) => [target.name, tags]));

describe('a list of servers', () => {
  it('is shown before anything is added, then added with its tags, and known again after a start', async () => {
    const w = await onWindows();
    await w.ask('addTarget', { kind: 'remote', address: 'nord-fs03' });
    const text = 'Server;Tags\nNORD-FS03.;Lyon\nLYON-APP01;wave 1\nhttp://x\nlyon-app01;Lyon';
    const list = await w.ask('readServerList', { practice: false, text });
    w.session = await w.ask('getSession', {});
    expect(w.session.targets).toHaveLength(1);
    expect(list.lines.map(({ name, again }) => [name, again])).toEqual([
      ['NORD-FS03', []],
      ['LYON-APP01', [5]],
    ]);
    expect(list.bad).toEqual([{ number: 4, text: 'http://x', fault: 'badAddress' }]);
    expect(list.known).toEqual([list.lines[0]?.id]);
    const lines = list.lines.map(({ address, tags }) => ({ address, tags }));
    expect(await w.ask('addServers', { practice: false, lines })).toEqual({ added: 1, known: 1 });
    const expected = { 'NORD-FS03': ['Lyon'], 'LYON-APP01': ['wave 1', 'Lyon'] };
    w.session = await w.ask('getSession', {});
    expect(tagsBy(w)).toEqual(expected);
    await w.stop(true);
    const again = await onWindows(w.folder);
    expect(tagsBy(again)).toEqual(expected);
    expect(Object.keys(tagsBy(again)), 'in the order in which they were added').toEqual(
      Object.keys(expected),
    );
  });

  it('of five hundred is added whole, and adding it again adds nothing', async () => {
    const w = await onWindows();
    const lines = Array.from({ length: 500 }, (_, n) => ({ address: `srv-${String(n)}`, tags: ['all'] }));
    expect(await w.ask('addServers', { practice: false, lines })).toEqual({ added: 500, known: 0 });
    expect(await w.ask('addServers', { practice: false, lines })).toEqual({ added: 0, known: 500 });
    w.session = await w.ask('getSession', {});
    expect(w.session.targets).toHaveLength(500);
    const stored = serversSchema.parse(JSON.parse(await readFile(join(w.folder, 'servers.json'), 'utf8')));
    expect(stored.servers).toHaveLength(500);
    expect(Object.keys(stored.tags)).toHaveLength(500);
  });

  it('of real servers is refused where only practice is offered; one of practice servers adds these', async () => {
    const w = (walker = await Walker.start());
    const text = '2019-fresh;wave 1\n2016-TRELLIX;wave 2\nnord-fs03';
    expect(await w.refused('readServerList', { practice: false, text })).toBe('target.notAllowed');
    const lines = [{ address: 'nord-fs03', tags: [] }];
    expect(await w.refused('addServers', { practice: false, lines })).toBe('target.notAllowed');
    const list = await w.ask('readServerList', { practice: true, text });
    expect(list.lines.map(({ id }) => id)).toEqual(['practice-2019-fresh', 'practice-2016-trellix']);
    expect(list.bad).toHaveLength(1);
    await w.ask('addServers', {
      practice: true,
      lines: list.lines.map(({ address, tags }) => ({ address, tags })),
    });
    w.session = await w.ask('getSession', {});
    expect(w.session.targets.map(({ tags }) => tags)).toEqual([['wave 1'], ['wave 2']]);
  });
});

describe('tags', () => {
  it('are kept for servers of every kind, through a reset, and go with the server', async () => {
    const w = (walker = await Walker.start());
    const machine = scenarios[0]?.id ?? '';
    const { targetId } = await w.ask('addTarget', { kind: 'practice', machine });
    await w.ask('setTags', { targetId, tags: [' Lyon ', 'wave 1', 'lyon'] });
    w.session = await w.ask('getSession', {});
    expect(w.view(targetId).tags).toEqual(['Lyon', 'wave 1']);
    expect(await w.refused('setTags', { targetId, tags: [''] })).toBe('input.invalid');
    expect(await w.refused('setTags', { targetId: 'practice-none', tags: ['a'] })).toBe('input.invalid');
    await w.ask('setPractice', { targetId, reset: true });
    w.session = await w.ask('getSession', {});
    expect(w.view(targetId).tags).toEqual(['Lyon', 'wave 1']);
    await w.stop(true);
    const again = (walker = await Walker.start(w.folder));
    expect(again.view(targetId).tags).toEqual(['Lyon', 'wave 1']);
    await again.ask('forgetTarget', { targetId });
    await again.ask('addTarget', { kind: 'practice', machine });
    again.session = await again.ask('getSession', {});
    expect(again.view(targetId).tags).toEqual([]);
  });
});
