import { describe, expect, it } from 'vitest';
import {
  arrivalOf,
  compareLooks,
  isArrival,
  isSame,
  type Seen,
} from '../../../../main/packages/watch/arrivals';

describe('names', () => {
  it.each([
    'md4ws.msi',
    'md4ws (1).msi',
    'WindowsDefenderATPOnboardingPackage.zip',
    'GatewayWindowsDefenderATPOnboardingPackage (2).zip',
    'WindowsDefenderATPOnboardingScript.cmd',
    'mdefordownlevelserver-main.zip',
    'Install.ps1',
    'UpdatePlatform.exe',
    'UpdatePlatform.amd64fre (1).exe',
    'Windows8.1-KB2999226-x64.msu',
    'windows10.0-kb50056981-x64_1a.msu',
    'DefenderDT (1).exe',
    'DefenderDeploymentTool_Onboard_Nord.exe',
    'WindowsDefenderATP.onboarding',
    'WindowsDefenderATP_valid_until_2026-12-07.offboarding',
  ])('%s is looked at', (name) => {
    expect(isArrival(name)).toBe(true);
    expect(arrivalOf(`${name}.crdownload`)).toBe(name);
    expect(arrivalOf(`${name}.part`)).toBe(name);
    expect([arrivalOf(name), arrivalOf(`${name}.part.txt`)]).toEqual([null, null]);
  });

  it.each([
    'salaries.xlsx',
    'photo.zip',
    'setup.exe',
    'id_rsa',
    'x.cmd',
    'Unconfirmed 4711.crdownload',
    'md4ws.msi.txt',
    'my-md4ws.msi',
    'md4ws',
    'f/md4ws.msi',
    'WindowsDefenderATP.zip.txt',
    'WindowsDefenderATP.zipx',
    'f\\WindowsDefenderATP.zip',
    'WindowsDefenderATP/x.zip',
    'my-mdefordownlevelserver.zip',
    'mdefordownlevelserver.zip.txt',
    'reinstall.ps1',
    'Install.ps1.txt',
    'my-UpdatePlatform.exe',
    'UpdatePlatform.exe.txt',
    'my-Windows8.1-KB2999226-x64.msu',
    'Windows8.1-KB29992-x64.msu',
    'Windows8.1-KB2999226-x64.msu.txt',
    '',
  ])('%j is not', (name) => {
    expect(isArrival(name)).toBe(false);
    expect(arrivalOf(name)).toBeNull();
  });
});

describe('two looks', () => {
  const seen = (name: string, bytes: number, modifiedAt = 1): [string, Seen] => [
    name,
    { name, bytes, modifiedAt },
  ];
  const look = (before: [string, Seen][], now: [string, Seen][], known: [string, Seen][] = []) =>
    compareLooks(new Map(before), new Map(now), new Map(known));
  const msi = (bytes: number, at = 1) => seen('md4ws.msi', bytes, at);

  it.each([
    ['for the first time', [], [msi(10)], []],
    ['growing', [msi(10)], [msi(20)], []],
    ['as large as before but written again', [msi(10, 1)], [msi(10, 2)], []],
    ['empty, as Firefox makes it first', [msi(0)], [msi(0)], []],
    ['beside its part', [msi(10)], [msi(10), seen('md4ws.msi.part', 4)], []],
  ])('a file seen %s is waited for', (_name, before, now, known) => {
    expect(look(before, now, known)).toEqual({ whole: [], arriving: ['md4ws.msi'] });
  });

  it('a file that stays as it is, is whole', () => {
    expect(look([msi(10)], [msi(10)])).toEqual({ whole: [msi(10)[1]], arriving: [] });
  });

  it('what arrives is named once, in a steady order, and only what has such a name', () => {
    const part = seen('md4ws.msi.part', 4);
    const other = seen('Install.ps1.crdownload', 4);
    expect(look([], [part, other, seen('x.txt', 1), seen('x.part', 1)])).toEqual({
      whole: [],
      arriving: ['Install.ps1', 'md4ws.msi'],
    });
    expect(look([seen('x.txt', 1)], [seen('x.txt', 1)])).toEqual({ whole: [], arriving: [] });
  });

  it('a file that was there counts as new only when its content changes', () => {
    expect(look([msi(10)], [msi(10)], [msi(10)])).toEqual({ whole: [], arriving: [] });
    expect(look([msi(12, 5)], [msi(12, 5)], [msi(10)]).whole).toHaveLength(1);
  });
});

it.each<[Partial<Seen> | null, boolean]>([
  [{}, true],
  [{ bytes: 11 }, false],
  [{ modifiedAt: 2 }, false],
  [null, false],
])('a file before %j is the same: %s', (change, same) => {
  const now: Seen = { name: 'a', bytes: 10, modifiedAt: 1 };
  expect(isSame(change === null ? undefined : { ...now, ...change }, now)).toBe(same);
});
