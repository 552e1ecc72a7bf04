import {
  exclusionKinds,
  exclusionNames,
  type ExclusionKind,
} from '../../../shared/model/antivirus/exclusions';
import type { ServerState } from '../../../shared/model/facts';
import type { Preferences } from '../../../shared/model/antivirus/preferences';
import { compareVersions } from '../../../shared/version';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { findKey, registryNumber, registryText, valueNames } from '../machine/registry';

// What Get-MpPreference tells. Stands on: defender/mde-mppreference-2107-nonadmin, defender/mde-mppreference-nonadmin-later.
// Invented: that no platform before 4.18.2107.4 has the names of network protection, and that a policy shows at once; looked for: captures of
// Get-MpPreference on servers with a policy, in issues and forums

/** The first platform of which a row shows the names of network protection. The lab has the same number. */
const firstWithNames = '4.18.2107.4';
/** What stands in the place of a list that is kept from the reader. */
export const hiddenList = 'N/A: Must be an administrator to view exclusions';

/** Whether the antivirus of a machine answers. */
export const answers = ({ defender, services }: Machine): boolean =>
  defender !== null && services.WinDefend?.status === 'Running';

/** What is in force on a machine whose antivirus answers; a policy wins over what somebody set. */
export function preferencesOf(machine: Machine): Preferences {
  const set = machine.defender?.preferences ?? {};
  const named = compareVersions(machine.defender?.AMProductVersion ?? '0.0', firstWithNames) >= 0;
  const allowed = (
    name:
      | 'AllowNetworkProtectionOnWinServer'
      | 'AllowNetworkProtectionDownLevel'
      | 'AllowDatagramProcessingOnWinServer',
  ) => (named ? set[name] === true : null);
  const list = (kind: ExclusionKind): string[] => [
    ...(kind === 'paths' ? valueNames(machine, keys.policyExcludedPaths) : []),
    // A policy may say that lists of this server do not count (Microsoft's page of local admin merge).
    ...(registryNumber(machine, keys.policyDefender, 'DisableLocalAdminMerge') === 1
      ? []
      : (set[exclusionNames[kind]] ?? [])),
  ];
  return {
    enableNetworkProtection: named
      ? (registryNumber(machine, keys.policyNetworkProtection, 'EnableNetworkProtection') ??
        set.EnableNetworkProtection ??
        0)
      : null,
    allowNetworkProtectionOnWinServer: allowed('AllowNetworkProtectionOnWinServer'),
    allowNetworkProtectionDownLevel: allowed('AllowNetworkProtectionDownLevel'),
    allowDatagramProcessingOnWinServer: allowed('AllowDatagramProcessingOnWinServer'),
    proxyServer: registryText(machine, keys.policyDefender, 'ProxyServer') ?? set.ProxyServer ?? null,
    exclusions: {
      paths: set.hidden ? null : list('paths'),
      extensions: set.hidden ? null : list('extensions'),
      processes: set.hidden ? null : list('processes'),
    },
  };
}

/** The lists that a reading has to name as kept from it. */
export const hiddenLists = (machine: Machine): ServerState['unreadable'] =>
  answers(machine) && machine.defender?.preferences?.hidden
    ? exclusionKinds.map((kind) => ({
        fact: `preferences.exclusions.${kind}`,
        reason: 'accessDenied',
        detail: hiddenList,
      }))
    : [];

/** Workloads that are no role of Windows. */
export function workloads(machine: Machine): ServerState['workloads'] {
  return [
    ...(valueNames(machine, keys.sqlInstances).length > 0 ? ['sqlServer' as const] : []),
    ...(findKey(machine, keys.exchangeSetup) === null ? [] : ['exchange' as const]),
  ];
}
