import { derived, docs, type Doubt } from './source';
import type { LinkId } from './urls';

/** What a person picks in a drop-down of the portal. Words are the portal's own, in English. */
export interface PortalPick {
  readonly field: 'operatingSystem' | 'connectivity' | 'method';
  readonly value: string;
  /** Key under `guide.note` in `portal.json` of one sentence on why; null where the value says it all. */
  readonly note: 'formerly' | 'streamlined' | 'standard1803' | 'method' | null;
  readonly doubt: Doubt | null;
}

/** The way to the packages of a family of servers in the Microsoft Defender portal. */
export interface PortalGuide {
  readonly family: 'withInstaller' | 'builtIn';
  /** Menus from the start page on, as the portal names them in English. */
  readonly path: readonly string[];
  /** An older way to the same page, for tenants where the menu was not moved yet. */
  readonly formerPath: readonly string[];
  readonly picks: readonly PortalPick[];
  /** Packages to download there, in order. */
  readonly downloads: readonly ('installation' | 'onboarding')[];
  /** The page itself, behind the sign-in of the browser. */
  readonly link: LinkId;
  /** Day on which Microsoft's description of this way was read; the portal itself was not seen. */
  readonly checked: string;
  readonly source: string;
}

const builds = { server2012R2: 9600, server2016: 14393, sac1803: 17134 } as const;

const common = {
  path: ['System', 'Settings', 'Endpoints', 'Device management', 'Onboarding'],
  formerPath: ['Settings', 'Endpoints', 'Device management', 'Onboarding'],
  link: 'portalOnboarding',
  checked: '2026-11-24',
  source: docs('onboard-server'),
} as const;
const method: PortalPick = { field: 'method', value: 'Group Policy', note: 'method', doubt: null };
const streamlined: PortalPick = {
  field: 'connectivity',
  value: 'Streamlined',
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
        {
          field: 'operatingSystem',
          value: 'Windows Server 2016 and Windows Server 2012 R2',
          note: null,
          doubt: null,
        },
        streamlined,
        method,
      ],
      downloads: ['installation', 'onboarding'],
    };
  return {
    ...common,
    family: 'builtIn',
    picks: [
      {
        field: 'operatingSystem',
        value: 'Windows Server 2019, 2022, and 2025',
        note: 'formerly',
        doubt: null,
      },
      build === builds.sac1803
        ? { field: 'connectivity', value: 'Standard', note: 'standard1803', doubt: derived }
        : streamlined,
      method,
    ],
    downloads: ['onboarding'],
  };
}
