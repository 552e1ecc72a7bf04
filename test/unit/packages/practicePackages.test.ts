import { readFileSync, readdirSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practicePackageFiles } from '../../../build/practice/files';
import { otherTenant, practiceTenant } from '../../../build/practice/blob';
import { onboardingScript } from '../../../build/practice/onboardingScript';
import { machineIds, readMachine } from '../../../main/practice/machine/machines';
import { inspect } from '../../../main/packages/inspection/inspect';
import { createLibrary } from '../../../main/packages/library';
import { trustNotCheckedHere } from '../../../main/packages/trust';
import { practiceFiles } from '../../../main/packages/practicePackages';
import english from '../../../shared/locales/en/packages.json';
import french from '../../../shared/locales/fr/packages.json';

const root = fileURLToPath(new URL('../../../main/packages/practice', import.meta.url));

describe('the practice packages', () => {
  it('are what their script makes, byte for byte', () => {
    for (const [name, bytes] of practicePackageFiles()) {
      expect(
        readFileSync(join(root, name)).equals(bytes),
        `${name}: run node build/practice-packages.mjs`,
      ).toBe(true);
    }
  });

  it('are all offered, each with a title in both languages', () => {
    const onDisk = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(root, name)).isFile())
      .map((name) => join(root, name));
    const offered = practiceFiles(root);
    expect(offered.map(({ path }) => path).sort()).toEqual(onDisk.sort());
    const titles = offered.map(({ id }) => id).sort();
    expect(titles).toEqual(Object.keys(english.practice).sort());
    expect(titles).toEqual(Object.keys(french.practice).sort());
  });

  it('belong to the tenants that the practice servers report to', () => {
    const text = machineIds.map((id) => JSON.stringify(readMachine(id))).join('');
    expect(text).toContain(practiceTenant.orgId);
    expect(text).toContain(otherTenant.orgId);
  });
});

describe('the offboarding packages of practice', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gangway-leaving-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  const open = () =>
    createLibrary({
      folder,
      practice: true,
      trust: trustNotCheckedHere,
      inspect,
      now: () => Date.UTC(2026, 11, 1),
    });
  const path = (id: string) => practiceFiles(root).find((file) => file.id === id)?.path ?? '';
  const script = 'WindowsDefenderATPOffboardingScript_valid_until_2035-12-31.cmd';

  it('are taken for a server that may be taken off, but for the one that has expired', async () => {
    const library = await open();
    const { added, refused } = await library.add([path('offboarding'), path('offboardingExpired')], true);
    expect(added.map(({ kind, name }) => [kind, name])).toEqual([['offboarding', script]]);
    expect(refused).toMatchObject([{ refusal: 'expiredOffboarding', detail: '2024-02-23' }]);
    expect((await open()).list()).toMatchObject([
      { kind: 'offboarding', details: { orgId: practiceTenant.orgId } },
    ]);
  });

  it('are refused for a server that is to be brought on board', async () => {
    const { added, refused } = await (await open()).add([path('offboarding')]);
    expect([added, refused.map(({ refusal }) => refusal)]).toEqual([[], ['offboardingGiven']]);
  });
});

describe('the practice onboarding script', () => {
  const script = onboardingScript(practiceTenant, 'groupPolicy');

  it('is ASCII with CR LF and lines that cmd.exe can take', () => {
    expect(script).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(script.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...script.split('\r\n').map(({ length }) => length))).toBeLessThan(8191);
  });

  it('has a label for every jump', () => {
    const labels = new Set([...script.matchAll(/^:(\w+)/gm)].map(([, label]) => label));
    const jumps = [...script.matchAll(/goto (\w+)/g)].map(([, label]) => label);
    expect(jumps.length).toBeGreaterThan(10);
    expect(jumps.filter((label) => !labels.has(label))).toEqual([]);
  });

  it('takes the steps of the real one in their order', () => {
    const steps = [
      'net.exe session',
      'WMI\\Security',
      'DisableEnterpriseAuthProxy',
      'InstallELAMCertificateInfo',
    ];
    steps.push('reg delete', '/v OnboardingInfo', 'sc.exe query SENSE', 'net start sense', 'timeout.exe 5');
    steps.push('/v OnboardingState', '0x1', '-ReloadEngine', '/id 20', 'exit /b %errorCode%');
    const places = steps.map((step) => script.indexOf(step));
    expect(places).not.toContain(-1);
    expect([...places].sort((left, right) => left - right)).toEqual(places);
  });

  it('does nothing outside the lab', () => {
    expect(script.indexOf('GANGWAYLAB')).toBeGreaterThan(0);
    expect(script.indexOf('exit /b 90')).toBeLessThan(script.indexOf('reg add'));
  });
});
