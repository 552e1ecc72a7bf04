import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeWithEngine, describeWithLabEngine } from './engine';
import { findProblemsOf } from './gateCheck';
import { openLabMachine, type MachineFile } from './labMachine';
import { machineOf } from './operations/stage/onMachine';
import { registryOf } from './registry';
import { commandArgs, createLabShell } from './startLab';

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
/** As Windows PowerShell 5.1, which makes objects of JSON and no tables. */
const older = '& (Get-Module -Name FakeWindows) { $script:labReadsTables = $false }; ';
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

function ask(engine: string, ordinary: boolean, command: string): unknown {
  const machine: MachineFile = { os: { BuildNumber: 17763 }, name: 'LAB-SERVER', registry: keys };
  const lab = openLabMachine(machine, ordinary);
  try {
    const output = execFileSync(engine, commandArgs(lab.env, command), {
      encoding: 'utf8',
      env: { ...process.env, ...lab.env },
    });
    return JSON.parse(output);
  } finally {
    lab.remove();
  }
}

describeWithLabEngine(
  'the registry of the fake Windows',
  'has no other registry to compare with',
  (engine) => {
    it('answers as the provider of the engine does, errors too', () => {
      const questions = `& ${quoted(join(import.meta.dirname, 'Get-RegistryAnswer.ps1'))}`;
      const provider = answersSchema.parse(ask(engine, false, questions));
      const functions = answersSchema.parse(ask(engine, true, older + questions));
      expect(Object.keys(provider).length).toBeGreaterThan(30);
      // The engine's provider ends at the first closed key; Windows' own tells of it and goes on, and so does ours.
      const open = { 'keys below, closed ones ignored': ['String A', 'String Empty', 'String LockedW'] };
      expect(functions).toEqual({ ...provider, ...open });
    });
  },
);

/** Uses of the registry, and ways out of the machine, that nobody described. */
const unknown = [
  "Get-ItemProperty -Path 'HKLM:\\SOFTWARE\\*'",
  "Get-ItemProperty -LiteralPath 'Registry::HKEY_USERS\\.DEFAULT'",
  "Get-ChildItem -LiteralPath 'HKLM:\\SOFTWARE' -Recurse",
  "Set-ItemProperty -LiteralPath 'file.txt' -Name IsReadOnly -Value 1",
  "New-Item -Path 'HKLM:\\SOFTWARE\\New' -Value text",
  "Remove-Item -LiteralPath 'HKLM:\\SOFTWARE\\A'",
  'New-PSSession -ComputerName other',
];

describeWithEngine('the fake Windows on an ordinary PowerShell', (engine) => {
  it('knows no default answer, and has no drive of the real registry', () => {
    const lines = unknown.map((one) => `try { $null = ${one}; 'answered' } catch { $_.Exception.Message }`);
    const drives = "[string]@(Get-PSDrive -Name 'HKLM', 'HKCU' -ErrorAction SilentlyContinue).Count";
    const said = ask(engine, true, `ConvertTo-Json -Compress @(${[...lines, drives].join('; ')})`);
    const texts = z.array(z.string()).parse(said);
    expect(texts.at(-1)).toBe('0');
    expect(texts).toHaveLength(unknown.length + 1);
    for (const [index, one] of unknown.entries()) expect(texts[index], one).toMatch(/^LabUnknown: /);
  });
});
