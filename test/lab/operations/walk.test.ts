import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { keys } from '../../../main/practice/machine/keys';
import type { OperationName, ParamsOf } from '../../../shared/model/operations';
import type { RunRecord } from '../../../shared/bridge/records';
import { describeWithEngine } from '../engine';
import { openLabMachine } from '../labMachine';
import { registryOf } from '../registry';
import { createLabShell } from '../startLab';
import { offboardingScript, onboardingScript } from './stage/kit';
import { machineOf } from './stage/onMachine';

const orgId = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';

describeWithEngine('a server from the first copy to the detection test, and off again', (engine) => {
  // A 2016 with another antivirus and a 2019 go it under the wizard: ../wizard.test.ts. The two steps of an old platform are in
  // Install-Prerequisite.test.ts.
  it('a 2012 R2 goes the whole way through broker and runner', async () => {
    const machine = machineOf('2012r2-fresh');
    // Every server has other products; the engine forgets an empty key with the last one below it.
    machine.registry[`${keys.uninstall}\\7-Zip`] = { DisplayName: '7-Zip' };
    const lab = openLabMachine({ ...machine, registry: registryOf(machine) });
    const shell = createLabShell({ executable: engine, env: { ...lab.env, GANGWAY_LAB_SPEED: '500' } });
    const source = (name: string, text: string) => {
      writeFileSync(join(lab.folder, name), text);
      const sha256 = createHash('sha256').update(text).digest('hex');
      return { sha256, name, bytes: Buffer.byteLength(text), source: join(lab.folder, name) };
    };
    const look = () => shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
    let nn = 0;
    const act = async <N extends OperationName>(name: N, params: ParamsOf<N>) => {
      nn += 1;
      const records: RunRecord[] = [];
      await shell.start('walk-00001', nn, name, params);
      await shell.follow(
        'walk-00001',
        nn,
        0,
        async (some) => void records.push(...some),
        new AbortController().signal,
      );
      expect(records.at(-1)).toMatchObject({ kind: 'end', ok: true, text: '' });
      expect(records.filter((one) => one.kind === 'log' && one.source === 'err')).toEqual([]);
      return records.find((one) => one.kind === 'result');
    };
    try {
      const msi = source('md4ws.msi', 'a package');
      const cmd = source('WindowsDefenderATPOnboardingScript.cmd', onboardingScript(orgId));
      const off = source('WindowsDefenderATPOffboardingScript.cmd', offboardingScript(orgId));
      const sent = await shell.run('Send-Package', { files: [msi, cmd, off] });
      expect(sent.changed).toBe(true);
      const [file, script, leaving] = sent.files;
      if (file === undefined || script === undefined || leaving === undefined)
        throw new Error('a file is missing from the answer');

      await act('Install-Sensor', { engine: 'msiexec', file, script: null, passive: true });
      await act('Set-PassiveMode', { mode: 'passive' });
      const onboarded = await act('Invoke-Onboarding', { file: script, orgId });
      expect(onboarded).toMatchObject({ value: { changed: true, native: 0, onboardingState: 1 } });
      await act('Invoke-DetectionTest', {});

      const facts = await look();
      expect(facts.unreadable).toEqual([]);
      expect(facts.sensor).toMatchObject({ onboardingState: 1, orgId });
      expect(facts.services.sense).toMatchObject({ status: 'running', start: 'automatic' });
      expect(facts.defender.runningMode).toMatch(/Passive/);
      expect(facts.kit.length).toBeGreaterThanOrEqual(2);
      expect(facts.runs.map(({ outcome }) => outcome)).toEqual(Array.from({ length: nn }, () => 'ok'));

      const expiresAt = Date.now() + 3_600_000;
      const offboarded = await act('Invoke-Offboarding', { file: leaving, orgId, expiresAt });
      expect(offboarded).toMatchObject({ value: { changed: true, onboardingState: 0, senseStart: 3 } });
      const productCode = facts.sensor.product?.productCode ?? '';
      await act('Remove-Sensor', { engine: 'msiexec', productCode, script: null });
      const after = await look();
      expect(after.unreadable).toEqual([]);
      expect(after.sensor).toMatchObject({
        product: null,
        onboardingState: 0,
        orgId,
        senseId: facts.sensor.senseId,
      });
      expect([after.services.sense, after.services.winDefend]).toEqual([null, null]);
    } finally {
      await shell.close();
      lab.remove();
    }
  });
});
