import { afterEach, describe, expect, it } from 'vitest';
import { stateOf, worked } from '../unit/app/stage';
import { accounts, asReal, at, atOnce, id, NetworkStage } from './networkStage';

let stage: NetworkStage | null = null;
afterEach(async () => {
  await stage?.remove();
  stage = null;
});

const before = ['planned', ...worked('send-kit'), 'restart needsReboot', 'ended'];
const asked = [...before, 'restart note', 'restart note'];
const seen = [...asked, 'restart verified', 'ended'];
const sent = ['Send-Package', 'Restart-Server'];

describe.each(accounts)('a restart of a server of the network, signed in to as %s', (account) => {
  /** The plan waits for the restart that it holds; nothing but the copy was sent. */
  async function called() {
    const open = (stage = await NetworkStage.open(account, '2019-restart'));
    const runId = await open.startPlan();
    const { run } = await open.rest();
    expect(run?.outcome).toBe('restartRequired');
    return { open, runId };
  }

  /** The restart was asked for, and the server is gone: at this speed it stays away for minutes. */
  async function gone() {
    const { open, runId } = await called();
    // Windows goes down five seconds after it was asked; they need not be waited for.
    await open.speed(20);
    await open.walker.ask('restartServer', at);
    const away = await open.until('gone', ({ readFailure }) => readFailure?.code === 'target.unreachable');
    await open.speed(asReal);
    return { open, runId, away };
  }

  it('[row 10] is asked for by nobody but a person, whatever else happens', async () => {
    const { open, runId } = await called();
    expect(await open.shown()).toMatchObject({
      state: 'waiting',
      blocker: 'blocker.restart',
      waitsFor: null,
    });
    const count = await open.closeAndStart();
    if (open.isNamed) {
      await open.until('asked for the password', ({ rungs, busy }) =>
        busy === 'idle' ? rungs.some(({ failure }) => failure?.code === 'credential.needed') : false,
      );
      expect(await open.receivedCount()).toBe(count);
      expect(await open.shown()).toMatchObject({ blocker: 'blocker.password', waitsFor: 'password' });
      await open.givePassword();
      await open.walker.ask('connect', at);
    }
    const view = await open.until('read', ({ facts, busy }) => facts !== null && busy === 'idle');
    expect(view.run).toMatchObject({ runId, outcome: 'restartRequired', restartAskedAt: null });
    expect(await open.shown()).toMatchObject({
      state: 'waiting',
      blocker: 'blocker.restart',
      waitsFor: null,
    });
    expect(await open.journal(runId)).toEqual(before);
    expect(await open.changes()).toEqual(['Send-Package']);
  });

  it('[row 9] is told by the start time of Windows, and the plan resumes by itself with what is held', async () => {
    const { open, runId, away } = await gone();
    expect(away).toMatchObject({ busy: 'restarting', run: { runId, outcome: 'restarting' } });
    const boot = away.facts?.boot.startedAt ?? 0;
    await open.speed(atOnce);
    const view = await open.until('done', ({ run, busy }) => busy === 'idle' && run?.outcome === 'done');
    expect(view.facts?.boot.startedAt).toBeGreaterThan(boot);
    expect(view.run?.runId).not.toBe(runId);
    expect(await open.journal(runId)).toEqual(seen);
    expect(await open.changes()).toEqual([...sent, 'Invoke-Onboarding']);
  });

  it('[row 11] from which the server does not come back is said with the time, over a start of the app too', async () => {
    const { open, runId, away } = await gone();
    const { restartAskedAt } = away.run ?? expect.unreachable();
    expect(restartAskedAt).not.toBeNull();
    // The time of the last answer is the time at which the server went down.
    expect(away.factsAt).not.toBeNull();
    expect(await open.journal(runId)).toEqual(asked);

    await open.closeAndStart();
    if (open.isNamed) await open.givePassword();
    await open.walker.ask('connect', at);
    const still = await open.until('away', ({ rungs, busy }) =>
      busy === 'idle' ? rungs.some(({ failure }) => failure?.code === 'target.unreachable') : false,
    );
    expect(still.run).toMatchObject({ runId, outcome: 'restartRequired' });
    // As the journal dates it: within the second in which it was asked.
    expect(Math.abs((still.run?.restartAskedAt ?? 0) - (restartAskedAt ?? 0))).toBeLessThan(10_000);
    expect(await open.shown()).toEqual({
      step: 'install',
      state: 'waiting',
      blocker: 'blocker.restartUnseen',
      waitsFor: 'contact',
    });
    expect(await open.changes()).toEqual(sent);

    await open.speed(atOnce);
    await open.until('up', ({ practice }) => practice !== null);
    await expect
      .poll(async () => {
        await open.walker.ask('connect', at);
        return (await open.until('looked at', ({ busy }) => busy === 'idle')).run?.outcome;
      })
      .toBe('stopped');
    expect(stateOf(open.walker.view(id).run, 'restart')).toBe('done');
    expect(await open.journal(runId)).toEqual(seen);
    expect(await open.changes()).toEqual(sent);
    await open.walker.ask('resumePlan', at);
    await open.until('done', ({ run, busy }) => busy === 'idle' && run?.outcome === 'done');
    expect(await open.changes()).toEqual([...sent, 'Invoke-Onboarding']);
  });

  it('[row 12] during which this computer restarts waits for its password, and is not asked for again', async () => {
    const { open, runId } = await gone();
    await open.killAndStart();
    await open.speed(atOnce);
    if (open.isNamed) {
      await open.until('asked for the password', ({ rungs, busy }) =>
        busy === 'idle' ? rungs.some(({ failure }) => failure?.code === 'credential.needed') : false,
      );
      expect(open.walker.view(id).facts).toBeNull();
      expect(await open.shown()).toEqual({
        step: 'install',
        state: 'waiting',
        blocker: 'blocker.password',
        waitsFor: 'password',
      });
      expect(await open.walker.refused('resumePlan', at)).not.toBe('accepted');
      await open.givePassword();
    }
    await expect
      .poll(async () => {
        await open.walker.ask('connect', at);
        return (await open.until('looked at', ({ busy }) => busy === 'idle')).run?.outcome;
      })
      .toBe('stopped');
    expect(await open.journal(runId)).toEqual(seen);
    expect(await open.changes()).toEqual(sent);
  });
});
