import { policyEffect } from '../../checks/policies';
import { recogniseOs } from '../../knowledge/os';
import type { ServerState } from '../../model/facts';
import { compareVersions } from '../../version';
import { clearTurnOffPolicies } from '../actions/policies';
import { isRead, policyEvidence } from '../actions/policyAction';
import { setAgainNotes } from './managers';
import type { Note, Setting } from './setting';

const names = ['disableAntiSpyware', 'disableAntiVirus'] as const;
const set = ({ policy }: ServerState) => names.filter((name) => (policy[name] ?? 0) !== 0);

/** From this platform on the policy makes the antivirus of an onboarded server passive (microsoft-defender-antivirus-compatibility). */
const firstPassive = '4.18.2208';

/** What the policy does on this server. Sources: the check `notDisabledByPolicy`, which judges the same values. */
function effectOf(facts: ServerState): readonly Note[] {
  const { family } = recogniseOs(facts.os);
  const effect = policyEffect({ facts, family });
  if (effect === null) return [];
  if (effect === 'refused') return [{ id: 'turnOff.stopsInstall' }];
  if (effect === 'mayNotStart') return [{ id: 'turnOff.stopsSensor' }];
  const { platformVersion } = facts.defender;
  const isNew = platformVersion !== null && compareVersions(platformVersion, firstPassive) >= 0;
  return [{ id: isNew ? 'turnOff.meansPassive' : 'turnOff.turnsOff' }];
}

/** Policies that turn Defender off: cleared, with the values kept in the ledger. They are offered to be cleared, and never to be set. */
export const turnOffSetting: Setting = {
  id: 'turnOffPolicies',
  group: 'protection',
  wishes: ['turnOffPolicies'],
  now: (facts) => {
    const raw = policyEvidence(facts, names);
    const found = set(facts);
    if (found.length > 0)
      return { word: 'turnOff.set', values: { names: policyEvidence(facts, found) }, raw };
    const unread = !names.every((name) => isRead(facts, name));
    return { word: unread ? 'unread' : 'turnOff.none', raw };
  },
  offers: ({ facts }) =>
    set(facts).length === 0 ? [] : [{ id: 'turnOff.clear', wishes: { turnOffPolicies: 'cleared' } }],
  notes: ({ facts, inputs }) => [
    ...setAgainNotes(facts, names),
    ...effectOf(facts),
    ...(inputs.wishes.turnOffPolicies === 'cleared' && set(facts).length > 0
      ? [{ id: 'turnOff.startsDefender' as const }]
      : []),
  ],
  parts: ({ facts, inputs: { wishes } }) =>
    names.map((name) => {
      const before = policyEvidence(facts, [name]).split(' = ')[1] ?? '';
      const cleared = wishes.turnOffPolicies === 'cleared' && set(facts).includes(name);
      return {
        name: policyEvidence(facts, [name]).split(' = ')[0] ?? '',
        before,
        after: cleared ? '-' : before,
      };
    }),
  actions: [clearTurnOffPolicies],
};
