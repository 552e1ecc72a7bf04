import { afterEach, describe, expect, it } from 'vitest';
import { stateOf, worked } from '../unit/app/stage';
import { accounts, at, atOnce, NetworkStage } from './networkStage';

let stage: NetworkStage | null = null;
afterEach(async () => {
  await stage?.remove();
  stage = null;
});

const sentOnce = ['Send-Package', 'Invoke-Onboarding'];
const cutOff = ['planned', ...worked('send-kit'), 'onboard intent', 'onboard sent'];
const followed = [...cutOff, 'onboard ack', 'onboard verified', 'ended'];
const waits = { step: 'onboard', state: 'waiting' } as const;
const forPassword = { ...waits, blocker: 'blocker.password', waitsFor: 'password' };

describe.each(accounts)('a run on a server of the network, signed in to as %s', (account) => {
  async function underWay() {
    const open = (stage = await NetworkStage.open(account));
    return { stage: open, runId: await open.underWay() };
  }

  /** The app has started anew: `me` follows by itself, a named account is not used before its password was given. */
  async function followAgain(open: NetworkStage, runId: string): Promise<void> {
    if (open.isNamed) {
      const asked = await open.until('asked for the password', ({ rungs, busy }) =>
        busy === 'idle' ? rungs.some(({ failure }) => failure?.code === 'credential.needed') : false,
      );
      expect(asked.run).toMatchObject({ runId, outcome: 'interrupted' });
      expect(await open.shown()).toEqual(forPassword);
      // Nobody has signed in: the server received nothing, and nothing can be started beside the action.
      expect(await open.journal(runId)).toEqual(cutOff);
      expect(await open.walker.refused('resumePlan', at)).toBe('run.alreadyStarted');
      await open.givePassword();
      await open.walker.ask('connect', at);
    }
    await open.until('followed', ({ busy }) => busy === 'running');
    expect((await open.shown()).step).toBe('onboard');
    await open.speed(atOnce);
    const over = await open.rest();
    expect(over.run).toMatchObject({ runId, outcome: 'done', failure: null });
    expect(stateOf(over.run, 'onboard')).toBe('done');
    expect(await open.journal(runId)).toEqual(followed);
    expect(await open.changes()).toEqual(sentOnce);
    expect(await open.outputIsWhole(runId)).toBe(true);
    expect(await open.shown()).toMatchObject({ waitsFor: null });
  }

  it('[row 4] goes on when the app was closed in the middle, and is followed to its end', async () => {
    const { stage: open, runId } = await underWay();
    const before = await open.closeAndStart();
    if (open.isNamed) {
      await open.until('tested', ({ rungs }) => rungs.some(({ failure }) => failure !== null));
      expect(await open.receivedCount()).toBe(before);
    }
    await followAgain(open, runId);
  });

  // A restart of the technician's PC leaves what a kill leaves: the folder, a server that works on, and no password.
  it('[row 12] goes on when the app was killed, or this computer restarted, and is followed to its end', async () => {
    const { stage: open, runId } = await underWay();
    await open.killAndStart();
    await followAgain(open, runId);
  });

  it('[row 13] is followed on by itself when the link drops and comes back, with the password that is held', async () => {
    const { stage: open, runId } = await underWay();
    await open.walker.ask('setPractice', { ...at, fault: 'linkDrops' });
    const lost = await open.until('interrupted', ({ run }) => run?.outcome === 'interrupted');
    expect(lost).toMatchObject({ busy: 'running', run: { failure: null } });
    expect(lost.run?.contactLostAt).not.toBeNull();
    expect(await open.shown()).toEqual({ ...waits, blocker: 'blocker.running', waitsFor: null });
    expect(await open.journal(runId)).toEqual(cutOff);
    await open.walker.ask('setPractice', { ...at, fault: 'none', speed: atOnce });
    const over = await open.rest();
    expect(over.run).toMatchObject({ outcome: 'done', contactLostAt: null, failure: null });
    expect(await open.journal(runId)).toEqual(followed);
    expect(await open.changes()).toEqual(sentOnce);
    expect(await open.outputIsWhole(runId)).toBe(true);
  });

  it('[row 14] waits, as interrupted, while the link is gone for good, and facts decide once it is back', async () => {
    const { stage: open, runId } = await underWay();
    await open.walker.ask('setPractice', { ...at, fault: 'linkDrops' });
    await open.until('interrupted', ({ run }) => run?.outcome === 'interrupted');
    await open.closeAndStart();
    if (open.isNamed) await open.givePassword();
    await open.walker.ask('connect', at);
    await open.until('away', ({ rungs, busy }) =>
      busy === 'idle' ? rungs.some(({ failure }) => failure?.code === 'target.unreachable') : false,
    );
    expect(await open.shown()).toEqual({ ...waits, blocker: 'blocker.contact', waitsFor: 'contact' });
    expect(await open.journal(runId)).toEqual(cutOff);
    // The action has long ended on the server when somebody comes back to it.
    await open.walker.ask('setPractice', { ...at, fault: 'none', speed: atOnce });
    await open.walker.ask('connect', at);
    const over = await open.rest();
    expect(over.run).toMatchObject({ runId, outcome: 'done' });
    expect(await open.journal(runId)).toEqual(followed);
    expect(await open.changes()).toEqual(sentOnce);
    expect(await open.outputIsWhole(runId)).toBe(true);
  });

  it('[row 9] of which the server restarts in the middle is unknown until facts were read, and is sent again only on a word', async () => {
    const { stage: open, runId } = await underWay();
    await open.restartedBySomebody();
    await open.speed(atOnce);
    const cut = await open.rest();
    expect(cut.run).toMatchObject({ outcome: 'unknown', failure: { code: 'operation.unknownOutcome' } });
    expect(cut.facts?.sensor.onboardingState).not.toBe(1);
    expect(await open.journal(runId)).toEqual([...cutOff, 'onboard unknown', 'ended']);
    expect(await open.shown()).toEqual({
      step: 'onboard',
      state: 'stopped',
      blocker: 'blocker.failed',
      waitsFor: null,
    });
    expect(await open.changes()).toEqual([...sentOnce, 'Restart-Server']);
    await open.walker.ask('resumePlan', at);
    const over = await open.until('done', ({ run, busy }) => busy === 'idle' && run?.outcome === 'done');
    expect(over.run?.runId).not.toBe(runId);
    expect(await open.changes()).toEqual([...sentOnce, 'Restart-Server', 'Invoke-Onboarding']);
  });
});
