import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { keys } from '../../../main/practice/machine/keys';
import { captureSchema } from '../../ground/capture';
import { comparisonOf } from '../../ground/comparison';
import { describeWithEngine } from '../engine';
import { openLabMachine } from '../labMachine';
import { registryOf } from '../registry';
import { fileArgs } from '../startLab';
import { machineOf } from '../operations/stage/onMachine';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

describeWithEngine('the capture kit', (engine) => {
  it('records a server as valid facts in which nothing names it', async () => {
    await run(process.execPath, [join(root, 'build/lab-capture.mjs')]);
    const machine = machineOf('2016-onboarded');
    // Texts that people chose.
    machine.registry[keys.policyTagging] = { Group: 'Payroll' };
    machine.registry[keys.policyTelemetry] = {
      ...machine.registry[keys.policyTelemetry],
      TelemetryProxyServer: 'gate.payroll.example:8080',
    };
    machine.proxy = { winHttp: 'gate.payroll.example:8080', winHttpBypass: '*.payroll.example' };
    machine.groupPolicy = [
      { gpo: 'Payroll servers', precedence: 1, key: keys.policyTagging, name: 'Group', value: 'Payroll' },
    ];
    const lab = openLabMachine({ ...machine, domain: 'nord.example', registry: registryOf(machine) });
    try {
      const file = join(lab.folder, 'capture.json');
      const running = run(
        engine,
        fileArgs(lab.env, join(root, 'capture/Save-Capture.ps1'), { OutFile: file }),
        {
          env: { ...process.env, ...lab.env },
        },
      );
      running.child.stdin?.end();
      await running;
      const text = readFileSync(file, 'utf8');
      const capture = captureSchema.parse(JSON.parse(text));
      const { facts } = capture;
      expect(facts.os.build).toBe(14393);
      expect(facts.sensor.onboardingState).toBe(1);
      expect(facts.sensor.orgId).toMatch(/^00000000-0000-4000-8000-/);
      expect(capture.source).toBe('lab');
      // A question that the fake Windows does not know is answered by its refusal.
      const unknown = capture.rows.filter(({ row }) => JSON.stringify(row.shows).includes('LabUnknown'));
      expect(unknown.map(({ question }) => question)).toEqual([]);
      for (const secret of [
        machine.name,
        'nord.example',
        '7a1f0c52',
        'payroll',
        ...machine.sessions.map((one) => one.user),
      ])
        expect(text.toLowerCase()).not.toContain(secret.toLowerCase());

      const { lines, comparison } = await comparisonOf(text);
      expect(lines[0]).toContain('It proves nothing');
      // The fake Windows has fewer properties than a real one, and none that a real one has not.
      expect(comparison.contradicted.filter((text) => !text.endsWith(' is not there'))).toEqual([]);
      expect(comparison.machine).toEqual({
        id: '2016-onboarded',
        differs: ['policy.deviceTag: here null, there "(left out)"'],
      });
      expect(comparison.confirmed).toContain('platform/get-winevent-ids');
      expect(comparison.confirmed).not.toContain('platform/os-2012r2-wmi');
      expect(comparison.seen).toContain('serverState.sensor.onboardingState = 1');
    } finally {
      lab.remove();
    }
  });
});
