import { afterEach, describe, expect, it } from 'vitest';
import { GangwayError, type ErrorCode } from '../../../../shared/errors';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import { atRest, id, openStage, phases, startPlan, stateOf, worked, type Stage } from '../../app/stage';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

async function run(server: ScriptedServer) {
  stage = await openStage(server);
  const runId = await startPlan(stage.walker);
  const view = await atRest(stage.walker);
  return { view, journal: await phases(stage.walker, runId), server };
}

describe('a start that the server surely did not take', () => {
  const codes: ErrorCode[] = [
    'target.accessDenied',
    'operation.hashMismatch',
    'run.folderNotOurs',
    'shell.missing',
    'operation.notFound',
  ];
  it.each(codes)('%s fails at once: nothing is followed, and what comes after is not sent', async (code) => {
    const server = new ScriptedServer();
    server.plays['Invoke-Onboarding'] = { startError: new GangwayError(code, 'raw words') };
    const { view, journal } = await run(server);
    expect(view.run?.failure).toMatchObject({ code, detail: 'raw words' });
    expect(stateOf(view.run, 'onboard')).toBe('failed');
    expect(journal).toEqual(['planned', ...worked('send-kit'), 'onboard intent', 'onboard failed', 'ended']);
    expect(server.received.filter(({ kind }) => kind === 'follow')).toEqual([]);
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });
});

describe('a start of which nobody knows whether the server took it', () => {
  const errors: [string, Error][] = [
    ['a broken link', new GangwayError('shell.exited')],
    ['a time limit', new GangwayError('operation.timedOut')],
    ['a start that was taken before', new GangwayError('run.alreadyStarted')],
    ['an answer that makes no sense', new GangwayError('operation.badResult')],
    ['an error of our own', new TypeError('a bug')],
  ];

  it.each(errors)(
    '%s: it is followed, never sent again, and done where the server took it',
    async (_, error) => {
      const server = new ScriptedServer();
      server.plays['Invoke-Onboarding'] = { startError: error, taken: true };
      const { view, journal } = await run(server);
      expect(view.run?.outcome).toBe('done');
      expect(journal).toEqual(['planned', ...worked('send-kit'), ...worked('onboard'), 'ended']);
      expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    },
  );

  it('says that it never started where the server has no trace of it', async () => {
    const server = new ScriptedServer();
    server.plays['Invoke-Onboarding'] = { startError: new GangwayError('shell.exited'), taken: false };
    const { view, journal } = await run(server);
    expect(view.run).toMatchObject({ outcome: 'failed', failure: { code: 'run.notStarted' } });
    expect(journal.slice(-4)).toEqual(['onboard intent', 'onboard sent', 'onboard failed', 'ended']);
    expect(server.changes).toHaveLength(2);
  });

  it('leaves the outcome unknown where its runner died and the server shows nothing', async () => {
    const server = new ScriptedServer();
    server.plays['Invoke-Onboarding'] = {
      startError: new GangwayError('shell.exited'),
      taken: true,
      result: null,
      end: 'none',
      change: {},
    };
    const { view, journal } = await run(server);
    expect(view.run).toMatchObject({ outcome: 'unknown', failure: { code: 'operation.unknownOutcome' } });
    expect(stateOf(view.run, 'onboard')).toBe('unknown');
    expect(journal.slice(-3)).toEqual(['onboard sent', 'onboard unknown', 'ended']);
    expect(server.changes).toHaveLength(2);
    expect(stage?.walker.states(id).onboard).toBe('stopped');
  });
});

describe('a copy whose link breaks', () => {
  it('is done where all files had arrived', async () => {
    const server = new ScriptedServer();
    server.plays['Send-Package'] = { startError: new GangwayError('shell.exited'), taken: true };
    const { view, journal } = await run(server);
    expect(view.run?.outcome).toBe('done');
    expect(journal.slice(1, 4)).toEqual(['send-kit intent', 'send-kit sent', 'send-kit verified']);
    expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('stops the plan with the reason where they had not, and nothing is sent after it', async () => {
    const server = new ScriptedServer();
    server.plays['Send-Package'] = { startError: new GangwayError('shell.exited'), taken: false };
    const { view } = await run(server);
    expect(view.run).toMatchObject({ outcome: 'unknown', failure: { code: 'shell.exited' } });
    expect(server.changes).toEqual(['Send-Package']);
  });
});
