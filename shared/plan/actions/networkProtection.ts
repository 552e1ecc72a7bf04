import { recogniseOs } from '../../knowledge/os';
import { unreadable, type ServerState } from '../../model/facts';
import type { Preferences, PreferenceValues } from '../../model/antivirus/preferences';
import type { NetworkProtection } from '../../model/wishes';
import type { Situation } from '../situation';
import { rawValue, type Action } from './action';

/** The four preferences of network protection by Windows' own names, in the order in which they are told. */
const preferences = [
  ['EnableNetworkProtection', 'enableNetworkProtection'],
  ['AllowNetworkProtectionOnWinServer', 'allowNetworkProtectionOnWinServer'],
  ['AllowNetworkProtectionDownLevel', 'allowNetworkProtectionDownLevel'],
  ['AllowDatagramProcessingOnWinServer', 'allowDatagramProcessingOnWinServer'],
] as const satisfies readonly (readonly [keyof PreferenceValues, keyof Preferences])[];

/** Numbers of EnableNetworkProtection (Microsoft's page of Set-MpPreference). */
export const networkProtectionValues = { off: 0, block: 1, blockUdp: 1, audit: 2 } as const satisfies Record<
  NetworkProtection,
  number
>;

/** Why a server must not look at datagrams: each lives by UDP and slows down (enable-network-protection; facts of Microsoft's network protection page). */
export type AgainstDatagrams = 'domainController' | 'dns' | 'file' | 'sqlServer' | 'exchange' | 'notRead';

/** What of this server speaks against looking at datagrams; what could not be read speaks against it, too. */
export function againstDatagrams(facts: ServerState): AgainstDatagrams[] {
  const { os, roles, workloads } = facts;
  return [
    ...(os.productType === 2 || roles.includes('AD-Domain-Services') ? ['domainController' as const] : []),
    ...(roles.includes('DNS') ? ['dns' as const] : []),
    ...(roles.includes('FS-FileServer') ? ['file' as const] : []),
    ...workloads,
    ...(unreadable(facts, 'roles') !== null || unreadable(facts, 'workloads') !== null
      ? ['notRead' as const]
      : []),
  ];
}

/** Whether this server can be given network protection: its antivirus answers, and its platform has the preferences. */
export const hasNetworkProtection = ({ preferences: now }: ServerState): boolean =>
  now?.enableNetworkProtection != null && now.allowNetworkProtectionOnWinServer !== null;

/**
 * The values behind a wish.
 * @param downLevel the Windows was given its sensor, and asks for a permission more
 * @param datagrams nothing of the server speaks against looking at them
 */
export function networkProtectionOf(
  wish: NetworkProtection,
  downLevel: boolean,
  datagrams: boolean,
): PreferenceValues {
  if (wish === 'off') return { EnableNetworkProtection: 0 };
  return {
    AllowNetworkProtectionOnWinServer: true,
    ...(downLevel ? { AllowNetworkProtectionDownLevel: true } : {}),
    AllowDatagramProcessingOnWinServer: wish === 'blockUdp' && datagrams,
    EnableNetworkProtection: networkProtectionValues[wish],
  };
}

/** The values behind the wish of one server. Datagrams are looked at only where that is wished, and never where something speaks against it. */
export function networkProtectionWanted({ facts, inputs }: Situation): PreferenceValues | null {
  const wish = inputs.wishes.networkProtection;
  return (
    wish &&
    networkProtectionOf(
      wish,
      recogniseOs(facts.os).sensor === 'installed',
      againstDatagrams(facts).length === 0,
    )
  );
}

/** A value of Windows as it writes it itself. */
const text = (value: string | number | boolean | null | undefined): string =>
  typeof value === 'boolean' ? (value ? 'True' : 'False') : rawValue(value ?? null);

/** Each preference that a wish touches, as it is and as it will be. */
export function networkProtectionParts(
  situation: Situation,
): { readonly name: string; readonly before: string; readonly after: string }[] {
  const wanted = networkProtectionWanted(situation) ?? {};
  const now = situation.facts.preferences;
  return preferences.flatMap(([name, fact]) => {
    const after = wanted[name];
    return after === undefined ? [] : [{ name, before: text(now?.[fact]), after: text(after) }];
  });
}

/** The four values in a text of `evidence`; null where it tells none. */
function valuesIn(evidence: string): PreferenceValues | null {
  const values: PreferenceValues = {};
  for (const part of evidence.split(', ')) {
    const [name, value] = part.split(' = ');
    if (name === 'EnableNetworkProtection' && (value === '0' || value === '1' || value === '2'))
      values.EnableNetworkProtection = value === '0' ? 0 : value === '1' ? 1 : 2;
    for (const [allowed] of preferences.slice(1))
      if (name === allowed && (value === 'True' || value === 'False'))
        Object.assign(values, { [allowed]: value === 'True' });
  }
  return Object.keys(values).length === 0 ? null : values;
}

/** Sets network protection with what this Windows needs for it, and keeps datagrams off where they must be. */
export const setNetworkProtection: Action = {
  id: 'set-network-protection',
  operation: 'Set-DefenderPreference',
  restart: 'no',
  oneWay: false,
  minutes: [0, 1],
  rules: 'roles',
  applies: ({ inputs }) => inputs.wishes.networkProtection !== null,
  isDone: (situation) => networkProtectionParts(situation).every(({ before, after }) => before === after),
  call: (situation) => {
    const values = networkProtectionWanted(situation);
    return values && { operation: 'Set-DefenderPreference', params: { values, exclusions: null } };
  },
  evidence: ({ preferences: now }) =>
    preferences.map(([name, fact]) => `${name} = ${text(now?.[fact])}`).join(', '),
  takeBack(before) {
    const values = valuesIn(before);
    return (
      values && {
        call: { operation: 'Set-DefenderPreference', params: { values, exclusions: null } },
        isDone: ({ preferences: now }) =>
          preferences.every(([name, fact]) => {
            const wanted = values[name];
            return wanted === undefined || text(now?.[fact]) === text(wanted);
          }),
      }
    );
  },
};
