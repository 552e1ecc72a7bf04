import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { blobFile } from '../lab/operations/stage/kit';
import { machineOf } from '../lab/operations/stage/onMachine';
import { tenant } from '../fixtures/onboardingPackage';
import { holds, rowOf } from '../ground/row';
import { WineServer } from './server';
import { lab } from './stage';
import { describeWithWine } from './wine';

const env = { ...lab, GANGWAY_LAB_SPEED: '1000', GANGWAY_LAB_SIGNED: '1' };

// The program is programs/deploy.c: it does nothing to the server, so what is proved here is how it is started, followed and judged.
describeWithWine("Microsoft's deployment tool as a real program, on Wine", () => {
  let server: WineServer;
  beforeAll(async () => {
    server = await WineServer.open(machineOf('2016-trellix'));
  });
  afterAll(async () => server.close());
  const notes = () => join(server.disk, 'windows/temp/tool.txt');
  beforeEach(() => rmSync(notes(), { force: true }));
  const noted = () => readFileSync(notes(), 'latin1').trim().split('\r\n');

  const deploy = (codes: string) =>
    server.run(
      'Invoke-DeploymentTool',
      {
        what: 'deploy',
        tool: server.addToLibrary('From the portal.exe', readFileSync(server.deploy)),
        file: server.addToLibrary('WindowsDefenderATP.onboarding', Buffer.from(blobFile(tenant))),
        orgId: tenant,
        passive: true,
        tag: 'Wave 1 & 2',
        proxy: 'proxy.corp.example:8080',
        source: 'D:\\Staged files',
        workspace: null,
      },
      { ...env, GANGWAY_TOOL: codes },
    );

  it('is given the parameters of its page as words of their own, in a folder that holds nothing else and goes afterwards', async () => {
    const { result, error, records } = await deploy('0');
    expect(error).toBeNull();
    expect(result).toMatchObject({ changed: true, restart: false, native: 0 });
    const [folder = '', line = ''] = (noted()[0] ?? '').split('|');
    expect(noted()).toHaveLength(1);
    expect(folder).toMatch(/^C:\\ProgramData\\Gangway\\runs\\wine-run-01\\\d+\\tool$/);
    expect(line).toMatch(
      /-Quiet -NoResumeAfterReboot -File:"C:\\ProgramData\\Gangway\\library\\[0-9a-f]{64}\\WindowsDefenderATP\.onboarding" -Source:"D:\\Staged files" -Passive -DeviceTag:"Wave 1 & 2" -Proxy:https:\/\/proxy\.corp\.example:8080$/,
    );
    expect(existsSync(join(server.disk, folder.slice(3).replaceAll('\\', '/')))).toBe(false);
    // Its log is followed while it works, and stays where the tool keeps it.
    const said = records.map(({ Text }) => String(Text));
    expect(said.some((text) => text.includes('completed, exit code: 0 [Success]'))).toBe(true);
    const log = result?.logPath ?? '';
    expect(
      holds(rowOf('servicing/servicing-ddt-log'), log.replace(/-[^-]+\.log$/, '-<COMPUTERNAME>.log')),
    ).toBe(true);
    expect(existsSync(join(server.disk, log.slice(3).replaceAll('\\', '/')))).toBe(true);
  });

  it('ends a plan with its own code, whatever code that is', async () => {
    expect((await deploy('400')).error).toMatchObject({ code: 'operation.failed', native: 400 });
    expect((await deploy('4711')).error).toMatchObject({ code: 'operation.failed', native: 4711 });
  });

  it('is started once more after it replaced itself, as the program that it is now', async () => {
    const { result, records } = await deploy('6,10');
    expect(noted()).toHaveLength(2);
    expect(result).toMatchObject({ restart: true, native: 10 });
    expect(records.map(({ Text }) => String(Text)).join('\n')).toContain(
      'ended with 6: it is started once more',
    );
  });
});
