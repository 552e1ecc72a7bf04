import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { offboardingBlob, otherTenant, practiceTenant } from '../../../../build/practice/blob';
import { cabinetFile } from '../../../../build/practice/cabinetFile';
import { offboardingScript } from '../../../../build/practice/offboardingScript';
import { onboardingScript } from '../../../../build/practice/onboardingScript';
import { programFile } from '../../../../build/practice/programFile';
import { zipFile } from '../../../../build/practice/zipFile';
import { inspect } from '../../../../main/packages/inspection/inspect';
import type { InspectOptions, Inspection } from '../../../../main/packages/inspection/inspection';
import { practiceFiles } from '../../../../main/packages/practicePackages';
import { packageKindSchema } from '../../../../shared/model/packages';
import { holds, rowOf } from '../../../ground/row';
import { makeInstaller } from '../msi/makeInstaller';

const root = fileURLToPath(new URL('../../../../main/packages/practice', import.meta.url));
const now = Date.parse('2026-11-24T12:00:00Z');
let box: string;

beforeEach(async () => {
  box = await mkdtemp(join(tmpdir(), 'gangway-inspect-'));
});
afterEach(() => rm(box, { recursive: true, force: true }));

function look(path: string, options: Partial<InspectOptions> = {}): Promise<Inspection[]> {
  const kinds = packageKindSchema.options;
  return inspect(path, { unpackInto: join(box, 'out'), practice: false, keeps: kinds, now, ...options });
}

async function given(name: string, content: string | Buffer): Promise<string> {
  await writeFile(join(box, name), content);
  return join(box, name);
}

/** The single outcome as one word: a kind, or the code of a refusal. */
async function outcome(path: string, options: Partial<InspectOptions> = {}): Promise<string> {
  const found = await look(path, options);
  return found.map((one) => (one.state === 'ready' ? one.details.kind : one.refusal)).join(' ');
}

/** The same script without the practice marker stands for a genuine one. */
const genuine = (script: string): string => script.replace('rem GANGWAYPRACTICE=1\r\n', '');

describe('a practice package', () => {
  it.each([
    ['installation', 'installation'],
    ['onboarding', 'onboarding'],
    ['onboardingLocal', 'interactiveScript'],
    ['onboardingOtherTenant', 'onboarding'],
    ['offboarding', 'offboarding'],
    ['installScript', 'installScript'],
    ['platformUpdate', 'platformUpdate'],
    ['sensorUpdate', 'sensorUpdate'],
    ['intelligence', 'intelligence'],
    ['updateUcrt', 'windowsUpdate'],
    ['updateTelemetry', 'windowsUpdate'],
    ['updateKernel', 'windowsUpdate'],
  ])('%s is %s in practice and refused for a real server', async (id, expected) => {
    const path = practiceFiles(root).find((file) => file.id === id)?.path ?? '';
    expect(await outcome(path, { practice: true })).toBe(expected);
    await rm(join(box, 'out'), { recursive: true, force: true });
    const real = expected === 'interactiveScript' ? expected : 'practiceOnReal';
    expect(await outcome(path)).toBe(real);
  });
});

describe('a genuine package', () => {
  it('is taken for real servers and refused in practice', async () => {
    const path = await given('x.cmd', genuine(onboardingScript(practiceTenant, 'groupPolicy')));
    expect(await outcome(path)).toBe('onboarding');
    expect(await outcome(path, { practice: true })).toBe('genuineInPractice');
  });

  it('in a zip comes with the name of the zip', async () => {
    const script = Buffer.from(genuine(onboardingScript(otherTenant, 'groupPolicy')));
    const path = await given('package.zip', zipFile([{ name: 'a/b/any.cmd', data: script, deflate: true }]));
    expect(await look(path)).toMatchObject([
      { state: 'ready', name: 'any.cmd', from: 'package.zip', details: { orgId: otherTenant.orgId } },
    ]);
  });

  it('is known by its content, not by its name', async () => {
    const offboards = genuine(offboardingScript(practiceTenant, now + 1000));
    expect(await outcome(await given('WindowsDefenderATPOnboardingScript.cmd', offboards))).toBe(
      'offboarding',
    );
  });

  it('is found in a zip under any name where it is the deployment tool, unless many programs lie beside it', async () => {
    const tool = {
      name: 'Nord servers.exe',
      data: programFile({ version: '1.0.0.6', strings: { OriginalFilename: 'DefenderDT.exe' } }),
    };
    const more = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ name: `${index}.exe`, data: Buffer.from(`${index}`) }));
    expect(await look(await given('a.zip', zipFile([tool, ...more(3)])))).toMatchObject([
      { state: 'ready', name: 'Nord servers.exe', from: 'a.zip', details: { kind: 'deploymentTool' } },
    ]);
    await rm(join(box, 'out'), { recursive: true });
    expect(await outcome(await given('b.zip', zipFile([tool, ...more(4)])))).toBe('notAPackage');
  });

  it('of each signed kind is read', async () => {
    const strings = { InternalName: 'UpdatePlatform.exe', ProductName: 'Microsoft Malware Protection' };
    const program = programFile({ version: '4.18.24010.65535', strings });
    expect(await look(await given('UpdatePlatform.exe', program))).toMatchObject([
      { details: { kind: 'platformUpdate', version: '4.18.24010.65535' }, practice: false },
    ]);
    // Each by what its version resource says, whatever the file is called.
    const other = (version: string, says: Readonly<Record<string, string>>) =>
      programFile({ version, strings: says });
    expect(holds(rowOf('servicing/servicing-update-kb-numbers'), 'UpdateSenseClient.exe')).toBe(true);
    const sensor = other('10.8805.24100.3', { OriginalFilename: 'UpdateSenseClient.exe' });
    expect(await look(await given('mpam-fe.exe', sensor))).toMatchObject([
      { details: { kind: 'sensorUpdate', version: '10.8805.24100.3' } },
    ]);
    const description = 'AntiMalware Definition Update';
    expect(holds(rowOf('servicing/servicing-mpam-fe-measured'), description)).toBe(true);
    const intelligence = other('1.459.553.0', { FileDescription: description });
    expect(await look(await given('UpdateSenseClient.exe', intelligence))).toMatchObject([
      { details: { kind: 'intelligence', version: '1.459.553.0' } },
    ]);
    const tool = other('1.0.0.6', { OriginalFilename: 'DefenderDT.exe' });
    expect(await look(await given('Contoso onboarding.exe', tool))).toMatchObject([
      { details: { kind: 'deploymentTool', version: '1.0.0.6' } },
    ]);
    const cabinet = cabinetFile('Windows10.0-KB5005698-x64.cab', 'b');
    expect(await look(await given('windows10.0-kb5005698-x64_1a2b.msu', cabinet))).toMatchObject([
      { details: { kb: 'KB5005698', architecture: 'x64' } },
    ]);
    const installer = `# 1.20231204.0
param(
  [string] $OnboardingScript,
  [string] $OffboardingScript,
  [switch] $Passive,
  [switch] $UI
)
$msi = 'md4ws.msi'
# SIG # Begin signature block
# MIIhegYJKoZIhvcNAQ==
# SIG # End signature block
`;
    expect(await look(await given('Install.ps1', installer))).toMatchObject([
      { details: { kind: 'installScript', version: '1.20231204.0' } },
    ]);
    const properties = { ProductName: 'Microsoft Defender for Endpoint' };
    expect(await outcome(await given('md4ws (1).msi', makeInstaller({ properties })))).toBe('installation');
  });
});

describe('a file is refused', () => {
  it.each([
    ['emptyFile', 'md4ws.msi', ''],
    ['emptyFile', 'holiday.jpg', ''],
    ['notAPackage', 'holiday.jpg', 'x'],
    ['notAPackage', 'a.cmd', '@echo off'],
    ['notAPackage', 'Install.ps1', 'Write-Output 1'],
    ['unreadable', 'md4ws.msi', 'not an MSI'],
    ['devModeMsi', 'md4ws-devmode.msi', 'x'],
    ['wrongProduct', 'other.msi', makeInstaller({ properties: { ProductName: 'Something else' } })],
    ['unreadable', 'UpdatePlatform.exe', 'x'.repeat(100)],
    ['wrongProduct', 'tool.exe', programFile({ version: '1.0.0.0', strings: { InternalName: 'tool.exe' } })],
    // Its name alone makes no deployment tool.
    ['wrongProduct', 'DefenderDT.exe', programFile({ version: '1.0.0.0', strings: {} })],
    ['wrongProduct', 'bare.exe', programFile({ version: '1.0.0.0', strings: {} })],
    ['truncated', 'UpdatePlatform.exe', programFile({ version: '1.0.0.0', strings: {} }).subarray(0, 700)],
    ['unreadable', 'Windows8.1-KB2999226-x64.msu', 'x'.repeat(100)],
    ['truncated', 'Windows8.1-KB2999226-x64.msu', cabinetFile('a', 'b'.repeat(99)).subarray(0, 90)],
    ['notAPackage', 'update.msu', cabinetFile('a', 'b')],
    ['tooLarge', 'a.cmd', Buffer.alloc(1024 * 1024 + 1, 'x')],
    ['scriptForm', 'a.cmd', Buffer.alloc(1024 * 1024, 'x')],
    [
      'unreadable',
      'a.cmd',
      onboardingScript(practiceTenant, 'groupPolicy').replace('Practice\\', `${'x'.repeat(301)}\\`),
    ],
    ['interactiveScript', 'b.cmd', genuine(onboardingScript(practiceTenant, 'local'))],
    ['expiredOffboarding', 'c.cmd', genuine(offboardingScript(practiceTenant, now))],
    ['expiredOffboarding', 'c.offboarding', offboardingBlob(practiceTenant, now)],
  ])('as %s: %s', async (code, name, content) => {
    expect(await outcome(await given(name, content))).toBe(code);
  });

  it('as offboardingGiven where onboarding is meant, expired or not', async () => {
    const path = await given('x.cmd', genuine(offboardingScript(practiceTenant, now)));
    expect(await outcome(path, { keeps: ['onboarding'] })).toBe('offboardingGiven');
    const file = await given('x.onboarding', offboardingBlob(practiceTenant, now + 1));
    expect(await outcome(file, { keeps: ['onboardingFile'] })).toBe('offboardingGiven');
  });

  it('as tooLarge before it is read', async () => {
    const path = await given('md4ws.msi', 'x');
    await truncate(path, 1024 ** 3 + 1);
    expect(await outcome(path)).toBe('tooLarge');
    await truncate(path, 1024 ** 3);
    expect(await outcome(path)).toBe('unreadable');
  });

  it('when it is not there or is no file', async () => {
    expect(await outcome(join(box, 'gone.msi'))).toBe('unreadable');
    await mkdir(join(box, 'md4ws.msi'));
    expect(await outcome(join(box, 'md4ws.msi'))).toBe('notAPackage');
  });

  it('once as a zip that holds other scripts alone', async () => {
    const entries = ['a.cmd', 'b.cmd'].map((name) => ({ name, data: Buffer.from('echo no news') }));
    expect(await look(await given('kit.zip', zipFile(entries)))).toEqual([
      { state: 'refused', name: 'kit.zip', from: null, refusal: 'notAPackage', detail: null },
    ]);
  });

  it('never for programs of a zip that are something else, and once where it holds nothing but them', async () => {
    const other = programFile({ version: '1.0.0.0', strings: { InternalName: 'setup' } });
    const script = Buffer.from(genuine(onboardingScript(practiceTenant, 'groupPolicy')));
    const programs = [
      { name: 'tools/setup.exe', data: other },
      { name: 'readme.exe', data: Buffer.from('no program') },
    ];
    expect(await outcome(await given('a.zip', zipFile([{ name: 'a.cmd', data: script }, ...programs])))).toBe(
      'onboarding',
    );
    expect(await outcome(await given('b.zip', zipFile(programs)))).toBe('notAPackage');
  });

  it('inside a zip beside one that is taken', async () => {
    const script = Buffer.from(genuine(onboardingScript(practiceTenant, 'groupPolicy')));
    const entries = [
      { name: 'a.cmd', data: script },
      { name: 'md4ws.msi', data: Buffer.from('broken') },
      { name: 'other.cmd', data: Buffer.from('echo no news') },
      { name: 'Install.ps1', data: Buffer.alloc(0) },
    ];
    expect(await outcome(await given('kit.zip', zipFile(entries)))).toBe('onboarding unreadable emptyFile');
  });
});
