import type { TargetView } from '../../../shared/bridge/session';

/** The longest NetBIOS name of a computer, with which the names of its accounts begin. */
const netBiosLength = 15;
const address = /^[\d.]+$|:/;

/**
 * Whether the account that was tried may be one of the server itself, as far as its name tells: `SERVER\user` or `.\user`.
 * Behind an address nobody knows the server's name, so every `X\user` may be one.
 */
export function mayBeOwnAccount({ target, inputs, connection }: TargetView): boolean {
  const account = connection?.triedAs ?? inputs.connection.account;
  if (account.kind !== 'named') return false;
  const [place, user] = account.userName.split('\\');
  if (place === undefined || user === undefined) return false;
  const [name = ''] = target.name.split('.');
  return (
    place === '.' ||
    address.test(target.name) ||
    place.toLowerCase() === name.slice(0, netBiosLength).toLowerCase()
  );
}
