import effects from '../effects.json';
import { keys } from '../keys';
import { fileTime } from '../openMachine';
import { before, systemFile } from './parts';

type Patch = Record<string, unknown>;

/** The tenants of practice: A owns the practice onboarding package, B is somebody else's. */
export const tenants = {
  a: '7a1f0c52-9d34-4e6b-8f21-5b6d0e91c3e9',
  b: '41bd7e08-2c55-4f19-a3d7-0c8a6e2f90aa',
} as const;

const connectedAt = before(0, 0, 11);

/** A restart is pending because an update was installed; it goes away with the restart. */
export const restartPending: Patch = { registry: { [keys.servicingPending]: {}, [keys.updatePending]: {} } };

/** Onboarded some weeks ago, and in contact with the cloud. */
export function onboarded(orgId: string): readonly Patch[] {
  const log = 'Microsoft-Windows-SENSE/Operational';
  const sense = (id: number, at: number, text: string) => ({
    log,
    provider: 'Microsoft-Windows-SENSE',
    id,
    level: 4,
    at,
    text,
  });
  return [
    {
      services: { Sense: { status: 'Running', start: 2 }, MsSecFlt: { status: 'Running' } },
      registry: {
        [keys.policySensor]: { OnboardingInfo: `{"body":"practice package of ${orgId}"}` },
        [keys.sensor]: { senseId: '0b7c42d9e8f1536aa4f09d1172c85e3b6640ad97' },
        [keys.sensorStatus]: {
          OnboardingState: 1,
          OrgId: orgId,
          LastConnected: { type: 'QWord', value: fileTime(connectedAt) },
        },
      },
      '+events': [
        {
          ...sense(20, before(37, 5), 'Successfully onboarded machine to Microsoft Defender for Endpoint'),
          log: 'Application',
          provider: 'WDATPOnboarding',
        },
        sense(
          11,
          before(37, 5),
          'Onboarding or re-onboarding of Microsoft Defender for Endpoint service completed.',
        ),
        sense(1, before(9, 7, 40), 'Microsoft Defender for Endpoint service started (Version 10.8735).'),
        sense(
          4,
          connectedAt,
          'Microsoft Defender for Endpoint service contacted the server at https://practice.endpoint.security.microsoft.com/commands.',
        ),
        sense(50, connectedAt, 'Configuration from the cloud service applied.'),
      ],
    },
  ];
}

/** The sensor came with the installation package; its installer events lie too far back to be read. */
export const sensorInstalled = {
  '2012r2': [effects['sensor.install:2012r2'], { defender: { AntivirusSignatureLastUpdated: before(0, 4) } }],
  '2016': [effects['sensor.install:2016']],
} satisfies Record<string, readonly Patch[]>;

/** Passive since before the onboarding, as another antivirus product is in use. */
export const passive: Patch = {
  registry: { [keys.policySensor]: { ForceDefenderPassiveMode: 1 } },
  defender: { AMRunningMode: 'Passive Mode', RealTimeProtectionEnabled: false },
};

/** An update is missing without which the installer of the sensor fails (facts 3.1). */
export const missing2012r2: Patch = {
  os: { UBR: 17031 },
  registry: { [keys.currentVersion]: { UBR: 17031 } },
  files: { 'C:\\Windows\\System32\\ucrtbase.dll': null },
};

/** Defender's feature is off: nothing of it runs until it is enabled and the server restarted. */
export function featureDisabled(names: readonly string[]): Patch {
  return {
    features: Object.fromEntries(names.map((name) => [name, 'Disabled'])),
    services: { WinDefend: null, WdNisSvc: null, WdBoot: null, WdFilter: null },
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
  files: {
    'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.25100.9008-0\\MsMpEng.exe': null,
    'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.25100.9008-0\\NisSrv.exe': null,
  },
} satisfies Patch;

const inbox = 'C:\\Program Files\\Windows Defender';

/** The antivirus runs from the folder that it came with, as on a 2016 whose feature was just enabled; such a platform tells no mode. */
export function inboxPlatform(version: string): Patch {
  return {
    services: {
      WinDefend: { imagePath: `"${inbox}\\MsMpEng.exe"` },
      WdNisSvc: { imagePath: `"${inbox}\\NisSrv.exe"` },
    },
    files: { ...platformOld.files, [`${inbox}\\NisSrv.exe`]: systemFile(version) },
    defender: { AMProductVersion: version },
  };
}

/** Server 2016 whose one antivirus is Defender. */
export const withoutTrellix: Patch = { services: { McShield: null, mfemms: null } };

const system32 = 'C:\\Windows\\System32';
/** Server 2019 as it was published and never updated. The version of its sensor is invented. */
export const published2019: Patch = {
  os: { UBR: 1 },
  registry: { [keys.currentVersion]: { UBR: 1 } },
  files: {
    [`${system32}\\ntoskrnl.exe`]: systemFile('10.0.17763.1'),
    [`${system32}\\ucrtbase.dll`]: systemFile('10.0.17763.1'),
    [`${system32}\\tdh.dll`]: systemFile('10.0.17763.1'),
    'C:\\Program Files\\Windows Defender Advanced Threat Protection\\MsSense.exe':
      systemFile('10.4850.17763.1'),
  },
};
