import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { serverStateSchema } from '../../../shared/facts';
import { describeWithEngine } from '../engine';
import { openLabMachine } from '../labMachine';
import { registryOf } from '../registry';
import { fileArgs } from '../startLab';
import { machineOf } from '../operations/onMachine';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../..');

describeWithEngine('the capture kit', (engine) => {
  it('records a server as valid facts in which nothing names it', async () => {
    await run(process.execPath, [join(root, 'build/lab-capture.mjs')]);
    const machine = machineOf('2016-onboarded');
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
      const capture = JSON.parse(text) as Record<string, unknown>;
      const facts = serverStateSchema.parse(capture.facts);
      expect(facts.os.build).toBe(14393);
      expect(facts.sensor.onboardingState).toBe(1);
      expect(facts.sensor.orgId).toMatch(/^00000000-0000-4000-8000-/);
      expect(capture).toMatchObject({
        source: 'real',
        records: expect.any(Number),
        took: expect.any(Number),
      });
      for (const secret of [
        machine.name,
        'nord.example',
        '7a1f0c52',
        ...machine.sessions.map((one) => one.user),
      ])
        expect(text.toLowerCase()).not.toContain(secret.toLowerCase());
    } finally {
      lab.remove();
    }
  });
});
