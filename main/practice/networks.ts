import { keys } from './machine/keys';
import { machineSchema, type Machine, type PracticeNetwork } from './machine/machine';
import { machineGuid } from './machine/machineGuid';

// Stands on: platform/winrm-access-denied, platform/winrm-logon-failure, platform/winrm-address-not-trusted, platform/winrm-cert-two-flaws, platform/winrm-service-config.
// Invented: that a locked account and an ended password come with the codes of the sign-in itself (1909, 1330); looked for: captures of New-PSSession with
// such an account, of which none was found

const domain = 'practice.example';
const administrator = { refusal: null, isAdministrator: true, isLocalAccount: false } as const;
const refusedWith = (refusal: number) => ({ refusal, isAdministrator: false, isLocalAccount: false });

/**
 * Windows' one code for every flaw of a certificate: ERROR_WINHTTP_SECURE_FAILURE (row platform/winrm-cert-two-flaws). Which flaw it
 * is, the certificate itself says.
 */
const certificateRefused = 12_175;

/** A certificate of the practice company for a name, in order until changed. */
function certificateFor(name: string, refusal: number | null = null): PracticeNetwork['certificate'] {
  return {
    subject: `CN=${name}`,
    issuer: 'CN=Practice Authority, O=Practice',
    names: [name],
    notBefore: Date.UTC(2026, 0, 31),
    notAfter: Date.UTC(2028, 0, 31),
    thumbprint: '5F3A9C1E7B2D4086AA10C4D7E93B6F5528E1D7C0',
    refusal,
    statuses: [],
  };
}

/** A server of the network without any difficulty: the technician's own account, the encrypted port. */
function inOrder(computer: string, address: string): PracticeNetwork {
  const name = `${computer.toLowerCase()}.${domain}`;
  return {
    address: name,
    addresses: [address],
    ports: { https: 'open', http: 'open' },
    certificate: certificateFor(name),
    management: null,
    accounts: { me: administrator, 'PRACTICE\\server-admin': administrator },
  };
}

/** A practice server of the network: the machine of its Windows, and what lies between it and this computer. */
interface Networked {
  readonly base: string;
  /** The name that the machine gives itself. */
  readonly name: string;
  readonly network: PracticeNetwork;
  readonly change?: Partial<Pick<Machine, 'domain' | 'powershell'>>;
}

const signIn = inOrder('PRACTICE-FS03', '192.0.2.33');
const workgroup = inOrder('PRACTICE-DMZ1', '192.0.2.71');
const filtered = inOrder('PRACTICE-WEB2', '192.0.2.52');

/** Every practice server of the network, by the id of its scenario. The addresses are those reserved for examples. */
export const networked: Readonly<Record<string, Networked>> = {
  'network-fresh': {
    base: '2019-fresh',
    name: 'PRACTICE-APP11',
    network: inOrder('PRACTICE-APP11', '192.0.2.11'),
  },
  'network-trellix': {
    base: '2016-trellix',
    name: 'PRACTICE-SQL01',
    network: { ...inOrder('PRACTICE-SQL01', '192.0.2.21'), adminShare: true },
  },
  'network-password': {
    base: '2019-fresh',
    name: 'PRACTICE-FS03',
    network: {
      ...signIn,
      accounts: {
        me: refusedWith(5),
        'PRACTICE\\server-admin': administrator,
        'PRACTICE\\wrong-password': refusedWith(1326),
        'PRACTICE\\locked-account': refusedWith(1909),
        'PRACTICE\\expired-password': refusedWith(1330),
      },
      // The technician may not read what LAPS holds for it.
      laps: { account: 'Administrator', refusal: 'laps.notAllowed' },
    },
  },
  'network-certificate': {
    base: '2022-fresh',
    name: 'PRACTICE-CRM',
    network: {
      ...inOrder('PRACTICE-CRM', '192.0.2.41'),
      certificate: certificateFor('old-name.practice.example', certificateRefused),
    },
  },
  'network-filtered': {
    base: '2019-fresh',
    name: 'PRACTICE-WEB2',
    network: {
      ...filtered,
      accounts: {
        me: refusedWith(5),
        'PRACTICE\\server-admin': administrator,
        // An administrator of the server itself: without its rights it gets no session, and nothing says why.
        'PRACTICE-WEB2\\localadm': { refusal: 5, isAdministrator: false, isLocalAccount: true },
        // One of the group Remote Management Users, which opens sessions to it (row platform/winrm-not-admin-in-session).
        'PRACTICE-WEB2\\support': { refusal: null, isAdministrator: false, isLocalAccount: true },
        // The built-in administrator: Windows filters every local account but this one.
        'PRACTICE-WEB2\\Administrator': { refusal: null, isAdministrator: true, isLocalAccount: true },
      },
      laps: { account: 'Administrator', refusal: null },
    },
  },
  'network-stale': {
    base: '2019-fresh',
    name: 'PRACTICE-OLD07',
    network: inOrder('PRACTICE-FS04', '192.0.2.34'),
  },
  'network-unknown': {
    base: '2019-fresh',
    name: 'PRACTICE-FS3',
    network: { ...inOrder('PRACTICE-FS3', '192.0.2.35'), addresses: [] },
  },
  'network-firewall': {
    base: '2022-fresh',
    name: 'PRACTICE-DC02',
    network: { ...inOrder('PRACTICE-DC02', '192.0.2.42'), ports: { https: 'silent', http: 'silent' } },
  },
  'network-workgroup': {
    base: '2016-trellix',
    name: 'PRACTICE-DMZ1',
    change: { domain: null },
    network: {
      ...workgroup,
      address: '192.0.2.71',
      ports: { https: 'closed', http: 'open' },
      certificate: null,
      accounts: {
        // An address outside TrustedHosts (row platform/winrm-address-not-trusted); an account that was named meets the other
        // refusal (row platform/winrm-trusted-by-name, a report).
        me: refusedWith(0x803381bb),
        'PRACTICE-DMZ1\\Administrator': {
          refusal: 0x803380e4,
          isAdministrator: true,
          isLocalAccount: true,
        },
      },
    },
  },
};

/** Ids of every practice server of the network. */
export const networkIds: readonly string[] = Object.keys(networked);

/** A machine as it stands on the network: the Windows of its file under another name, installed for itself. */
export function onNetwork(base: Machine, { name, network, change }: Networked): Machine {
  const renamed = JSON.stringify(base.registry).replaceAll(base.name, name);
  const registry = machineSchema.shape.registry.parse(JSON.parse(renamed));
  registry[keys.cryptography] = { MachineGuid: machineGuid(name) };
  return { ...base, ...change, name, registry, network };
}
