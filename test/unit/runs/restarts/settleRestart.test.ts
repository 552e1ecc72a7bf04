import { describe, expect, it } from 'vitest';
import { settleAtRest, settleRestart } from '../../../../main/runs/settleRestart';
import type { RunView } from '../../../../shared/bridge/session';
import { now } from '../../shared/views';
import { aRunOf, InMemory, runId } from '../inMemory';

const mark = now - 3_600_000;

/** A run that waits for a restart since Windows' start at `mark`; `startedAt`: the start that the facts show now. */
function waiting(ids: readonly string[], startedAt: number, change: Partial<RunView> = {}) {
  const run = aRunOf(ids, { outcome: 'restartRequired', endedAt: now, ...change });
  const on = new InMemory({
    facts: { boot: { startedAt } },
    view: {
      run: { ...run, actions: run.actions.map((action) => ({ ...action, state: 'restartRequired' })) },
    },
  });
  const note = (phase: 'ended' | 'note', data: object) =>
    on.noted.push({
      at: now,
      runId,
      targetId: on.server.id,
      nn: null,
      action: null,
      phase,
      data: data as never,
    });
  note('ended', { outcome: 'restartRequired', failure: null, bootMark: mark });
  return { on, note };
}
const states = ({ page }: InMemory) => page.run?.actions.map(({ state }) => state);
const later = now - 60_000;

describe('a run that waits for a restart', () => {
  it('stops for a person where more of the plan comes behind it', async () => {
    const { on } = waiting(['restart', 'set-mode'], later);
    const { run } = on.page;
    const actions = run?.actions.map((action) =>
      action.nn === 2 ? { ...action, state: 'ahead' as const } : action,
    );
    on.page = { ...on.page, run: run && { ...run, actions: actions ?? [] } };
    await settleRestart(on.needs, on.server);
    expect(on.page.run?.outcome).toBe('stopped');
  });

  it('is done once Windows has started anew and nothing is left, and its restart is a change of the ledger', async () => {
    const { on } = waiting(['restart'], later);
    await settleRestart(on.needs, on.server);
    expect(on.phases).toEqual(['ended', 'restart verified', 'ended']);
    expect(on.page.run).toMatchObject({ outcome: 'done', failure: null });
    expect(states(on)).toEqual(['done']);
    expect(on.page.changes.map(({ action }) => action)).toEqual(['restart']);
    expect(on.dataOf('verified')).toMatchObject({ restart: false, after: expect.stringMatching(/./) });
    expect(on.pensDown).toBe(1);
  });

  it('is a conflict where an action is not there after the restart; the others are done', async () => {
    const { on } = waiting(['restart', 'set-mode', 'send-kit'], later);
    on.page = { ...on.page, run: { ...aRunOf([]), ...on.page.run } };
    await settleRestart(on.needs, on.server);
    expect(on.phases.slice(1)).toEqual([
      'restart verified',
      'set-mode verified',
      'send-kit conflict',
      'ended',
    ]);
    expect(on.page.run?.outcome).toBe('conflict');
    expect(on.dataOf('ended')).toEqual({ outcome: 'conflict', failure: null });
  });

  it('is a conflict where its action is one that nobody knows any more', async () => {
    const { on } = waiting(['gone'], later);
    await settleRestart(on.needs, on.server);
    expect(on.phases.slice(1)).toEqual(['gone conflict', 'ended']);
    expect(on.dataOf('conflict')).toEqual({ after: '', restart: false });
  });

  it('is not proved a second time where its action was proved before the restart', async () => {
    const { on } = waiting(['set-mode', 'restart'], later);
    const entry = { at: now, runId, targetId: on.server.id, action: 'set-mode', data: null };
    on.noted.unshift({ ...entry, nn: 1, phase: 'intent' }, { ...entry, nn: 1, phase: 'verified' });
    await settleRestart(on.needs, on.server);
    expect(on.phases).toEqual(['set-mode intent', 'set-mode verified', 'ended', 'restart verified', 'ended']);
    expect(states(on)).toEqual(['done', 'done']);
  });

  it('is a conflict where an action was proved before the restart, and is not there behind it', async () => {
    const { on } = waiting(['send-kit'], later);
    const entry = { at: now, runId, targetId: on.server.id, action: 'send-kit', data: null };
    on.noted.unshift({ ...entry, nn: 1, phase: 'verified' });
    await settleRestart(on.needs, on.server);
    expect(on.phases.slice(2)).toEqual(['send-kit conflict', 'ended']);
  });

  it('judges only what waits for the restart, and the restart itself by the start alone', async () => {
    const { on } = waiting(['send-kit', 'restart'], later);
    const pending = [{ source: 'windowsUpdate' as const, blocking: true }];
    const { run, facts } = on.page;
    const actions = run?.actions.map((action) =>
      action.nn === 1 ? { ...action, state: 'done' as const } : action,
    );
    on.page = {
      ...on.page,
      run: run && { ...run, actions: actions ?? [] },
      facts: facts && { ...facts, restartPending: pending },
    };
    await settleRestart(on.needs, on.server);
    expect(on.phases.slice(1)).toEqual(['restart verified', 'ended']);
    expect(on.page.run?.outcome).toBe('done');
  });

  it('waits on while Windows shows its old start, and what kept it from being looked at is over', async () => {
    const failure = { code: 'shell.exited' as const, detail: '', native: null };
    const { on } = waiting(['restart'], mark + 5000, { failure });
    await settleRestart(on.needs, on.server);
    expect(on.phases).toEqual(['ended']);
    expect(on.page.run).toMatchObject({ outcome: 'restartRequired', failure: null });
    expect(states(on)).toEqual(['restartRequired']);
  });

  it('waits on where nobody noted the start before it', async () => {
    const { on } = waiting(['restart'], later);
    on.noted.length = 0;
    await settleRestart(on.needs, on.server);
    expect([on.phases, on.page.run?.outcome]).toEqual([[], 'restartRequired']);
  });

  it('is told from the newest start that was noted', async () => {
    const { on, note } = waiting(['restart'], later);
    note('note', { restart: 'intent', bootMark: later });
    note('note', { restart: 'asked' });
    await settleRestart(on.needs, on.server);
    expect(on.page.run?.outcome).toBe('restartRequired');
  });

  it('counts the time of a practice server by its speed', async () => {
    const { on } = waiting(['restart'], mark + 5000);
    on.page = { ...on.page, practice: { speed: 10, fault: 'none', accounts: [] } };
    await settleRestart(on.needs, on.server);
    expect(on.page.run?.outcome).toBe('done');
  });

  it('is judged while the app waits for the server, too', async () => {
    const { on } = waiting(['restart'], later, { outcome: 'restarting' });
    await settleRestart(on.needs, on.server);
    expect(on.page.run?.outcome).toBe('done');
  });
});

describe('nothing is judged', () => {
  it.each(['done', 'running', 'interrupted'] as const)('of a run that is %s', async (outcome) => {
    const { on } = waiting(['restart'], later, { outcome });
    const { run } = on.page;
    await settleRestart(on.needs, on.server);
    expect([on.phases, on.page.run]).toEqual([['ended'], run]);
  });

  it('where no run is', async () => {
    const on = new InMemory();
    await settleRestart(on.needs, on.server);
    expect([on.phases, on.shown]).toEqual([[], []]);
  });

  it('beside something at work on the server, which does it itself', async () => {
    const { on } = waiting(['restart'], later);
    const atWork = (on.server.running = new AbortController());
    await settleAtRest(on.needs, on.server);
    expect([on.phases, on.server.running]).toEqual([['ended'], atWork]);
  });

  it('beside another judgement: the server counts as at work until it is over', async () => {
    const { on } = waiting(['restart'], later);
    const judging = settleAtRest(on.needs, on.server);
    expect(on.server.running).not.toBeNull();
    await judging;
    expect([on.server.running, on.page.run?.outcome]).toEqual([null, 'done']);
  });

  it('halfway: a journal that cannot be written leaves the run waiting, and the server free', async () => {
    const { on } = waiting(['restart'], later);
    on.refuses.push('verified');
    await expect(settleAtRest(on.needs, on.server)).rejects.toMatchObject({ code: 'journal.unwritable' });
    expect(on.page.run?.outcome).toBe('restartRequired');
    expect([on.server.running, on.pensDown]).toEqual([null, 1]);
  });
});
