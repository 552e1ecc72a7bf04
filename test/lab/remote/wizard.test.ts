import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { scripts } from '../../../main/operations/index';
import { BrokerShell } from '../../../main/shell/brokerShell';
import { startPowerShell } from '../../../main/shell/powershell';
import { Walker } from '../../unit/app/walker';
import { makeOurs } from '../operations/stage/kit';
import { machineOf } from '../operations/stage/onMachine';
import { registryOf } from '../registry';
import { describeWithRemote, openRemoteServer, type RemoteServer } from './remoteServer';
import { labSession, remoteTimes } from './remoteShell';

/** What takes seconds on a computer at rest may take minutes on a busy one. */
vi.setConfig({ testTimeout: 400_000, hookTimeout: 120_000 });

let walker: Walker | null = null;
let server: RemoteServer | null = null;
afterEach(async () => {
  await walker?.stop();
  server?.remove();
  walker = null;
  server = null;
});

describeWithRemote('the wizard over a real session', (engine) => {
  test('takes a 2019 server to its end though the link is killed while an action runs; nothing is sent twice', async () => {
    const machine = machineOf('2019-fresh');
    const far = openRemoteServer({ ...machine, registry: registryOf(machine) }, [], {
      GANGWAYLAB: '1',
      GANGWAY_LAB_SPEED: '60',
    });
    server = far;
    makeOurs(far.lab.disk);
    walker = await Walker.start(undefined, {
      openShell: async () => ({
        shell: new BrokerShell(
          () => startPowerShell({ executable: engine, env: far.env }),
          scripts,
          remoteTimes,
          labSession,
        ),
        practice: null,
      }),
    });
    const id = await walker.prepare('2019-fresh', ['onboarding'], 'active');
    walker.session = await walker.ask('getSession', {});
    const planHash = walker.assess(id).known?.planHash ?? '';
    const name = walker.view(id).target.name;
    const { runId } = await walker.ask('startPlan', { journey: 'onboard', targetId: id, planHash, name });
    await walker.until(
      id,
      'onboarding says something',
      ({ run }) =>
        run?.actions.some(
          ({ id: action, state, stage }) => action === 'onboard' && state === 'running' && stage !== null,
        ) === true,
      300_000,
    );
    const cut = far.sessions().length;
    process.kill(far.sessions().at(-1) ?? Number.NaN, 'SIGKILL');
    const view = await walker.until(
      id,
      'at rest',
      ({ run, busy }) => busy === 'idle' && run?.endedAt != null,
      300_000,
    );
    expect(view.run).toMatchObject({ outcome: 'done', failure: null, contactLostAt: null });
    expect(view.facts?.sensor.onboardingState).toBe(1);
    expect(far.sessions().length).toBeGreaterThan(cut);
    // The copy ran from here; the one action that ran there has one folder.
    expect(readdirSync(join(far.lab.disk, 'ProgramData/Gangway/runs', runId))).toHaveLength(1);
    const { lines } = await walker.ask('getOutput', { runId, from: 0, limit: 5000 });
    const steps = lines.filter((line) => line.source === 'step').map((line) => line.text);
    expect(steps).toContain('done sendOverSession');
    expect(new Set(steps).size).toBe(steps.length);
  });
});
