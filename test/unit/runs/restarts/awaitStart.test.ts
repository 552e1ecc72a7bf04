import { describe, expect, it } from 'vitest';
import { awaitStart, bootMark, isNewStart } from '../../../../main/runs/awaitStart';
import { GangwayError } from '../../../../shared/errors';
import type { ServerState } from '../../../../shared/model/facts';
import { aServer, type DeepPartial } from '../../../fixtures/facts';
import { InMemory } from '../inMemory';

const facts = (startedAt: number | null) => aServer({ boot: { startedAt }, readAt: 500_000 });
const started = (startedAt: number): DeepPartial<ServerState> => ({ boot: { startedAt } });
const going = new AbortController().signal;
const isBack = ({ boot }: ServerState) => boot.startedAt === 2;

describe('a later start of Windows', () => {
  it.each([
    ['the same start', 100_000, undefined, false],
    ['a clock that was set by seconds', 110_000, undefined, false],
    ['a start that is later than a clock is set', 110_001, undefined, true],
    ['one of a practice server that runs ten times as fast', 101_001, 10, true],
    ['a clock that was set there', 101_000, 10, false],
    ['a start that nobody knows', null, undefined, false],
  ])('is told from the start before it: %s', (_, startedAt, speed, expected) => {
    expect(isNewStart(facts(startedAt), 100_000, speed)).toBe(expected);
  });

  it('counts from the present start, and from the reading where that start is not known', () => {
    expect([bootMark(facts(7)), bootMark(facts(null))]).toEqual([7, 500_000]);
  });
});

describe('waiting for a server that restarts', () => {
  const away = new GangwayError('shell.exited');

  it('asks it less often the longer it is away, each time over a new session, and anew once it answers', async () => {
    const on = new InMemory();
    on.readings.push(away, away, away, away, started(1), away, started(2));
    expect(await awaitStart(on.needs, on.server, { isBack, signal: going })).toBe(true);
    expect(on.pauses).toEqual([0, 1, 2, 2, 0]);
    expect(on.closed).toBe(5);
    expect(on.readings).toEqual([]);
  });

  it('takes no odd answer of a half started Windows for being away', async () => {
    const on = new InMemory();
    on.readings.push(
      new GangwayError('operation.failed'),
      new GangwayError('target.accessDenied'),
      started(2),
    );
    expect(await awaitStart(on.needs, on.server, { isBack, signal: going })).toBe(true);
    expect([on.closed, on.pauses]).toEqual([0, []]);
  });

  it('gives up a server that went on for longer than the limit, and counts anew where it was away', async () => {
    const on = new InMemory();
    const times = [0, 100, 1];
    const upFor = (): boolean => {
      on.clock += times.shift() ?? 0;
      return false;
    };
    const wait = () => awaitStart(on.needs, on.server, { isBack: upFor, giveUpMs: 100, signal: going });
    expect([await wait(), times]).toEqual([false, []]);
    times.push(0, 100, 100, 1);
    on.readings.push({}, {}, away);
    expect([await wait(), times]).toEqual([false, []]);
  });

  it.each([new GangwayError('target.signInRefused'), new GangwayError('credential.needed')])(
    'ends where the server lets nobody in without a person (%s)',
    async (closed) => {
      const on = new InMemory();
      on.readings.push(closed, started(2));
      await expect(awaitStart(on.needs, on.server, { isBack, signal: going })).rejects.toBe(closed);
      expect(on.readings).toHaveLength(1);
    },
  );

  it('ends when the app closes, whether the server is away or not', async () => {
    for (const reading of [away, started(1)]) {
      const on = new InMemory();
      on.readings.push(reading, started(1), started(1));
      const leave = new AbortController();
      leave.abort();
      await expect(
        awaitStart(on.needs, on.server, { isBack: () => false, signal: leave.signal }),
      ).rejects.toThrow('operation.canceled');
      expect(on.closed).toBe(0);
    }
  });
});
