import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { TargetView } from '../../../shared/bridge/session';
import { connect, isOnNetwork, requireConnection } from '../../../main/connect/connect';
import type { ConnectNeeds } from '../../../main/connect/needs';
import { GangwayError } from '../../../shared/errors';
import type { Target } from '../../../shared/model/target';
import { Walker } from '../app/walker';
import { InMemory } from '../runs/inMemory';

let walker: Walker;
const opened: Walker[] = [];
const start = async () => {
  walker = await Walker.start();
  opened.push(walker);
};
afterEach(async () => {
  for (const { app, folder } of opened.splice(0)) {
    await app.close();
    await rm(folder, { recursive: true });
  }
});

/** Opens a practice server of the network and climbs to it. */
async function reach(machine: string): Promise<(again?: 'connect') => Promise<TargetView>> {
  await start();
  const { targetId } = await walker.ask('addTarget', { kind: 'practice', machine });
  const look = async () => {
    await walker.ask('connect', { targetId });
    walker.session = await walker.ask('getSession', {});
    return walker.view(targetId);
  };
  return look;
}
const id = (machine: string) => `practice-${machine}`;
const stopOf = ({ rungs, connectedAt }: TargetView) => {
  const stopped = rungs.find(({ failure }) => failure !== null);
  expect(connectedAt === null).toBe(stopped !== undefined);
  return stopped && [stopped.id, stopped.failure?.code, stopped.failure?.native];
};

describe('the way to a server of the network', () => {
  it('is shown whole when nothing is wrong, and the server is read over it', async () => {
    const look = await reach('network-fresh');
    const view = await look();
    expect(stopOf(view)).toBeUndefined();
    expect(view.rungs.every(({ state }) => state === 'done')).toBe(true);
    expect(view.connection).toMatchObject({
      addresses: ['192.0.2.11'],
      endpoint: { port: 5986, useSsl: true },
      credential: 'notNeeded',
      identity: { computerName: 'PRACTICE-APP11', isAdministrator: true },
    });
    await walker.ask('readFacts', { targetId: id('network-fresh') });
    walker.session = await walker.ask('getSession', {});
    expect(walker.view(id('network-fresh')).facts?.computer.name).toBe('PRACTICE-APP11');
  });

  it('[row 24] a wrong password is tried once: it must be given anew before anybody signs in again', async () => {
    const look = await reach('network-password');
    const targetId = id('network-password');
    expect(stopOf(await look())).toEqual(['signIn', 'target.accessDenied', 5]);
    await walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE\\wrong-password' });
    expect(stopOf(await look())).toEqual(['signIn', 'target.signInRefused', 1326]);
    const refused = await look();
    expect(refused.connection?.credential).toBe('refused');
    expect(stopOf(refused)).toEqual(['signIn', 'credential.needed', null]);
    await walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE\\server-admin' });
    const view = await look();
    expect(stopOf(view)).toBeUndefined();
    expect(view.inputs.connection.account).toEqual({ kind: 'named', userName: 'PRACTICE\\server-admin' });
  });

  it('[row 25] a locked account and an expired password are told apart by their codes', async () => {
    const look = await reach('network-password');
    const targetId = id('network-password');
    for (const [practiceUser, native] of [
      ['PRACTICE\\locked-account', 1909],
      ['PRACTICE\\expired-password', 1330],
    ] as const) {
      await walker.ask('askCredential', { targetId, practiceUser });
      expect(stopOf(await look())).toEqual(['signIn', 'target.signInRefused', native]);
    }
    expect(await walker.refused('askCredential', { targetId, practiceUser: 'PRACTICE\\nobody' })).toBe(
      'input.invalid',
    );
  });

  it('[row 26] an account whose rights Windows took away is found before anything is read', async () => {
    const look = await reach('network-filtered');
    const targetId = id('network-filtered');
    await walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE-WEB2\\localadm' });
    // Only administrators get a session, and of this one Windows took the rights (rows platform/winrm-service-config, platform/winrm-access-denied).
    expect(stopOf(await look())).toEqual(['signIn', 'target.accessDenied', 5]);
    // In the group Remote Management Users it gets one, and has no rights there.
    await walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE-WEB2\\support' });
    const view = await look();
    expect(stopOf(view)).toEqual(['administrator', 'target.notAdministrator', null]);
    expect(view.connection?.identity?.isLocalAccount).toBe(true);
  });

  it('[row 22] a certificate for another name is refused; the other port is a choice of its own', async () => {
    const look = await reach('network-certificate');
    const view = await look();
    expect(stopOf(view)).toEqual(['management', 'target.badCertificate', 12_175]);
    expect(view.connection?.certificate?.names).toEqual(['old-name.practice.example']);
    expect(view.connection?.flaws).toEqual(['name']);
    const targetId = id('network-certificate');
    await walker.decide(targetId, { kind: 'chooseTransport', transport: 'http' });
    expect((await look()).connection?.endpoint).toEqual({ port: 5985, useSsl: false });
  });

  it('[row 20] another machine behind the name stops everything until it is accepted by its own id', async () => {
    const look = await reach('network-stale');
    const targetId = id('network-stale');
    const view = await look();
    expect(stopOf(view)).toEqual(['signIn', 'target.wrongMachine', null]);
    expect(view.rungs.find((rung) => rung.id === 'signIn')?.failure?.detail).toContain('PRACTICE-OLD07');
    await walker.decide(targetId, { kind: 'acceptMachine' });
    expect(stopOf(await look())).toBeUndefined();
  });

  it('[row 21] an address outside the domain is not trusted by itself, and no other name is', async () => {
    const look = await reach('network-workgroup');
    const targetId = id('network-workgroup');
    expect(stopOf(await look())).toEqual(['signIn', 'target.notTrusted', 0x803381bb | 0]);
    await walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE-DMZ1\\Administrator' });
    expect(stopOf(await look())).toEqual(['signIn', 'target.notTrusted', 0x803380e4 | 0]);
    expect(await walker.ask('trustHost', { targetId, trusted: true })).toEqual({ changed: true });
    expect(stopOf(await look())).toEqual(['signIn', 'target.unconfirmed', null]);
    await walker.decide(targetId, { kind: 'acceptMachine' });
    const view = await look();
    expect(stopOf(view)).toBeUndefined();
    expect(view.connection?.trustedHost).toMatchObject({ name: '192.0.2.71', before: '' });
    // Taken out again, the next session is refused as before.
    await walker.ask('trustHost', { targetId, trusted: false });
    expect(stopOf(await look())).toEqual(['signIn', 'target.notTrusted', 0x803380e4 | 0]);
  });

  it.each([
    ['network-unknown', ['name', 'target.unknownName', null]],
    ['network-firewall', ['port', 'target.portClosed', null]],
  ])('[row 18] %s stops before anybody signs in', async (machine, stop) => {
    const look = await reach(machine);
    const view = await look();
    expect(stopOf(view)).toEqual(stop);
    expect(view.connection?.identity).toBeNull();
  });
});

describe('another way to a server', () => {
  it('voids what was tested, keeps the facts with their age, and must be tested anew', async () => {
    const look = await reach('network-fresh');
    const targetId = id('network-fresh');
    await look();
    await walker.ask('readFacts', { targetId });
    const { factsAt } = await look();
    for (const change of [
      { kind: 'chooseTransport', transport: 'http' },
      { kind: 'chooseAccount', account: { kind: 'named', userName: 'PRACTICE\\server-admin' } },
    ] as const) {
      expect((await look()).connectedAt).not.toBeNull();
      await walker.decide(targetId, change);
      walker.session = await walker.ask('getSession', {});
      const view = walker.view(targetId);
      expect(view.connectedAt).toBeNull();
      expect(view.rungs.every(({ state }) => state === 'ahead')).toBe(true);
      expect(view.factsAt).toBe(factsAt);
    }
    expect(stopOf(await look())).toEqual(['signIn', 'credential.needed', null]);
  });

  it('is what it was when nothing else was chosen', async () => {
    const look = await reach('network-fresh');
    const targetId = id('network-fresh');
    await look();
    await walker.decide(targetId, { kind: 'chooseTransport', transport: 'auto' });
    walker.session = await walker.ask('getSession', {});
    expect(walker.view(targetId).connectedAt).not.toBeNull();
  });

  it('is tested once where it is asked twice at the same time: a wrong password counts', async () => {
    await reach('network-password');
    const targetId = id('network-password');
    await walker.ask('askCredential', { targetId, practiceUser: 'PRACTICE\\wrong-password' });
    await Promise.all([walker.ask('connect', { targetId }), walker.ask('connect', { targetId })]);
    walker.session = await walker.ask('getSession', {});
    // A second climb would have found the password gone, and stopped at "a password is needed".
    expect(stopOf(walker.view(targetId))).toEqual(['signIn', 'target.signInRefused', 1326]);
  });

  it('cannot be chosen while the server is tested over the old one', async () => {
    await reach('network-fresh');
    const targetId = id('network-fresh');
    const testing = walker.ask('connect', { targetId });
    const change = { kind: 'chooseTransport', transport: 'http' } as const;
    expect(await walker.refused('changeInputs', { targetId, change })).toBe('step.blocked');
    await testing;
  });
});

it('real servers of the network are refused where only practice is', async () => {
  await start();
  expect(await walker.refused('addTarget', { kind: 'remote', address: 'nord-fs03' })).toBe(
    'target.notAllowed',
  );
});

describe('this computer', () => {
  const hello = { psVersion: '5.1.17763.1', languageMode: 'FullLanguage', is64Bit: true, pid: 1 };
  /** This computer, which says that of its session, 7 ms later. */
  function here(elevated: boolean, says: object | Error = hello, target?: Target) {
    const on = new InMemory(target === undefined ? {} : { view: { target } });
    on.page = { ...on.page, connectedAt: null };
    let arrived = 0;
    const shell = {
      hello: async () => {
        on.clock += 7;
        if (says instanceof Error) throw says;
        return says;
      },
    };
    on.server.shell = async () => ({ shell, practice: null }) as never;
    const onConnected = async () => void (arrived += 1);
    const needs: ConnectNeeds = { ...on.needs, network: null, platform: { elevated }, onConnected };
    return { on, needs, arrived: () => arrived };
  }
  const rungs = (on: InMemory) => on.page.rungs.map(({ id, state, value, ms }) => [id, state, value, ms]);

  it('needs no network: its session says the rest, and a run there is taken up', async () => {
    const { on, needs, arrived } = here(true);
    on.page = { ...on.page, readFailure: { code: 'shell.exited', detail: '', native: null } };
    await connect(needs, on.server);
    expect(rungs(on)).toEqual([
      ['name', 'done', 'NORD-FS03', 0],
      ['port', 'notNeeded', '', null],
      ['management', 'notNeeded', '', null],
      ['signIn', 'notNeeded', '', null],
      ['administrator', 'done', 'S-1-5-32-544', 7],
      ['powershell', 'done', '5.1.17763.1', 7],
      ['language', 'done', 'FullLanguage', 7],
    ]);
    expect(on.page).toMatchObject({
      connectedAt: on.clock,
      readFailure: null,
      busy: 'idle',
      connection: null,
    });
    expect(on.shown[0]).toMatchObject({ busy: 'connecting', connectedAt: null });
    expect(arrived()).toBe(1);
  });

  it.each([
    ['nobody let Gangway run as administrator', false, hello, 'administrator', 'target.notElevated'],
    ['its PowerShell is too old', true, { ...hello, psVersion: '3.0' }, 'powershell', 'target.unsupported'],
    ['there is none', true, new GangwayError('shell.missing'), 'powershell', 'shell.missing'],
  ] as const)('is not connected where %s', async (_, elevated, says, id, code) => {
    const { on, needs, arrived } = here(elevated, says);
    await connect(needs, on.server);
    expect(stopOf(on.page)).toEqual([id, code, null]);
    expect([on.page.busy, arrived()]).toEqual(['idle', 0]);
    await expect(requireConnection(needs, on.server)).rejects.toMatchObject({ code });
  });

  it('is not climbed to a second time while it is connected, and a run beside it stays shown', async () => {
    const { on, needs, arrived } = here(true);
    on.page = { ...on.page, busy: 'running' };
    await requireConnection(needs, on.server);
    await requireConnection(needs, on.server);
    expect([on.page.busy, arrived()]).toEqual(['running', 1]);
  });

  it('alone needs no network; a real server is not asked where there is none', async () => {
    const remote: Target = { kind: 'remote', id: 'remote-a', name: 'A', address: 'nord-fs03' };
    const { on, needs } = here(true, hello, remote);
    expect([await isOnNetwork(on.server), await isOnNetwork(here(true).on.server)]).toEqual([true, false]);
    await connect(needs, on.server);
    expect(stopOf(on.page)).toEqual(['name', 'target.notAllowed', null]);
  });
});
