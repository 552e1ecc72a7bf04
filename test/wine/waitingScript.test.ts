import { afterAll, beforeAll, expect, it } from 'vitest';
import { scripts } from '../../main/operations/index';
import { machineOf } from '../lab/operations/stage/onMachine';
import { stepsOf } from '../lab/operations/stage/kit';
import { groupPolicy, tenant } from './onboardingScripts';
import { WineServer } from './server';
import { describeWithWine } from './wine';

/** A line of somebody's own that waits for a key: cmd.exe, which starts another cmd.exe, which starts choice.exe. */
const waiting = groupPolicy.bytes
  .toString('ascii')
  .replace('\r\n', '\r\necho Now it waits.\r\ncmd.exe /d /c "choice.exe & rem"\r\n');
/** The limit counts looks at the tool: here a look takes ten milliseconds instead of a second. */
const soon = scripts['Invoke-Onboarding'].text.replace('WaitForExit(1000)', 'WaitForExit(10)');

describeWithWine('an onboarding script that waits for somebody, on Wine', () => {
  let server: WineServer;
  beforeAll(async () => {
    server = await WineServer.open(machineOf('2019-fresh'));
  });
  afterAll(async () => server.close());

  /** Numbers of the processes that wait for a key. */
  const waiters = async () => {
    const { out } = await server.wine(['tasklist']);
    return [...out.toString('latin1').matchAll(/^choice\.exe +(\d+)/gm)].map(([, number]) => number);
  };

  it('is ended after its limit, and what it started is really gone; what somebody else started is not', async () => {
    await server.wine(['cmd', '/d', '/c', 'start', '/b', 'choice.exe']);
    const theirs = await waiters();
    expect(theirs).toHaveLength(1);
    expect(soon).not.toBe(scripts['Invoke-Onboarding'].text);
    const file = server.addToLibrary(groupPolicy.name, Buffer.from(waiting));
    const { error, records } = await server.run('Invoke-Onboarding', { file, orgId: tenant }, {}, soon);
    expect(error?.code).toBe('operation.toolEnded');
    const said = records.map(({ Text }) => Text);
    expect(said).toContain('Now it waits.');
    expect(said).toContain('ended: the tool, cmd.exe, choice.exe');
    expect(stepsOf(records).at(-1)).toBe('onboard begin');
    expect(await waiters()).toEqual(theirs);
  });
});
