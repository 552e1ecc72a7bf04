import { describe, expect, it } from 'vitest';
import { askToStop, requireRest, stillAtWork } from '../../../main/runs/runs';
import { claimFor } from '../../../main/servers/lease';
import { GangwayError } from '../../../shared/errors';
import { aServer } from '../../fixtures/facts';
import { now } from '../shared/views';
import { aRunOf, InMemory, running } from './inMemory';
import { Line } from './line';

const steps = ['enable-defender', 'set-mode', 'onboard'] as const;
const pair = (...ids: string[]) =>
  ids.flatMap((id) => ['intent', 'sent', 'ack', 'verified'].map((phase) => `${id} ${phase}`));
const wish = (native: number) => ({ changed: true, restart: true, native });

describe('a run', () => {
  it('sends what is needed in its order, says which is the last, and ends', async () => {
    const line = new Line(steps);
    line.done.add('set-mode');
    const last: unknown[] = [];
    line.on.start = (nn, hold) => last.push([nn, hold]);
    await line.start();
    expect(line.on.dataOf('planned')).toEqual({
      journey: 'onboard',
      purpose: 'plan',
      actions: steps.map((id, index) => ({ id, nn: index + 1, key: id, needed: id !== 'set-mode' })),
    });
    expect(line.on.phases).toEqual(['planned', ...pair('enable-defender', 'onboard'), 'ended']);
    expect(last).toMatchObject([
      [1, { last: false }],
      [3, { last: true }],
    ]);
    expect(line.on.page).toMatchObject({ busy: 'idle', run: { outcome: 'done', failure: null } });
    expect([line.states, line.on.server.running, line.on.pensDown]).toEqual([
      ['done', 'alreadySo', 'done'],
      null,
      1,
    ]);
    expect(line.on.page.changes.map(({ action }) => action)).toEqual(['enable-defender', 'onboard']);
  });

  it('does not send what somebody else did in the meantime', async () => {
    const line = new Line(steps);
    line.during = { 'enable-defender': () => line.done.add('set-mode') };
    await line.start();
    expect(line.on.phases).toContain('set-mode alreadySo');
    expect([line.states, line.sent]).toEqual([['done', 'alreadySo', 'done'], 2]);
  });

  it('ends as a conflict where somebody took back what it had done', async () => {
    const line = new Line(steps);
    line.during = { 'set-mode': () => line.done.delete('enable-defender') };
    await line.start();
    expect(line.on.phases.slice(-2)).toEqual(['enable-defender conflict', 'ended']);
    expect(line.on.page.run).toMatchObject({ outcome: 'conflict', failure: null });
    expect([line.states, line.sent]).toEqual([['conflict', 'done', 'ahead'], 2]);
  });

  it.each<[string, Partial<Line>, object]>([
    [
      'fails with its action',
      { results: { 'enable-defender': { nonsense: 1 } } },
      { outcome: 'failed', failure: { code: 'operation.badResult' } },
    ],
    [
      'is a conflict with its action',
      { results: { 'enable-defender': { changed: true, restart: false, native: 0 } } },
      { outcome: 'conflict', failure: null },
    ],
    [
      'waits for a restart with its action',
      { results: { 'enable-defender': wish(3010) } },
      { outcome: 'restartRequired', failure: null },
    ],
  ])('%s, and sends nothing behind it', async (_, change, expected) => {
    const line = Object.assign(new Line(steps), change);
    await line.start();
    expect(line.on.page.run).toMatchObject(expected);
    expect(line.sent).toBe(1);
  });

  it('is not started anew by its last action, which asks for a restart that nobody waits for', async () => {
    const line = new Line(['onboard'], { facts: { boot: { startedAt: now - 1 } } });
    line.results = { onboard: wish(3010) };
    line.during = { onboard: () => line.done.add('onboard') };
    await line.start();
    expect([line.on.page.run?.outcome, line.states]).toEqual(['done', ['restartRequired']]);
  });

  it('stops where it asks for a restart, and notes the start from which the next one is told', async () => {
    const line = new Line(['enable-defender', 'restart', 'onboard']);
    await line.start();
    expect(line.on.phases.slice(-2)).toEqual(['restart needsReboot', 'ended']);
    expect(line.on.dataOf('needsReboot')).toEqual({ before: expect.stringMatching(/./) });
    const bootMark = line.on.page.facts?.boot.startedAt;
    expect(line.on.dataOf('ended')).toEqual({ outcome: 'restartRequired', failure: null, bootMark });
    expect(line.states).toEqual(['done', 'restartRequired', 'ahead']);
  });

  it.each<[string, (line: Line) => void, object]>([
    [
      'somebody asked it to',
      ({ on }) => on.server.change(({ run }) => ({ run: run && { ...run, stopAsked: true } })),
      { outcome: 'stopped', failure: null },
    ],
    [
      'facts call for what nobody agreed to',
      (line) => (line.agreed = false),
      { outcome: 'stopped', failure: { code: 'plan.changed', detail: 'set-mode' } },
    ],
    [
      'an action of somebody else is at work',
      ({ on }) => on.readings.push({ runs: [running] }),
      { outcome: 'stopped', failure: { code: 'run.alreadyStarted', detail: 'Install-Sensor other-run' } },
    ],
  ])('stops between two actions where %s', async (_, during, expected) => {
    const line = new Line(steps);
    line.during = { 'enable-defender': () => during(line) };
    await line.start();
    expect(line.on.page.run).toMatchObject(expected);
    expect([line.states, line.sent]).toEqual([['done', 'ahead', 'ahead'], 1]);
  });

  it('whose facts cannot be read has failed, and sends nothing', async () => {
    const line = new Line(steps);
    line.on.readings.push(new GangwayError('operation.failed', 'WMI is broken'));
    await line.start();
    expect(line.on.page).toMatchObject({
      busy: 'idle',
      run: { outcome: 'failed', failure: { detail: 'WMI is broken' } },
    });
    expect(line.sent).toBe(0);
  });

  it('whose server lets nobody in any more is interrupted: its journal stays open, and since when is said', async () => {
    const line = new Line(steps);
    line.during = {
      'enable-defender': () => {
        throw new GangwayError('target.signInRefused', 'x', 1326);
      },
    };
    await line.start();
    expect(line.on.page).toMatchObject({
      busy: 'idle',
      run: {
        outcome: 'interrupted',
        contactLostAt: now,
        failure: { code: 'target.signInRefused', native: 1326 },
        endedAt: null,
      },
    });
    expect(line.on.phases.slice(1)).toEqual(['enable-defender intent', 'enable-defender sent']);
    expect([line.on.server.running, line.on.pensDown]).toEqual([null, 1]);
  });

  it('of an app that closes ends in the middle of its journal, and shows no end', async () => {
    const line = new Line(steps);
    line.during = {
      'enable-defender': () => {
        line.on.server.running?.abort();
        throw new GangwayError('shell.exited');
      },
    };
    await line.start();
    expect(line.on.phases.at(-1)).toBe('enable-defender sent');
    expect([line.on.page.run?.outcome, line.on.pensDown]).toEqual(['running', 1]);
  });
});

describe('who holds the server', () => {
  const { account, computer } = claimFor(new InMemory().needs, 'Set-Lease');
  const mine = { account, computer, technician: null, since: now, renewedAt: now, expiresAt: now + 9e6 };
  const leases = (line: Line) => line.on.asked.filter(({ name }) => name === 'Set-Lease');
  const held = (line: Line) => ({ lease: { ...mine, runId: line.on.page.run?.runId ?? '' } });

  it('it is given back with the end of the run, unless a restart comes first', async () => {
    const over = new Line(['enable-defender']);
    over.during = { 'enable-defender': () => void over.on.readings.push(held(over)) };
    await over.start();
    expect(leases(over)).toMatchObject([{ params: { lease: null } }]);
    const waits = new Line(['enable-defender', 'restart']);
    waits.during = { 'enable-defender': () => void waits.on.readings.push(held(waits)) };
    await waits.start();
    expect([waits.on.page.run?.outcome, leases(waits)]).toEqual(['restartRequired', []]);
  });
});

describe('a start is refused', () => {
  const refused = async (line: Line) => {
    await expect(line.start()).rejects.toBeInstanceOf(GangwayError);
    expect([line.on.noted, line.sent, line.on.work]).toEqual([[], 0, []]);
  };

  it('beside a run of ours, which goes on', async () => {
    const line = new Line(steps);
    const ours = (line.on.server.running = new AbortController());
    await refused(line);
    expect(line.on.server.running).toBe(ours);
  });

  it('while nobody knows how the last action ended; any other run that is over does not matter', async () => {
    await refused(new Line(steps, { view: { run: aRunOf([], { outcome: 'interrupted' }) } }));
    const { server } = new InMemory({ view: { run: aRunOf([], { outcome: 'failed' }) } });
    expect(() => requireRest(server)).not.toThrow();
  });

  it('beside an action on the server, and can be tried again', async () => {
    const line = new Line(steps, { facts: { runs: [running] } });
    await refused(line);
    expect(line.on.server.running).toBeNull();
  });
});

describe('what is in the way on a server', () => {
  const lease = {
    runId: 'r',
    account: 'NORD\\anna',
    computer: 'ADMIN-7',
    technician: 'Anna',
    since: 1,
    renewedAt: now,
    expiresAt: now + 9e6,
  };
  it.each([
    ['nothing on a server at rest', {}, null],
    ['no action that is over', { runs: [{ ...running, outcome: 'ok' as const, endedAt: 2 }] }, null],
    [
      'an action that runs',
      { runs: [running] },
      { code: 'run.alreadyStarted', detail: 'Install-Sensor other-run' },
    ],
    ['somebody else who holds it', { lease }, { code: 'run.leased' }],
  ])('is %s', (_, facts, expected) => {
    const found = stillAtWork(aServer(facts));
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });
});

describe('a stop that is asked for', () => {
  const at = (id: string, busy: 'running' | 'idle' = 'running', state: 'running' | 'done' = 'running') => {
    const run = aRunOf(['send-kit', id]);
    const [first, second] = run.actions;
    if (first === undefined || second === undefined) return expect.unreachable();
    const on = new InMemory({
      view: {
        busy,
        run: {
          ...run,
          actions: [
            { ...first, state: 'done' },
            { ...second, state },
          ],
        },
      },
    });
    on.server.copying = new AbortController();
    return on;
  };

  it.each([
    ['an action that never stops finishes', 'onboard', [], false],
    ['an action that can end between two stages is asked to', 'enable-defender', [true], false],
    ['a copy ends between two pieces', 'send-kit', [], true],
    ['an action of another version is left alone', 'later-action', [], false],
  ])('%s', async (_, id, stops, copyEnds) => {
    const on = at(id);
    await askToStop(on.server, true);
    expect(on.page.run?.stopAsked).toBe(true);
    expect(on.stops.map(([, nn, asked]) => [nn, asked])).toEqual(stops.map((asked) => [2, asked]));
    expect(on.server.copying?.signal.aborted).toBe(copyEnds);
  });

  it('can be taken back on the server, too; between two actions the run alone hears it', async () => {
    const on = at('enable-defender');
    await askToStop(on.server, false);
    expect([on.page.run?.stopAsked, on.stops.at(-1)?.[2]]).toEqual([false, false]);
    const copy = at('send-kit');
    await askToStop(copy.server, false);
    expect(copy.server.copying?.signal.aborted).toBe(false);
    const between = at('enable-defender', 'running', 'done');
    await askToStop(between.server, true);
    expect([between.page.run?.stopAsked, between.stops]).toEqual([true, []]);
  });

  it('of a run that is over changes nothing', async () => {
    for (const on of [at('enable-defender', 'idle'), new InMemory({ view: { busy: 'running' } })]) {
      await askToStop(on.server, true);
      expect([on.shown, on.stops]).toEqual([[], []]);
    }
  });
});
