import { afterEach, expect, it } from 'vitest';
import type { AppOptions } from '../../../../main/app';
import type { TargetView } from '../../../../shared/bridge/session';
import { scenarios } from '../../../../shared/model/practice';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import * as on from '../../app/stage';
import { Walker } from '../../app/walker';

const idOf = (machine: string) => `practice-${machine}`;

let walker: Walker | null = null;
afterEach(async () => {
  await walker?.stop();
  walker = null;
});

it('holds no server up for another: thirty-two at once are all at work, and none is asked more than one alone', async () => {
  const count = 32;
  const ids = scenarios.slice(0, count).map(({ id }) => id);
  const servers = new Map(ids.map((id) => [idOf(id), new ScriptedServer()]));
  const openShell: NonNullable<AppOptions['openShell']> = ({ id }) =>
    (servers.get(id) ?? expect.unreachable()).open();
  const w = (walker = await Walker.start(undefined, { openShell, pace: on.quickly }));
  for (const id of ids) await w.prepare(id, ['onboarding'], 'active');
  const gate = on.gate();
  for (const one of servers.values()) {
    one.received.length = 0;
    one.plays['Invoke-Onboarding'] = { waits: gate.waits };
  }
  const start = (targetId: string) =>
    w.ask('startPlan', {
      journey: 'onboard',
      targetId,
      planHash: w.assess(targetId).known?.planHash ?? '',
      name: w.view(targetId).target.name,
    });
  await Promise.all([...servers.keys()].map(start));
  const first = idOf(ids[0] ?? '');
  const all = (test: (view: TargetView) => boolean) => () => w.session?.targets.every(test) ?? false;
  await w.until(
    first,
    'all at work',
    all(({ run }) => on.stateOf(run, 'onboard') === 'running'),
  );
  gate.open();
  await w.until(
    first,
    'all done',
    all(({ run, busy }) => busy === 'idle' && run?.outcome === 'done'),
  );
  const asked = [...servers.values()].map(({ received }) => received.map(({ operation }) => operation));
  for (const one of asked) expect(one).toEqual(asked[0]);
});
