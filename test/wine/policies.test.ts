import { afterAll, beforeAll, expect, it } from 'vitest';
import { machineOf } from '../lab/operations/stage/onMachine';
import { WineServer } from './server';
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
});
