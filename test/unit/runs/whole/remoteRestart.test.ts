import { afterEach, expect, it } from 'vitest';
import { GangwayError } from '../../../../shared/errors';
import { ScriptedServer } from '../../../fakes/scriptedServer';
import * as on from '../../app/stage';

let stage: on.Stage | null = null;
afterEach(async () => {
  await stage?.walker.stop();
  stage = null;
});

const at = { targetId: on.id };
const pending = { restartPending: [{ source: 'windowsUpdate' as const, blocking: true }] };

async function restarting() {
  const server = new ScriptedServer(pending, { boot: { startedAt: Date.now() - 3_600_000 } });
  stage = await on.openStage(server);
  const { walker } = stage;
  await walker.decide(on.id, { kind: 'acceptFix', fix: 'restart' });
  await on.startPlan(walker);
  expect((await on.atRest(walker)).run?.outcome).toBe('restartRequired');
  return { server, walker };
}
const isUp = (server: ScriptedServer) => server.show({ boot: { startedAt: Date.now() }, restartPending: [] });

it.each(['target.signInRefused', 'credential.needed', 'target.badCertificate'] as const)(
  'a server that answers %s after its restart is not asked again by itself, and goes on after a person looked',
  async (code) => {
    const { server, walker } = await restarting();
    server.factsErrors.push(new GangwayError('target.portClosed'), new GangwayError(code, 'why'));
    isUp(server);
    await walker.ask('restartServer', at);
    const view = await walker.until(
      on.id,
      'stopped',
      ({ run, busy }) => busy === 'idle' && run?.failure != null,
    );
    expect(view.run).toMatchObject({ outcome: 'restartRequired', failure: { code, detail: 'why' } });
    expect(view.run?.restartAskedAt).not.toBeNull();
    await walker.ask('resumePlan', at);
    expect((await on.atRest(walker)).run?.outcome).toBe('done');
    expect(server.changes).toEqual(['Send-Package', 'Restart-Server', 'Invoke-Onboarding']);
  },
);

// It may answer once more before it goes down, with its old start (row platform/winrm-too-early-after-restart).
it('a server that is away is asked less and less often, as after any lost link, until Windows shows a later start', async () => {
  const { server, walker } = await restarting();
  const away = [
    'target.unreachable',
    'target.portClosed',
    'target.unknownName',
    'target.noManagement',
  ] as const;
  server.factsErrors.push(...away.map((code) => new GangwayError(code)));
  await walker.ask('restartServer', at);
  await walker.until(on.id, 'asked four times', () => server.factsErrors.length === 0);
  isUp(server);
  await walker.until(on.id, 'resumed', ({ run }) => run?.outcome === 'done');
  expect(server.changes.filter((name) => name === 'Restart-Server')).toHaveLength(1);
});
