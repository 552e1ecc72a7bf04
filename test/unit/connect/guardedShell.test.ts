import { describe, expect, it } from 'vitest';
import { guardedShell } from '../../../main/connect/guardedShell';
import type { Shell } from '../../../main/shell/shell';
import type { RunRecord } from '../../../shared/bridge/records';

const credential = { userName: 'CONTOSO\\anna', ciphertext: 'aa' };

/** A guarded session: how often somebody signed in, and what reached the session itself. */
function session(answer: () => Promise<unknown> = async () => 'found') {
  const asked: unknown[][] = [];
  const signIns: unknown[] = [];
  const ask =
    (name: string) =>
    (...params: unknown[]) => {
      asked.push([name, ...params]);
      return answer();
    };
  let onRecords: (records: readonly RunRecord[]) => Promise<void> = async () => undefined;
  const shell = {
    ...Object.fromEntries(['hello', 'run', 'start', 'stop', 'close'].map((name) => [name, ask(name)])),
    follow: (runId: string, nn: number, from: number, take: typeof onRecords, signal: AbortSignal) => {
      onRecords = take;
      return ask('follow')(runId, nn, from, signal);
    },
  } as unknown as Shell;
  const guarded = guardedShell(shell, credential, {
    signIn: (by: unknown, work: () => Promise<unknown>) => {
      signIns.push(by);
      return work();
    },
  } as never);
  return { guarded, asked, signIns, take: (records: readonly RunRecord[]) => onRecords(records) };
}
const signal = new AbortController().signal;

describe('a session of a named account', () => {
  it('counts as an attempt to sign in until its first answer, and never again', async () => {
    const { guarded, signIns } = session();
    expect(await guarded.run('Get-ServerIdentity', {})).toBe('found');
    await guarded.run('Get-ServerIdentity', {});
    expect(signIns).toEqual([credential]);
  });

  it('counts as one again while nothing was answered', async () => {
    const { guarded, signIns } = session(() => Promise.reject(new Error('no')));
    for (const ask of [() => guarded.hello(), () => guarded.stop('r', 1, true)])
      await expect(ask()).rejects.toThrow('no');
    expect(signIns).toHaveLength(2);
  });

  it.each<[string, (shell: Shell) => Promise<unknown>, unknown[]]>([
    ['hello', (shell) => shell.hello(signal), [signal]],
    [
      'run',
      (shell) => shell.run('Get-ServerIdentity', {}, { signal }),
      ['Get-ServerIdentity', {}, { signal }],
    ],
    [
      'start',
      (shell) => shell.start('r', 2, 'Invoke-DetectionTest', {}, 'hold' as never),
      ['r', 2, 'Invoke-DetectionTest', {}, 'hold'],
    ],
    ['follow', (shell) => shell.follow('r', 2, 5, async () => undefined, signal), ['r', 2, 5, signal]],
    ['stop', (shell) => shell.stop('r', 2, false), ['r', 2, false]],
  ])('%s goes through as it is, and is an attempt where it is the first', async (name, ask, params) => {
    const { guarded, asked, signIns } = session();
    expect(await ask(guarded)).toBe('found');
    expect([asked, signIns]).toEqual([[[name, ...params]], [credential]]);
  });

  it('is closed without signing in', async () => {
    const { guarded, asked, signIns } = session();
    await guarded.close();
    expect([asked, signIns]).toEqual([[['close']], []]);
  });

  it('has been taken with the first records of an action, which may last for an hour', async () => {
    const { guarded, signIns, take } = session(() => new Promise(() => undefined));
    const taken: (readonly RunRecord[])[] = [];
    void guarded.follow('r', 1, 0, async (records) => void taken.push(records), signal);
    void guarded.stop('r', 1, true);
    expect(signIns).toHaveLength(2);
    await take([]);
    expect(taken).toEqual([[]]);
    void guarded.stop('r', 1, false);
    expect(signIns).toHaveLength(2);
  });
});
