import type { Transport } from './useWay';
import type { Failure } from '../../../shared/errors';
import { explainWinrm } from '../../../shared/knowledge/winrm';
import type { TargetView } from '../../../shared/bridge/session';
import { mayBeOwnAccount } from './ownAccount';
import type { ServerCommand } from './serverCommands';
import { storedAccount } from '../../frame/asking/storedAccount';

/** A way on that may stand beside another one, with its cost. */
type OtherWay =
  | { readonly kind: 'again' | 'account' | 'confirm' | 'name' }
  | { readonly kind: 'transport'; readonly transport: Transport }
  | { readonly kind: 'command'; readonly command: ServerCommand };

/** One way on from a stopped rung. */
export type Exit = OtherWay | { readonly kind: 'password' | 'laps' | 'elevate' };

/** The one way on that fits the cause, and others with their cost. */
export interface WayOut {
  readonly primary: Exit;
  readonly others: readonly OtherWay[];
}

const command = (name: ServerCommand): OtherWay => ({ kind: 'command', command: name });
const only = (primary: Exit, ...others: readonly OtherWay[]): WayOut => ({ primary, others });
const again: OtherWay = { kind: 'again' };
const account: OtherWay = { kind: 'account' };
const laps: Exit = { kind: 'laps' };
const name: OtherWay = { kind: 'name' };
const unencrypted: OtherWay = { kind: 'transport', transport: 'http' };
const encrypted: OtherWay = { kind: 'transport', transport: 'https' };
const bothPorts: OtherWay = { kind: 'transport', transport: 'auto' };

/** Keys of codes that show how somebody configured remote management. */
const notOurs = new Set(['otherService', 'redirected', 'shellsOff', 'tlsAborted']);

/**
 * Whether Windows may have taken the rights from an account of the server itself because it came over the network. It then
 * gives the one code of a refusal and no session, since only administrators get one (docs/decisions/connecting.md).
 */
export const mayBeFiltered = ({ code, native }: Failure, view: TargetView): boolean =>
  code === 'target.accessDenied' && native === 5 && mayBeOwnAccount(view);

/**
 * The ways on from a failure of the ladder: decided by its code and by what is known of the server, never by words. What
 * nobody can do from here leaves only another test.
 */
export function wayOut(failure: Failure, view: TargetView): WayOut {
  const key = failure.native === null ? null : (explainWinrm(failure.native)?.key ?? null);
  switch (failure.code) {
    case 'target.notElevated':
      return only({ kind: 'elevate' });
    case 'target.unknownName':
    case 'target.badAddress':
    case 'target.notAllowed':
      return only(name);
    case 'target.portClosed':
      // A port that was never tried may answer: no change on the server is advised before that.
      if (view.inputs.connection.transport === 'https') return only(bothPorts, command('openFirewall'));
      if (view.inputs.connection.transport === 'http') return only(bothPorts, command('enableRemoting'));
      return only(command('enableRemoting'), command('openFirewall'));
    case 'target.noManagement':
      if (key === 'unavailable' || key === 'serverError') return only(command('restartRemoting'));
      // The cause is another service, a policy or a certificate, which no command of ours can repair.
      if (key !== null && notOurs.has(key)) return only(again, ...otherPort(view));
      return only(command('enableRemoting'), ...otherPort(view));
    case 'target.badCertificate':
      // A revoked or unknown certificate is not ignored: the other port is offered with its cost, and never first.
      return view.connection?.flaws?.[0] === 'name' ? only(name, unencrypted) : only(again, unencrypted);
    case 'credential.needed':
    case 'credential.dismissed':
      return storedAccount(view) === 'laps' ? only(laps, account) : passwordOf(view);
    case 'target.notSignedIn':
      if (key === 'clock' || key === 'noPrincipal') return only(again, account);
      return only(account, again);
    case 'target.accessDenied':
    case 'target.signInRefused':
      // LAPS changes a password from time to time: the one it holds now may be another.
      if (storedAccount(view) === 'laps') return only(laps, account);
      return mayBeFiltered(failure, view) ? only(account, command('keepLocalRights')) : only(account);
    case 'target.notTrusted':
      if (key === 'thisComputer' || key === 'kerberosAddress') return only(name, account);
      if (key === 'addressNotTrusted') {
        const { kind } = view.connection?.triedAs ?? view.inputs.connection.account;
        return kind === 'me' ? only(account, name, encrypted) : only(encrypted, name);
      }
      return key === 'explicitNeeded' || key === 'workgroup' || failure.native === null
        ? only(account, encrypted)
        : only(view.connection?.endpoint?.useSsl === true ? account : encrypted, account);
    case 'target.notAdministrator':
      return view.connection?.identity?.isLocalAccount === true
        ? only(account, command('keepLocalRights'))
        : only(account);
    case 'target.wrongMachine':
      return only(name, { kind: 'confirm' });
    case 'target.unconfirmed':
      return only({ kind: 'confirm' }, name);
    default:
      return only(again);
  }
}

/** The password of the very account that was chosen; in practice one that was refused would only be refused again. */
function passwordOf({ connection, inputs, target }: TargetView): WayOut {
  const inVain = target.kind === 'practice' && connection?.credential === 'refused';
  return inputs.connection.account.kind === 'me' || inVain
    ? only(account)
    : only({ kind: 'password' }, account);
}

/** The port that was not tried, where a person chose one of the two. */
function otherPort({ inputs }: TargetView): readonly OtherWay[] {
  if (inputs.connection.transport === 'http') return [encrypted];
  return [unencrypted];
}
