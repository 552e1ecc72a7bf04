import type { ServerState } from '../../model/facts';
import type { PolicyValueName } from '../../model/catalogue/policyNames';
import { deviceTagSchema } from '../../model/wishes';
import { isExpedited, setDeviceTag, setSampleCollection, setTelemetryFrequency } from '../actions/policies';
import { isRead, policyEvidence } from '../actions/policyAction';
import { setAgainNotes } from './managers';
import type { Setting, SettingNow } from './setting';

/** What one policy value is now: unread, else what `told` says of it. */
export function policyNow(
  facts: ServerState,
  name: PolicyValueName,
  told: () => Omit<SettingNow, 'raw'>,
): SettingNow {
  return { ...(isRead(facts, name) ? told() : { word: 'unread' }), raw: policyEvidence(facts, [name]) };
}

/** The device tag by which the portal groups servers. */
export const deviceTagSetting: Setting = {
  id: 'deviceTag',
  group: 'report',
  wishes: ['deviceTag'],
  now: (facts) =>
    policyNow(facts, 'deviceTag', () => {
      const { deviceTag } = facts.policy;
      if (deviceTag === null) return { word: 'unset' };
      return deviceTag === ''
        ? { word: 'deviceTag.cleared' }
        : { word: 'deviceTag.set', values: { tag: deviceTag } };
    }),
  offers: ({ facts }) =>
    facts.policy.deviceTag === null || facts.policy.deviceTag === ''
      ? []
      : [{ id: 'deviceTag.clear', wishes: { deviceTag: '' } }],
  field: {
    id: 'deviceTag',
    wishOf(text) {
      const tag = deviceTagSchema.safeParse(text.trim());
      return tag.success && tag.data !== '' ? { deviceTag: tag.data } : null;
    },
    textOf: ({ deviceTag }) => (deviceTag === '' ? null : deviceTag),
  },
  notes: ({ facts, inputs }) => [
    ...setAgainNotes(facts, ['deviceTag']),
    { id: 'deviceTag.later' },
    ...(inputs.wishes.deviceTag !== null && facts.policy.deviceTag === null
      ? [{ id: 'deviceTag.backIsEmpty' as const }]
      : []),
  ],
  actions: [setDeviceTag],
};

/** Whether the sensor may send samples of files to Microsoft. */
export const sampleCollectionSetting: Setting = {
  id: 'sampleCollection',
  group: 'report',
  wishes: ['sampleCollection'],
  now: (facts) =>
    policyNow(facts, 'sampleCollection', () => {
      const { sampleCollection } = facts.policy;
      if (sampleCollection === null) return { word: 'sampleCollection.unset' };
      return { word: sampleCollection === 0 ? 'sampleCollection.refused' : 'sampleCollection.allowed' };
    }),
  offers: () => [
    { id: 'sampleCollection.allowed', wishes: { sampleCollection: 'allowed' } },
    { id: 'sampleCollection.refused', wishes: { sampleCollection: 'refused' } },
  ],
  notes: ({ facts, inputs }) => [
    ...setAgainNotes(facts, ['sampleCollection']),
    ...(inputs.wishes.sampleCollection === 'refused' ? [{ id: 'sampleCollection.costs' as const }] : []),
  ],
  actions: [setSampleCollection],
};

/** How often the sensor reports. */
export const telemetryFrequencySetting: Setting = {
  id: 'telemetryFrequency',
  group: 'report',
  wishes: ['telemetryFrequency'],
  now: (facts) =>
    policyNow(facts, 'latency', () => {
      const { latency } = facts.policy;
      if (latency === null) return { word: 'telemetryFrequency.normal' };
      return isExpedited(latency)
        ? { word: 'telemetryFrequency.expedited' }
        : { word: 'telemetryFrequency.other', values: { value: latency } };
    }),
  offers: () => [
    { id: 'telemetryFrequency.normal', wishes: { telemetryFrequency: 'normal' } },
    { id: 'telemetryFrequency.expedited', wishes: { telemetryFrequency: 'expedited' } },
  ],
  notes: ({ facts }) => [...setAgainNotes(facts, ['latency']), { id: 'telemetryFrequency.doubt' }],
  actions: [setTelemetryFrequency],
};
