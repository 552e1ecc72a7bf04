import type { Approach } from '../../main/shell/approach';
import { setTrustedHost } from '../../main/practice/behaviours/setTrustedHost';
import type { Shell } from '../../main/shell/shell';
import { createWebPlatform } from '../../main/web/platform';
import type { OpenShell, Way } from '../../main/servers/server';
import type { AppOptions } from '../../main/app';
import type { ServerIdentity } from '../../shared/model/connection';
import { GangwayError, type ErrorCode } from '../../shared/errors';
import type { Target } from '../../shared/model/target';

// Stands on: platform/winrm-not-trusted-fr, platform/winrm-logon-failure.

const never = () => Promise.reject(new GangwayError('operation.notFound', 'the lan plays no such thing'));

/** One attempt to sign in somewhere. */
export interface Attempt {
  readonly host: string;
  readonly userName: string;
  readonly ciphertext: string;
}

/**
 * A technician's computer and the servers it reaches, in memory: TrustedHosts, WinRM without encryption, and accounts whose
 * right password is one ciphertext. Every attempt to sign in is counted.
 */
export class Lan {
  /** TrustedHosts of this computer. */
  list = '';
  /** The error with which Windows refuses to change the list; null: it does not refuse. */
  listRefuses: ErrorCode | null = null;
  /** Called before each change of the list; what it throws is what happened instead. */
  beforeSet: () => void = () => undefined;
  readonly changes: string[] = [];
  readonly attempts: Attempt[] = [];
  /** Attempts under way wait for it. */
  gate: Promise<void> = Promise.resolve();
  /** The most attempts that were under way at once. */
  atOnce = 0;
  private under = 0;
  /** The one ciphertext that servers take; any other is a wrong password. */
  password = 'aa';
  /** Whether a server outside TrustedHosts is refused, as over HTTP without Kerberos. */
  needsTrust = false;

  readonly network: Approach = {
    resolve: () => Promise.resolve(['192.0.2.9']),
    reach: (_host, port) => Promise.resolve(port === 5985 ? 'open' : 'closed'),
    certificate: () => Promise.resolve(null),
    chainStatus: () => Promise.resolve([]),
    identify: () => Promise.resolve({ product: 'Stack: 3.0' }),
  };

  /** The PowerShell of the technician's computer. */
  readonly here: Shell = this.shell((name, params) => {
    if (this.listRefuses !== null) throw new GangwayError(this.listRefuses);
    if (name === 'Get-TrustedHost') return { list: this.list };
    if (name !== 'Set-TrustedHost') throw new GangwayError('operation.notFound', name);
    this.beforeSet();
    const answer = setTrustedHost(this.list, params as { name: string; trusted: boolean });
    if (answer.changed) this.changes.push(answer.after);
    this.list = answer.after;
    return answer;
  });

  readonly openShell = (target: Target, way: Way | null): Promise<OpenShell> =>
    Promise.resolve({
      practice: null,
      shell: this.shell(async (name) => {
        if (target.kind !== 'remote' || name !== 'Get-ServerIdentity')
          throw new GangwayError('operation.notFound', name);
        return this.signIn(target.address, way);
      }),
    });

  /** What an app of this computer is made with. */
  options(dataFolder: string): Partial<AppOptions> {
    return {
      platform: { ...createWebPlatform(dataFolder, 'en-US'), realTargets: true },
      network: this.network,
      here: this.here,
      openShell: this.openShell,
    };
  }

  private async signIn(host: string, way: Way | null): Promise<ServerIdentity> {
    const { userName = 'me', ciphertext = '' } = way?.credential ?? {};
    const names = this.list.split(',');
    if (this.needsTrust && !names.includes(host) && !names.includes('*'))
      throw new GangwayError('target.unreachable', host, 0x803380e4 | 0);
    this.attempts.push({ host, userName, ciphertext });
    this.under += 1;
    this.atOnce = Math.max(this.atOnce, this.under);
    await this.gate;
    this.under -= 1;
    if (ciphertext !== this.password) throw new GangwayError('target.accessDenied', 'no entry', 1326);
    return {
      computerName: host.split('.')[0]?.toUpperCase() ?? host,
      domain: null,
      machineId: host,
      userName,
      userSid: 'S-1-5-21-1-2-3-500',
      isAdministrator: true,
      isLocalAccount: true,
      psVersion: '5.1.17763.1',
      languageMode: 'FullLanguage',
      is64Bit: true,
      executionPolicy: 'RemoteSigned',
    };
  }

  private shell(answer: (name: string, params: unknown) => unknown): Shell {
    return {
      hello: never,
      run: async (name, params) => (await answer(name, params)) as never,
      start: never,
      follow: never,
      stop: never,
      close: () => Promise.resolve(),
    };
  }
}
