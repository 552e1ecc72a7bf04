import { GangwayError } from '../../shared/errors';
import type { ServerIdentity } from '../../shared/model/connection';
import type { Approach } from '../shell/approach';
import { isInTrustedList } from './behaviours/setTrustedHost';
import { keys } from './machine/keys';
import type { Machine } from './machine/machine';

// Stands on: platform/testwsman-anonymous, platform/winrm-code-forms, platform/winrm-not-trusted-fr, platform/execution-policy-defaults, platform/os-2016-wmi,
// platform/os-2012r2-wmi (how PowerShell writes its version), platform/winrm-not-admin-in-session.

/** WinRM's code when neither Kerberos nor encryption nor TrustedHosts proves which server answers. */
const notTrusted = 0x803380e4;

/** The way to a machine that plays a server of the network; null for one that plays a local server. */
export function practiceApproach(machine: () => Machine): Approach | null {
  if (machine().network === undefined) return null;
  const network = () => {
    const found = machine().network;
    if (found === undefined) throw new GangwayError('internal', 'the machine has left the network');
    return found;
  };
  const answer = <T>(give: () => T): Promise<T> => new Promise((resolve) => resolve(give()));
  return {
    resolve: () =>
      answer(() => {
        const { addresses, address } = network();
        if (addresses.length === 0) throw new GangwayError('target.unknownName', `ENOTFOUND ${address}`);
        return [...addresses];
      }),
    reach: (_host, port) => answer(() => (port === 5986 ? network().ports.https : network().ports.http)),
    certificate: () =>
      answer(() => {
        const { certificate } = network();
        if (certificate === null) return null;
        const { refusal: _refusal, statuses: _statuses, ...shown } = certificate;
        return shown;
      }),
    chainStatus: () => answer(() => practiceChain(machine())),
    identify: (_host, { useSsl }) => answer(() => practiceManagement(machine(), useSsl)),
  };
}

/** What Windows holds of the chain of the machine's certificate. */
export const practiceChain = ({ network }: Machine): string[] => [...(network?.certificate?.statuses ?? [])];

/** How remote management of the machine identifies itself. Throws `target.noManagement` with the code of the refusal. */
export function practiceManagement({ network }: Machine, useSsl: boolean): { product: string } {
  const refusal = useSsl ? network?.certificate?.refusal : null;
  const code = refusal ?? network?.management ?? null;
  if (code !== null) throw new GangwayError('target.noManagement', '', code);
  return { product: 'OS: 0.0.0 SP: 0.0 Stack: 3.0' };
}

/**
 * Who the machine says it is to an account that signs in (`me`: the one that runs Gangway). Rejects as the session would:
 * `target.signInRefused` with the code of the refusal.
 */
export function practiceIdentity(machine: Machine, account: string): ServerIdentity {
  const { network, powershell, os } = machine;
  const found = network?.accounts[account] ?? null;
  if (network !== undefined && found === null) throw new GangwayError('target.signInRefused', '', 1326);
  const isTrusted = account !== 'me' && isInTrustedList(network?.trustedHosts ?? '', network?.address ?? '');
  const refusal = isTrusted && found?.refusal === notTrusted ? null : (found?.refusal ?? null);
  const userName = account === 'me' ? powershell.user : account;
  // A session's exception has its code with a sign, a fault without one (row platform/winrm-code-forms).
  if (refusal !== null) throw new GangwayError('target.signInRefused', '', refusal | 0);
  const guid = machine.registry[keys.cryptography]?.MachineGuid;
  return {
    computerName: machine.name,
    domain: machine.domain,
    machineId: typeof guid === 'string' ? guid : null,
    userName,
    userSid: found?.isLocalAccount === true ? 'S-1-5-21-9-8-7-1001' : 'S-1-5-21-1-2-3-1001',
    isAdministrator: found?.isAdministrator ?? powershell.elevated,
    isLocalAccount: found?.isLocalAccount ?? false,
    psVersion:
      powershell.version === '5.1'
        ? `5.1.${String(os.BuildNumber)}.${String(os.UBR ?? 0)}`
        : powershell.version,
    languageMode: powershell.languageMode,
    is64Bit: true,
    executionPolicy: 'RemoteSigned',
  };
}
