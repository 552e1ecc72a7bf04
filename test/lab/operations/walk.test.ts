import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OperationName, ParamsOf } from '../../../shared/model/operations';
import type { RunRecord } from '../../../shared/bridge/records';
import { describeWithEngine } from '../engine';
import { openLabMachine } from '../labMachine';
import { registryOf } from '../registry';
import { createLabShell } from '../startLab';
import { onboardingScript } from './stage/kit';
import { machineOf } from './stage/onMachine';

const orgId = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';

describeWithEngine('a server from the first copy to the detection test', (engine) => {
  // A 2016 with another antivirus and a 2019 go it under the wizard: ../wizard.test.ts.
  it.each([
    ['2012r2-fresh', true],
    // Its platform tells no mode until it is updated, in the two steps that Microsoft names for files.
    ['2016-inbox', false],
  ])('%s goes the whole way through broker and runner', async (id, passive) => {
    const machine = machineOf(id);
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
      const sent = await shell.run('Send-Package', { files: [msi, cmd] });
      expect(sent.changed).toBe(true);
      const [file, script] = sent.files;
      if (file === undefined || script === undefined) throw new Error('a file is missing from the answer');

      expect((await look()).defender.modeNotTold).toBe(id === '2016-inbox');
      for (const version of id === '2016-inbox' ? ['4.18.2001.10', '4.18.24070.5'] : []) {
        const marks = [
          'lab-signature: Valid',
          'lab-internal-name: UpdatePlatform.exe',
          `lab-version: ${version}`,
        ];
        const update = await shell.run('Send-Package', {
          files: [source('UpdatePlatform.exe', marks.join('\n'))],
        });
        const [sentUpdate] = update.files;
        if (sentUpdate === undefined) throw new Error('the update is missing from the answer');
        await act('Install-Prerequisite', { fix: 'platformUpdate', file: sentUpdate });
      }
      await act('Install-Sensor', { engine: 'msiexec', file, script: null, passive });
      if (passive) await act('Set-PassiveMode', { mode: 'passive' });
      const onboarded = await act('Invoke-Onboarding', { file: script, orgId });
      expect(onboarded).toMatchObject({ value: { changed: true, native: 0, onboardingState: 1 } });
      await act('Invoke-DetectionTest', {});

      const facts = await look();
      expect(facts.unreadable).toEqual([]);
      expect(facts.sensor).toMatchObject({ onboardingState: 1, orgId });
      expect(facts.services.sense).toMatchObject({ status: 'running', start: 'automatic' });
      expect(facts.defender.runningMode).toMatch(passive ? /Passive/ : /^Normal$/);
      expect(facts.kit.length).toBeGreaterThanOrEqual(2);
      expect(facts.runs.map(({ outcome }) => outcome)).toEqual(Array.from({ length: nn }, () => 'ok'));
    } finally {
      await shell.close();
      lab.remove();
    }
  });
});
