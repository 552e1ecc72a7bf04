import type { Between } from '../../locales/keys';
import { unreadable, type ServerState } from '../facts';

/**
 * How Defender Antivirus runs, as its status tells. `notTold`: its platform has no AMRunningMode (4.10.14393.* of Server
 * 2016, 4.18.18xx to 1909 of Server 2019). `unclear`: a word that two modes share. `noAnswer`: it runs and gave no status.
 * `other`: a word that nobody here knows.
 */
export const antivirusModes = [
  'active',
  'passive',
  'notRunning',
  'notTold',
  'unclear',
  'noAnswer',
  'other',
] as const;
export type AntivirusMode = (typeof antivirusModes)[number];

/** What a product does at a moment; `unknown`: nothing that was read says it. */
export type Protection = 'blocking' | 'passive' | 'off' | 'unknown';

/** AMRunningMode of a server where another antivirus blocks: `Passive Mode`, `SxS Passive Mode`. */
const passive = /passive/i;

/**
 * The mode that the server shows now. The five words of AMRunningMode are the same in every language of Windows
 * (Microsoft's page on antivirus compatibility; `Not running` was seen in public captures).
 */
export function antivirusMode(facts: ServerState): AntivirusMode {
  const { defender, services } = facts;
  const word = defender.runningMode?.trim() ?? null;
  if (word === null) {
    if (defender.modeNotTold) return 'notTold';
    const isKnown = unreadable(facts, 'services.winDefend') === null;
    return services.winDefend?.status !== 'running' && isKnown ? 'notRunning' : 'noAnswer';
  }
  if (/^normal$/i.test(word)) return 'active';
  if (/^not running$/i.test(word)) return 'notRunning';
  if (/^edr block mode$/i.test(word)) return isPassiveInBlockMode(facts) ? 'passive' : 'unclear';
  return passive.test(word) ? 'passive' : 'other';
}

/**
 * With EDR in block mode the word is `EDR Block Mode`. Microsoft says that it then is passive; people saw the word on active
 * servers, too, and told the two apart by the passive value (MicrosoftDocs/microsoft-365-docs, issues 9676 and 9775).
 * A capture of a passive one scans nothing on access. Under tamper protection the value proves nothing (known issue K14).
 */
function isPassiveInBlockMode({ defender, policy }: ServerState): boolean {
  if (defender.onAccessProtection !== true) return true;
  return policy.forceDefenderPassiveMode === 1 && defender.tamperProtected !== true;
}

/**
 * What Defender Antivirus does now. A platform that does not tell its mode is judged by its switches: scanning on access
 * and real-time protection. The switch for the service or for real-time protection alone proves nothing, since both
 * stay on in EDR block mode while scanning on access is off.
 */
export function defenderNow(facts: ServerState): Protection {
  const { serviceEnabled, antivirusEnabled, realTimeProtection, onAccessProtection } = facts.defender;
  switch (antivirusMode(facts)) {
    case 'active':
      // A word alone does not say that it blocks: with real-time protection off the mode is Normal, too.
      if (realTimeProtection === null) return 'unknown';
      return realTimeProtection ? 'blocking' : 'off';
    case 'passive':
      return 'passive';
    case 'notRunning':
      return 'off';
    case 'notTold': {
      const switches = [serviceEnabled, antivirusEnabled, realTimeProtection, onAccessProtection];
      if (switches.includes(false)) return 'off';
      return switches.includes(null) ? 'unknown' : 'blocking';
    }
    case 'unclear':
    case 'noAnswer':
    case 'other':
      return 'unknown';
  }
}

/** What was read of the mode, as a text of `server:said.*` with its values: the raw word, or what was read instead. */
export function saidOfMode(facts: ServerState): {
  readonly key: Between<'server:said.'>;
  readonly values: { readonly mode: string; readonly platform: string };
} {
  const { runningMode, platformVersion } = facts.defender;
  const mode = antivirusMode(facts);
  const now = defenderNow(facts);
  const values = { mode: runningMode ?? '', platform: platformVersion ?? '?' };
  if (mode === 'notTold' && now !== 'passive') return { key: `notTold.${now}`, values };
  if (runningMode === null && (mode === 'notRunning' || mode === 'noAnswer')) return { key: mode, values };
  return { key: mode === 'active' && now === 'off' ? 'idle' : 'told', values };
}
