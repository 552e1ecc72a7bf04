import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labFile, makeOurs, onboardingScript } from '../operations/stage/kit';
import { machineOf } from '../operations/stage/onMachine';
import { failing, field, makeTheirs, withoutOwner, type Bench } from './breakage';

const tenant = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const msi = labFile('md4ws.msi', 'an installation package');
const cmd = labFile('WindowsDefenderATPOnboardingScript.cmd', onboardingScript(tenant));
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
        from: 'if ($code -ne 1618 -or $try -ge 20 -or (Test-Installed)) { break }',
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
        from: 'New-OurFile $said',
        to: '$null = $said',
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
];
