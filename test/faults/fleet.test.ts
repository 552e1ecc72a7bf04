import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { disk, systemError } from '../fakes/faultyFiles';
import { Walker } from '../unit/app/walker';

vi.mock('../../main/disk/files', async (original) =>
  (await import('../fakes/faultyFiles')).watched(await original<object>()),
);

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'gangway-fleet-faults-'));
});
afterEach(() => {
  disk.before = () => undefined;
  rmSync(place, { recursive: true, force: true });
});

const machine = '2022-fresh';
const notesOf = async (walker: Walker): Promise<string> => {
  const { targets } = await walker.ask('getSession', {});
  return targets.map(({ target, fleet }) => `${target.id} ${fleet?.outcome ?? '-'}`).join(', ');
};
const whole =
  'practice-2022-fresh onboarded, practice-2022-fresh-21 notYet, practice-2019-fresh-22 conflict, practice-2016-inbox-23 failed';
const none = whole.replaceAll(/ (onboarded|notYet|conflict|failed)/g, ' -');

/** What a fleet told, taken into the list. */
async function take(walker: Walker): Promise<void> {
  await walker.ask('playFleet', {});
  await walker.ask('takeFleet', { practice: true, add: true });
}

it('[row 210] killed at any write while results are taken, every note is there or none, and taking them again ends it', async () => {
  const data = join(place, 'data');
  const walker = await Walker.start(data);
  await walker.ask('addTarget', { kind: 'practice', machine });
  const copies: string[] = [];
  disk.before = ({ name, path }) => {
    if (!/^(?:open|rename|rm|handle\.(?:writeFile|sync))$/.test(name) || !path.includes('fleet.json')) return;
    const copy = join(place, `copy-${String(copies.length)}`);
    copies.push(copy);
    cpSync(data, copy, { recursive: true });
  };
  await take(walker);
  disk.before = () => undefined;
  expect(await notesOf(walker)).toBe(whole);
  await walker.stop(true);
  copies.push(data);
  expect(copies.length).toBeGreaterThan(3);
  const seen = new Set<string>();
  for (const copy of copies) {
    const again = await Walker.start(copy);
    seen.add(await notesOf(again));
    await take(again);
    expect(await notesOf(again)).toBe(whole);
    await again.stop();
  }
  expect([...seen]).toEqual([none, whole]);
});

it('[row 211] a disk that refuses the notes is told, and no server shows what is not kept', async () => {
  const walker = await Walker.start(join(place, 'data'));
  await walker.ask('addTarget', { kind: 'practice', machine });
  await walker.ask('playFleet', {});
  disk.before = ({ path }) => {
    if (path.includes('fleet.json')) throw systemError('ENOSPC');
  };
  expect(await walker.refused('takeFleet', { practice: true, add: false })).toBe('file.unwritable');
  disk.before = () => undefined;
  expect(await notesOf(walker)).toBe(`practice-${machine} -`);
  await walker.ask('takeFleet', { practice: true, add: false });
  expect(await notesOf(walker)).toBe(`practice-${machine} onboarded`);
  await walker.stop();
});
