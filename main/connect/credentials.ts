import type { Account } from '../../shared/model/connection';
import { GangwayError } from '../../shared/errors';
import { whileAsking } from './asking';
import type { ConnectNeeds } from './needs';
import type { Server } from '../servers/server';
import { storeInputs } from '../servers/inputs';

/**
 * Lets Windows ask for an account of the server and keeps it for the run of the app; the account that was named in the
 * window is the chosen one from then on. On a practice server `practiceUser` is who signs in. Throws
 * `credential.dismissed`, also where the wait was called off, `credential.notAsked`, and `input.invalid` for somebody the practice server does not know.
 */
export async function askForCredential(
  needs: ConnectNeeds,
  server: Server,
  practiceUser: string | undefined,
): Promise<void> {
  const { target, inputs } = server.view();
  if (target.kind === 'practice') {
    const { practice } = await server.shell();
    if (practiceUser === undefined || !(practice?.accounts ?? []).includes(practiceUser))
      throw new GangwayError('input.invalid', 'practiceUser');
    // There is no password: what is kept only says that one was given.
    needs.credentials.keep({ userName: practiceUser, ciphertext: '00' });
    await choose(server, { userName: practiceUser });
    return;
  }
  const { account } = inputs.connection;
  if (target.kind !== 'remote' || needs.askCredential === null)
    throw new GangwayError('target.notAllowed', target.id);
  const userName = account.kind === 'named' ? account.userName : null;
  const { askCredential } = needs;
  const found = await whileAsking(needs, server, 'window', (signal) =>
    askCredential({ userName, message: `Gangway: ${target.name}` }, signal),
  );
  needs.credentials.keep(found);
  await choose(server, { userName: found.userName });
}

/** Makes an account whose password is held the chosen one of a server. */
export async function choose(
  server: Server,
  account: Pick<Extract<Account, { kind: 'named' }>, 'userName' | 'source'>,
): Promise<void> {
  await storeInputs(server, (inputs) => ({
    ...inputs,
    connection: { ...inputs.connection, account: { kind: 'named', ...account } },
  }));
  server.change(({ connection }) => ({
    connection: connection && { ...connection, credential: 'held' },
  }));
}
