import type { ServerState } from '../../../shared/model/facts';
import { watchedPolicySchema } from '../../../shared/model/catalogue/policyNames';
import { policyValues, watchedOnly } from '../../../shared/model/catalogue/policyValues';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { findKey, registryNumber, registryText, subKeys } from '../machine/registry';

// Stands on: defender/mde-reg-sensecm, platform/mdm-enrollment, platform/azure-extension-folder, platform/rsop-registry-setting.

const agents = [
  { service: 'HealthService', kind: 'monitoringAgent' },
  { service: 'himds', kind: 'arc' },
  { service: 'CcmExec', kind: 'configMgr' },
] as const;

/** The workspaces that the monitoring agent reports to, or null where it names none. */
function workspaces(machine: Machine): string | null {
  const names = subKeys(machine, keys.workspaces);
  return names.length === 0 && findKey(machine, keys.workspaces) === null ? null : names.join(', ');
}

/** Where the extension of Defender for Cloud lies. */
export const cloudExtension = 'C:\\Packages\\Plugins\\Microsoft.Azure.AzureDefenderForServers.MDE.Windows';

function enrollments(machine: Machine): ServerState['owners'] {
  const inForce = subKeys(machine, keys.enrollments).some((id) => {
    const key = `${keys.enrollments}\\${id}`;
    const isIntune = registryText(machine, key, 'ProviderID')?.toLowerCase() === 'ms dm server';
    return isIntune && registryNumber(machine, key, 'EnrollmentState') === 1;
  });
  const status = registryNumber(machine, keys.securitySettings, 'EnrollmentStatus');
  return [
    ...(inForce ? [{ kind: 'intune' as const, detail: 'MS DM Server' }] : []),
    ...(status === 1 || status === 43
      ? [{ kind: 'securitySettings' as const, detail: `EnrollmentStatus=${String(status)}` }]
      : []),
  ];
}

/** Who else manages this server. */
export function owners(machine: Machine): ServerState['owners'] {
  const found: ServerState['owners'] = agents.flatMap(({ service, kind }) => {
    const displayName = machine.services[service]?.displayName;
    if (displayName === undefined) return [];
    const spaces = service === 'HealthService' ? workspaces(machine) : null;
    return [{ kind, detail: spaces ?? displayName }];
  });
  found.push(...enrollments(machine));
  if (Object.keys(machine.files).some((path) => path.startsWith(`${cloudExtension}\\`)))
    found.push({ kind: 'defenderForCloud', detail: 'MDE.Windows' });
  const client = `${keys.uninstall}\\Microsoft Security Client`;
  if (findKey(machine, client) !== null) {
    found.push({ kind: 'securityClient', detail: registryText(machine, client, 'DisplayName') ?? '' });
  }
  for (const name of ['DisableAntiSpyware', 'DisableAntiVirus']) {
    const off = registryNumber(machine, keys.policyDefender, name);
    if (off !== null && off !== 0) found.push({ kind: 'defenderPolicy', detail: `${name}=${off}` });
  }
  return found;
}

/** The Group Policy object that decides each watched value. */
export function policySources({ groupPolicy = [] }: Machine): ServerState['policySources'] {
  const watched: Readonly<Record<string, { key: string; value: string }>> = {
    ...policyValues,
    ...watchedOnly,
  };
  return watchedPolicySchema.options.flatMap((name) => {
    const { key, value } = watched[name] ?? { key: '', value: '' };
    const place = `${key.replace(/^HKLM:/, 'HKEY_LOCAL_MACHINE')}\\${value}`.toLowerCase();
    const winner = groupPolicy.find(
      (one) => one.precedence === 1 && `${one.key}\\${one.name}`.toLowerCase() === place,
    );
    return winner === undefined ? [] : [{ name, gpo: winner.gpo }];
  });
}
