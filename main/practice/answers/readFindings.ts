import type { ServerState } from '../../../shared/model/facts';
import { keys } from '../machine/keys';
import type { Machine } from '../machine/machine';
import { findKey, registryText, registryTexts, subKeys } from '../machine/registry';

/** The boot time as Install.ps1 writes it down: local time, `yy.MM.ddTHH:mm:ss.fff`. */
export function rebootMark({ boot }: Machine): string {
  const local = new Date(
    boot.startedAt - new Date(boot.startedAt).getTimezoneOffset() * 60_000,
  ).toISOString();
  return `${local.slice(2, 10).replaceAll('-', '.')}T${local.slice(11, 23)}`;
}

/** Whether that mark is of this start, give or take a minute: its time moves with the clock (row servicing/servicing-boot-time-moves). */
function isSameStart(mark: string, machine: Machine): boolean {
  const timeOf = (text: string) => {
    const parts = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(text.replaceAll(/\D/g, ''));
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (parts ?? [])
      .slice(1)
      .map(Number);
    return parts === null ? Number.NaN : Date.UTC(2000 + year, month - 1, day, hour, minute, second);
  };
  return Math.abs(timeOf(mark) - timeOf(rebootMark(machine))) <= 60_000;
}

/** Why Windows waits for a restart, from the places in which `Get-ServerState` looks. */
export function restartMarkers(machine: Machine): ServerState['restartPending'] {
  const found: ServerState['restartPending'] = [];
  if (findKey(machine, keys.servicingPending) !== null)
    found.push({ source: 'componentServicing', blocking: true });
  if (findKey(machine, keys.updatePending) !== null) found.push({ source: 'windowsUpdate', blocking: true });
  // Windows nearly always has some of these, which block nothing. A list of empty texts counts as no entry (row servicing/servicing-pending-file-renames-always-there).
  const renames = ['PendingFileRenameOperations', 'PendingFileRenameOperations2'].flatMap((name) =>
    registryTexts(machine, keys.sessionManager, name),
  );
  if (renames.some((path) => path !== '')) found.push({ source: 'fileRename', blocking: false });
  const active = registryText(machine, keys.activeName, 'ComputerName');
  const configured = registryText(machine, keys.configuredName, 'ComputerName');
  if (active !== null && configured !== null && active.toLowerCase() !== configured.toLowerCase()) {
    found.push({ source: 'computerName', blocking: true });
  }
  // Install.ps1 leaves the boot time at which it asked; after a restart the mark is stale.
  const asked = registryText(machine, keys.defenderInstall, 'PendingReboot');
  if (asked !== null && isSameStart(asked, machine))
    found.push({ source: 'defenderInstall', blocking: true });
  return found;
}

const productName = /Microsoft Defender for (Windows Server|Endpoint)/;

/** The installed sensor product from the uninstall keys, or null. */
export function installedProduct(machine: Machine): ServerState['sensor']['product'] {
  for (const productCode of subKeys(machine, keys.uninstall)) {
    const key = `${keys.uninstall}\\${productCode}`;
    const name = registryText(machine, key, 'DisplayName');
    const version = registryText(machine, key, 'DisplayVersion');
    if (name !== null && version !== null && productName.test(name)) return { name, version, productCode };
  }
  return null;
}

/** Known issue K24: the installer still knows the product, the uninstall keys do not. */
export function orphanRegistration(machine: Machine): boolean {
  if (installedProduct(machine) !== null) return false;
  return subKeys(machine, keys.installerProducts).some((product) =>
    productName.test(registryText(machine, `${keys.installerProducts}\\${product}`, 'ProductName') ?? ''),
  );
}

/** Those of the asked services that exist. */
export function otherAntivirus(machine: Machine, names: readonly string[]): ServerState['otherAntivirus'] {
  return Object.entries(machine.services)
    .filter(([service]) => names.some((name) => name.toLowerCase() === service.toLowerCase()))
    .map(([service, { displayName, status }]) => ({ service, displayName, running: status === 'Running' }));
}

/** Identifiers of the workspaces that the old monitoring agent reports to. */
export const workspaceIds = (machine: Machine): string[] =>
  subKeys(machine, keys.workspaces).flatMap((name) => /^Log Analytics - (.+)$/.exec(name)?.[1] ?? []);

const agentName = 'Microsoft Monitoring Agent';

/** The old agent: how Windows Installer knows it, and which groups of Operations Manager it serves. */
export function monitoringAgent(machine: Machine): ServerState['monitoringAgent'] {
  const at = (code: string) => `${keys.uninstall}\\${code}`;
  const productCode =
    subKeys(machine, keys.uninstall).find(
      (code) => registryText(machine, at(code), 'DisplayName') === agentName,
    ) ?? null;
  if (productCode === null && machine.services.HealthService === undefined) return null;
  const version = productCode === null ? null : registryText(machine, at(productCode), 'DisplayVersion');
  return { productCode, version, groups: managementGroups(machine) };
}

/** Management groups of Operations Manager: those that are no workspace's own. */
export const managementGroups = (machine: Machine): string[] =>
  subKeys(machine, keys.managementGroups).filter((name) => !/^AOI-/i.test(name));
