import type { ExclusionLists } from '../model/antivirus/exclusions';
import type { ServerState } from '../model/facts';
import { recogniseOs } from './os';
import { derived, docs, type Doubt } from './source';

/** What a role of Windows Server asks Defender Antivirus to leave alone, where Windows does not see to it by itself. */
export interface RoleExclusions {
  /** The name of the role for Get-WindowsFeature. */
  readonly role: string;
  readonly lists: ExclusionLists;
  readonly source: string;
  readonly doubt: Doubt | null;
}

const source = docs('configure-server-exclusions-microsoft-defender-antivirus', '2026-11-29');
const entry = (role: string, lists: Partial<ExclusionLists>): RoleExclusions => ({
  role,
  lists: { paths: [], extensions: [], processes: [], ...lists },
  source,
  // The page gives them for Server 2016 and later, where they come by themselves, and for the usual folders alone.
  doubt: derived,
});

/**
 * From Server 2016 on these come by themselves with each role; 2012 R2 has none of them (known issue K8). Left out on purpose, though
 * Microsoft's page has them: the content of web sites, w3wp.exe, lsass.exe and the spooler, where attacks come in, and what
 * `exclusionFlaw` refuses.
 */
export const roleExclusions: readonly RoleExclusions[] = [
  entry('Hyper-V', {
    paths: ['%ProgramData%\\Microsoft\\Windows\\Hyper-V', '%ProgramFiles%\\Hyper-V'],
    extensions: ['vhd', 'vhdx', 'avhd', 'avhdx', 'vsv', 'rct', 'vmcx', 'vmrs'],
    processes: ['%SystemRoot%\\System32\\vmms.exe', '%SystemRoot%\\System32\\vmwp.exe'],
  }),
  entry('AD-Domain-Services', {
    paths: [
      '%SystemRoot%\\NTDS\\ntds.dit',
      '%SystemRoot%\\NTDS\\ntds.pat',
      '%SystemRoot%\\NTDS\\EDB*.log',
      '%SystemRoot%\\NTDS\\Res*.log',
      '%SystemRoot%\\NTDS\\Edb*.jrs',
      '%SystemRoot%\\NTDS\\Edb.chk',
      '%SystemRoot%\\NTDS\\TEMP.edb',
    ],
    processes: ['%SystemRoot%\\System32\\ntfrs.exe'],
  }),
  entry('DHCP', {
    paths: ['mdb', 'pat', 'log', 'chk', 'edb'].map((type) => `%SystemRoot%\\System32\\DHCP\\*\\*.${type}`),
  }),
  entry('DNS', {
    paths: ['*.log', '*.dns', '*.scc', 'BOOT'].map((name) => `%SystemRoot%\\System32\\Dns\\*\\${name}`),
    processes: ['%SystemRoot%\\System32\\dns.exe'],
  }),
  entry('Web-Server', {
    paths: [
      '%SystemRoot%\\IIS Temporary Compressed Files',
      '%SystemDrive%\\inetpub\\temp\\IIS Temporary Compressed Files',
      '%SystemDrive%\\inetpub\\logs',
    ],
  }),
  entry('UpdateServices', {
    paths: ['%SystemRoot%\\WSUS\\WSUSContent', '%SystemRoot%\\WSUS\\UpdateServicesDBFiles'],
  }),
];

/** The exclusions of the roles that this server has, where Windows does not make them by itself (2012 R2); empty lists elsewhere. */
export function exclusionsOfRoles({ os, roles }: Pick<ServerState, 'os' | 'roles'>): ExclusionLists {
  const has = recogniseOs(os).family === '2012r2' ? roles : [];
  const own = roleExclusions.filter(({ role }) => has.includes(role)).map(({ lists }) => lists);
  return {
    paths: own.flatMap(({ paths }) => paths),
    extensions: own.flatMap(({ extensions }) => extensions),
    processes: own.flatMap(({ processes }) => processes),
  };
}

/** What another antivirus is to leave alone of Defender's, for one generation of the sensor. */
export interface SensorExclusions {
  readonly processes: readonly string[];
  readonly folders: readonly string[];
  readonly source: string;
  readonly doubt: Doubt | null;
}

const programs = [
  'MsSense',
  'SenseCnCProxy',
  'SenseIR',
  'SenseCE',
  'SenseSampleUploader',
  'SenseCM',
  'SenseTVM',
];
const data = 'C:\\ProgramData\\Microsoft\\Windows Defender Advanced Threat Protection\\DataCollection';
const builtIn = 'C:\\Program Files\\Windows Defender Advanced Threat Protection';
const antivirus = [
  'C:\\Program Files\\Windows Defender',
  'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform',
];

/** Server 2012 R2 and 2016, from the first update of the sensor (KB5005292) on; `*` stands for its version. */
const installedSensor: SensorExclusions = {
  processes: programs.map(
    (name) =>
      `C:\\ProgramData\\Microsoft\\Windows Defender Advanced Threat Protection\\Platform\\*\\${name}.exe`,
  ),
  folders: [data, ...antivirus],
  source: docs('switch-to-mde-phase-2', '2026-11-29'),
  doubt: null,
};

/** Windows with a sensor of its own. Microsoft's page gives this list for clients; the same files are on servers. */
const ownSensor: SensorExclusions = {
  processes: [
    ...programs.filter((name) => name !== 'SenseCE').map((name) => `${builtIn}\\${name}.exe`),
    `${builtIn}\\SenseNdr.exe`,
    `${builtIn}\\Classification\\SenseCE.exe`,
  ],
  folders: [data, ...antivirus],
  source: docs('switch-to-mde-phase-2', '2026-11-29'),
  doubt: derived,
};

/** What the other antivirus of this server is to leave alone, so that the two do not scan each other. */
export const exclusionsForOther = ({ os }: Pick<ServerState, 'os'>): SensorExclusions =>
  recogniseOs(os).sensor === 'installed' ? installedSensor : ownSensor;

/** That list as the text of a CSV file: what it is, and where; every value in quotation marks, so that Excel in any language keeps it whole. */
export function exclusionsCsv({ processes, folders }: SensorExclusions): string {
  const rows = [
    ['Kind', 'Path'],
    ...processes.map((path) => ['Process', path]),
    ...folders.map((path) => ['Folder', path]),
  ];
  return rows
    .map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + '\r\n')
    .join('');
}
