import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeWithEngine, describeWithLabEngine } from './engine';
import { findProblemsOf } from './gateCheck';
import { openLabMachine, type MachineFile } from './labMachine';
import { machineOf } from './operations/onMachine';
import { registryOf } from './registry';
import { createLabShell, fileArgs } from './startLab';

/** The test that a stranger's PowerShell can hold the fake Windows; `GANGWAY_LAB_ORDINARY=1` runs the whole lab that way. */
describeWithEngine('an ordinary PowerShell', (engine) => {
  it('holds the fake Windows: a reading, a detached change, a reading', async () => {
    const machine = machineOf('2019-fresh');
    const lab = openLabMachine({ ...machine, registry: registryOf(machine) }, true);
    expect(Object.keys(lab.env)).not.toContain('GANGWAY_REGISTRY');
    expect(Object.keys(lab.env)).not.toContain('GANGWAY_ENGINE_IMPORT');
    const shell = createLabShell({ executable: engine, env: lab.env });
    try {
      const look = () => shell.run('Get-ServerState', { antivirusServices: [], eventsSince: 0 });
      const before = await look();
      expect(before.unreadable).toEqual([]);
      expect(before.computer.name).toBe(machine.name);
      expect(before.policy.forceDefenderPassiveMode).toBeNull();
      await shell.start('run-00001', 1, 'Set-PassiveMode', { mode: 'passive' });
      const nothing = () => Promise.resolve();
      expect(await shell.follow('run-00001', 1, 0, nothing, new AbortController().signal)).toBe('ended');
      expect((await look()).policy.forceDefenderPassiveMode).toBe(1);
      const policy = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';
      expect(lab.read().registry).toMatchObject({
        [policy]: { ForceDefenderPassiveMode: { type: 'DWord', value: 1 } },
      });
    } finally {
      await shell.close();
      lab.remove();
    }
  });

  it('finds nothing in the fake Windows that is newer than Windows PowerShell 5.1', async () => {
    const folder = join(import.meta.dirname, 'FakeWindows');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.psm?1$/.test(name),
    );
    expect(files.length).toBeGreaterThan(10);
    const texts = Object.fromEntries(
      files.map((name) => [basename(name).replace(/psm1$/, 'ps1'), readFileSync(join(folder, name), 'utf8')]),
    );
    const found = await findProblemsOf(engine, texts);
    // .NET 4.6, which comes with 5.1, knows the seconds and milliseconds since 1970.
    const newer = found.filter(
      ({ rule, text }) => (rule === 'syntax' || rule === 'dotnet') && !text.startsWith('ToUnixTime'),
    );
    expect(newer).toEqual([]);
    for (const [name, text] of Object.entries(texts))
      expect(text, name).not.toMatch(/ -(AsHashtable|Stable|AsArray)\b/);
  });
});

const keys = {
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\A': {
    N: 1,
    T: 'text',
    '(default)': 'x',
    L: ['a', 'b'],
    E: { type: 'ExpandString', value: '%COMPUTERNAME%\\x' },
    Q: { type: 'QWord', value: 7_000_000_000 },
    B: { type: 'Binary', value: '01FF' },
    Big: 4_294_967_295,
  },
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\A\\B\\C': { M: 1 },
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\A\\D': { M: 'below' },
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Empty': {},
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Locked': { $deny: 'read', V: 1 },
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\LockedW': { $deny: 'write', V: 1 },
};
const answersSchema = z.record(z.string(), z.array(z.string()));

describeWithLabEngine(
  'the registry of the fake Windows',
  'has no other registry to compare with',
  (engine) => {
    const ask = (ordinary: boolean) => {
      const machine: MachineFile = { os: { BuildNumber: 17763 }, name: 'LAB-SERVER', registry: keys };
      const lab = openLabMachine(machine, ordinary);
      try {
        const args = fileArgs(lab.env, join(import.meta.dirname, 'Get-RegistryAnswer.ps1'), {});
        const output = execFileSync(engine, args, { encoding: 'utf8', env: { ...process.env, ...lab.env } });
        return { answers: answersSchema.parse(JSON.parse(output)), registry: lab.read().registry };
      } finally {
        lab.remove();
      }
    };

    it('answers as the provider of the engine does, errors too', () => {
      const provider = ask(false);
      const functions = ask(true);
      expect(Object.keys(provider.answers).length).toBeGreaterThan(30);
      // The engine's provider ends at the first closed key; Windows' own tells of it and goes on, and so does ours.
      const open = { 'keys below, closed ones ignored': ['String A', 'String Empty', 'String LockedW'] };
      expect(functions.answers).toEqual({ ...provider.answers, ...open });
    });
  },
);
