import type { ResultOf } from '../../../shared/model/operations';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { fromFileTimeBytes } from '../machine/openMachine';
import { registryNumber, registryText } from '../machine/registry';
import { dataOf, eventsOf } from './readRecentEvents';
import { serviceFact } from './readServices';

// Stands on: defender/mde-wd-events-states (2001: source and code by their places), servicing/servicing-update-kb-numbers.
// Invented: the titles of updates and who brought them; looked for: exported System logs with WindowsUpdateClient 19 and 20

type Updates = ResultOf<'Get-UpdateSource'>;
type Service = Updates['received'][number]['from'];

const services: Readonly<Record<string, Service>> = {
  '3da21691-e39d-4da6-8a4b-b43877bcb1b7': 'wsus',
  '7971f918-a847-4430-9279-4a52d1efe18d': 'microsoftUpdate',
  '9482f4b4-e343-43b6-b170-9a65bc822c77': 'windowsUpdate',
  '855e8a7c-ecb4-4ca3-b045-1dfa50104289': 'store',
};
const reachMs = 30 * 24 * 60 * 60_000;

/** A code among the parameters of an event, as EventFacts.ps1 writes it. */
function codeOf(text: string | undefined): string | null {
  const hex = /^0x([0-9a-f]{1,8})$/i.exec(text ?? '')?.[1];
  return hex === undefined ? null : `0x${hex.toLowerCase().padStart(8, '0')}`;
}

function cameOf(machine: Machine, now: number): Pick<Updates, 'received' | 'other'> {
  const received: Updates['received'] = [];
  let other: Updates['other'] = null;
  for (const event of eventsOf(machine, 'System', 19, 20)) {
    const said = dataOf(event);
    if (event.provider !== 'Microsoft-Windows-WindowsUpdateClient' || event.at < now - reachMs) continue;
    if (said.length < 3) continue;
    const ok = event.id === 19;
    const from = services[(said.at(-1) ?? '').replace(/[{}]/g, '').toLowerCase()] ?? 'other';
    const [, kb] = /\b(KB2267602|KB4052623|KB5005292)\b/.exec(`${said[0] ?? ''} ${said[1] ?? ''}`) ?? [];
    if (kb === 'KB2267602' || kb === 'KB4052623' || kb === 'KB5005292') {
      if (received.some((one) => one.kb === kb && one.ok === ok)) continue;
      received.push({ kb, from, at: event.at, ok, code: ok ? null : codeOf(said[0]) });
    } else if (ok) other ??= { at: event.at, from };
  }
  return { received, other };
}

function failureOf(machine: Machine): Updates['signatures']['lastFailure'] {
  if (machine.services.WinDefend === undefined) return null;
  const [event] = eventsOf(machine, 'Microsoft-Windows-Windows Defender/Operational', 2001);
  if (event === undefined) return null;
  const said = dataOf(event);
  return { at: event.at, code: codeOf(said[16]), source: said[5] === '' ? null : (said[5] ?? null) };
}

/** When an update was last tried: with the last one that came, unless the machine says otherwise. */
function attemptedAt(machine: Machine): number | null {
  const bytes = registryText(machine, keys.signatures, 'SignatureUpdateLastAttempted');
  const told = bytes === null ? null : fromFileTimeBytes(bytes);
  return told ?? machine.defender?.AntivirusSignatureLastUpdated ?? null;
}

/** What `Get-UpdateSource` answers on this machine at `now`. */
export function readUpdates(machine: Machine, now: number): Omit<Updates, 'readAt'> {
  const policy = (name: string) => registryText(machine, keys.policySignatures, name);
  const either = (name: string) => policy(name) ?? registryText(machine, keys.signatures, name);
  const fallbackOrder = either('FallbackOrder');
  const by = policy('FallbackOrder') === null ? 'preference' : 'policy';
  const metered =
    registryNumber(machine, keys.policySignatures, 'MeteredConnectionUpdates') ??
    registryNumber(machine, keys.signatures, 'MeteredConnectionUpdates');
  const cost = registryNumber(machine, keys.mediaCost, 'Ethernet');
  const isOne = (key: string, name: string) => registryNumber(machine, key, name) === 1;
  return {
    wsus: {
      server: registryText(machine, keys.policyUpdate, 'WUServer'),
      use: isOne(keys.policyAutoUpdate, 'UseWUServer'),
      group: registryText(machine, keys.policyUpdate, 'TargetGroup'),
      noInternet: isOne(keys.policyUpdate, 'DoNotConnectToWindowsUpdateInternetLocations'),
    },
    automatic: {
      off: isOne(keys.policyAutoUpdate, 'NoAutoUpdate'),
      option: registryNumber(machine, keys.policyAutoUpdate, 'AUOptions'),
    },
    signatures: {
      fallbackOrder,
      fallbackBy: fallbackOrder === null ? null : by,
      fileShares: either('DefinitionUpdateFileSharesSources'),
      sharedRoot: either('SharedSignatureRoot'),
      updatedAt: machine.defender?.AntivirusSignatureLastUpdated ?? null,
      attemptedAt: attemptedAt(machine),
      onMetered: metered === null ? null : metered !== 0,
      lastFailure: failureOf(machine),
    },
    ...cameOf(machine, now),
    service: serviceFact(machine, 'wuauserv'),
    metered: cost === null ? null : cost >= 2,
    unreadable: [],
  };
}
