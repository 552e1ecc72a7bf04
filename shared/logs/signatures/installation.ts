import { installScript, read } from '../../knowledge/source';
import type { Signature } from '../signature';

const issue = (number: number): string => read(`github.com/microsoft/mdefordownlevelserver/issues/${number}`);

/** Why installations failed, as logs of Windows Installer and of Install.ps1 show it. */
export const installationSignatures: readonly Signature[] = [
  {
    // Real logs name the resource and then the service in brackets; the documented words stand nowhere.
    id: 'windefendResource',
    kinds: ['msi'],
    sign: { on: 'line', pattern: /MpAsDesc\.dll,\s*-310\b.*\((?<service>WinDefend)\)/i, where: 'failure' },
    cause: 'K1',
    sure: 'certain',
    weight: 'root',
    source: issue(9),
    doubt: null,
  },
  {
    id: 'offboardFirst',
    kinds: ['msi'],
    sign: { on: 'line', pattern: /Product: .+? -- .*\boffboarded\b/i, where: 'failure' },
    cause: 'K12',
    sure: 'likely',
    weight: 'root',
    source: issue(9),
    doubt: null,
  },
  {
    id: 'scriptPolicy',
    kinds: ['installScript', 'transcript'],
    sign: { on: 'line', pattern: /Script will exit with code (?<code>39)\(/ },
    cause: 'K13',
    sure: 'certain',
    weight: 'root',
    source: installScript,
    doubt: null,
  },
];
