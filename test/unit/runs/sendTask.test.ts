import { describe, expect, it } from 'vitest';
import { takePen } from '../../../main/runs/pen';
import { requireGoing, sendTask, type Work } from '../../../main/runs/sendTask';
import { GangwayError } from '../../../shared/errors';
import { InMemory, runId } from './inMemory';

async function send(error: Error | null, signal = new AbortController().signal) {
  const on = new InMemory();
  let held: unknown;
  on.start = (_nn, hold) => {
    held = hold;
    if (error !== null) throw error;
  };
  const work: Work = {
    needs: on.needs,
    server: on.server,
    journey: 'onboard',
    runId,
    pen: await takePen(on.needs, on.server, runId),
    signal,
  };
  const said = await sendTask(work, 3, 'Invoke-DetectionTest', {}, true).then(
    () => 'followed',
    (refused: unknown) => (refused as GangwayError).code,
  );
  return { on, said, held };
}

describe('an action that is sent', () => {
  it('holds the server for its run, and says that it is the last one', async () => {
    const { said, held, on } = await send(null);
    expect([said, on.closed]).toEqual(['followed', 0]);
    expect(held).toMatchObject({ last: true, lease: { technician: 'Ada', takeOver: null } });
  });

  it.each([
    ['was surely not sent', new GangwayError('operation.hashMismatch'), 'operation.hashMismatch', 0],
    [
      'was not sent, because nobody was let in',
      new GangwayError('target.signInRefused'),
      'target.signInRefused',
      0,
    ],
    ['may have been sent over a link that broke', new GangwayError('shell.exited'), 'followed', 1],
    ['may have been sent, whatever was answered', new GangwayError('operation.badResult'), 'followed', 0],
    ['may have been sent before our own error', new TypeError('a bug'), 'followed', 0],
  ])('and %s', async (_, error, expected, closed) => {
    const { said, on } = await send(error);
    expect([said, on.closed]).toEqual([expected, closed]);
  });

  it('is not sent by an app that closes', async () => {
    const { said, on } = await send(null, AbortSignal.abort());
    expect([said, on.asked]).toEqual(['operation.canceled', []]);
    expect(() => requireGoing(AbortSignal.abort())).toThrow('operation.canceled');
    expect(() => requireGoing(new AbortController().signal)).not.toThrow();
  });
});
