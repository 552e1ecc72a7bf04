import { derived, docs, type Doubt } from './source';
import type { LinkId } from './urls';

/** What a person picks in a drop-down of the portal. Words are the portal's own, in English. */
export interface PortalPick {
  readonly field: 'operatingSystem' | 'connectivity' | 'method';
  readonly value: string;
  /** A value of the same drop-down that gives something else; `guide.otherWay` in `portal.json` says what. */
  readonly otherWay: string | null;
  /** Key under `guide.note` in `portal.json` of one sentence on why; null where the value says it all. */
  readonly note: 'formerly' | 'streamlined' | 'standard1803' | 'method' | null;
  readonly doubt: Doubt | null;
}

/** The way to the packages of a family of servers in the Microsoft Defender portal. */
export interface PortalGuide {
  readonly family: 'withInstaller' | 'builtIn' | 'leaving';
  /** Menus from the start page on, as the portal names them in English. */
  readonly path: readonly string[];
  /** An older way to the same page, for tenants where the menu was not moved yet. */
  readonly formerPath: readonly string[];
  readonly picks: readonly PortalPick[];
  /** Packages to download there, in order. */
  readonly downloads: readonly ('installation' | 'onboarding' | 'offboarding')[];
  /** Names under which they arrive. */
  readonly fileNames: readonly string[];
  /** The page itself, behind the sign-in of the browser. */
  readonly link: LinkId;
  /** Day on which Microsoft's description of this way was read; the portal itself was not seen. */
  readonly checked: string;
  readonly source: string;
}

const standardZip = 'WindowsDefenderATPOnboardingPackage.zip';
/** The portal puts a word before the usual name where connectivity is streamlined; both were seen. */
const zips = { standard: [standardZip], streamlined: [`Gateway${standardZip}`, standardZip] } as const;
const checked = '2026-11-29';
const builds = { server2012R2: 9600, server2016: 14393, sac1803: 17134 } as const;

const common = {
  path: ['System', 'Settings', 'Endpoints', 'Device management', 'Onboarding'],
  formerPath: ['Settings', 'Endpoints', 'Device management', 'Onboarding'],
  link: 'portalOnboarding',
  checked,
  source: docs('configure-endpoints-gp', checked),
} as const;
/** "Windows" starts another way, that of the Defender deployment tool, which brings no package. */
const operatingSystem = { field: 'operatingSystem', otherWay: 'Windows', doubt: null } as const;
const method: PortalPick = {
  field: 'method',
  value: 'Group Policy',
  otherWay: null,
  note: 'method',
  doubt: null,
};
const streamlined: PortalPick = {
  field: 'connectivity',
  value: 'Streamlined',
  otherWay: null,
  note: 'streamlined',
  doubt: null,
};

/**
 * The guide for a Windows build: two packages for Server 2012 R2 and 2016, one for everything newer. Version 1803 gets the
 * standard connectivity type: there, the streamlined one needs more addresses and cannot be changed without offboarding.
 */
export function portalGuide(build: number): PortalGuide {
  if (build === builds.server2012R2 || build === builds.server2016)
    return {
      ...common,
      family: 'withInstaller',
      picks: [
        { ...operatingSystem, value: 'Windows Server 2016 and Windows Server 2012 R2', note: null },
        streamlined,
        method,
      ],
      downloads: ['installation', 'onboarding'],
      fileNames: ['md4ws.msi', ...zips.streamlined],
    };
  return {
    ...common,
    family: 'builtIn',
    picks: [
      { ...operatingSystem, value: 'Windows Server 2019, 2022, and 2025', note: 'formerly' },
      build === builds.sac1803
        ? { field: 'connectivity', value: 'Standard', otherWay: null, note: 'standard1803', doubt: derived }
        : streamlined,
      method,
    ],
    downloads: ['onboarding'],
    fileNames: build === builds.sac1803 ? zips.standard : zips.streamlined,
  };
}

/**
 * The guide to the offboarding package, which is the same for every server. It is of use for seven days (configure-endpoints-gp).
 */
export function offboardingGuide(): PortalGuide {
  const path = ['System', 'Settings', 'Endpoints', 'Device management', 'Offboarding'];
  return {
    ...common,
    family: 'leaving',
    path,
    formerPath: path.slice(1),
    link: 'portalOffboarding',
    picks: [
      {
        ...operatingSystem,
        value: 'Windows Server 2019, 2022, and 2025',
        otherWay: null,
        note: null,
        doubt: derived,
      },
      method,
    ],
    downloads: ['offboarding'],
    fileNames: ['WindowsDefenderATPOffboardingPackage_valid_until_YYYY-MM-DD.zip'],
  };
}

/** Which text says what is downloaded. */
export const downloadCount = ({ downloads }: PortalGuide): 'Two' | 'One' | 'Leave' =>
  downloads.includes('offboarding') ? 'Leave' : downloads.length === 2 ? 'Two' : 'One';
