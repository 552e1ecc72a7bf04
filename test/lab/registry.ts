import type { Machine, RegistryValue } from '../../main/practice/machine/machine';
import { fileTimeBytes } from '../../main/practice/machine/openMachine';

/** A key of the engine's registry file: values by name; `$deny` makes the key refuse access. */
type Values = Record<string, RegistryValue>;
/** The registry as the engine's provider reads it: keys by full name. */
export type RegistryFile = Record<string, Values>;

const services = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\';
const control = 'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\';

/** The blob in which Windows keeps the machine's WinHTTP proxy: size, counter, flags, then two counted ASCII strings. */
function winHttpSettings({ winHttp, winHttpBypass }: Machine['proxy']): string {
  const name = Buffer.from(winHttp ?? '', 'ascii');
  const past = Buffer.from(winHttpBypass ?? '', 'ascii');
  const blob = Buffer.alloc(12 + 4 + name.length + 4 + past.length);
  blob.writeUInt32LE(0x18, 0);
  blob.writeUInt32LE(winHttp === null ? 1 : 3, 8);
  blob.writeUInt32LE(name.length, 12);
  name.copy(blob, 16);
  blob.writeUInt32LE(past.length, 16 + name.length);
  past.copy(blob, 20 + name.length);
  return blob.toString('hex').toUpperCase();
}

/** What Windows shows in the registry of facts that the machine file holds once, elsewhere. */
function derivedKeys(machine: Machine): RegistryFile {
  const { os } = machine;
  const keys: RegistryFile = {
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion': {
      ProductName: os.Caption.replace(/^Microsoft /, ''),
      CurrentBuildNumber: String(os.BuildNumber),
      ...(os.UBR === null ? {} : { UBR: os.UBR }),
      EditionID: os.EditionID,
      InstallationType: os.InstallationType,
    },
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections': {
      WinHttpSettings: { type: 'Binary', value: winHttpSettings(machine.proxy) },
    },
    [`${control}ProductOptions`]: { ProductType: os.ProductType === 2 ? 'LanmanNT' : 'ServerNT' },
    [`${control}ComputerName\\ComputerName`]: { ComputerName: machine.name },
    [`${control}ComputerName\\ActiveComputerName`]: { ComputerName: machine.name },
    [`${control}Session Manager`]: {},
  };
  // The antivirus keeps both times as eight bytes.
  const intelligence = machine.defender?.AntivirusSignatureLastUpdated;
  if (intelligence !== undefined) {
    const at = { type: 'Binary' as const, value: fileTimeBytes(intelligence) };
    keys['HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Defender\\Signature Updates'] = {
      SignatureLastUpdated: at,
      SignatureUpdateLastAttempted: at,
    };
  }
  for (const [name, service] of Object.entries(machine.services)) {
    keys[services + name] = {
      Start: service.start,
      ImagePath: { type: 'ExpandString', value: service.imagePath },
      DisplayName: service.displayName,
    };
  }
  return keys;
}

/** The registry of a machine as a file for the engine. A value of the machine file wins over a derived one. */
export function registryOf(machine: Machine): RegistryFile {
  const file: RegistryFile = {};
  for (const source of [derivedKeys(machine), machine.registry]) {
    for (const [key, values] of Object.entries(source)) file[key] = { ...file[key], ...values };
  }
  return file;
}

/** The engine writes the long form of every value; machine files use the short one where the kind is obvious. */
function short(value: RegistryValue): RegistryValue {
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return value.type === 'String' || value.type === 'DWord' || value.type === 'MultiString'
    ? value.value
    : value;
}

/** A machine with what the registry file now says: values, and the start types of its services. */
export function withRegistry(machine: Machine, file: RegistryFile): Machine {
  const derived = derivedKeys(machine);
  const registry: Machine['registry'] = {};
  const started = { ...machine.services };
  for (const [key, values] of Object.entries(file)) {
    const own: Values = {};
    for (const [name, value] of Object.entries(values)) {
      const known = derived[key]?.[name];
      if (known !== undefined && machine.registry[key]?.[name] === undefined) continue;
      own[name] = short(value);
    }
    if (Object.keys(own).length > 0 || (derived[key] === undefined && key.includes('\\')))
      registry[key] = own;
    const service = key.startsWith(services) ? started[key.slice(services.length)] : undefined;
    const start = values.Start === undefined ? undefined : short(values.Start);
    if (service !== undefined && typeof start === 'number') {
      started[key.slice(services.length)] = { ...service, start };
    }
  }
  delete registry['HKEY_CURRENT_USER\\SOFTWARE'];
  return { ...machine, registry, services: started };
}
