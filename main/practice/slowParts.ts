import type { ServerState } from '../../shared/model/facts';
import { noStatus } from './answers/antivirusStatus';
import type { Machine } from './machine/machine';

/** How long one part of a reading may take where nobody says otherwise, as the script has it. */
const usualSeconds = 40;

type Slow = keyof NonNullable<Machine['slow']>;

/** What a reading lacks without each command, in the order in which the script asks them. */
const without: Readonly<Record<Slow, (state: ServerState) => Partial<ServerState>>> = {
  'Get-WindowsFeature': () => ({ roles: [] }),
  'Get-WindowsOptionalFeature': ({ defender }) => ({ defender: { ...defender, feature: null } }),
  'Get-MpComputerStatus': ({ defender: { feature, platformVersion } }) => ({
    defender: {
      feature,
      platformVersion,
      ...noStatus,
    },
  }),
};
const places: Readonly<Record<Slow, readonly string[]>> = {
  'Get-WindowsFeature': ['roles'],
  'Get-WindowsOptionalFeature': ['defender.feature'],
  'Get-MpComputerStatus': [
    'defender.runningMode',
    'defender.engineVersion',
    'defender.signatureVersion',
    'defender.signaturesUpdatedAt',
    'defender.realTimeProtection',
    'defender.tamperProtected',
  ],
};
const commands: readonly Slow[] = [
  'Get-WindowsFeature',
  'Get-WindowsOptionalFeature',
  'Get-MpComputerStatus',
];

/** A reading as it comes where some commands of the machine are slower than one part of a reading may be. */
export function withoutSlowParts(
  state: ServerState,
  slow: Machine['slow'],
  seconds = usualSeconds,
): ServerState {
  const overdue = commands.filter((command) => (slow?.[command] ?? 0) > seconds);
  return overdue.reduce<ServerState>(
    (left, command) => ({
      ...left,
      ...without[command](left),
      unreadable: [
        ...left.unreadable,
        ...places[command].map((fact) => ({
          fact,
          reason: 'notInTime' as const,
          detail: `not there after ${seconds} s`,
        })),
      ],
    }),
    state,
  );
}
