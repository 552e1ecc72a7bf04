import { expect, it } from 'vitest';
import { createCredentials, type Credentials } from '../../../main/connect/heldCredentials';
import type { HeldCredential } from '../../../main/shell/askCredential';
import { GangwayError } from '../../../shared/errors';

const userName = 'CONTOSO\\m.lefevre';
const account = { kind: 'named', userName } as const;
const wrong = () => Promise.reject(new GangwayError('target.accessDenied', '', 1326));

/** The credential that is held for the account. */
function heldBy(credentials: Credentials): HeldCredential {
  const held = credentials.of(account);
  if (held === null) throw new Error('nothing is held');
  return held;
}
function given(ciphertext = 'aa') {
  const credentials = createCredentials();
  credentials.keep({ userName, ciphertext });
  return { credentials, held: heldBy(credentials) };
}

it('[row 24] a refused password is tried on no other server, until one is given anew', async () => {
  const { credentials, held } = given();
  await expect(credentials.signIn(held, wrong)).rejects.toMatchObject({ native: 1326 });
  expect(credentials.stateOf({ kind: 'named', userName: userName.toUpperCase() })).toBe('refused');
  let tried = 0;
  const again = credentials.signIn(held, () => Promise.resolve((tried += 1)));
  await expect(again).rejects.toMatchObject({ code: 'credential.needed', detail: userName });
  expect(tried).toBe(0);
  // The same ciphertext, given once more by a person: that is theirs to try.
  credentials.keep({ userName, ciphertext: 'aa' });
  const anew = credentials.of(account);
  expect(await credentials.signIn(anew ?? held, () => Promise.resolve('in'))).toBe('in');
});

it('[row 24] a late refusal of an older password does not take the newer one away', async () => {
  const { credentials, held } = given();
  let refuse: () => void = () => undefined;
  const slow = credentials.signIn(
    held,
    () =>
      new Promise((_resolve, reject) => {
        refuse = () => reject(new GangwayError('target.signInRefused', '', 1326));
      }),
  );
  credentials.keep({ userName, ciphertext: 'bb' });
  refuse();
  await expect(slow).rejects.toMatchObject({ code: 'target.signInRefused' });
  expect(credentials.of(account)?.ciphertext).toBe('bb');
});

it.each([
  ['a link that is lost', 0x80338126],
  ['no domain controller', 1311],
  ['Kerberos without a session', 1312],
  ['a server that is in no domain', 53],
])('%s is no word about the password and leaves it as it is: the next one tries', async (_what, native) => {
  const { credentials, held } = given();
  const lost = () => Promise.reject(new GangwayError('target.unreachable', '', native));
  await expect(credentials.signIn(held, lost)).rejects.toMatchObject({ code: 'target.unreachable' });
  expect(credentials.stateOf(account)).toBe('held');
  expect(await credentials.signIn(held, () => Promise.resolve('in'))).toBe('in');
});

it('once a server has taken it, others are not kept waiting', async () => {
  const { credentials, held } = given();
  await credentials.signIn(held, () => Promise.resolve('in'));
  const endless = credentials.signIn(held, () => new Promise<string>(() => undefined));
  expect(await credentials.signIn(held, () => Promise.resolve('second'))).toBe('second');
  expect(endless).toBeInstanceOf(Promise);
});

it('[row 24] a refused password from LAPS is known by its time: the same, or one without a time, is not kept again', async () => {
  const credentials = createCredentials();
  for (const [storedAt, next] of [
    [1, 2],
    [null, 3],
  ] as const) {
    credentials.keep({ userName, ciphertext: 'aa' }, storedAt);
    await expect(credentials.signIn(heldBy(credentials), wrong)).rejects.toMatchObject({ native: 1326 });
    const again = { userName: userName.toUpperCase(), ciphertext: 'ab' };
    expect(() => credentials.keep(again, storedAt)).toThrow('laps.sameAgain');
    expect(credentials.stateOf(account)).toBe('refused');
    credentials.keep(again, next);
    expect(credentials.stateOf(account)).toBe('held');
  }
  // Typed by a person it is theirs to try, whatever LAPS holds.
  credentials.keep({ userName, ciphertext: 'aa' });
  expect(credentials.stateOf(account)).toBe('held');
});

it('holds each account for itself, whatever the case of its name, and none for the one that runs Gangway', () => {
  const credentials = createCredentials();
  credentials.keep({ userName, ciphertext: 'aa' });
  credentials.keep({ userName: 'CONTOSO\\other', ciphertext: 'bb' });
  expect(credentials.of({ kind: 'named', userName: userName.toUpperCase() })?.ciphertext).toBe('aa');
  expect([credentials.of({ kind: 'me' }), credentials.stateOf({ kind: 'me' })]).toEqual([null, 'notNeeded']);
  const missing = { kind: 'named', userName: 'CONTOSO\\nobody' } as const;
  expect(credentials.stateOf(missing)).toBe('missing');
  expect(() => credentials.of(missing)).toThrow('credential.needed');
});

it('[row 24] is tried on one server at a time until one has taken it: a wrong one counts once for many servers', async () => {
  const { credentials, held } = given();
  const answers: ((error?: GangwayError) => void)[] = [];
  const server = () =>
    new Promise<string>((resolve, reject) => {
      answers.push((error) => (error === undefined ? resolve('in') : reject(error)));
    });
  const signIns = [1, 2, 3].map(() =>
    credentials.signIn(held, server).catch((error: unknown) => (error as GangwayError).code),
  );
  await expect.poll(() => answers.length).toBe(1);
  // The link broke, which says nothing of the password: the next server is asked, alone.
  answers[0]?.(new GangwayError('target.unreachable'));
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(new GangwayError('target.signInRefused', '', 1326));
  expect(await Promise.all(signIns)).toEqual([
    'target.unreachable',
    'target.signInRefused',
    'credential.needed',
  ]);
  expect(answers).toHaveLength(2);
});
