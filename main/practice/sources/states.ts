// Stands on: platform/os-eval-2012r2-dism (the revision of an unpatched 2012 R2), platform/os-2019-eval-core, platform/os-eval-2016-2019 (an evaluation),
// servicing/servicing-pending-restart-keys-in-use, servicing/servicing-pending-file-renames-always-there, defender/mde-mpstatus-passive-toggles-true,
// defender/mde-reg-offboarding-senseguid.
// Invented: how long ago each of it happened, and the sensor of a 2019 as it was published; looked for: nothing for the first, file versions of 17763.1
import { patchAt } from '../machine/applyPatch';
import { effectPatch, type EffectName } from '../effects';
import { keys } from '../machine/keys';
import { before, intelligenceCame, service, systemFile } from './parts';
import { currentPlatform } from './platform';

type Patch = Record<string, unknown>;

/** The tenants of practice: A owns the practice onboarding package, B is somebody else's. */
export const tenants = {
  a: '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9',
  b: '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa',
} as const;

const connectedAt = before(0, 0, 11);

/** A restart is pending because an update was installed; it goes away with the restart. */
export const restartPending: Patch = {
  registry: { [keys.servicingPending]: {}, [keys.servicingPackages]: {}, [keys.updatePending]: {} },
};

/** Some products have files renamed at every start, and ask for the next one as soon as Windows is up. */
const renames: Patch = {
  registry: {
    [keys.sessionManager]: {
      PendingFileRenameOperations: ['\\??\\C:\\Windows\\Temp\\mfeinst.tmp', ''],
    },
  },
};
export const alwaysRenames: Patch = { ...renames, '+atRestart': [renames] };

/** What Windows did at that instant. */
const happened = (effect: EffectName, at: number, values: Readonly<Record<string, string>> = {}): Patch =>
  patchAt(effectPatch(effect), at, values);

/** Onboarded some weeks ago, started again with Windows since, and in contact with the cloud. */
export function onboarded(orgId: string): readonly Patch[] {
  return [
    happened('sensor.start', before(37, 5, 1), { orgId }),
    happened('onboard', before(37, 5), { orgId }),
    happened('onboard.reported', before(37, 5)),
    happened('sensor.again', before(9, 7, 42)),
    happened('cloud.contact', connectedAt),
  ];
}

/** The sensor came with the installation package, an hour before it was onboarded. */
export const sensorInstalled = {
  '2012r2': [
    happened('sensor.install:2012r2', before(37, 5, 58)),
    {
      defender: { AntivirusSignatureLastUpdated: before(0, 4) },
      '+events': intelligenceCame(before(0, 4)),
    },
  ],
  '2016': [happened('sensor.install:2016', before(37, 5, 58))],
} satisfies Record<string, readonly Patch[]>;

/** Passive since before the onboarding, as another antivirus product is in use. */
export const passive: Patch = {
  registry: { [keys.policySensor]: { ForceDefenderPassiveMode: 1 } },
  defender: { AMRunningMode: 'Passive Mode' },
};

/** The folders of the other product are not scanned by Defender, and the product itself is not watched by it. */
// Invented: the paths; looked for: nothing, they are those of the services of this machine.
export const excludesTrellix: Patch = {
  defender: {
    preferences: {
      ExclusionPath: ['C:\\Program Files\\McAfee', 'C:\\Program Files\\Common Files\\McAfee'],
      ExclusionExtension: ['mdf'],
      ExclusionProcess: ['C:\\Program Files\\Common Files\\McAfee\\AVSolution\\mcshield.exe'],
    },
  },
};

/** The old agent of before is still there, and reports to two workspaces (row servicing/servicing-mma-com-object). */
// Invented: the identifiers of the workspaces, the product code and the version of the agent; looked for: the Uninstall key of a server with it, in issues and forums.
export const oldAgent: Patch = {
  services: {
    HealthService: service(
      'Microsoft Monitoring Agent',
      'Running',
      2,
      '"C:\\Program Files\\Microsoft Monitoring Agent\\Agent\\HealthService.exe"',
    ),
  },
  registry: {
    [`${keys.uninstall}\\{8A7F2C41-6D3E-4B52-9C18-3E5A0B6D7F10}`]: {
      DisplayName: 'Microsoft Monitoring Agent',
      DisplayVersion: '10.20.18069.0',
      Publisher: 'Microsoft Corporation',
    },
    [`${keys.workspaces}\\Log Analytics - 0f6c2f0e-3d5b-4a0e-9a54-6d1f0e7b2a11`]: {},
    [`${keys.workspaces}\\Log Analytics - 9b1d7c44-52aa-4c1f-8e77-0a4c3d2b1e90`]: {},
  },
};

/** An update is missing. Without it the installer of the sensor fails (Microsoft's page "Onboard Windows servers"). */
export const missing2012r2: Patch = {
  os: { UBR: 17031 },
  registry: { [keys.currentVersion]: { UBR: 17031 } },
  files: { 'C:\\Windows\\System32\\ucrtbase.dll': null },
};

const noCore = { MDCoreSvc: null, WdAiNisDrv: null };

/** Defender's feature is off: nothing of it runs until it is enabled and the server restarted. */
export function featureDisabled(names: readonly string[]): Patch {
  return {
    features: Object.fromEntries(names.map((name) => [name, 'Disabled'])),
    services: { WinDefend: null, WdNisSvc: null, WdBoot: null, WdFilter: null, ...noCore },
    registry: { [keys.antivirus]: { InstallLocation: null } },
    defender: null,
  };
}

/** The sensor is a Feature on Demand there, and somebody removed it with everything it brought. */
export const noSensor: Patch = {
  services: { Sense: null, MsSecFlt: null },
  files: { 'C:\\Program Files\\Windows Defender Advanced Threat Protection\\MsSense.exe': null },
};

/** Defender's service was switched off by hand. */
export const defenderOff: Patch = {
  services: { WinDefend: { status: 'Stopped', start: 4 }, WdNisSvc: { status: 'Stopped' } },
  defender: { AMRunningMode: 'Not running', RealTimeProtectionEnabled: false },
};

/** The platform that came with Windows and was never updated: 2016 before its feature was enabled. */
export const platformOld = {
  files: Object.fromEntries(Object.keys(currentPlatform.files).map((path) => [path, null])),
} satisfies Patch;

const inbox = 'C:\\Program Files\\Windows Defender';

/** The antivirus runs from the folder that it came with, as on a 2016 whose feature was just enabled; such a platform tells no mode. */
export function inboxPlatform(version: string): Patch {
  return {
    services: {
      WinDefend: { imagePath: `"${inbox}\\MsMpEng.exe"` },
      WdNisSvc: { imagePath: `"${inbox}\\NisSrv.exe"`, status: 'Stopped' },
      ...noCore,
    },
    registry: { [keys.antivirus]: { InstallLocation: `${inbox}\\` } },
    files: { ...platformOld.files, [`${inbox}\\NisSrv.exe`]: systemFile(version) },
    defender: { AMProductVersion: version },
  };
}

/** Somebody took over the kernel's file: the package refuses, and only Install.ps1 gives it back (row servicing/servicing-ips1-onboarded-and-state-tests). */
export const otherKernelOwner: Patch = {
  files: { 'C:\\Windows\\System32\\ntoskrnl.exe': { owner: 'BUILTIN\\Administrators' } },
};

/** The clock of the machine is corrected again and again, and with it the time of its start (row servicing/servicing-boot-time-moves). */
export const startMoves: Patch = { boot: { moves: true } };

/** Offboarded some weeks ago: the sensor wrote 0 where 1 stood, and starts by hand again (row defender/mde-reg-offboarding-state). */
export const offboarded: Patch = { registry: { [keys.sensorStatus]: { OnboardingState: 0 } } };

/** The folder of the platform in small letters, as services name it on some servers (rows defender/mde-svc-displayname-resources, servicing/servicing-windefend-displayname-resource). */
export const smallPlatform: Patch = {
  services: Object.fromEntries(
    [
      ['WinDefend', 'MsMpEng.exe'],
      ['WdNisSvc', 'NisSrv.exe'],
      ['MDCoreSvc', 'MpDefenderCoreService.exe'],
    ].map(([name, file]) => [
      name,
      { imagePath: `"${currentPlatform.folder.replace('\\Platform\\', '\\platform\\')}\\${file}"` },
    ]),
  ),
};

/** Somebody enabled the feature: Windows says so, and all of it comes with the restart that nobody made (row servicing/servicing-ips1-onboarded-and-state-tests). */
// Invented: that no other mark of a restart is there; looked for: a reading of 2016 or 2022 between the two, in issues of mdefordownlevelserver.
export const enabledOnly: Patch = {
  features: { 'Windows-Defender': 'Enabled' },
  '+atRestart': effectPatch('feature.enable:2022')['+atRestart'],
};

const defenderLog = 'Microsoft-Windows-Windows Defender';
/** A detection, and after it one line a minute about settings: the most frequent event there, by far (row defender/mde-wd-log-volume). */
// Invented: how many and how often; looked for: an exported log of a server whose settings a policy sets again and again.
export const flooded: Patch = {
  '+events': Array.from({ length: 50 }, (_, n) => ({
    log: `${defenderLog}/Operational`,
    provider: defenderLog,
    id: n === 0 ? 1116 : 5007,
    level: n === 0 ? 3 : 4,
    at: before(0, 0, 51 - n),
    text:
      n === 0
        ? 'Microsoft Defender Antivirus has detected malware or other potentially unwanted software.'
        : 'Microsoft Defender Antivirus configuration has changed.',
  })),
};

/** Another antivirus is in use, and Defender takes its time to step back (rows servicing/servicing-av-eset, defender/mde-mpstatus-mode-after-passive-key). */
// Invented: six minutes, within the hour that the row says; looked for: a mode read minute by minute after the value was set.
export const lateBesideEset: Patch = {
  services: {
    ekrn: service('ESET Service', 'Running', 2, '"C:\\Program Files\\ESET\\ESET Security\\ekrn.exe"'),
  },
  passiveAfterMs: 360_000,
};

/** Server 2016 whose one antivirus is Defender. */
export const withoutTrellix: Patch = { services: { McShield: null, mfemms: null } };

const system32 = 'C:\\Windows\\System32';
/** Server 2019 as it was published, an evaluation that was never updated. */
export const published2019: Patch = {
  os: {
    Caption: 'Microsoft Windows Server 2019 Standard Evaluation',
    EditionID: 'ServerStandardEval',
    OperatingSystemSKU: 79,
    UBR: 1,
  },
  registry: {
    [keys.currentVersion]: {
      UBR: 1,
      EditionID: 'ServerStandardEval',
      ProductName: 'Windows Server 2019 Standard Evaluation',
    },
  },
  files: {
    [`${system32}\\ntoskrnl.exe`]: systemFile('10.0.17763.1'),
    [`${system32}\\ucrtbase.dll`]: systemFile('10.0.17763.1'),
    [`${system32}\\tdh.dll`]: systemFile('10.0.17763.1'),
    'C:\\Program Files\\Windows Defender Advanced Threat Protection\\MsSense.exe':
      systemFile('10.4850.17763.1'),
  },
};

const servers = 'Servers: Defender for Endpoint';
/** Group Policy decides tag and samples, and Configuration Manager is there (row platform/rsop-registry-setting). */
// Invented: the name of the object and what it sets; looked for: nothing, it is what they train.
export const managed: Patch = {
  services: {
    CcmExec: service('SMS Agent Host', 'Running', 2, 'C:\\Windows\\CCM\\CcmExec.exe'),
  },
  registry: {
    [keys.policyTagging]: { Group: 'Servers' },
    [keys.policySensor]: { AllowSampleCollection: 0 },
  },
  groupPolicy: [
    { gpo: servers, precedence: 1, key: keys.policyTagging, name: 'Group', value: 'Servers' },
    { gpo: servers, precedence: 1, key: keys.policySensor, name: 'AllowSampleCollection', value: 0 },
  ],
};
