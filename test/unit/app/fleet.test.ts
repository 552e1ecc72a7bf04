import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Walker } from './walker';

let walker: Walker;
beforeEach(async () => {
  walker = await Walker.start();
});
afterEach(() => walker.stop());

/** The next start of the app over the same folder, with other notes in it where they are given. */
async function again({ app, folder }: Walker, notes?: string): Promise<Walker> {
  await app.close();
  if (notes !== undefined) writeFileSync(join(folder, 'fleet.json'), notes);
  return Walker.start(folder);
}

const session = () => walker.ask('getSession', {});
const upload = (name: string, text: string) =>
  walker.app.upload('fleet', name, Readable.from([Buffer.from(text)]), null);

it('reads what a fleet left, shows it whole, and takes nothing before a person says so', async () => {
  await walker.ask('addTarget', { kind: 'practice', machine: '2022-fresh' });
  await walker.ask('playFleet', {});
  const { fleet, targets } = await session();
  expect(fleet.answers.map(({ name, outcome, older }) => [name, outcome, older])).toEqual([
    ['2022-fresh', 'onboarded', 1],
    ['2022-fresh-21', 'notYet', 1],
    ['2019-fresh-22', 'conflict', 1],
    ['2016-inbox-23', 'failed', 0],
  ]);
  expect(fleet.refused).toEqual([{ file: 'NORD-TORN.json', name: null, why: 'notJson' }]);
  expect(targets.map(({ target, fleet: note }) => [target.id, note ?? null])).toEqual([
    ['practice-2022-fresh', null],
  ]);
});

it('notes known servers with date and place, adds new ones, and knows them after a start', async () => {
  await walker.ask('addTarget', { kind: 'practice', machine: '2022-fresh' });
  await walker.ask('playFleet', {});
  expect(await walker.ask('takeFleet', { practice: true, add: false })).toEqual({ added: 0, noted: 1 });
  expect(await walker.ask('takeFleet', { practice: true, add: true })).toEqual({ added: 3, noted: 3 });
  expect(await walker.ask('takeFleet', { practice: true, add: true })).toEqual({ added: 0, noted: 0 });
  const notes = async () =>
    (await session()).targets.map(({ target, fleet }) => [target.id, fleet?.outcome, fleet?.file]);
  const expected = [
    ['practice-2022-fresh', 'onboarded', '2022-fresh.json'],
    ['practice-2022-fresh-21', 'notYet', '2022-fresh-21.json'],
    ['practice-2019-fresh-22', 'conflict', '2019-fresh-22.json'],
    ['practice-2016-inbox-23', 'failed', '2016-inbox-23.json'],
  ];
  expect(await notes()).toEqual(expected);
  walker = await again(walker);
  expect(await notes()).toEqual(expected);
  expect((await session()).fleet.answers).toEqual([]);
  // What a fleet told is no fact: nothing is read, and no step of it is done.
  expect((await session()).targets.every(({ facts }) => facts === null)).toBe(true);

  await walker.ask('forgetTarget', { targetId: 'practice-2022-fresh' });
  await walker.ask('addTarget', { kind: 'practice', machine: '2022-fresh' });
  expect((await session()).targets.at(-1)?.fleet ?? null).toBeNull();
});

it('counts a list only once a person named its columns', async () => {
  await walker.ask('addTarget', { kind: 'practice', machine: '2022-fresh' });
  await upload('../devices.csv', 'Hôte;Zustand\n2022-fresh;gut\nno such server;gut\n');
  const first = await session();
  expect(first.fleet).toMatchObject({ answers: [], lists: [{ file: 'devices.csv', confirmed: false }] });
  const list = first.fleet.lists[0]?.id ?? -1;
  const chosen = { name: 0, outcome: 1, at: null, detail: null, meanings: {} };
  expect(
    await walker.refused('nameColumns', { list, chosen: { ...chosen, name: 7 }, confirmed: false }),
  ).toBe('input.invalid');
  expect(
    await walker.refused('nameColumns', { list, chosen: { ...chosen, name: null }, confirmed: true }),
  ).toBe('input.invalid');
  // A quick hand says the second before the page has heard of the first.
  await walker.ask('nameColumns', { list, chosen: { name: 0 }, confirmed: false });
  await walker.ask('nameColumns', { list, chosen: { outcome: 1 }, confirmed: false });
  expect((await session()).fleet).toMatchObject({
    answers: [],
    lists: [{ words: [{ word: 'gut', count: 2 }] }],
  });
  await walker.ask('nameColumns', {
    list,
    chosen: { meanings: { gut: 'onboarded' } },
    confirmed: true,
  });
  const { fleet } = await session();
  expect(fleet.answers).toMatchObject([{ name: '2022-fresh', outcome: 'onboarded', at: null, from: 'list' }]);
  expect(fleet.refused).toEqual([{ file: 'devices.csv', name: 'no such server', why: 'notPractice' }]);
});

it('adds a server by the longer name that a list has for it, and finds it again by both', async () => {
  await walker.ask('playFleet', {});
  const { fleet } = await session();
  const list = fleet.lists[0];
  if (list === undefined) throw new Error('no list');
  await walker.ask('nameColumns', { list: list.id, chosen: list.chosen, confirmed: true });
  expect((await session()).fleet.answers.map(({ name, older }) => [name, older])).toEqual([
    ['2022-fresh-21.nord.example', 2],
    ['2019-fresh-22.nord.example', 2],
    ['2016-inbox-23.nord.example', 2],
  ]);
  expect(await walker.ask('takeFleet', { practice: true, add: true })).toEqual({ added: 3, noted: 3 });
  expect(await walker.ask('takeFleet', { practice: true, add: true })).toEqual({ added: 0, noted: 0 });
});

it('takes no path from a browser, no real server there, and nothing that was not read', async () => {
  expect(await walker.refused('readFleet', { practice: true, paths: ['/etc/passwd'] })).toBe(
    'target.notAllowed',
  );
  expect(await walker.refused('pickFleet', { practice: true, what: 'folder' })).toBe('target.notAllowed');
  expect(await walker.refused('takeFleet', { practice: true, add: true })).toBe('step.blocked');
  await walker.ask('playFleet', {});
  expect(await walker.refused('takeFleet', { practice: false, add: true })).toBe('step.blocked');
  await walker.ask('clearFleet', {});
  expect((await session()).fleet.answers).toEqual([]);
});

it('sets notes aside that nobody can read, and goes on without them', async () => {
  await walker.ask('addTarget', { kind: 'practice', machine: '2022-fresh' });
  walker = await again(walker, '{"version":1,"notes":{"x":1}}');
  const { targets, notices } = await session();
  expect(targets[0]?.fleet ?? null).toBeNull();
  expect(notices.map(({ key }) => key)).toContain('quarantined');
});
