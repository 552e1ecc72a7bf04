import { expect, it } from 'vitest';
import { askForCredential, choose } from '../../../main/connect/credentials';
import { createCredentials } from '../../../main/connect/heldCredentials';
import type { ConnectNeeds } from '../../../main/connect/needs';
import { untestedConnection, type Account } from '../../../shared/model/connection';
import { GangwayError } from '../../../shared/errors';
import type { Target } from '../../../shared/model/target';
import { InMemory } from '../runs/inMemory';

const anna = 'CONTOSO\\anna';
const remote: Target = {
  kind: 'remote',
  id: 'remote-a',
  name: 'NORD-FS03',
  address: 'nord-fs03.contoso.lan',
};
const practice: Target = { kind: 'practice', id: 'practice-x', name: 'X', machine: 'network-fresh' };

/** A server whose password window answers so; `accounts`: who may sign in to a practice server. */
function asked(
  target: Target,
  window: 'answers' | 'none' | 'closed' = 'answers',
  account: Account = { kind: 'me' },
) {
  const on = new InMemory({ view: { target, connection: { ...untestedConnection, credential: 'missing' } } });
  on.page = {
    ...on.page,
    inputs: { ...on.page.inputs, connection: { ...on.page.inputs.connection, account } },
  };
  const windows: unknown[] = [];
  const credentials = createCredentials();
  const needs = {
    ...on.needs,
    credentials,
    askCredential:
      window === 'none'
        ? null
        : async (what: unknown) => {
            windows.push([what, on.page.asking]);
            if (window === 'closed') throw new GangwayError('credential.dismissed');
            return { userName: anna, ciphertext: 'aa' };
          },
  } as ConnectNeeds;
  on.server.shell = async () =>
    ({ shell: {}, practice: target.kind === 'practice' ? { accounts: [anna] } : null }) as never;
  const named = () => on.page.inputs.connection.account;
  return { on, needs, credentials, windows, named };
}

it('the account that was named in the window of Windows is the chosen one, and its password is held', async () => {
  const { on, needs, credentials, windows, named } = asked(remote);
  await askForCredential(needs, on.server, undefined);
  // The window says for which server, and the page that it is open.
  expect(windows).toEqual([[{ userName: null, message: 'Gangway: NORD-FS03' }, 'window']]);
  expect(named()).toEqual({ kind: 'named', userName: anna });
  expect([credentials.stateOf(named()), on.page.connection?.credential, on.page.asking]).toEqual([
    'held',
    'held',
    null,
  ]);
});

it('the window has the account that was chosen before', async () => {
  const { on, needs, windows } = asked(remote, 'answers', { kind: 'named', userName: 'CONTOSO\\bert' });
  await askForCredential(needs, on.server, undefined);
  expect(windows).toMatchObject([[{ userName: 'CONTOSO\\bert' }, 'window']]);
});

it('a window that was closed changes nothing', async () => {
  const { on, needs, named } = asked(remote, 'closed');
  await expect(askForCredential(needs, on.server, undefined)).rejects.toMatchObject({
    code: 'credential.dismissed',
  });
  expect([named(), on.page.connection?.credential]).toEqual([{ kind: 'me' }, 'missing']);
});

it.each([
  ['for this computer', { kind: 'local', id: 'local', name: 'NORD-FS03' } as const, 'answers' as const],
  ['where Windows is not', remote, 'none' as const],
])('no window opens %s', async (_, target, window) => {
  const { on, needs, windows } = asked(target, window);
  await expect(askForCredential(needs, on.server, anna)).rejects.toMatchObject({
    code: 'target.notAllowed',
    detail: target.id,
  });
  expect(windows).toEqual([]);
});

it('a practice server takes one of its people, and no other', async () => {
  const { on, needs, credentials, windows, named } = asked(practice);
  for (const user of [undefined, 'CONTOSO\\nobody'])
    await expect(askForCredential(needs, on.server, user)).rejects.toMatchObject({ code: 'input.invalid' });
  expect(named()).toEqual({ kind: 'me' });
  await askForCredential(needs, on.server, anna);
  expect([named(), credentials.stateOf(named()), windows]).toEqual([
    { kind: 'named', userName: anna },
    'held',
    [],
  ]);
});

it('a practice server whose people are not known takes nobody', async () => {
  const { on, needs } = asked(practice);
  on.server.shell = async () => ({ shell: {}, practice: null }) as never;
  await expect(askForCredential(needs, on.server, anna)).rejects.toMatchObject({ code: 'input.invalid' });
});

it('an account is chosen, too, for a server that was not asked over the network yet', async () => {
  const { on } = asked(remote);
  on.page = { ...on.page, connection: null };
  await choose(on.server, { userName: anna, source: 'laps' });
  expect(on.page.inputs.connection.account).toEqual({ kind: 'named', userName: anna, source: 'laps' });
  expect(on.page.connection).toBeNull();
});
