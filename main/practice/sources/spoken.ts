import { keys } from '../machine/keys';
import { machineSchema, type Machine } from '../machine/machine';
import { inLanguage, type WindowsLanguage } from '../answers/windowsLanguage';
import { nameKeys } from './parts';

// Stands on: platform/svc-names-fr, platform/svc-names-2019-fr-de, platform/event-log-6005-de, platform/account-names-fr, platform/os-architecture-localized.
// Invented: that the Caption of an edition of Windows Server is the same in these languages; looked for: systeminfo of French and German servers

/** What another language changes besides its texts: the name of the first account, and the code page of consoles. */
const customs: Readonly<Record<WindowsLanguage, { readonly administrator: string; readonly oem: string }>> = {
  fr: { administrator: 'Administrateur', oem: '850' },
  de: { administrator: 'Administrator', oem: '850' },
};

/** A machine as a server of its own whose Windows speaks that language. */
export function spoken(machine: Machine, language: WindowsLanguage, name: string): Machine {
  const { administrator, oem } = customs[language];
  return machineSchema.parse({
    ...machineSchema.parse(inLanguage(machine, language)),
    name,
    language,
    powershell: { ...machine.powershell, user: `PRACTICE\\${administrator}` },
    registry: { ...machine.registry, ...nameKeys(name), [keys.codePage]: { OEMCP: oem } },
  });
}
