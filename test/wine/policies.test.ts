import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scheduledTasks } from '../../shared/handoff/groupPolicy/scheduledTask';
import { machineOf } from '../lab/operations/stage/onMachine';
import { policyFile } from '../lab/policyFiles';
import { WineServer } from './server';
import { codeOf } from './stage';
import { describeWithWine } from './wine';

const policyKey = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';

describeWithWine('policy values in the registry of Wine', () => {
  let server: WineServer;
  beforeAll(async () => {
    server = await WineServer.open(machineOf('2016-trellix'));
  });
  afterAll(async () => server.close());

  const query = async (key: string) => {
    const { out } = await server.wine(['reg', 'query', key, '/reg:64']);
    return out.toString('latin1');
  };
  const set = async (tag: string, samples: number | null) => {
    const { result, error } = await server.run('Set-Policy', {
      values: [
        { name: 'deviceTag', value: tag },
        { name: 'sampleCollection', value: samples },
      ],
    });
    expect(error).toBeNull();
    return result?.values.map(({ before, after }) => [before, after]);
  };

  it('are written in their kinds, in the 64-bit part, and empty nothing beside them', async () => {
    await server.run('Set-PassiveMode', { mode: 'passive' });
    expect(await set('Finance', 0)).toEqual([
      [null, 'Finance'],
      [null, 0],
    ]);
    expect(await query(`${policyKey}\\DeviceTagging`)).toMatch(/Group\s+REG_SZ\s+Finance/);
    expect(await query(policyKey)).toMatch(/AllowSampleCollection\s+REG_DWORD\s+0x0\b/);
    expect(await set('', null)).toEqual([
      ['Finance', ''],
      [0, null],
    ]);
    expect(await query(policyKey)).not.toContain('AllowSampleCollection');
    const { result } = await server.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
    expect(result?.policy).toMatchObject({
      ...{ deviceTag: '', sampleCollection: null, forceDefenderPassiveMode: 1 },
    });
  });

  it('say where updates come from', async () => {
    const update = 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\WindowsUpdate';
    const signatures = 'HKLM\\SOFTWARE\\Microsoft\\Windows Defender\\Signature Updates';
    const lines = [
      `reg add ${update} /v WUServer /d http://wsus.example:8530 /f /reg:64`,
      `reg add ${update}\\AU /v UseWUServer /t REG_DWORD /d 1 /f /reg:64`,
      `reg add "${signatures}" /v SignatureUpdateLastAttempted /t REG_BINARY /d 00803ED5DEB19D01 /f /reg:64`,
    ];
    writeFileSync(join(server.disk, 'updates.cmd'), lines.join('\r\n'));
    expect(await codeOf(server, 'cmd', '/d', '/c', 'C:\\updates.cmd')).toBe(0);
    const { result, error } = await server.run('Get-UpdateSource', {});
    expect(error).toBeNull();
    expect(result).toMatchObject({
      wsus: { server: 'http://wsus.example:8530', use: true, group: null },
      // The first instant of 1970, as eight bytes.
      signatures: { attemptedAt: 0, updatedAt: null },
    });
  });

  it('show what a policy brought: its item on a true disk, its mark in a true registry', async () => {
    const wanted = { name: 'Onboard', share: '\\\\files.practice.example\\deploy$', mark: ['a'] };
    const text = scheduledTasks({ ...wanted, family: '2019' });
    const mark = /FilterRunOnce [^>]*id="([^"]+)"/.exec(text)?.[1] ?? '';
    const file = policyFile(server.disk, '{5C2A7E10-8B4D-4F36-A1C9-0E7D6B5F4321}');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const before = await server.run('Get-GroupPolicyState', {});
    expect(before.error).toBeNull();
    expect(before.result?.items).toMatchObject([
      { name: 'Onboard', kind: 'handOff', once: true, ran: false },
    ]);
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Group Policy\\Client\\RunOnce';
    writeFileSync(join(server.disk, 'mark.cmd'), `reg add "${key}" /v ${mark} /t REG_SZ /f /reg:64`);
    expect(await codeOf(server, 'cmd', '/d', '/c', 'C:\\mark.cmd')).toBe(0);
    const after = await server.run('Get-GroupPolicyState', {});
    expect(after.result?.items).toMatchObject([{ ran: true }]);
  });

  it.each([
    ['a.cmd', 'read', null],
    ['b.cmd', 'notFound', '0x80070002'],
    ['none\\a.cmd', 'notFound', '0x80070003'],
  ])('a file on a true disk: %s is %s', async (name, state, code) => {
    writeFileSync(join(server.disk, 'a.cmd'), '@echo off');
    const { result } = await server.run('Test-ScriptShare', { path: `C:\\${name}` });
    expect(result).toMatchObject({ state, code });
  });
});
