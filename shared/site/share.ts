import { docs, type Doubt, unverified } from '../knowledge/source';

/**
 * A share from which servers without Internet take security intelligence. There are two, and neither serves the other: what lies in the one
 * is not found through the settings of the other. Texts: `share.<id>` in `site.json`.
 */
export interface ShareLayout {
  readonly id: 'fileShare' | 'sharedIntelligence';
  /** Folders and files below the share, as Defender looks for them. */
  readonly layout: readonly string[];
  /** Group Policy values that must be set together. */
  readonly policies: readonly string[];
  /** The same by PowerShell. */
  readonly commands: readonly string[];
  /** What fetches at once. */
  readonly trigger: readonly string[];
  /** How often the content is brought anew: Microsoft publishes every three to four hours, and after seven days it is out of date. */
  readonly source: string;
  readonly doubt: Doubt | null;
}

/** Both layouts. `server` and `share` stand for the names of the site. */
export const shareLayouts: readonly ShareLayout[] = [
  {
    id: 'fileShare',
    layout: [
      String.raw`\\server\share\x64\mpam-fe.exe`,
      String.raw`\\server\share\x64\mpam-d.exe`,
      String.raw`\\server\share\x64\nis_full.exe`,
    ],
    policies: ['FallbackOrder = FileShares', String.raw`DefinitionUpdateFileSharesSources = \\server\share`],
    commands: [
      String.raw`Set-MpPreference -SignatureDefinitionUpdateFileSharesSources \\server\share`,
      'Set-MpPreference -SignatureFallbackOrder FileShares',
    ],
    trigger: [String.raw`MpCmdRun.exe -SignatureUpdate -UNC \\server\share`],
    source: docs('manage-protection-updates', '2024-09'),
    doubt: null,
  },
  {
    id: 'sharedIntelligence',
    layout: [
      String.raw`\\server\share\wdav-update\{00000000-0000-0000-0000-<yMMddHHmmss>}\mpam-fe.exe`,
      'mpam-fe.exe /x',
    ],
    policies: [String.raw`SharedSignatureRoot = \\server\share\wdav-update`],
    commands: [String.raw`Set-MpPreference -SharedSignaturesPath \\server\share\wdav-update`],
    trigger: [],
    source: docs('deployment-vdi', '2024-12'),
    // Windows 10 1703 is stated; servers before 2019 are not.
    doubt: unverified,
  },
];

/** Commands that bring the lists of trusted and distrusted certificates to a site, and where Windows is pointed to them. */
export const trustCommands = {
  /** On a computer with Internet (http to ctldl.windowsupdate.com). It writes the lists and one .crt for each root. */
  fetch: 'certutil -syncWithWU <folder>',
  files: ['authrootstl.cab', 'disallowedcertstl.cab', 'disallowedcert.sst', '<thumbprint>.crt'],
  key: String.raw`HKLM\SOFTWARE\Microsoft\SystemCertificates\AuthRoot\AutoUpdate`,
  value: 'RootDirUrl',
  policyKey: String.raw`HKLM\SOFTWARE\Policies\Microsoft\SystemCertificates\AuthRoot`,
  policyValues: ['DisableRootAutoUpdate = 1', 'EnableDisallowedCertAutoUpdate = 1'],
  /** Hosts of the revocation lists, over http on port 80. A list lives days to weeks, so one that is carried does not last. */
  lists: ['http://crl.microsoft.com', 'http://www.microsoft.com/pkiops'],
  /** Roots that Microsoft's files end in, and that Windows brings itself or with a cumulative update. */
  roots: ['Microsoft Root Certificate Authority 2010', 'Microsoft Root Certificate Authority 2011'],
  source: 'learn.microsoft.com/windows-server/identity/ad-cs/configure-trusted-roots-disallowed-certificates',
  doubt: unverified,
} as const;
