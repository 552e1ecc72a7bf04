import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keys } from '../../../main/practice/machine/keys';
import type { Machine } from '../../../main/practice/machine/machine';
import type { ScriptEnd } from '../differential/scriptSide';
import { labFile, makeOurs, offboardingScript, onboardingScript } from '../operations/stage/kit';
import { machineOf } from '../operations/stage/onMachine';
import { failing, field, makeTheirs, withoutOwner, type Bench } from './breakage';

const tenant = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const msi = labFile('md4ws.msi', 'an installation package');
const cmd = labFile('WindowsDefenderATPOnboardingScript.cmd', onboardingScript(tenant));
const off = labFile('WindowsDefenderATPOffboardingScript.cmd', offboardingScript(tenant));
const offboard = { file: off.file, orgId: tenant, expiresAt: Date.UTC(2035, 11, 31) };
const productCode = '{5E1A3C70-0B1D-4D8E-9A57-6F1D00C0FFEE}';
const remove = { engine: 'msiexec', productCode, script: null };
const swapped = labFile('Install.ps1', '# the one', '# another one');
/** Offboarded, with the package still there. */
const left: Machine = {
  ...machineOf('2016-onboarded'),
  faults: [],
};
Object.assign(left.services.Sense ?? {}, { status: 'Stopped', start: 3 });
left.registry[keys.sensorStatus] = { OnboardingState: 0 };
const leaving = (native: number, times: number | null = null): Machine => ({
  ...left,
  faults: [{ operation: 'Remove-Sensor', effect: 'fail', native, line: 'It fails', times }],
});
const waits = ({ records }: ScriptEnd) => records.filter(({ Kind }) => Kind === 'progress').length;
const install = { engine: 'msiexec', file: msi.file, script: null, passive: false };
const onboard = { file: cmd.file, orgId: tenant, connectivity: 'unknown' };
/** What is sent lies on this computer; any file of known bytes will do. */
const source = join(tmpdir(), `gangway-breakages-${process.pid}.msi`);
writeFileSync(source, 'an installation package');
export const leftovers = [source];
const sent = { ...msi.file, source };
const known = (disk: string) => {
  msi.prepare(disk);
  makeOurs(disk, 'library', msi.file.sha256);
};

/** Operations on files of the kit. */
export const withFiles: readonly Bench[] = [
  {
    step: 'Send-Package',
    machine: machineOf('2016-trellix'),
    params: { files: [sent] },
    prepare: known,
    breakages: [
      {
        by: 'a wrong path',
        from: "New-OurFolder @('library', $Sha256)",
        to: "New-OurFolder @('files', $Sha256)",
        look: field('changed'),
        whole: false,
      },
      {
        by: 'an inverted test',
        from: "if ($answer.text -ceq 'there') {",
        to: "if ($answer.text -cne 'there') {",
        look: field('changed'),
        whole: false,
      },
      {
        by: 'a swallowed error',
        from: "if ($answer.text -cne 'done') { throw",
        to: 'if ($false) { throw',
        params: { files: [{ ...sent, sha256: 'a'.repeat(64) }] },
        whole: 'operation.hashMismatch',
      },
    ],
  },
  {
    step: 'Send-Package',
    machine: machineOf('2016-trellix'),
    params: { files: [sent] },
    prepare: (disk) => makeTheirs(disk, 'library'),
    breakages: [withoutOwner],
  },
  {
    step: 'Install-Sensor',
    machine: machineOf('2016-trellix'),
    params: install,
    prepare: msi.prepare,
    breakages: [
      {
        by: 'a wrong path',
        from: "Join-Path $system32 'msiexec.exe'",
        to: "Join-Path $env:SystemRoot 'msiexec.exe'",
        look: field('changed'),
        whole: true,
      },
      {
        by: 'an inverted test',
        from: 'if (Test-Installed) {',
        to: 'if (-not (Test-Installed)) {',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a missing wait',
        from: 'if ($code -ne 1618 -or $try -ge 20 -or (Test-Installed) -eq $Done) { break }',
        to: 'break',
        machine: failing('2016-trellix', 'Install-Sensor', 1618, 1),
        look: field('changed'),
        whole: true,
      },
    ],
  },
  {
    step: 'Invoke-Onboarding',
    machine: machineOf('2019-fresh'),
    params: onboard,
    prepare: (disk) => {
      cmd.prepare(disk);
      // A folder that is not empty cannot be taken away, so nothing may be started.
      mkdirSync(join(disk, 'Windows', 'Temp', 'senseTmp.txt', 'theirs'), { recursive: true });
    },
    breakages: [
      {
        by: 'a dropped check of an owner',
        from: 'New-OurFile $portal.Said',
        to: '$null = $portal.Said',
        whole: 'run.folderNotOurs',
      },
    ],
  },
  {
    step: 'Invoke-Onboarding',
    machine: machineOf('2019-fresh'),
    params: onboard,
    prepare: cmd.prepare,
    breakages: [
      {
        by: 'a wrong path',
        from: "$statusKey = 'HKLM:\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status'",
        to: "$statusKey = 'HKLM:\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection'",
        look: field('onboardingState'),
        whole: 1,
      },
      {
        by: 'an inverted test',
        from: 'if ($tenant -ne $OrgId)',
        to: 'if ($tenant -eq $OrgId)',
        look: field('onboardingState'),
        whole: 1,
      },
      {
        by: 'a swallowed error',
        from: 'if ($code -ne 0 -and -not (Test-Onboarded)) { throw',
        to: 'if ($false) { throw',
        machine: failing('2019-fresh', 'Invoke-Onboarding', 15),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Invoke-Offboarding',
    machine: machineOf('2019-onboarded'),
    params: offboard,
    prepare: (disk) => {
      off.prepare(disk);
      mkdirSync(join(disk, 'Windows', 'Temp', 'senseTmp.txt', 'theirs'), { recursive: true });
    },
    breakages: [
      {
        by: 'a dropped check of an owner',
        from: 'New-OurFile $portal.Said',
        to: '$null = $portal.Said',
        whole: 'run.folderNotOurs',
      },
    ],
  },
  {
    step: 'Invoke-Offboarding',
    machine: machineOf('2019-onboarded'),
    params: offboard,
    prepare: off.prepare,
    breakages: [
      {
        by: 'a wrong path',
        from: "$statusKey = 'HKLM:\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status'",
        to: "$statusKey = 'HKLM:\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection'",
        look: field('onboardingState'),
        whole: 0,
      },
      {
        by: 'an inverted test',
        from: 'if ($until -le $now)',
        to: 'if ($until -gt $now)',
        look: field('onboardingState'),
        whole: 0,
      },
      {
        by: 'a missing wait',
        from: '$try -le $most -and -not (Test-Offboarded)',
        to: '$try -le 0',
        machine: failing('2019-onboarded', 'Invoke-Offboarding', 15),
        look: waits,
        whole: 36,
      },
      {
        by: 'a swallowed error',
        from: 'if ($code -ne 0 -and -not (Test-Offboarded)) { throw',
        to: 'if ($false) { throw',
        machine: failing('2019-onboarded', 'Invoke-Offboarding', 15),
        whole: 'operation.failed',
      },
    ],
  },
  {
    step: 'Remove-Sensor',
    machine: left,
    params: remove,
    prepare: swapped.prepare,
    breakages: [
      {
        by: 'a wrong path',
        from: "Join-Path $system32 'msiexec.exe'",
        to: "Join-Path $env:SystemRoot 'msiexec.exe'",
        look: field('changed'),
        whole: true,
      },
      {
        by: 'an inverted test',
        from: 'if ($start -eq 2) { throw',
        to: 'if ($start -ne 2) { throw',
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a missing wait',
        from: 'if ($code -ne 1618 -or $try -ge 20 -or (Test-Installed) -eq $Done) { break }',
        to: 'break',
        machine: leaving(1618, 1),
        look: field('changed'),
        whole: true,
      },
      {
        by: 'a swallowed error',
        from: 'if ($outcome.Code -ne 0 -and -not $outcome.Restart) { Write-Failure }',
        to: '',
        machine: leaving(1603),
        whole: 'operation.failed',
      },
      {
        by: 'a dropped check of an owner',
        from: 'if ($hash -cne $Sha256) { throw',
        to: 'if ($false) { throw',
        params: { ...remove, engine: 'installScript', script: swapped.file },
        whole: 'operation.hashMismatch',
      },
    ],
  },
];
