import { afterEach, describe, expect, it } from 'vitest';
import { createOpenShell } from '../../../../main/openShell';
import { GangwayError, type ErrorCode } from '../../../../shared/errors';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import { changesIn, receivedBy } from '../../app/received';
import * as on from '../../app/stage';
import { Walker } from '../../app/walker';

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

const machine = 'network-password';
const id = `practice-${machine}`;
const user = 'PRACTICE\\server-admin';
const at = { targetId: id };

/** Starts the app over a folder; actions take minutes of real time at this speed, so that nothing ends by itself. */
const open = (folder?: string) =>
  Walker.start(folder, {
    pace: on.quickly,
    ...(folder === undefined
      ? {}
      : {
          openShell: createOpenShell({
            dataFolder: folder,
            practiceSpeed: () => 1,
            onNotice: () => undefined,
          }),
        }),
  });

/** A server of the network whose onboarding runs, reached by a named account. */
async function underWay(): Promise<Walker> {
  const made = await open();
  walker = made;
  await made.ask('addTarget', { kind: 'practice', machine });
  await made.ask('askCredential', { targetId: id, practiceUser: user });
  await made.prepare(machine, ['onboarding'], 'active');
  await made.ask('setPractice', { targetId: id, speed: 1 });
  const { known } = made.assess(id);
  const name = made.view(id).target.name;
  await made.ask('startPlan', { journey: 'onboard', targetId: id, planHash: known?.planHash ?? '', name });
  // Under way on the server, not on its way there: what never arrived has another end.
  await made.until(
    id,
    'onboarding',
    ({ run }) => run?.actions.some((action) => action.id === 'onboard' && action.stage !== null) === true,
  );
  return made;
}

describe('a run on a server of the network with an account of its own', () => {
  it('is not signed in to by itself when the app starts again; with the password it is followed on, and nothing is sent again', async () => {
    const first = await underWay();
    await first.stop(true);
    const before = (await receivedBy(first.folder, machine)).length;
    const second = await open(first.folder);
    walker = second;
    const view = await second.until(id, 'asked for the password', ({ rungs }) =>
      rungs.some(({ failure }) => failure?.code === 'credential.needed'),
    );
    expect(view.run?.outcome).toBe('interrupted');
    // Nobody has signed in: the server received nothing.
    expect(await receivedBy(first.folder, machine)).toHaveLength(before);
    await second.ask('askCredential', { targetId: id, practiceUser: user });
    await second.ask('setPractice', { targetId: id, speed: 6000 });
    await second.ask('connect', at);
    const over = await second.until(id, 'over', ({ run, busy }) => busy === 'idle' && run?.endedAt != null);
    expect(on.stateOf(over.run, 'onboard')).toBe('done');
    expect(changesIn(await receivedBy(first.folder, machine))).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });

  it('goes on by itself after a lost link, and nothing is sent again', async () => {
    const made = await underWay();
    await made.ask('setPractice', { targetId: id, fault: 'linkDrops' });
    const lost = await made.until(id, 'interrupted', ({ run }) => run?.outcome === 'interrupted');
    expect(lost.run?.contactLostAt).not.toBeNull();
    await made.ask('setPractice', { targetId: id, fault: 'none', speed: 6000 });
    const over = await made.until(id, 'over', ({ run, busy }) => busy === 'idle' && run?.endedAt != null);
    expect(over.run?.outcome).toBe('done');
    expect(changesIn(await receivedBy(made.folder, machine))).toEqual(['Send-Package', 'Invoke-Onboarding']);
  });
});

describe('a server that lets nobody in any more while its action is followed', () => {
  it.each<ErrorCode>([
    'credential.needed',
    'target.signInRefused',
    'target.accessDenied',
    'target.badCertificate',
  ])('%s stops the following, is said, and is tried no second time', async (code) => {
    const server = new ScriptedServer();
    const play = { says: ['one'], broken: new GangwayError(code, 'why') };
    server.plays['Invoke-Onboarding'] = play;
    const stage = await on.openStage(server);
    walker = stage.walker;
    const runId = await on.startPlan(walker);
    const view = await walker.until(
      on.id,
      'stopped',
      ({ run, busy }) => busy === 'idle' && run?.failure != null,
    );
    expect(view.run).toMatchObject({
      outcome: 'interrupted',
      failure: { code, detail: 'why' },
      endedAt: null,
    });
    expect(on.stateOf(view.run, 'onboard')).toBe('running');
    expect(server.received.filter(({ kind }) => kind === 'follow')).toHaveLength(1);
    expect(await on.phases(walker, runId)).toEqual([
      'planned',
      ...on.worked('send-kit'),
      'onboard intent',
      'onboard sent',
    ]);
  });

  it.each<ErrorCode>(['target.quota', 'target.portClosed', 'target.unknownName', 'target.noManagement'])(
    '%s is waited for',
    async (code) => {
      const server = new ScriptedServer();
      // Readings: the start of the run, the copy, then the onboarding.
      server.factsErrors.push(null, null, new GangwayError(code));
      const stage = await on.openStage(server);
      walker = stage.walker;
      await on.startPlan(walker);
      expect((await on.atRest(walker)).run?.outcome).toBe('done');
      expect(server.changes).toEqual(['Send-Package', 'Invoke-Onboarding']);
    },
  );
});
