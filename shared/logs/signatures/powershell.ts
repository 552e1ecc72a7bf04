import { derived, read } from '../../knowledge/source';
import type { CauseId } from '../../findings/cause';
import type { LogKind } from '../../bridge/logs';
import type { Signature } from '../signature';
import { signature } from '../signature';

const kinds: readonly LogKind[] = ['transcript', 'installScript'];
const remoting = read('github.com/PowerShell/PowerShell, its errors of remote sessions');

/** An error of PowerShell by its id, which no language of Windows translates. */
const error = (
  id: string,
  pattern: RegExp,
  cause: CauseId,
  source: string,
  rest: Partial<Pick<Signature, 'weight' | 'doubt'>> & { readonly beside?: RegExp } = {},
): Signature => {
  const { beside, ...given } = rest;
  const sign =
    beside === undefined ? { on: 'line' as const, pattern } : { on: 'line' as const, pattern, beside };
  return signature(id, kinds, sign, cause, source, { sure: 'likely', ...given });
};

/** What went wrong around Microsoft's scripts, as transcripts of PowerShell keep it. */
export const powershellSignatures: readonly Signature[] = [
  error(
    'hostNotTrusted',
    /\b(?<error>ServerNotTrusted|CannotUseIPAddress),(?:PSSession|CreateRemoteRunspace)/,
    'nameNotTrusted',
    remoting,
  ),
  error(
    'sessionDenied',
    /\b(?<error>AccessDenied),(?:PSSession|CreateRemoteRunspace)/,
    'accountFiltered',
    remoting,
    { weight: 'effect' },
  ),
  error(
    'serverMemory',
    /\b(?<error>ServerOutOfMemory),(?:PSSession|CreateRemoteRunspace)/,
    'shellMemory',
    remoting,
  ),
  // The classes of the antivirus are gone with its feature.
  error(
    'antivirusGone',
    /\b(?<error>HRESULT 0x8004101[03]),Get-Mp/,
    'defenderFeature',
    read('errors of Get-MpComputerStatus on servers without Defender'),
    { doubt: derived },
  ),
  error('updateApi', /(?<code>0x80070005)\b/i, 'K18', read('github.com/mgajda83/PSWindowsUpdate/issues/17'), {
    beside: /Microsoft\.Update\./,
  }),
  error(
    'restartUnderWay',
    /\((?<code>1115)\)\s*$/,
    'restartNotDone',
    read('shutdown.exe while Windows goes down'),
    { weight: 'effect', doubt: derived },
  ),
];
