import type { ParamsOf } from '../../../shared/model/operations';
import type { ServerState, ServiceFact } from '../../../shared/model/facts';
import { compareVersions } from '../../../shared/version';
import { connectivityOf } from './connectivityOf';
import { antivirusStatus } from './antivirusStatus';
import { readEvents } from './readEvents';
import { answers, hiddenLists, preferencesOf, workloads } from './preferences';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { fromFileTime } from '../machine/openMachine';
import {
  installedProduct,
  orphanRegistration,
  otherAntivirus,
  restartMarkers,
  monitoringAgent,
  workspaceIds,
} from './readFindings';
import { owners, policySources } from './readManagers';
import { fileVersion, serviceFact } from './readServices';
import { registryHas, registryNumber, registryText, valueNames } from '../machine/registry';
import { withoutSlowParts } from '../slowParts';

const features = {
  Enabled: 'enabled',
  Disabled: 'disabled',
  DisabledWithPayloadRemoved: 'removed',
  EnablePending: 'pending',
} as const;

function defenderFacts(machine: Machine, winDefend: ServiceFact | null): ServerState['defender'] {
  const feature = machine.features['Windows-Defender'];
  return {
    feature: feature === undefined ? 'notPresent' : features[feature],
    platformVersion: fileVersion(machine, winDefend?.imagePath ?? null),
    ...antivirusStatus(winDefend?.status === 'running' ? machine.defender : null),
  };
}

/** The newest of the servicing stacks that Windows lists. */
function servicingStack(machine: Machine): string | null {
  const versions = valueNames(machine, keys.servicingVersion).filter((name) => /^\d+(\.\d+){3}$/.test(name));
  return versions.sort(compareVersions).at(-1) ?? null;
}

function sensorFacts(machine: Machine, sense: ServiceFact | null): ServerState['sensor'] {
  const connected = registryText(machine, keys.sensorStatus, 'LastConnected');
  return {
    product: installedProduct(machine),
    senseVersion: fileVersion(machine, sense?.imagePath ?? null),
    onboardingState: registryNumber(machine, keys.sensorStatus, 'OnboardingState'),
    orgId: registryText(machine, keys.sensorStatus, 'OrgId'),
    lastConnectedAt: connected === null ? null : fromFileTime(connected),
    senseId: registryText(machine, keys.sensor, 'senseId'),
  };
}

function systemFile(machine: Machine, name: string): string | null {
  return fileVersion(machine, `C:\\Windows\\System32\\${name}`);
}

function ownerTrusted(machine: Machine): boolean | null {
  const owner = machine.files['C:\\Windows\\System32\\ntoskrnl.exe']?.owner;
  return owner == null ? null : owner === 'NT SERVICE\\TrustedInstaller';
}

/** What `Get-ServerState` answers on this machine at `now` (epoch ms of the machine); `runs` are those it still keeps. */
export function readFacts(
  machine: Machine,
  params: ParamsOf<'Get-ServerState'>,
  now: number,
  runs: ServerState['runs'],
  lease: ServerState['lease'],
): ServerState {
  const { os, powershell } = machine;
  const service = (name: string) => serviceFact(machine, name);
  const services: ServerState['services'] = {
    sense: service('Sense'),
    winDefend: service('WinDefend'),
    wdNisSvc: service('WdNisSvc'),
    wdBoot: service('WdBoot'),
    wdFilter: service('WdFilter'),
    msSecFlt: service('MsSecFlt'),
    lanmanServer: service('LanmanServer'),
    diagTrack: service('DiagTrack'),
    wuauserv: service('wuauserv'),
  };
  const state: ServerState = {
    readAt: now,
    computer: { name: machine.name, domain: machine.domain, domainJoined: machine.domain !== null },
    os: {
      caption: os.Caption,
      version: os.Version.split('.').slice(0, 2).join('.'),
      build: os.BuildNumber,
      revision: os.UBR,
      servicingStack: servicingStack(machine),
      editionId: os.EditionID,
      installationType: os.InstallationType,
      productType: os.ProductType,
      sku: os.OperatingSystemSKU,
      is64Bit: true,
    },
    powershell: { ...powershell, is64Bit: true },
    boot: { startedAt: machine.boot.startedAt, recent: machine.boot.recent },
    restartPending: restartMarkers(machine),
    disk: machine.disk,
    sessions: machine.sessions,
    roles: machine.roles,
    workloads: workloads(machine),
    services,
    defender: defenderFacts(machine, services.winDefend),
    preferences: answers(machine) ? preferencesOf(machine) : null,
    policy: {
      forceDefenderPassiveMode: registryNumber(machine, keys.policySensor, 'ForceDefenderPassiveMode'),
      disableAntiSpyware: registryNumber(machine, keys.policyDefender, 'DisableAntiSpyware'),
      disableAntiVirus: registryNumber(machine, keys.policyDefender, 'DisableAntiVirus'),
      deviceTag: registryText(machine, keys.policyTagging, 'Group'),
      sampleCollection: registryNumber(machine, keys.policySensor, 'AllowSampleCollection'),
      latency: registryText(machine, keys.policySensor, 'latency'),
      preferStaticProxy: registryNumber(machine, keys.policySensor, 'PreferStaticProxyForHttpRequest'),
      disableEnterpriseAuthProxy: registryNumber(machine, keys.policyTelemetry, 'DisableEnterpriseAuthProxy'),
      onboardingInfo: registryHas(machine, keys.policySensor, 'OnboardingInfo'),
      connectivity: connectivityOf(registryText(machine, keys.policySensor, 'OnboardingInfo')),
      offboardingInfo: registryHas(machine, keys.policySensor, '696C1FA1-4030-4FA4-8713-FAF9B2EA7C0A'),
    },
    sensor: sensorFacts(machine, services.sense),
    otherAntivirus: otherAntivirus(machine, params.antivirusServices),
    owners: owners(machine),
    policySources: policySources(machine),
    workspaces: workspaceIds(machine).map((id) => ({ id })),
    monitoringAgent: monitoringAgent(machine),
    proxy: {
      winHttp: machine.proxy.winHttp,
      winHttpBypass: machine.proxy.winHttpBypass,
      telemetry: registryText(machine, keys.policyTelemetry, 'TelemetryProxyServer'),
      antivirus: registryText(machine, keys.policyDefender, 'ProxyServer'),
    },
    files: {
      ucrtbase: systemFile(machine, 'ucrtbase.dll'),
      tdh: systemFile(machine, 'tdh.dll'),
      ntoskrnl: systemFile(machine, 'ntoskrnl.exe'),
      ntoskrnlOwnerTrusted: ownerTrusted(machine),
    },
    orphanRegistration: orphanRegistration(machine),
    events: readEvents(machine, params.eventsSince, 40),
    kit: machine.kit,
    runs,
    lease,
    unreadable: hiddenLists(machine),
  };
  return withoutSlowParts(state, machine.slow, params.partSeconds);
}
