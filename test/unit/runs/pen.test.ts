import { describe, expect, it } from 'vitest';
import { beginRun, newRunId, takePen } from '../../../main/runs/pen';
import { GangwayError, type Failure } from '../../../shared/errors';
import { now } from '../shared/views';
import { aRunOf, InMemory, runId } from './inMemory';

const planned = { purpose: 'plan', actions: [{ id: 'onboard', nn: 1, key: 'onboard', needed: true }] };

describe('the begin of a run', () => {
  it('is shown once its plan is written and what goes with it is stored', async () => {
    const on = new InMemory();
    await beginRun(on.needs, on.server, runId, planned, async () => {
      expect([on.phases, on.page.run, on.page.busy]).toEqual([['planned'], null, 'idle']);
    });
    expect(on.page).toMatchObject({ busy: 'running', run: { runId, startedAt: now, outcome: 'running' } });
    expect(on.pensDown).toBe(0);
  });

  it.each([
    ['the journal cannot be written', 'planned', () => Promise.resolve(), 'journal.unwritable'],
    [
      'what goes with it cannot be stored',
      '',
      () => Promise.reject(new GangwayError('file.unwritable')),
      'file.unwritable',
    ],
  ])('shows nothing where %s, and holds no journal', async (_, refused, decide, code) => {
    const on = new InMemory();
    on.refuses.push(refused);
    await expect(beginRun(on.needs, on.server, runId, planned, decide)).rejects.toMatchObject({ code });
    expect([on.page.run, on.page.busy, on.pensDown]).toEqual([null, 'idle', 1]);
  });
});

describe('what is noted of a run', () => {
  const underWay = async (...refused: string[]) => {
    const on = new InMemory({ view: { run: aRunOf(['onboard']), busy: 'running' } });
    on.refuses.push(...refused);
    return { on, pen: await takePen(on.needs, on.server, runId) };
  };
  const state = (on: InMemory) => on.page.run?.actions[0]?.state;
  const at = { action: 'onboard', nn: 1 };

  it('before a change stops it where the disk refuses, and the page shows nothing of it', async () => {
    const { on, pen } = await underWay('intent');
    await expect(pen.note({ ...at, phase: 'intent' })).rejects.toMatchObject({ code: 'journal.unwritable' });
    expect(state(on)).toBe('ahead');
  });

  it('after a change shows on the page all the same, without the secrets that the journal would have left out', async () => {
    const { on, pen } = await underWay('failed');
    const data = { code: 'operation.failed', detail: 'password=hunter2', native: 5 };
    await pen.tell({ ...at, phase: 'failed', data }, { busy: 'restarting' });
    expect(on.page.run?.actions[0]).toMatchObject({ state: 'failed', endedAt: now, failure: { native: 5 } });
    expect(JSON.stringify(on.page)).not.toContain('hunter2');
    expect(on.page.busy).toBe('restarting');
    expect(on.noted).toEqual([]);
  });

  it('of the whole run shows there, too, where the disk refuses', async () => {
    const { on, pen } = await underWay('note');
    await pen.tell({ phase: 'note', data: { restart: 'begun' } });
    expect(on.page.run).toMatchObject({ outcome: 'restarting', restartAskedAt: now });
  });

  it('hides no other error than that of the disk', async () => {
    const { on } = await underWay();
    const pen = await takePen(on.needs, on.server, runId, () => {
      throw new TypeError('a bug');
    });
    await expect(pen.tell({ phase: 'note' })).rejects.toThrow('a bug');
    const broken = {
      ...on.needs,
      journal: { begin: async () => ({ append: () => Promise.reject(new GangwayError('internal')) }) },
    };
    const other = await takePen(broken as never, on.server, runId);
    await expect(other.tell({ ...at, phase: 'sent' })).rejects.toMatchObject({ code: 'internal' });
  });

  it('is not shown on a page that has another run', async () => {
    const { on } = await underWay();
    const other = await takePen(on.needs, on.server, 'another-run');
    await other.note({ ...at, phase: 'intent' });
    expect(state(on)).toBe('ahead');
    on.page = { ...on.page, run: null };
    await other.note({ ...at, phase: 'verified' });
    expect(on.page.run).toBeNull();
  });
});

describe('the end of a run', () => {
  const ended = async (refused: string, failure: Failure | null = null) => {
    const on = new InMemory({ view: { run: aRunOf(['onboard']), busy: 'running' } });
    on.refuses.push(refused);
    const pen = await takePen(on.needs, on.server, runId);
    await pen.end({ outcome: failure === null ? 'done' : 'conflict', failure }, async () => {
      // The page is at rest with its end, and not before what goes with it is there.
      expect([on.pensDown, on.page.busy, on.page.run?.outcome]).toEqual([1, 'running', 'running']);
    });
    expect(on.page).toMatchObject({ busy: 'idle', run: { endedAt: now } });
    return on;
  };

  it('stands in the journal before the page shows it', async () => {
    const on = await ended('');
    expect(on.phases).toEqual(['ended']);
    expect(on.page.run).toMatchObject({ outcome: 'done', failure: null });
  });

  it('that cannot be written is a failure, even where the plan is done', async () => {
    const { page } = await ended('ended');
    expect(page.run).toMatchObject({ outcome: 'failed', failure: { code: 'journal.unwritable' } });
  });

  it('keeps the reason why the run had failed before its end could not be written', async () => {
    const { page } = await ended('ended', { code: 'cloud.unreachable', detail: 'x', native: null });
    expect(page.run).toMatchObject({ outcome: 'failed', failure: { code: 'cloud.unreachable' } });
  });
});

it('the id of a run tells its second, and no two are alike', () => {
  const ids = [newRunId(now), newRunId(now)];
  for (const id of ids) expect(id).toMatch(/^20261124-143208-[0-9a-f]{8}$/);
  expect(new Set(ids).size).toBe(2);
});
