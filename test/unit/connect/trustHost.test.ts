import { describe, expect, it } from 'vitest';
import {
  hostOf,
  showTrustedHost,
  takeHostOut,
  takeHostsOut,
  trustHost,
} from '../../../main/connect/trustHost';
import type { ConnectNeeds } from '../../../main/connect/needs';
import type { TakenBack } from '../../../main/connect/trustedHosts';
import { untestedConnection } from '../../../shared/model/connection';
import { GangwayError, type ErrorCode } from '../../../shared/errors';
import type { Target } from '../../../shared/model/target';
import { InMemory } from '../runs/inMemory';

const remote: Target = {
  kind: 'remote',
  id: 'remote-a',
  name: 'NORD-FS03',
  address: 'NORD-FS03.contoso.lan.',
};
const practice: Target = { kind: 'practice', id: 'practice-x', name: 'X', machine: 'network-fresh' };
const local: Target = { kind: 'local', id: 'local', name: 'NORD-FS03' };
const held = { name: 'nord-fs03.contoso.lan', before: '', at: 1 };

/** A server whose ladder stopped with `code`, and TrustedHosts in which its name stands (`ours`) or not. */
function stopped(code: ErrorCode | null, ours: boolean, target = remote, refuses: ErrorCode | null = null) {
  const on = new InMemory({ view: { target } });
  const done: string[] = [];
  const failure = code && { code, detail: '', native: null };
  on.page = {
    ...on.page,
    rungs: on.page.rungs.map((rung) => (rung.id === 'signIn' ? { ...rung, failure } : rung)),
  };
  const needs = {
    ...on.needs,
    trustedHosts: {
      of: () => (ours ? held : null),
      add: async (id: string, name: string) => (done.push(`add ${id} ${name}`), true),
      takeBack: async (id: string) => {
        done.push(`take ${id}`);
        if (refuses !== null) throw new GangwayError(refuses);
      },
    },
  } as unknown as ConnectNeeds;
  on.server.shell = async () =>
    ({ shell: {}, practice: target.kind === 'practice' ? { address: '192.0.2.71' } : null }) as never;
  return { on, needs, done };
}

describe('the name of a server', () => {
  it('is put into TrustedHosts as Windows asks for it, where the ladder stopped because of it', async () => {
    const { on, needs, done } = stopped('target.notTrusted', false);
    expect(await trustHost(needs, on.server, true)).toBe(true);
    expect(done).toEqual(['add remote-a nord-fs03.contoso.lan']);
  });

  it.each(['target.accessDenied', null] as const)('is not, where it stopped at %s', async (code) => {
    const { on, needs, done } = stopped(code, false);
    await expect(trustHost(needs, on.server, true)).rejects.toMatchObject({ code: 'step.blocked' });
    expect(done).toEqual([]);
  });

  it('may be put there again while it is ours, whatever the ladder says', async () => {
    const { on, needs, done } = stopped(null, true);
    await trustHost(needs, on.server, true);
    expect(done).toHaveLength(1);
  });

  it.each([true, false])(
    'is taken out, and it is said whether it stood there because of us (%s)',
    async (ours) => {
      const { on, needs, done } = stopped(null, ours);
      expect([await trustHost(needs, on.server, false), done]).toEqual([ours, ['take remote-a']]);
    },
  );

  it('is the one of its address; this computer and a practice server without a network have none', async () => {
    expect(await hostOf(stopped(null, false).on.server)).toBe('nord-fs03.contoso.lan');
    expect(await hostOf(stopped(null, false, practice).on.server)).toBe('192.0.2.71');
    await expect(hostOf(stopped(null, false, local).on.server)).rejects.toMatchObject({
      code: 'target.notAllowed',
    });
    const { on } = stopped(null, false, practice);
    on.server.shell = async () => ({ shell: {}, practice: { address: null } }) as never;
    await expect(hostOf(on.server)).rejects.toMatchObject({ code: 'target.notAllowed', detail: practice.id });
  });

  it('is shown on the page of a server of the network', () => {
    const { on, needs } = stopped(null, true);
    showTrustedHost(needs, on.server);
    expect(on.page.connection).toBeNull();
    on.page = { ...on.page, connection: untestedConnection };
    showTrustedHost(needs, on.server);
    expect(on.page.connection).toEqual({ ...untestedConnection, trustedHost: held });
  });
});

describe('a name that is not needed any more', () => {
  it('goes, and where it cannot, the command that takes it out is said', async () => {
    const fine = stopped(null, true);
    await takeHostOut(fine.needs, fine.on.server);
    expect([fine.done, fine.on.notices]).toEqual([['take remote-a'], []]);
    const { on, needs } = stopped(null, true, remote, 'winrm.stopped');
    await takeHostOut(needs, on.server);
    expect(on.notices).toEqual([
      expect.stringMatching(
        /^trustLeft nord-fs03\.contoso\.lan \(winrm\.stopped\): Set-Item .*-ne 'nord-fs03/,
      ),
    ]);
  });

  it('of a practice server is not said, because it is on no list of this computer', async () => {
    const { on, needs, done } = stopped(null, true, practice, 'winrm.stopped');
    await takeHostOut(needs, on.server);
    expect([done, on.notices]).toEqual([['take practice-x'], []]);
  });

  it('is not looked for where none is ours', async () => {
    const { on, needs, done } = stopped(null, false);
    await takeHostOut(needs, on.server);
    expect(done).toEqual([]);
  });

  it.each([
    [{ out: ['a', 'b'], left: [], asBefore: true }, ['trustRestored a', 'trustRestored b']],
    [{ out: ['a'], left: [], asBefore: false }, ['trustTakenBack a']],
    [
      { out: [], left: [{ name: 'c', code: 'winrm.stopped' }], asBefore: false },
      [expect.stringMatching(/^trustLeft c \(winrm\.stopped\): /)],
    ],
    [{ out: [], left: [], asBefore: true }, []],
  ] as [TakenBack, unknown[]][])('of an earlier start is told as it went: %j', async (back, said) => {
    const { on, needs } = stopped(null, false);
    await takeHostsOut({ ...needs, trustedHosts: { takeBackAll: async () => back } as never });
    expect(on.notices).toEqual(said);
  });
});
