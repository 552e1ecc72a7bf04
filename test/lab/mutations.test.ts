import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { OperationName } from '../../shared/model/operations';
import { compare } from './differential/compare';
import { playStep } from './differential/practiceSide';
import { runScripts } from './differential/scriptSide';
import { kitFiles, prepareKit, steps } from './differential/steps';
import { describeWithEngine } from './engine';
import { findProblemsOf, type Problem } from './gateCheck';
import { machineOf } from './operations/stage/onMachine';

/** One way to break a script: what is replaced by what, and the check that must catch it. */
interface Mutation {
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** A rule of the gate, or a part of the differences between practice and script on a machine. */
  readonly caught:
    | { readonly gate: string }
    | { readonly machine: string; readonly step: OperationName; readonly difference: RegExp };
}

const mutations: Readonly<Record<string, Mutation>> = {
  'a wrong registry path that writes': {
    file: 'Set-PassiveMode.ps1',
    from: "$key = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection'",
    to: "$key = 'HKLM:\\SOFTWARE\\Policies\\Microsoft\\Windows Defender Advanced Threat Protection'",
    caught: { machine: '2019-fresh', step: 'Set-PassiveMode', difference: /^machine\.registry/ },
  },
  'a wrong registry path that reads': {
    file: 'SensorFacts.ps1',
    from: 'Get-Key "$sensorKey\\Status"',
    to: 'Get-Key "$sensorKey\\State"',
    caught: {
      machine: '2019-onboarded',
      step: 'Get-ServerState',
      difference: /^result\.sensor\.onboardingState/,
    },
  },
  'syntax of PowerShell 5': {
    file: 'Set-PassiveMode.ps1',
    from: '$wanted = $null',
    to: 'class Wish { [int]$Value }\n$wanted = $null',
    caught: { gate: 'syntax' },
  },
  'syntax of PowerShell 7': {
    file: 'Set-PassiveMode.ps1',
    from: '$wanted = $null',
    to: '$wanted = $Mode -eq "active" ? 0 : $null',
    caught: { gate: 'syntax' },
  },
  'a comparison with the words of a program': {
    file: 'Restart-Server.ps1',
    from: '$outcome.Code = $answer.Code',
    to: "$outcome.Code = [int]($answer.Lines -notmatch 'successfully')",
    caught: { gate: 'text' },
  },
  'a program called without a guard': {
    file: 'NativeTool.ps1',
    from: "$ErrorActionPreference = 'Continue'",
    to: '',
    caught: { gate: 'native' },
  },
  'a comparison with the words of an error': {
    file: 'Install-Prerequisite.ps1',
    from: "catch { $parent = '' }",
    to: "catch { $parent = ''; if ($_.Exception.Message -like '*unknown*') { $parent = 'Enabled' } }",
    caught: { gate: 'text' },
  },
  'an error that is swallowed': {
    file: 'Install-Prerequisite.ps1',
    from: "catch { $parent = '' }",
    to: 'catch { }',
    caught: { gate: 'swallowed' },
  },
  'an exit code that is swallowed': {
    file: 'Install-Sensor.ps1',
    from: 'if ($outcome.Code -ne 0 -and -not $outcome.Restart -and -not $there) {',
    to: 'if ($false) {',
    caught: {
      machine: '2016-fails',
      step: 'Install-Sensor',
      difference: /^code: practice "operation\.failed", script null/,
    },
  },
  'a change that is not verified': {
    file: 'Invoke-Onboarding.ps1',
    from: 'onboardingState = Get-OnboardingState }',
    to: 'onboardingState = 1 }',
    caught: { gate: 'verify' },
  },
  'a wait for the proof that is left out': {
    file: 'Invoke-Onboarding.ps1',
    from: '$try -le $most -and -not (Test-Onboarded)',
    to: '$try -le 0',
    caught: { machine: '2019-conflict', step: 'Invoke-Onboarding', difference: /^records/ },
  },
};

const folder = join(import.meta.dirname, '../../main/operations');
const textOf = (name: string) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');

/** The text of a script, broken; the place to break must be there once. */
function brokenBy({ file, from, to }: Mutation): string {
  const text = textOf(file);
  expect(text.split(from), `${file} holds the place to break once`).toHaveLength(2);
  return text.replace(from, () => to);
}
/** A file name of its own for each, by which the gate still knows what sort of script it is. */
const namesInGate = new Map(
  Object.values(mutations).map((one, n) => [one, one.file.replace('.ps1', `${n}.ps1`)]),
);

describeWithEngine('a script that is broken by', (engine) => {
  let found: readonly Problem[] = [];
  beforeAll(async () => {
    const included = [
      'AntivirusTool.ps1',
      'Change.ps1',
      'Connectivity.ps1',
      'NativeTool.ps1',
      'OurFolder.ps1',
      'PortalScript.ps1',
      'SensorState.ps1',
      'SignedProgram.ps1',
    ];
    const texts: (readonly [string, string])[] = [
      ...included.map((name) => [name, textOf(name)] as const),
      ...[...namesInGate].flatMap(([one, name]) =>
        'gate' in one.caught ? [[name, brokenBy(one)] as const] : [],
      ),
    ];
    found = await findProblemsOf(engine, Object.fromEntries(texts));
  });

  it.each(Object.entries(mutations))('%s is caught', { timeout: 100_000 }, async (_, mutation) => {
    const { from, to, caught } = mutation;
    if ('gate' in caught) {
      const own = found.filter(({ file }) => file === namesInGate.get(mutation));
      expect(own.map(({ rule }) => rule)).toEqual([caught.gate]);
      return;
    }
    brokenBy(mutation);
    const machine = { ...machineOf(caught.machine), kit: kitFiles };
    const step = steps.find(({ name }) => name === caught.step);
    if (step === undefined) throw new Error(`no step ${caught.step}`);
    const practice = await playStep(step, machine);
    const [whole, torn] = await runScripts(machine, [step, { ...step, breakBy: { from, to } }], prepareKit);
    if (whole === undefined || torn === undefined) throw new Error('a step gave no end');
    const isCaught = (one: string) => caught.difference.test(one);
    expect(compare(practice, whole, machine).filter(isCaught)).toEqual([]);
    expect(compare(practice, torn, machine).filter(isCaught)).not.toEqual([]);
  });
});
