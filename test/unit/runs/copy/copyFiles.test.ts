import { describe, expect, it } from 'vitest';
import { converge } from '../../../../main/runs/converge';
import type { RunRecord } from '../../../../shared/bridge/records';
import { GangwayError } from '../../../../shared/errors';
import { now } from '../../shared/views';
import { atWork } from '../atWork';

const broken = new GangwayError('shell.exited');

describe('a copy', () => {
  const progress = (done: number): RunRecord => ({ kind: 'progress', n: 0, at: now, done, total: 10 });
  /** A copy over the network whose tries go so: bytes that arrive, then a break or the end. */
  async function copying(tries: ([number, Error | null] | Error)[], isDone = false) {
    const bench = await atWork('send-kit', isDone);
    const { on } = bench;
    on.server.way = { endpoint: { port: 5986, useSsl: true }, credential: null };
    on.answers['Send-Package'] = (_params, { onRecords }) => {
      const next = tries.shift() ?? broken;
      const [done, error] = Array.isArray(next) ? next : [0, next];
      if (done > 0) onRecords?.([progress(done)]);
      if (error !== null) throw error;
      return { changed: true, files: [] };
    };
    const asked = () => on.asked.map(({ name }) => name);
    return { ...bench, asked, tries };
  }

  it('holds the server for its run before every try, since it is no task that would', async () => {
    const { work, item, asked, on } = await copying([[5, null]], true);
    expect(await converge(work, item, 1, false)).toEqual({ state: 'done', restarted: false });
    expect(asked()).toEqual(['Set-Lease', 'Send-Package', 'Get-ServerState']);
    expect(on.phases).toEqual(['send-kit intent', 'send-kit sent', 'send-kit ack', 'send-kit verified']);
    expect(on.page.run?.actions[0]).toMatchObject({
      copy: { acknowledged: { done: 5, total: 10 } },
      progress: null,
    });
    expect(on.shown.some(({ run }) => run?.actions[0]?.progress?.done === 5)).toBe(true);
  });

  it('whose link breaks goes on over a new session once the server shows what is missing', async () => {
    const { work, item, asked, on } = await copying([
      [5, broken],
      [10, null],
    ]);
    expect(await converge(work, item, 1, false)).toMatchObject({ state: 'conflict' });
    expect(asked()).toEqual([
      'Set-Lease',
      'Send-Package',
      'Get-ServerState',
      'Set-Lease',
      'Send-Package',
      'Get-ServerState',
    ]);
    expect(on.closed).toBe(1);
    const outcomes = on.shown.map(({ run }) => run?.outcome);
    expect(outcomes.indexOf('interrupted')).toBeLessThan(outcomes.lastIndexOf('running'));
    expect(outcomes.at(-1)).toBe('running');
    // After the break nobody knows how long it takes.
    const atBreak = on.shown.find(({ run }) => run?.outcome === 'interrupted');
    expect(atBreak?.run?.actions[0]?.copy).toMatchObject({ acknowledged: { done: 5 }, minutesLeft: null });
  });

  it('is tried three times where no more byte arrives, and then nobody knows what arrived', async () => {
    const { work, item, on, tries } = await copying([[5, broken], [5, broken], broken, broken, [6, null]]);
    const end = await converge(work, item, 1, false);
    expect(end).toMatchObject({ state: 'unknown', failure: { code: 'shell.exited' } });
    expect(tries).toHaveLength(1);
    // The first break came behind bytes that counted.
    expect(on.pauses).toEqual([0, 1, 2]);
  });

  it('goes on for as long as bytes arrive', async () => {
    const more = [1, 2, 3, 4, 5, 6].map((done): [number, Error] => [done, broken]);
    const { work, item, tries } = await copying([...more, [10, null]]);
    expect(await converge(work, item, 1, false)).toMatchObject({ state: 'conflict' });
    expect(tries).toEqual([]);
  });

  it('is not sent again where all had arrived before the link broke', async () => {
    const { work, item, asked } = await copying([broken], true);
    expect(await converge(work, item, 1, false)).toEqual({ state: 'done', restarted: false });
    expect(asked().filter((name) => name === 'Send-Package')).toHaveLength(1);
  });

  it('to this computer is not tried again: its link does not break', async () => {
    const { work, item, asked, on } = await copying([broken]);
    on.server.way = null;
    expect(await converge(work, item, 1, false)).toMatchObject({
      state: 'unknown',
      failure: { code: 'shell.exited' },
    });
    expect(asked().filter((name) => name === 'Send-Package')).toHaveLength(1);
    expect(on.pauses).toEqual([]);
  });

  it('fails for what says nothing of the link, and is left where nobody is let in', async () => {
    const first = await copying([new GangwayError('file.unwritable')]);
    expect(await converge(first.work, first.item, 1, false)).toMatchObject({
      state: 'failed',
      failure: { code: 'file.unwritable' },
    });
    expect(first.on.closed).toBe(0);
    const second = await copying([new GangwayError('credential.needed')]);
    await expect(converge(second.work, second.item, 1, false)).rejects.toMatchObject({
      code: 'credential.needed',
    });
    expect(second.on.phases).toEqual(['send-kit intent', 'send-kit sent']);
  });

  it('that somebody stops between two pieces is no failure', async () => {
    const { work, item, on, state } = await copying([]);
    on.answers['Send-Package'] = (_params, { signal }) => {
      on.server.copying?.abort();
      throw new GangwayError(signal?.aborted ? 'operation.canceled' : 'internal');
    };
    expect(await converge(work, item, 1, false)).toEqual({ state: 'stopped' });
    expect([state(), on.dataOf('stopped'), on.server.copying]).toEqual(['stopped', null, null]);
  });

  it('ends without a word where the app closes', async () => {
    const { work, item, on, leave } = await copying([]);
    on.answers['Send-Package'] = () => {
      leave.abort();
      throw broken;
    };
    await expect(converge(work, item, 1, false)).rejects.toBe(broken);
    expect([on.phases, on.closed]).toEqual([['send-kit intent', 'send-kit sent'], 0]);
  });

  it('is not begun by an app that closes', async () => {
    const { work, item, asked, leave } = await copying([[1, null]]);
    leave.abort();
    await expect(converge(work, item, 1, false)).rejects.toMatchObject({ code: 'operation.canceled' });
    expect(asked()).toEqual([]);
  });
});
