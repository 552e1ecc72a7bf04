import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Journal } from '../../../main/journal/journal';
import type { NewEntry } from '../../../main/journal/writer';
import { GangwayError } from '../../../shared/errors';
import { ScriptedServer } from '../../fakes/scriptedServer';
import * as on from './stage';

/** Decides which entries the disk refuses; as with the real pen, all later ones of the run are refused too. */
const disk = vi.hoisted(() => ({ refuses: (_entry: unknown): boolean => false }));

vi.mock('../../../main/journal/journal', async (original) => {
  const real = await original<{ createJournal: (folder: string, now?: () => number) => Journal }>();
  return {
    createJournal: (folder: string, now?: () => number): Journal => {
      const journal = real.createJournal(folder, now);
      return {
        ...journal,
        async begin(runId, targetId) {
          const writer = await journal.begin(runId, targetId);
          let failed = false;
          return {
            append: (entry) => {
              failed ||= disk.refuses(entry);
              return failed
                ? Promise.reject(new GangwayError('journal.unwritable', 'ENOSPC'))
                : writer.append(entry);
            },
            close: () => writer.close(),
          };
        },
      };
    },
  };
});

let stage: on.Stage | null = null;
afterEach(async () => {
  disk.refuses = () => false;
  await stage?.walker.stop();
  stage = null;
});

const refuse = (action: string | null, phase: NewEntry['phase']) => {
  disk.refuses = (entry) => {
    const { action: of = null, phase: is } = Object(entry);
    return of === action && is === phase;
  };
};

describe('a journal that cannot be written', () => {
  it('when the plan is written: the start is refused, nothing is kept of it, and the next one works', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    const { walker } = stage;
    refuse(null, 'planned');
    expect(await walker.refused('startPlan', on.planOf(walker))).toBe('journal.unwritable');
    walker.session = await walker.ask('getSession', {});
    expect(walker.view(on.id)).toMatchObject({
      busy: 'idle',
      run: null,
      inputs: { journeys: { onboard: { confirmed: null } } },
    });
    expect(server.changes).toEqual([]);
    disk.refuses = () => false;
    await on.startPlan(walker);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
  });

  it('before an intent: that action is not sent, and the run says why it stopped', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    refuse('onboard', 'intent');
    const runId = await on.startPlan(stage.walker);
    const { run } = await on.atRest(stage.walker);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'journal.unwritable' } });
    expect(on.stateOf(run, 'onboard')).toBe('ahead');
    expect(server.changes).toEqual(['Send-Package']);
    expect(await on.phases(stage.walker, runId)).toEqual(['planned', ...on.worked('send-kit')]);
  });

  it('between the start and its entry: the action is followed to its end, and nothing is sent after it', async () => {
    const server = new ScriptedServer();
    server.plays['Set-PassiveMode'] = { says: ['it goes on'] };
    stage = await on.openStage(server, { mode: 'passive' });
    await stage.walker.decide(on.id, { kind: 'acceptNoProtector', accepted: true });
    refuse('set-mode', 'sent');
    const runId = await on.startPlan(stage.walker);
    const { run, facts } = await on.atRest(stage.walker);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'journal.unwritable' } });
    expect(run?.actions.map(({ id, state }) => [id, state])).toEqual([
      ['send-kit', 'done'],
      ['set-mode', 'done'],
      ['onboard', 'ahead'],
    ]);
    expect(facts?.policy.forceDefenderPassiveMode).toBe(1);
    expect(server.changes).toEqual(['Send-Package', 'Set-PassiveMode']);
    expect((await on.phases(stage.walker, runId)).at(-1)).toBe('set-mode intent');

    // The next start of the app finds the action in the middle of its journal and finishes the entry.
    disk.refuses = () => false;
    await stage.walker.stop(true);
    stage = { walker: await on.openAgain(stage), server };
    const again = await on.atRest(stage.walker);
    expect(on.stateOf(again.run, 'set-mode')).toBe('done');
    expect((await on.phases(stage.walker, runId)).slice(-3)).toEqual([
      'set-mode ack',
      'set-mode verified',
      'ended',
    ]);
    expect(again.changes.map((change) => change.action)).toEqual(['send-kit', 'set-mode']);
    expect(server.changes).toEqual(['Send-Package', 'Set-PassiveMode']);
  });

  it('between the intent of a copy and its start: nothing is copied', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    refuse('send-kit', 'sent');
    await on.startPlan(stage.walker);
    const { run } = await on.atRest(stage.walker);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'journal.unwritable' } });
    expect(on.stateOf(run, 'send-kit')).toBe('failed');
    expect(server.changes).toEqual([]);
  });

  it('at the very end: what was done stays done on the page, and the run does not claim a clean end', async () => {
    const server = new ScriptedServer();
    stage = await on.openStage(server);
    refuse(null, 'ended');
    await on.startPlan(stage.walker);
    const { run } = await on.atRest(stage.walker);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'journal.unwritable' } });
    expect(on.stateOf(run, 'onboard')).toBe('done');
  });

  it('at the very end of a run that failed: why it failed is not lost', async () => {
    const server = new ScriptedServer();
    server.plays['Invoke-Onboarding'] = { end: { code: 'operation.failed', native: 15 } };
    stage = await on.openStage(server);
    refuse(null, 'ended');
    await on.startPlan(stage.walker);
    const { run } = await on.atRest(stage.walker);
    expect(run).toMatchObject({ outcome: 'failed', failure: { code: 'operation.failed', native: 15 } });
  });

  it('while an action is taken up again: it is offered again, and the server is not locked', async () => {
    const server = new ScriptedServer();
    const held = on.gate();
    server.plays['Invoke-Onboarding'] = { waits: held.waits };
    const first = await on.openStage(server);
    await on.startPlan(first.walker);
    await on.running(first.walker, 'onboard');
    await first.walker.stop(true);
    held.open();
    disk.refuses = () => true;
    stage = { walker: await on.openAgain(first), server };
    const { walker } = stage;
    const shown = await walker.until(
      on.id,
      'a failure',
      ({ run }) => run?.failure?.code === 'journal.unwritable',
    );
    expect(shown.run?.outcome).toBe('interrupted');
    disk.refuses = () => false;
    await walker.until(on.id, 'idle', ({ busy }) => busy === 'idle');
    await walker.ask('connect', { targetId: on.id });
    const view = await walker.until(
      on.id,
      'settled',
      ({ run, busy }) => busy === 'idle' && run?.outcome === 'done',
    );
    expect(on.stateOf(view.run, 'onboard')).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });
});
