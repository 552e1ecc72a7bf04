import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from '../../../main/practice/machine/machine';
import { machineOf } from '../operations/stage/onMachine';
import { failing, field, warnings, type Bench } from './breakage';

const sensorPolicies =
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Advanced Threat Protection';

const stopped = (change: Partial<Machine> = {}): Machine => {
  const machine = { ...machineOf('2016-trellix'), ...change };
  const { WinDefend } = machine.services;
  if (WinDefend === undefined) throw new Error('no WinDefend');
  return { ...machine, services: { ...machine.services, WinDefend: { ...WinDefend, status: 'Stopped' } } };
};

/** Operations that change Windows and read no file of the kit. */
export const onWindows: readonly Bench[] = [
  {
    step: 'Set-PassiveMode',
    machine: machineOf('2019-fresh'),
    params: { mode: 'passive' },
    breakages: [
      {
        by: 'an inverted test',
        from: 'if ($before -eq $wanted) {',
        to: 'if ($before -ne $wanted) {',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a swallowed error',
        from: `default { throw (New-Failure 'operation.badParameters' "mode $Mode") }`,
        to: 'default { }',
        params: { mode: 'other' },
        whole: 'operation.badParameters',
      },
    ],
  },
  {
    step: 'Set-Policy',
    machine: machineOf('2019-fresh'),
    params: { values: [{ name: 'sampleCollection', value: 0 }] },
    breakages: [
      {
        by: 'a wrong path',
        from: "Value = 'AllowSampleCollection'",
        to: "Value = 'AllowSampleSharing'",
        look: ({ machine }) => machine.registry[sensorPolicies]?.AllowSampleCollection,
        whole: 0,
      },
      {
        by: 'an inverted test',
        from: 'if ($one.Before -ceq $one.Wanted) {',
        to: 'if ($one.Before -cne $one.Wanted) {',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a swallowed error',
        from: 'if ($place.Count -ne 1) { throw',
        to: 'if ($false) { throw',
        params: { values: [{ name: 'onboardingInfo', value: null }] },
        whole: 'operation.badParameters',
      },
    ],
  },
  {
    step: 'Set-WinHttpProxy',
    machine: machineOf('2019-fresh'),
    params: { proxy: 'proxy.example:8080', bypass: null },
    breakages: [
      {
        by: 'a wrong path',
        from: "'System32\\netsh.exe'",
        to: "'netsh.exe'",
        whole: null,
      },
      {
        by: 'an inverted test',
        from: 'if ($before.proxy -ceq $Proxy -and',
        to: 'if ($before.proxy -cne $Proxy -and',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a swallowed error',
        from: 'if ($answer.Code -ne 0) {',
        to: 'if ($false) {',
        machine: failing('2019-fresh', 'Set-WinHttpProxy', 1),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Restart-Server',
    machine: machineOf('2016-restart'),
    params: { delaySeconds: 0 },
    breakages: [
      {
        by: 'a wrong path',
        from: "'System32\\shutdown.exe'",
        to: "'shutdown.exe'",
        look: warnings,
        whole: 0,
      },
      {
        by: 'an inverted test',
        from: 'if ($outcome.Code -eq 1190) {',
        to: 'if ($outcome.Code -ne 1190) {',
        look: warnings,
        whole: 0,
      },
      {
        by: 'a swallowed error',
        from: 'if (@(0, 1115) -notcontains $outcome.Code) {',
        to: 'if ($false) {',
        machine: failing('2016-restart', 'Restart-Server', 5),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Install-Prerequisite',
    machine: stopped(),
    params: { fix: 'defenderEnable' },
    breakages: [
      {
        by: 'a wrong path',
        from: 'if ($newest -ne \'\') { $tools = @("$newest\\MpCmdRun.exe") + $tools }',
        to: '$tools = @("$env:ProgramFiles\\MpCmdRun.exe")',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'an inverted test',
        from: "if ($status -eq 'Running') {",
        to: "if ($status -ne 'Running') {",
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a swallowed error',
        from: 'if ($answer.Code -ne 0) { throw',
        to: 'if ($false) { throw',
        machine: stopped({ faults: failing('2016-trellix', 'Install-Prerequisite', 2).faults }),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Invoke-DetectionTest',
    machine: machineOf('2019-onboarded'),
    params: {},
    breakages: [
      {
        by: 'an inverted test',
        from: "$status -notmatch '^[145]'",
        to: "$status -match '^[145]'",
        env: { GANGWAY_LAB_ODD: 'web:302' },
        whole: 'test.prepared',
      },
      {
        by: 'a missing wait',
        from: '$second -lt 60 -and',
        to: '$second -lt 0 -and',
        look: (end) => end.code ?? 'sent',
        whole: 'sent',
      },
      {
        by: 'a swallowed error',
        from: "catch { return 'nothing yet' }",
        to: "catch { return '' }",
        env: { GANGWAY_LAB_ODD: 'web:silent' },
        whole: 'test.prepared',
      },
    ],
  },
  {
    step: 'Invoke-DetectionTest',
    machine: machineOf('2019-onboarded'),
    params: {},
    prepare: (disk) => mkdirSync(join(disk, 'test-MDATP-test')),
    breakages: [
      {
        by: 'a wrong path',
        from: "$folder = 'C:\\test-MDATP-test'",
        to: "$folder = 'C:\\test-MDATP'",
        whole: 'test.prepared',
      },
    ],
  },
];
