import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LapsPassword } from '../../../main/shell/laps';
import { GangwayError, type ErrorCode } from '../../../shared/errors';
import type { TargetView } from '../../../shared/bridge/session';
import { Lan } from '../../fakes/lan';
import { Walker } from '../app/walker';

let folder = '';
let walker: Walker;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-laps-'));
});
afterEach(async () => {
  await walker.app.close();
  await rm(folder, { recursive: true });
});

const climb = async (targetId: string): Promise<TargetView> => {
  await walker.ask('connect', { targetId });
  walker.session = await walker.ask('getSession', {});
  return walker.view(targetId);
};
const stopOf = ({ rungs }: TargetView): ErrorCode | undefined =>
  rungs.find(({ failure }) => failure !== null)?.failure?.code;

describe('a real server', () => {
  const userName = 'NORD-FS03-LONGE\\Administrator';
  let lan: Lan;
  let module: boolean | null = true;
  let asked: object[] = [];
  let held: LapsPassword | ErrorCode;
  const start = () =>
    Walker.start(folder, {
      ...lan.options(folder),
      laps: {
        isThere: () => Promise.resolve(module),
        read: async (server) => {
          asked.push(server);
          if (typeof held === 'string') throw new GangwayError(held);
          return held;
        },
      },
    });
  beforeEach(async () => {
    lan = new Lan();
    [module, asked] = [true, []];
    held = { userName, ciphertext: 'aa', storedAt: 1 };
    walker = await start();
  });
  const add = async (address: string) =>
    (await walker.ask('addTarget', { kind: 'remote', address })).targetId;

  it('is offered by its name where the module is, and nothing is asked of the domain for that', async () => {
    const named = await add('nord-fs03.contoso.com');
    expect(await walker.ask('lookForLaps', { targetId: named })).toEqual({ offer: 'ready' });
    module = false;
    expect(await walker.ask('lookForLaps', { targetId: named })).toEqual({ offer: 'noModule' });
    module = null;
    expect(await walker.ask('lookForLaps', { targetId: named })).toEqual({ offer: 'unread' });
    const address = await add('192.0.2.9');
    expect(await walker.ask('lookForLaps', { targetId: address })).toEqual({ offer: 'address' });
    const here = await walker.ask('addTarget', { kind: 'local' });
    expect(await walker.ask('lookForLaps', here)).toEqual({ offer: 'none' });
    expect(await walker.refused('readLaps', { targetId: address })).toBe('laps.noPassword');
    expect(await walker.refused('readLaps', here)).toBe('target.notAllowed');
    expect(asked).toEqual([]);
  });

  it('is signed in to with the account that LAPS names, under the name that Windows gives the computer', async () => {
    const targetId = await add('nord-fs03-longername.contoso.com');
    await walker.ask('readLaps', { targetId });
    expect(asked).toEqual([
      { identity: 'nord-fs03-longername.contoso.com', computerName: 'NORD-FS03-LONGE' },
    ]);
    const view = await climb(targetId);
    expect(view.inputs.connection.account).toEqual({ kind: 'named', userName, source: 'laps' });
    expect(view.connection?.credential).toBe('held');
    expect(lan.attempts).toMatchObject([{ userName, ciphertext: 'aa' }]);
  });

  it('[row 24] refuses a password once; it is tried again only after LAPS has changed it', async () => {
    lan.password = 'bb';
    const targetId = await add('nord-fs03');
    await walker.ask('readLaps', { targetId });
    expect(stopOf(await climb(targetId))).toBe('target.signInRefused');
    // Encrypted anew it is another text, and the same password.
    held = { userName, ciphertext: 'ab', storedAt: 1 };
    expect(await walker.refused('readLaps', { targetId })).toBe('laps.sameAgain');
    expect(stopOf(await climb(targetId))).toBe('credential.needed');
    expect(lan.attempts).toHaveLength(1);
    held = { userName, ciphertext: 'bb', storedAt: 2 };
    await walker.ask('readLaps', { targetId });
    expect(stopOf(await climb(targetId))).toBeUndefined();
    expect(lan.attempts).toHaveLength(2);
  });

  it('keeps the account that was chosen where LAPS gives nothing', async () => {
    const targetId = await add('nord-fs03');
    held = 'laps.notAllowed';
    expect(await walker.refused('readLaps', { targetId })).toBe('laps.notAllowed');
    walker.session = await walker.ask('getSession', {});
    expect(walker.view(targetId).inputs.connection.account).toEqual({ kind: 'me' });
    expect(lan.attempts).toEqual([]);
  });

  it('[row 28] has its password read anew after the next start: no file holds it', async () => {
    lan.password = 'c4a9e5b3d17f2068c4a9e5b3d17f2068';
    held = { userName, ciphertext: lan.password, storedAt: 1 };
    const targetId = await add('nord-fs03');
    await walker.ask('readLaps', { targetId });
    expect(stopOf(await climb(targetId))).toBeUndefined();
    await walker.app.close();
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) expect(await readFile(file, 'utf8'), file).not.toContain(lan.password);
    expect(JSON.stringify(walker.events)).not.toContain(lan.password);
    walker = await start();
    const view = await climb(targetId);
    expect(stopOf(view)).toBe('credential.needed');
    expect(view.inputs.connection.account).toMatchObject({ source: 'laps' });
    await walker.ask('readLaps', { targetId });
    expect(stopOf(await climb(targetId))).toBeUndefined();
  });
});

describe('a practice server', () => {
  const open = async (machine: string) => {
    walker = await Walker.start(folder);
    return walker.ask('addTarget', { kind: 'practice', machine });
  };

  it('[row 26] lets its built-in administrator in unfiltered, whom nobody can name in the window', async () => {
    const target = await open('network-filtered');
    expect(await walker.ask('lookForLaps', target)).toEqual({ offer: 'ready' });
    const practiceUser = 'PRACTICE-WEB2\\Administrator';
    expect(await walker.refused('askCredential', { ...target, practiceUser })).toBe('input.invalid');
    await walker.ask('readLaps', target);
    const view = await climb(target.targetId);
    expect(stopOf(view)).toBeUndefined();
    expect(view.connection?.identity).toMatchObject({ userName: practiceUser, isLocalAccount: true });
    expect(view.practice?.accounts).not.toContain(practiceUser);
  });

  it('plays a technician who may not read it, and one whose computer knows no LAPS', async () => {
    const target = await open('network-password');
    expect(await walker.refused('readLaps', target)).toBe('laps.notAllowed');
    const other = await walker.ask('addTarget', { kind: 'practice', machine: 'network-fresh' });
    expect(await walker.ask('lookForLaps', other)).toEqual({ offer: 'none' });
    expect(await walker.refused('readLaps', other)).toBe('laps.missing');
  });
});
