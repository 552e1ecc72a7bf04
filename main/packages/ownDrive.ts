import { GangwayError } from '../../shared/errors';

/**
 * Lets a path of the page pass that begins with the letter of a drive, or at the root outside Windows. All else is refused
 * before it is touched: looking at a share signs in there with the account of this person, and `\\?\` and `\\.\` reach shares
 * and devices by other names. Throws `input.networkPath`. What a person picks in Windows' own dialog comes from main, and
 * nobody asks here.
 */
export function requireOwnDrive(path: string): void {
  if (!/^(?:[A-Za-z]:[\\/]|\/(?![\\/?]))/.test(path)) throw new GangwayError('input.networkPath', path);
}
