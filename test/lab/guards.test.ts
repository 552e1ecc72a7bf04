import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { OperationName, ParamsOf } from '../../shared/model/operations';
import { runScripts } from './differential/scriptSide';
import { describeWithEngine } from './engine';
import { labFile, offboardingScript, onboardingScript, type LabFile } from './operations/stage/kit';
import {
  deploy,
  joins,
  leave,
  leaves,
  renamed as renamedTool,
  stranger,
  tool as deploymentTool,
  unsigned as unsignedTool,
} from './operations/deploymentTool/stage';
import { machineOf } from './operations/stage/onMachine';

/** A place of a script that refuses, and what is so on a server that it must refuse there. */
interface Guard {
  readonly step: OperationName;
  readonly params: object;
  readonly machine?: string;
  readonly files?: readonly LabFile[];
  readonly prepare?: (disk: string) => void;
  readonly from: string;
  readonly refusal: string;
}
const guard = <N extends OperationName>(
  one: Guard & { readonly step: N; readonly params: ParamsOf<N> },
): Guard => one;

const tenant = '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9';
const cmd = labFile('WindowsDefenderATPOnboardingScript.cmd', onboardingScript(tenant));
const off = labFile('WindowsDefenderATPOffboardingScript.cmd', offboardingScript(tenant));
const swapped = labFile('md4ws.msi', 'an installation package', 'another one');
const msu = labFile('Windows8.1-KB2999226-x64.msu', 'an update');
const platformText = 'lab-version: 4.18.24070.5\nlab-internal-name: UpdatePlatform.exe\n';
const unsigned = labFile('UpdatePlatform.exe', platformText);
const renamed = labFile(
  'UpdatePlatform.exe',
  `${platformText.replace('UpdatePlatform.exe', 'Other.exe')}lab-signature: Valid\n`,
);
const place = (disk: string) => join(disk, 'test-MDATP-test');

const guards: Readonly<Record<string, Guard>> = {
  'the owner of the folder that the test starts a file from': guard({
    step: 'Invoke-DetectionTest',
    params: {},
    prepare: (disk) => mkdirSync(place(disk)),
    from: '$windowsOwn -cnotcontains $owner',
    refusal: 'test.prepared',
  }),
  'what lies in the place of that folder': guard({
    step: 'Invoke-DetectionTest',
    params: {},
    prepare: (disk) => writeFileSync(place(disk), ''),
    from: '-not $item.PSIsContainer -or $isLink',
    refusal: 'test.prepared',
  }),
  'the hash of a file before its use': guard({
    step: 'Install-Sensor',
    params: { engine: 'msiexec', file: swapped.file, script: null, passive: false },
    machine: '2016-prerequisites',
    files: [swapped],
    from: '$hash -cne $Sha256',
    refusal: 'operation.hashMismatch',
  }),
  'the tenant of a server that is onboarded already': guard({
    step: 'Invoke-Onboarding',
    params: { file: cmd.file, orgId: tenant, connectivity: 'unknown' },
    machine: '2019-othertenant',
    files: [cmd],
    from: "$current -ne '' -and $current -ne $OrgId",
    refusal: 'step.blocked',
  }),
  'the tenant of a server that is to be taken off': guard({
    step: 'Invoke-Offboarding',
    params: { file: off.file, orgId: tenant, expiresAt: Date.UTC(2035, 11, 31) },
    machine: '2019-othertenant',
    files: [off],
    from: "$current -ne '' -and $current -ne $OrgId",
    refusal: 'package.otherTenant',
  }),
  'the end of an offboarding package': guard({
    step: 'Invoke-Offboarding',
    params: { file: off.file, orgId: tenant, expiresAt: 1 },
    machine: '2019-onboarded',
    files: [off],
    from: '$until -le $now',
    refusal: 'package.expired',
  }),
  'the number of an update in its name': guard({
    step: 'Install-Prerequisite',
    params: { fix: 'windowsUpdate', kb: 'KB3045999', file: msu.file },
    machine: '2012r2-prerequisites',
    files: [msu],
    from: '[string]$File.name -notmatch [regex]::Escape($Kb)',
    refusal: 'operation.badParameters',
  }),
  'the signature of a platform update': guard({
    step: 'Install-Prerequisite',
    params: { fix: 'platformUpdate', file: unsigned.file },
    machine: '2016-prerequisites',
    files: [unsigned],
    from: "[string]$signature.Status -ne 'Valid' -or $subject -notmatch '(^|,\\s*)O=Microsoft Corporation(,|$)'",
    refusal: 'package.notTrusted',
  }),
  'what a platform update calls itself': guard({
    step: 'Install-Prerequisite',
    params: { fix: 'platformUpdate', file: renamed.file },
    machine: '2016-prerequisites',
    files: [renamed],
    from: '@($Says.Keys | Where-Object { @($Says[$_]) -contains [string]$info.$_ }).Count -eq 0',
    refusal: 'package.notTrusted',
  }),
  'the signature of the deployment tool': guard({
    step: 'Invoke-DeploymentTool',
    params: { ...deploy, tool: unsignedTool.file },
    files: [unsignedTool, joins],
    from: "[string]$signature.Status -ne 'Valid' -or $subject -notmatch '(^|,\\s*)O=Microsoft Corporation(,|$)'",
    refusal: 'package.notTrusted',
  }),
  'what the deployment tool calls itself': guard({
    step: 'Invoke-DeploymentTool',
    params: { ...deploy, tool: renamedTool.file },
    files: [renamedTool, joins],
    from: '@($Says.Keys | Where-Object { @($Says[$_]) -contains [string]$info.$_ }).Count -eq 0',
    refusal: 'package.notTrusted',
  }),
  'the tenant of an onboarding file': guard({
    step: 'Invoke-DeploymentTool',
    params: { ...deploy, orgId: stranger },
    files: [deploymentTool, joins],
    from: '$tenant -ne $OrgId',
    refusal: 'package.notTrusted',
  }),
  'the tenant of a server that the tool is to bring on board': guard({
    step: 'Invoke-DeploymentTool',
    params: deploy,
    machine: '2019-othertenant',
    files: [deploymentTool, joins],
    from: "$What -eq 'deploy' -and (Get-OnboardingState) -eq 1 -and $isOther",
    refusal: 'step.blocked',
  }),
  'the tenant of a server that the tool is to take off': guard({
    step: 'Invoke-DeploymentTool',
    params: leave,
    machine: '2019-othertenant',
    files: [deploymentTool, leaves],
    from: "$What -ne 'deploy' -and $isOther",
    refusal: 'package.otherTenant',
  }),
};

describeWithEngine('a script refuses by', () => {
  it.each(Object.entries(guards))('%s, and by nothing else', { timeout: 100_000 }, async (_, one) => {
    const { step, params, machine = '2019-fresh', files = [], prepare, from, refusal } = one;
    const asked = { name: step, params };
    // Left out, it must make a difference: otherwise nobody would notice that it is gone.
    const [whole, without] = await runScripts(
      { ...machineOf(machine), kit: files.map(({ file }) => file) },
      [asked, { ...asked, breakBy: { from, to: '$false' } }],
      (disk) => {
        for (const file of files) file.prepare(disk);
        prepare?.(disk);
      },
    );
    expect([whole?.code, without?.code]).toEqual([refusal, expect.not.stringMatching(`^${refusal}$`)]);
  });
});
