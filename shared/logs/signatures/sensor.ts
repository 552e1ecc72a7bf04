import { derived, docs, read } from '../../knowledge/source';
import type { CauseId } from '../../findings/cause';
import type { Signature } from '../signature';
import { signature } from '../signature';

const codes = docs('event-error-codes');
const analyzer = read('MDEClientAnalyzer 08May2024');
const winHttp = read('learn.microsoft.com/windows/win32/winhttp/error-messages');
const sense = /(?:^|-)SENSE$/i;
const likely = { sure: 'likely' } as const;

const event = (
  id: string,
  ids: readonly number[],
  cause: CauseId,
  given: { readonly data?: RegExp; readonly heals?: readonly number[] } & Partial<
    Pick<Signature, 'sure' | 'weight' | 'doubt'>
  > = {},
  source = codes,
): Signature => {
  const { data, heals, ...rest } = given;
  return signature(
    id,
    ['events'],
    {
      on: 'event',
      provider: sense,
      ids,
      ...(data === undefined ? {} : { data }),
      ...(heals === undefined ? {} : { heals }),
    },
    cause,
    source,
    rest,
  );
};
/** Contact in part, or a failure of it: the last value is the code of WinHTTP or of HTTP. */
const contact = (
  id: string,
  list: string,
  cause: CauseId,
  source = winHttp,
  rest: Partial<Pick<Signature, 'sure' | 'weight'>> = {},
): Signature =>
  event(
    id,
    [5, 67, 99],
    cause,
    { data: new RegExp(String.raw`(?:^|\s)(?<code>${list})\.?$`), heals: [4], ...rest },
    source,
  );

/** What the sensor says of itself in its log. What a later event healed is no cause. */
export const sensorSignatures: readonly Signature[] = [
  contact('certificateRefused', '12175', 'tlsInspected', analyzer, likely),
  contact('otherTenantAnswer', '400', 'otherTenant', analyzer, likely),
  contact('proxyAsks', '407', 'proxySignIn'),
  contact('namesNotResolved', '12007', 'namesUnknown'),
  contact('noSecureChannel', '12157|12179', 'tlsFails', winHttp, likely),
  contact('certificateDate', '12037', 'clock', winHttp, likely),
  contact('listsMissing', '12057|12172', 'listsNotLoaded', winHttp, likely),
  contact('noConnection', '12002|12029|12030|12152', 'wayBlocked', winHttp, likely),
  event('noContact', [5, 15, 67, 99], 'noContact', { heals: [4], sure: 'likely', weight: 'effect' }),
  event('didNotStart', [3], 'sensorBroken', { heals: [1], sure: 'likely', weight: 'effect' }),
  event('notOnboardedYet', [6], 'notOnboarded', { heals: [4, 11] }),
  event('unreadableBlob', [7], 'onboardingUnreadable', { heals: [11] }),
  event('registryRefuses', [10, 25, 26, 33], 'keyNotWritten', { heals: [11] }),
  event(
    'accessDenied',
    [42, 43],
    'keyNotWritten',
    { data: /80070005|\b2147942405\b|-2147024891\b/i, sure: 'likely', doubt: derived },
    analyzer,
  ),
  event('telemetryService', [17, 28, 34, 62], 'diagTrack', { heals: [36] }),
  event('windowsNotReady', [19, 20], 'windowsSetup', { heals: [18] }),
  event('modeRefused', [27, 30], 'modeNotTaken', { heals: [11] }),
  event('offboardingExpired', [29], 'K19', { heals: [44], sure: 'likely' }),
  event('cannotStop', [9, 32], 'doesNotStop', { heals: [44], sure: 'likely' }),
  event('sessionsUsedUp', [45, 46, 48], 'traceSessions', { heals: [47] }),
  event('filterMissing', [55, 65, 81], 'sensorFilter', { sure: 'likely' }),
  event('startTypes', [63, 64, 68, 69, 86, 88], 'startTypeChanged', { sure: 'likely', weight: 'effect' }),
  event('partFails', [85, 100, 106, 107, 110], 'sensorBroken', { sure: 'likely', weight: 'effect' }),
  event('updateFails', [109], 'sensorUpdateFailed', { sure: 'likely' }),
  signature(
    'telemetryCrash',
    ['events'],
    { on: 'event', provider: /^Application Error$/i, ids: [1000], data: /\b(?<module>TelLib\.dll)\b/i },
    'diagTrack',
    analyzer,
    likely,
  ),
  event('quota', [92], 'quotaReached', { heals: [93], weight: 'effect' }),
  event('signInRefused', [405, 406, 407, 411], 'cloudSignIn', { heals: [403, 412], sure: 'likely' }),
];
