import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { GangwayError } from '../../../shared/errors';
import { Lan } from '../../fakes/lan';
import { Walker } from '../app/walker';

let folder = '';
let walker: Walker;
let asked = 0;
/** Somebody who never answers, until the wait is called off. */
const never = (code: 'credential.dismissed' | 'operation.canceled') => (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    asked += 1;
    signal.addEventListener('abort', () => reject(new GangwayError(code)));
  });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gangway-asking-'));
  asked = 0;
  const [window, laps] = [never('credential.dismissed'), never('operation.canceled')];
  walker = await Walker.start(folder, {
    ...new Lan().options(folder),
    askCredential: (_asked, signal) => window(signal),
    laps: { isThere: () => Promise.resolve(true), read: (_server, signal) => laps(signal) },
  });
});
afterEach(async () => {
  await walker.app.close();
  await rm(folder, { recursive: true });
});
const asking = async (targetId: string) => {
  walker.session = await walker.ask('getSession', {});
  return walker.view(targetId).asking;
};

it.each([
  ['askCredential', 'window', 'credential.dismissed'],
  ['readLaps', 'laps', 'operation.canceled'],
] as const)(
  '%s says whom it waits for, and the wait ends when it is called off',
  async (request, what, code) => {
    const { targetId } = await walker.ask('addTarget', { kind: 'remote', address: 'nord-fs03.contoso.com' });
    const waiting = walker.refused(request, { targetId });
    await expect.poll(() => asking(targetId)).toBe(what);
    await walker.ask('cancelAsking', { targetId });
    expect(await waiting).toBe(code);
    expect(await asking(targetId)).toBeNull();
  },
);

it('gives up a window that nobody answered when it is asked again, and when the server is forgotten', async () => {
  const { targetId } = await walker.ask('addTarget', { kind: 'remote', address: 'nord-fs03.contoso.com' });
  const first = walker.refused('askCredential', { targetId });
  await expect.poll(() => asked).toBe(1);
  const second = walker.refused('askCredential', { targetId });
  expect(await first).toBe('credential.dismissed');
  expect(await asking(targetId)).toBe('window');
  await walker.ask('forgetTarget', { targetId });
  expect(await second).toBe('credential.dismissed');
});
