import { docs, onboardingScript, offboardingScript } from '../../knowledge/source';
import type { CauseId } from '../../findings/cause';
import type { LogKind } from '../../bridge/logs';
import type { Sign, Signature } from '../signature';
import { signature } from '../signature';

const troubleshoot = docs('troubleshoot-onboarding');
const text: readonly LogKind[] = ['onboardingScript', 'transcript', 'installScript'];
const own: readonly LogKind[] = ['journal', 'report', 'findings'];
const onboarding = /^WDATPOnboarding$/i;
const offboarding = /^WDATPOffboarding$/i;

const line = (ids: string, more = ''): Sign => ({
  on: 'line',
  pattern: new RegExp(String.raw`\[Error Id: (?<code>${ids}), Error Level: \d+\]${more}`),
});
/** Id 10 is an error, and as information it says that the service runs already. */
const event = (provider: RegExp, ids: readonly number[], data?: RegExp): Sign => ({
  on: 'event',
  provider,
  ids,
  errorsOnly: true,
  // The script's own success.
  heals: [20],
  ...(data === undefined ? {} : { data }),
});

/** One code, in the output of the script, in the event that it leaves, and where Gangway ran it. */
const both = (
  id: string,
  codes: readonly number[],
  cause: CauseId,
  rest: Partial<Pick<Signature, 'sure' | 'weight'>> & { readonly system?: string } = {},
): Signature[] => {
  const { system, ...given } = rest;
  const more = system === undefined ? '' : String.raw`.*?(?<system>\b(?:${system})\b)`;
  const data = system === undefined ? undefined : new RegExp(String.raw`(?<system>\b(?:${system})\b)`);
  return [
    signature(id, text, line(codes.join('|'), more), cause, troubleshoot, given),
    signature(`${id}Event`, ['events'], event(onboarding, codes, data), cause, troubleshoot, given),
    signature(
      `${id}Action`,
      own,
      { on: 'action', tools: ['onboarding'], codes, ...(data === undefined ? {} : { detail: data }) },
      cause,
      troubleshoot,
      given,
    ),
  ];
};
const likely = { sure: 'likely' } as const;
/** How Gangway's own run of the offboarding script ended. */
const left = (
  id: string,
  codes: readonly number[],
  cause: CauseId,
  rest: Partial<Pick<Signature, 'sure'>> = {},
): Signature =>
  signature(id, own, { on: 'action', tools: ['offboarding'], codes }, cause, offboardingScript, rest);

/** How Microsoft's onboarding and offboarding scripts ended. Their words are English; the system's inside them are known by number. */
export const onboardingSignatures: readonly Signature[] = [
  ...both('oldBlobStays', [5], 'keyNotWritten'),
  ...both('blobNotWritten', [10], 'keyNotWritten'),
  // 577: the signature of a driver is refused; 1058: the service is turned off.
  ...both('startRefusedByPolicy', [15], 'startRefused', { system: '577|1058' }),
  // 1060, and the words in which net.exe says the same in English.
  ...both('sensorMissing', [15], 'notInstalled', { system: '1060|service name is invalid' }),
  ...both('filesMissing', [15], 'sensorBroken', { system: 'System error 2', sure: 'likely' }),
  ...both('serviceDidNotStart', [15], 'sensorDidNotStart', { sure: 'likely', weight: 'effect' }),
  ...both('stateLate', [30, 35, 40], 'stateNotYet', { sure: 'likely', weight: 'effect' }),
  ...both('notElevated', [65], 'scriptWithoutRights'),
  ...both('otherTenantsPackage', [70], 'otherTenantOffboarding'),
  left('offboardedLateAction', [15], 'stopsLate', likely),
  left('offboardingTenantAction', [70], 'otherTenantOffboarding'),
  left('offboardingKeyAction', [5, 10], 'keyNotWritten'),
  left('offboardingRightsAction', [65], 'scriptWithoutRights'),
  signature('offboardedLate', ['events'], event(offboarding, [15]), 'stopsLate', offboardingScript, likely),
  signature(
    'offboardingTenant',
    ['events'],
    event(offboarding, [70]),
    'otherTenantOffboarding',
    offboardingScript,
  ),
  signature('offboardingKey', ['events'], event(offboarding, [5, 10]), 'keyNotWritten', offboardingScript),
  signature(
    'offboardingRights',
    ['events'],
    event(offboarding, [65]),
    'scriptWithoutRights',
    onboardingScript,
  ),
];
