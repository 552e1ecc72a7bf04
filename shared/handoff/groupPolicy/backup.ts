import { derivedId } from '../derivedId';
import { xmlCharacters } from '../texts';

const operations = 'http://www.microsoft.com/GroupPolicy/GPOOperations';
const manifest = `${operations}/Manifest`;

/** Extensions of Group Policy: the part that applies it on a server, and the one that edits it. */
const registry = {
  client: '{35378EAC-683F-11D2-A89A-00C04FBBCFA2}',
  tool: '{D02B1F72-3407-48AE-BA88-E8213C6761F1}',
};
const tasks = {
  client: '{AADCED64-746C-4633-A97C-D61349046527}',
  tool: '{CAB54552-DEEA-4691-817E-ED4A4D1AFC72}',
};
/** Preferences have one entry of this name in a backup, which real ones call an unknown extension. */
const preferences = '{F15C46CD-82A0-4C2D-A210-5D0D3182A418}';
const none = '{00000000-0000-0000-0000-000000000000}';

/** SYSTEM and Administrators may do everything (O:BAG:BAD:(A;;GA;;;SY)(A;;GA;;;BA)). An import does not apply it. */
const descriptor = [
  '01 00 04 80 14 00 00 00 24 00 00 00 00 00 00 00 34 00 00 00',
  '01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00',
  '04 00 34 00 02 00 00 00 00 00 14 00 00 00 00 10 01 01 00 00 00 00 00 05 12 00 00 00',
  '00 00 18 00 00 00 00 10 01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00',
].join(' ');

/** A policy as it lies in a backup. */
export interface Policy {
  readonly name: string;
  /** What its ids are made of. */
  readonly mark: readonly string[];
  readonly registryPol: Uint8Array | null;
  readonly tasksXml: string | null;
}

/** The id of the backup, which is also the name of its folder; it is not the id of the policy. */
export const backupIdOf = ({ mark }: Policy): string => `{${derivedId('backup', ...mark)}}`;

const entry = (kind: 'Dir' | 'File', path: string, location: string | null): string =>
  `<FSObject${kind} bkp:Path="${path}"${location === null ? '' : ` bkp:Location="${location}"`}/>`;
const machine = (kind: 'Dir' | 'File', path: string): string =>
  entry(kind, `%GPO_MACH_FSPATH%\\${path}`, `DomainSysvol\\GPO\\Machine\\${path}`);
const extension = (id: string, name: string, entries: readonly string[]): string =>
  `<GroupPolicyExtension bkp:ID="${id}" bkp:DescName="${name}">${entries.join('')}</GroupPolicyExtension>`;

/** Which extensions of a server take part: first the tools of preferences, all in one group, then each extension with its tool, by their ids. */
export const extensionsOf = ({ registryPol, tasksXml }: Policy): string =>
  [
    ...(tasksXml === null ? [] : [`[${none}${tasks.tool}]`]),
    ...(registryPol === null ? [] : [`[${registry.client}${registry.tool}]`]),
    ...(tasksXml === null ? [] : [`[${tasks.client}${tasks.tool}]`]),
  ].join('');

function backupXml(policy: Policy): string {
  const value = (name: string, text: string) => `<${name}>${xmlCharacters(text)}</${name}>`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<GroupPolicyBackupScheme bkp:version="2.0" bkp:type="GroupPolicyBackupTemplate" xmlns:bkp="${operations}" xmlns="${operations}">`,
    '<GroupPolicyObject><SecurityGroups/><FilePaths/>',
    '<GroupPolicyCoreSettings>',
    value('ID', `{${derivedId('policy', ...policy.mark)}}`),
    value('Domain', domain),
    `<SecurityDescriptor>${descriptor}</SecurityDescriptor>`,
    value('DisplayName', policy.name),
    // 1: the part for users is off, because there is none.
    value('Options', '1'),
    value('UserVersionNumber', '0'),
    value('MachineVersionNumber', '65537'),
    value('MachineExtensionGuids', extensionsOf(policy)),
    '<UserExtensionGuids/><WMIFilter/>',
    '</GroupPolicyCoreSettings>',
    ...(policy.registryPol === null
      ? []
      : [
          extension(registry.client, 'Registry', [
            machine('File', 'registry.pol'),
            entry('File', '%GPO_FSPATH%\\Adm\\*.*', null),
          ]),
        ]),
    ...(policy.tasksXml === null
      ? []
      : [
          extension(preferences, 'Unknown Extension', [
            machine('Dir', 'Preferences'),
            machine('Dir', 'Preferences\\ScheduledTasks'),
            machine('File', 'Preferences\\ScheduledTasks\\ScheduledTasks.xml'),
          ]),
        ]),
    '</GroupPolicyObject>',
    '</GroupPolicyBackupScheme>',
    '',
  ].join('\r\n');
}

/** No domain is known when this is written, and an import takes any. */
const domain = 'gangway.invalid';

/** What a list of backups says of one, and what the backup says of itself. */
function instance(policy: Policy, own: string): string {
  const value = (name: string, text: string) => `<${name}>${xmlCharacters(text)}</${name}>`;
  return [
    `<BackupInst${own}>`,
    value('GPOGuid', `{${derivedId('policy', ...policy.mark)}}`),
    value('GPODomain', domain),
    value('GPODomainGuid', `{${derivedId('domain')}}`),
    value('GPODomainController', 'UNKNOWN'),
    value('BackupTime', '2026-01-01T00:00:00'),
    value('ID', backupIdOf(policy)),
    value('Comment', ''),
    value('GPODisplayName', policy.name),
    '</BackupInst>',
  ].join('');
}

/** The list of backups, which the windows of the console read. */
export const manifestXml = (policies: readonly Policy[]): string =>
  [
    `<Backups xmlns="${manifest}" xmlns:mfst="${manifest}" mfst:version="1.0">`,
    ...policies.map((policy) => instance(policy, '')),
    '</Backups>',
    '',
  ].join('\r\n');

/** The files of one backup by their paths below the folder of all backups. */
export function backupFiles(
  policy: Policy,
): readonly (readonly [path: string, content: string | Uint8Array])[] {
  const root = backupIdOf(policy);
  const machineRoot = `${root}/DomainSysvol/GPO/Machine`;
  return [
    [`${root}/Backup.xml`, backupXml(policy)],
    [`${root}/bkupInfo.xml`, `${instance(policy, ` xmlns="${manifest}"`)}\r\n`],
    ...(policy.registryPol === null ? [] : [[`${machineRoot}/registry.pol`, policy.registryPol] as const]),
    ...(policy.tasksXml === null
      ? []
      : [[`${machineRoot}/Preferences/ScheduledTasks/ScheduledTasks.xml`, policy.tasksXml] as const]),
  ];
}
