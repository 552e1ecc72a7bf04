import { leftOutOf } from '../contents';
import { buildsOf, type FleetFamily } from '../families';
import { fleetFamilies } from '../../model/handOff';
import type { Generator, HandOffFile, HandOffNote } from '../files';
import { exitCodes, serverScriptName } from '../result';
import { jsonText } from '../texts';
import type { Wanted } from '../wanted';
import { embedded, expectedOf } from '../plain/expected';
import { asFile, serverFolder } from '../plain/serverFolder';

/** The Configuration Manager client takes a detection script up to this size (create-applications, 2026-09). */
export const longestDetection = 32 * 1024;

/** The number by which the condition of Configuration Manager tells a family. */
const numberOf = (family: FleetFamily): number => Number.parseInt(family, 10);

/** The application of a direction by its name in the console. */
const applicationName = (name: string, direction: Wanted['direction']): string => `${name} (${direction})`;

/** How Configuration Manager takes the codes of the script. Its own list has 0, 3010 and 1618 already; the rest failed unless it is named. */
const codes = Object.entries(exitCodes)
  .filter(([, code]) => code >= exitCodes.rights && code <= exitCodes.failed)
  .map(([name, code]) => ({ code, type: 'Failure', name }));

/** A script that answers with the number of the Windows family: 0 for any other. */
const familyScript = (): string =>
  [
    "$build = [int](Get-Item -LiteralPath 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion').GetValue('CurrentBuildNumber')",
    "$kind = (Get-Item -LiteralPath 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\ProductOptions').GetValue('ProductType')",
    '$family = 0',
    ...fleetFamilies.map(
      (family) =>
        `if (@(${buildsOf(family).join(', ')}) -contains $build) { $family = ${String(numberOf(family))} }`,
    ),
    "if ($kind -eq 'WinNT') { $family = 0 }",
    '$family',
    '',
  ].join('\r\n');

/** Whether the policy that Configuration Manager has itself does all that is wanted (configure-endpoints-sccm, 2026-09-21): only samples are set there. */
export const isNativeEnough = ({ direction, wishes, uninstall, parts }: Wanted): boolean =>
  direction !== 'remove' &&
  !uninstall &&
  parts.every(({ updates }) => updates.length === 0) &&
  Object.entries(wishes).every(([name, wish]) => name === 'sampleCollection' || wish === null);

/** Makes an application: a script that makes it, the content of each Windows family, and the detection of each. */
export const configurationManager: Generator = (wanted, scripts) => {
  // Taking settings back works against the one that sets them, too.
  const opposite = wanted.direction === 'onboard' ? 'offboard' : 'onboard';
  const folders = wanted.parts.flatMap((part): HandOffFile[] =>
    serverFolder('configurationManager', { ...wanted, parts: [part] }, scripts).map((file) => ({
      ...file,
      path: `content/${part.family}/${file.path}`,
    })),
  );
  const application = {
    name: applicationName(wanted.name, wanted.direction),
    opposite: applicationName(wanted.name, opposite),
    condition: `Windows family of hand-off (${fleetFamilies.map(numberOf).join(', ')})`,
    description: `Gangway, ${wanted.direction}`,
    publisher: 'Gangway',
    command: `powershell.exe -NoProfile -NonInteractive -ExecutionPolicy Bypass -File ${serverScriptName}`,
    minutes: 120,
    types: wanted.parts.map(({ family }) => ({
      family,
      number: numberOf(family),
      name: `${applicationName(wanted.name, wanted.direction)} ${family}`,
      content: `${wanted.share}\\content\\${family}`,
    })),
    codes,
  };
  const notes: HandOffNote[] = [
    ...(isNativeEnough(wanted) ? [{ id: 'nativePolicy' as const }] : []),
    { id: 'neverBoth' },
  ];
  return {
    files: [
      { path: 'application.json', content: `${jsonText(application)}\r\n`, holds: 'names' },
      ...['New-HandOffApplication.ps1', 'Remove-HandOffApplication.ps1'].map((name): HandOffFile => ({
        path: name,
        content: asFile(scripts(name)),
        holds: 'nothing',
      })),
      { path: 'Get-WindowsFamily.ps1', content: familyScript(), holds: 'nothing' },
      ...wanted.parts.map((part): HandOffFile => ({
        path: `detection/${part.family}.ps1`,
        content: embedded(
          scripts('Test-HandOff.ps1'),
          expectedOf('configurationManager', { ...wanted, parts: [part] }),
        ),
        holds: 'names',
      })),
      ...folders,
    ],
    leftOut: leftOutOf('configurationManager', wanted),
    notes,
  };
};
