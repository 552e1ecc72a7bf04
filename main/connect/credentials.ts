import type { Account } from '../../shared/model/connection';
import { GangwayError } from '../../shared/errors';
import { whileAsking } from './asking';
import type { Context } from '../context';
import { storeInputs } from '../servers/inputs';

/**
 * Lets Windows ask for an account of the server and keeps it for the run of the app; the account that was named in the
 * window is the chosen one from then on. On a practice server `practiceUser` is who signs in. Throws
 * `credential.dismissed`, also where the wait was called off, `credential.notAsked`, and `input.invalid` for somebody the practice server does not know.
 */
export async function askForCredential(
  context: Context,
  targetId: string,
  practiceUser: string | undefined,
): Promise<void> {
  const { target, inputs } = context.session.target(targetId);
  if (target.kind === 'practice') {
    const { practice } = await context.handle(targetId).shell();
    if (practiceUser === undefined || !(practice?.accounts ?? []).includes(practiceUser))
      throw new GangwayError('input.invalid', 'practiceUser');
    // There is no password: what is kept only says that one was given.
    context.credentials.keep({ userName: practiceUser, ciphertext: '00' });
    await choose(context, targetId, { userName: practiceUser });
    return;
  }
  const { account } = inputs.connection;
  if (target.kind === 'local' || context.askCredential === null)
    throw new GangwayError('target.notAllowed', target.id);
  const userName = account.kind === 'named' ? account.userName : null;
  const { askCredential } = context;
  const found = await whileAsking(context, targetId, 'window', (signal) =>
    askCredential({ userName, message: `Gangway: ${target.name}` }, signal),
  );
  context.credentials.keep(found);
  await choose(context, targetId, { userName: found.userName });
}

/** Makes an account whose password is held the chosen one of a server. */
export async function choose(
  context: Context,
  targetId: string,
  account: Pick<Extract<Account, { kind: 'named' }>, 'userName' | 'source'>,
): Promise<void> {
  await storeInputs(context, targetId, (inputs) => ({
    ...inputs,
    connection: { ...inputs.connection, account: { kind: 'named', ...account } },
  }));
  context.session.changeTarget(targetId, ({ connection }) => ({
    connection: connection && { ...connection, credential: 'held' },
  }));
}
