import type { ServerState } from '../model/facts';
import { osFamilies, type OsFamily } from '../knowledge/os';

const stopped = { status: 'stopped', start: 'manual', imagePath: null } as const;
const running = { status: 'running', start: 'automatic', imagePath: null } as const;
/** Newer and older than any version there is. */
const newest = '99999.0';
const oldest = '0.0';

/**
 * A Windows brings no platform that is older than itself, and a platform carries its year and month: the January of the year in which it came
 * out is older than any of its own. Derived; what the setup of each brings was not seen.
 */
const platformOfSetup: Partial<Record<OsFamily, string>> = { '2022': '4.18.2101', '2025': '4.18.2401' };

/**
 * A Windows as its setup leaves it, without a single update: nothing that it does not bring itself, and the oldest versions of what it brings.
 * No server is claimed to be like this; it is the end of what a server nobody read can be.
 */
function bare(family: OsFamily, build: number): ServerState {
  const isOldWindows = build < 14393;
  const sensor = build >= 17134 ? stopped : null;
  return {
    readAt: 0,
    computer: { name: '', domain: null, domainJoined: false },
    os: {
      caption: '',
      version: isOldWindows ? '6.3' : '10.0',
      build,
      revision: 0,
      servicingStack: oldest,
      editionId: 'ServerStandard',
      installationType: 'Server',
      productType: 3,
      sku: 7,
      is64Bit: true,
    },
    powershell: { version: '4.0', languageMode: 'FullLanguage', is64Bit: true, elevated: true, user: '' },
    boot: { startedAt: null, recent: [] },
    restartPending: [],
    disk: null,
    sessions: [],
    roles: [],
    workloads: [],
    services: {
      sense: sensor,
      winDefend: isOldWindows ? null : running,
      wdNisSvc: isOldWindows ? null : running,
      wdBoot: null,
      wdFilter: isOldWindows ? null : running,
      msSecFlt: null,
      lanmanServer: null,
      diagTrack: null,
      wuauserv: null,
    },
    defender: {
      feature: isOldWindows ? 'notPresent' : 'enabled',
      platformVersion: isOldWindows ? null : (platformOfSetup[family] ?? oldest),
      engineVersion: isOldWindows ? null : oldest,
      signatureVersion: isOldWindows ? null : oldest,
      signaturesUpdatedAt: null,
      runningMode: null,
      modeNotTold: false,
      serviceEnabled: null,
      antivirusEnabled: null,
      realTimeProtection: null,
      onAccessProtection: null,
      tamperProtected: null,
    },
    preferences: null,
    policy: {
      forceDefenderPassiveMode: null,
      disableAntiSpyware: null,
      disableAntiVirus: null,
      deviceTag: null,
      sampleCollection: null,
      latency: null,
      preferStaticProxy: null,
      disableEnterpriseAuthProxy: null,
      onboardingInfo: false,
      connectivity: null,
      offboardingInfo: false,
    },
    sensor: {
      product: null,
      senseVersion: sensor && oldest,
      onboardingState: null,
      orgId: null,
      lastConnectedAt: null,
      senseId: null,
    },
    otherAntivirus: [],
    owners: [],
    policySources: [],
    workspaces: [],
    monitoringAgent: null,
    proxy: { winHttp: null, winHttpBypass: null, telemetry: null, antivirus: null },
    files: { ucrtbase: null, tdh: null, ntoskrnl: null, ntoskrnlOwnerTrusted: true },
    orphanRegistration: false,
    events: [],
    kit: [],
    runs: [],
    lease: null,
    unreadable: [],
  };
}

/** The same Windows with every update there is. */
function kept(state: ServerState): ServerState {
  const { os, defender, sensor, files } = state;
  const versions = { platformVersion: newest, engineVersion: newest, signatureVersion: newest };
  return {
    ...state,
    os: { ...os, revision: 99_999, servicingStack: newest },
    defender: defender.platformVersion === null ? defender : { ...defender, ...versions },
    sensor: { ...sensor, senseVersion: sensor.senseVersion && newest },
    files: { ...files, ucrtbase: newest, tdh: newest, ntoskrnl: newest },
  };
}

/** What else can be wrong with a server so that it asks for a file that neither of the two ends asks for. */
const odd: Partial<Record<OsFamily, (state: ServerState) => ServerState>> = {
  // A remnant of Defender, which Install.ps1 removes.
  '2012r2': (state) => ({ ...state, services: { ...state.services, winDefend: stopped } }),
  // What Install.ps1 repairs while it installs.
  '2016': (state) => ({
    ...state,
    files: { ...state.files, ntoskrnlOwnerTrusted: false },
    orphanRegistration: true,
  }),
};

/** The states between which a server lies that nobody read: the well-kept one first, then the bare one, then the odd one of its Windows. */
export function unknownStates(family: OsFamily): readonly ServerState[] {
  const build = osFamilies.find((entry) => entry.family === family && entry.supported)?.build;
  if (build === undefined) return [];
  const state = bare(family, build);
  const oddOne = odd[family];
  return [kept(state), state, ...(oddOne === undefined ? [] : [oddOne(state)])];
}
