import { antivirusMode } from '../../model/antivirus/antivirusMode';
import { networkProtectionSchema } from '../../model/wishes';
import {
  againstDatagrams,
  hasNetworkProtection,
  networkProtectionParts,
  setNetworkProtection,
} from '../actions/networkProtection';
import { setAgainNotes } from './managers';
import type { Setting } from './setting';

const states = ['off', 'block', 'audit'] as const;

/** Network protection: whether Defender keeps connections to known bad addresses from being made. */
export const networkProtectionSetting: Setting = {
  id: 'networkProtection',
  group: 'defender',
  wishes: ['networkProtection'],
  now(facts) {
    const { preferences } = facts;
    const raw = setNetworkProtection.evidence(facts);
    if (preferences === null) return { word: 'noAntivirus', raw };
    if (!hasNetworkProtection(facts)) return { word: 'oldPlatform', raw };
    const state = states[preferences.enableNetworkProtection ?? -1];
    if (state === undefined) return { word: 'unread', raw };
    // A server without the permission does nothing, whatever else is set.
    return preferences.allowNetworkProtectionOnWinServer || state === 'off'
      ? { word: `networkProtection.${state}`, raw }
      : { word: 'networkProtection.notAllowed', raw };
  },
  offers: ({ facts }) =>
    hasNetworkProtection(facts)
      ? networkProtectionSchema.options
          .filter((wish) => wish !== 'blockUdp' || againstDatagrams(facts).length === 0)
          .map((wish) => ({
            id: `networkProtection.${wish}` as const,
            wishes: { networkProtection: wish },
          }))
      : [],
  notes: ({ facts, inputs }) => [
    ...setAgainNotes(facts, ['networkProtection']),
    ...(antivirusMode(facts) === 'passive' || inputs.wishes.mode === 'passive'
      ? [{ id: 'networkProtection.passive' as const }]
      : []),
    ...againstDatagrams(facts).map((reason) => ({ id: `networkProtection.datagrams.${reason}` as const })),
    ...(inputs.wishes.networkProtection !== null && inputs.wishes.networkProtection !== 'off'
      ? [{ id: 'networkProtection.traffic' as const }]
      : []),
  ],
  parts: networkProtectionParts,
  actions: [setNetworkProtection],
};
