import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebPlatform } from '../../../main/web/platform';
import { refusedAfter } from '../../../main/packages/addPackages';
import type { RefusedFile } from '../../../shared/model/packages';
import { anOnboardingPackage } from '../../fixtures/onboardingPackage';
import { Walker } from '../app/walker';

const here = 'practice-2019-fresh';
const there = 'practice-2022-fresh';
const refused = (name: string, refusal: RefusedFile['refusal'] = 'notAPackage'): RefusedFile => ({
  name,
  refusal,
  detail: null,
});
const shown = (file: RefusedFile, to = here) => ({ ...file, to });

describe('the files of a server that were refused', () => {
  it('stay while files come one by one, the newest first', () => {
    const first = refusedAfter([], here, { added: [], refused: [refused('a.txt')] });
    const second = refusedAfter(first, here, { added: [], refused: [refused('b.txt')] });
    expect(second.map((file) => file.name)).toEqual(['b.txt', 'a.txt']);
  });

  it('are judged anew when they are offered again there, and nowhere else', () => {
    const before = [shown(refused('a.zip', 'truncated')), shown(refused('b.txt'))];
    const bomb = refused('a.zip', 'zipBomb');
    expect(refusedAfter(before, here, { added: [], refused: [bomb] })).toEqual([
      shown(bomb),
      shown(refused('b.txt')),
    ]);
    expect(refusedAfter(before, there, { added: [], refused: [bomb] })).toEqual([
      shown(bomb, there),
      ...before,
    ]);
  });

  it('are gone once they are taken: a file by its name, or the zip that it came in', () => {
    const before = ['a.zip', 'a.cmd', 'b.cmd'].map((name) => shown(refused(name)));
    const taken = (from: string | null) => [{ ...anOnboardingPackage(), name: 'a.cmd', from }];
    const left = (added: ReturnType<typeof taken>) =>
      refusedAfter(before, here, { added, refused: [] }).map(({ name }) => name);
    expect(left(taken(null))).toEqual(['a.zip', 'b.cmd']);
    expect(left(taken('a.zip'))).toEqual(['b.cmd']);
    expect(left([])).toEqual(['a.zip', 'a.cmd', 'b.cmd']);
  });

  it('are twenty at the most, and push out none of another server', () => {
    const many = Array.from({ length: 30 }, (_, n) => refused(`${String(n)}.txt`));
    const after = refusedAfter([shown(refused('a.txt'), there)], here, { added: [], refused: many });
    expect(after.filter(({ to }) => to === here)).toHaveLength(20);
    expect(after.filter(({ to }) => to === there)).toHaveLength(1);
  });
});

describe('what was refused, in the whole app', () => {
  let walker: Walker;
  afterEach(() => walker.stop());

  it('belongs to the server it was given for, can be dismissed, and goes with that server', async () => {
    walker = await Walker.start();
    for (const machine of ['2019-fresh', '2022-fresh'])
      await walker.ask('addTarget', { kind: 'practice', machine });
    for (const [targetId, name] of [
      [here, 'a.txt'],
      [here, 'b.txt'],
      [there, 'a.txt'],
    ] as const)
      await walker.app.upload(targetId, name, Readable.from([Buffer.from('no package')]), null);
    const names = async () =>
      (await walker.ask('getSession', {})).refused.map((file) => `${file.to} ${file.name}`);
    await walker.ask('dismissRefused', { to: here, name: 'a.txt' });
    expect((await names()).sort()).toEqual([`${here} b.txt`, `${there} a.txt`]);
    await walker.ask('dismissRefused', { to: here, name: null });
    expect(await names()).toEqual([`${there} a.txt`]);
    await walker.ask('forgetTarget', { targetId: there });
    expect(await names()).toEqual([]);
  });

  it('packages for practice go to practice servers alone, and are removed from the library that is named', async () => {
    walker = await Walker.start(undefined, {
      platform: { ...createWebPlatform('', 'en-US'), realTargets: true },
    });
    await walker.ask('addTarget', { kind: 'practice', machine: '2019-fresh' });
    await walker.ask('addTarget', { kind: 'remote', address: 'nord-fs03' });
    const { targets } = await walker.ask('getSession', {});
    const real = targets.find(({ target }) => target.kind === 'remote')?.target.id ?? '';
    const kept = async () => {
      const { libraries } = await walker.ask('getSession', {});
      return [libraries.practice.length, libraries.real.length];
    };
    const add = (targetId: string, ids: string[]) =>
      walker.refused('addPracticePackages', { to: targetId, ids });
    expect(await add(real, ['onboarding'])).toBe('target.notAllowed');
    expect(await add(here, ['onboarding', 'nothing'])).toBe('input.invalid');
    expect(await kept()).toEqual([0, 0]);
    expect(await add(here, ['onboarding'])).toBe('accepted');
    expect(await kept()).toEqual([1, 0]);
    const { sha256 = '' } = (await walker.ask('getSession', {})).libraries.practice[0] ?? {};
    await walker.ask('removePackage', { practice: false, sha256 });
    expect(await kept()).toEqual([1, 0]);
    await walker.ask('removePackage', { practice: true, sha256 });
    expect(await kept()).toEqual([0, 0]);
  });

  it('an offboarding package is taken for an onboarded server once that was read, and for no other', async () => {
    walker = await Walker.start();
    const leaving = 'practice-2019-onboarded';
    for (const machine of ['2019-fresh', '2019-onboarded'])
      await walker.ask('addTarget', { kind: 'practice', machine });
    const add = async (targetId: string) =>
      (await walker.ask('addPracticePackages', { to: targetId, ids: ['offboarding'] })).added.map(
        ({ kind }) => kind,
      );
    expect(await add(leaving)).toEqual([]);
    for (const targetId of [here, leaving]) await walker.ask('readFacts', { targetId });
    expect(await add(here)).toEqual([]);
    expect(await add(leaving)).toEqual(['offboarding']);
  });

  it('cannot be given for a server that is not there', async () => {
    walker = await Walker.start();
    await expect(
      walker.app.upload('local', 'a.txt', Readable.from([Buffer.from('x')]), null),
    ).rejects.toThrow('input.invalid');
  });
});
