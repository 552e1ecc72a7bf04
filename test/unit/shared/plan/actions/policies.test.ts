import { describe, expect, it } from 'vitest';
import { operations } from '../../../../../shared/model/operations';
import { policyValues } from '../../../../../shared/model/catalogue/policyValues';
import { noWishes, type Wishes } from '../../../../../shared/model/wishes';
import type { Action } from '../../../../../shared/plan/actions/action';
import {
  clearTurnOffPolicies,
  preferStaticProxy,
  setDeviceTag,
  setSampleCollection,
  setSensorProxy,
  setTelemetryFrequency,
} from '../../../../../shared/plan/actions/policies';
import { aServer } from '../../../../fixtures/facts';
import { having, type Change } from './having';

const policy = (values: Change['policy']): Change => ({ policy: values });
const proxied: Change = { proxy: { telemetry: 'edr:80' } };
const old: Change = { sensor: { senseVersion: '10.8048.22439.1065' } };

/** Each wish on each server that makes a difference, and the values that are sent; null: the action is no part of the plan. */
const cases: readonly (readonly [
  action: Action,
  wishes: Partial<Wishes>,
  now: Change,
  sent: Readonly<Record<string, string | number | null>> | null,
  done: boolean,
])[] = [
  [setDeviceTag, {}, {}, null, true],
  [setDeviceTag, { deviceTag: 'web' }, {}, { deviceTag: 'web' }, false],
  [setDeviceTag, { deviceTag: 'web' }, policy({ deviceTag: 'Web' }), { deviceTag: 'web' }, false],
  [setDeviceTag, { deviceTag: 'web' }, policy({ deviceTag: 'web' }), { deviceTag: 'web' }, true],
  [setDeviceTag, { deviceTag: '' }, policy({ deviceTag: 'web' }), { deviceTag: '' }, false],
  [setDeviceTag, { deviceTag: '' }, {}, { deviceTag: null }, true],
  [setSampleCollection, {}, policy({ sampleCollection: 0 }), null, true],
  [setSampleCollection, { sampleCollection: 'allowed' }, {}, { sampleCollection: null }, true],
  [
    setSampleCollection,
    { sampleCollection: 'allowed' },
    policy({ sampleCollection: 0 }),
    { sampleCollection: 1 },
    false,
  ],
  [setSampleCollection, { sampleCollection: 'refused' }, {}, { sampleCollection: 0 }, false],
  [
    setSampleCollection,
    { sampleCollection: 'refused' },
    policy({ sampleCollection: 0 }),
    { sampleCollection: 0 },
    true,
  ],
  [setTelemetryFrequency, {}, policy({ latency: 'Demo' }), null, true],
  [
    setTelemetryFrequency,
    { telemetryFrequency: 'normal' },
    policy({ latency: 'Demo' }),
    { latency: null },
    false,
  ],
  // A word that nobody knows is none that makes it report more often.
  [
    setTelemetryFrequency,
    { telemetryFrequency: 'normal' },
    policy({ latency: 'Slow' }),
    { latency: 'Slow' },
    true,
  ],
  [setTelemetryFrequency, { telemetryFrequency: 'expedited' }, {}, { latency: 'Demo' }, false],
  [
    setTelemetryFrequency,
    { telemetryFrequency: 'expedited' },
    policy({ latency: 'demo' }),
    { latency: 'demo' },
    true,
  ],
  [setSensorProxy, {}, proxied, null, true],
  [
    setSensorProxy,
    { sensorProxy: 'edr:80' },
    proxied,
    { telemetryProxy: 'edr:80', disableEnterpriseAuthProxy: 1 },
    false,
  ],
  [
    setSensorProxy,
    { sensorProxy: 'edr:80' },
    { ...proxied, ...policy({ disableEnterpriseAuthProxy: 1 }) },
    { telemetryProxy: 'edr:80', disableEnterpriseAuthProxy: 1 },
    true,
  ],
  [setSensorProxy, { sensorProxy: 'none' }, proxied, { telemetryProxy: null }, false],
  [
    setSensorProxy,
    { sensorProxy: 'none' },
    policy({ disableEnterpriseAuthProxy: 1 }),
    { telemetryProxy: null },
    true,
  ],
  [preferStaticProxy, {}, {}, null, true],
  [preferStaticProxy, { preferStaticProxy: 'on' }, {}, { preferStaticProxy: 1 }, false],
  // Nothing is promised to a sensor that does not know the value.
  [preferStaticProxy, { preferStaticProxy: 'on' }, old, null, true],
  [
    preferStaticProxy,
    { preferStaticProxy: 'off' },
    { ...old, ...policy({ preferStaticProxy: 1 }) },
    { preferStaticProxy: null },
    false,
  ],
  [
    preferStaticProxy,
    { preferStaticProxy: 'off' },
    policy({ preferStaticProxy: 0 }),
    { preferStaticProxy: 0 },
    true,
  ],
  [clearTurnOffPolicies, {}, policy({ disableAntiSpyware: 1 }), null, true],
  [
    clearTurnOffPolicies,
    { turnOffPolicies: 'cleared' },
    policy({ disableAntiSpyware: 1, disableAntiVirus: 0 }),
    { disableAntiSpyware: null, disableAntiVirus: 0 },
    false,
  ],
  [
    clearTurnOffPolicies,
    { turnOffPolicies: 'cleared' },
    policy({ disableAntiVirus: 0 }),
    { disableAntiSpyware: null, disableAntiVirus: 0 },
    true,
  ],
];

describe('a policy value', () => {
  it.each(cases.map((one) => [one[0].id, ...one] as const))('%s', (_, action, wishes, now, sent, done) => {
    const situation = having([now], { wishes: { ...noWishes, ...wishes } });
    const call = action.call(situation);
    expect({ wishes, now, applies: action.applies(situation), done: action.isDone(situation) }).toEqual({
      wishes,
      now,
      applies: sent !== null,
      done,
    });
    const values = call && operations['Set-Policy'].params.parse(call.params).values;
    expect(values && Object.fromEntries(values.map(({ name, value }) => [name, value]))).toEqual(sent);
  });

  it('is where the table says in the facts', () => {
    for (const [name, { fact, of }] of Object.entries(policyValues)) {
      const [part, own] = fact.split('.') as ['policy' | 'proxy', string];
      const facts = aServer({ [part]: { [own]: name === 'deviceTag' ? 'x' : null } });
      expect([name, of({ ...facts, [part]: { ...facts[part], [own]: 'seen' } } as never)]).toEqual([
        name,
        'seen',
      ]);
    }
  });

  it('that could not be read counts as nothing: it is written, and there is no way back to it', () => {
    const unreadable = [{ fact: 'policy.sampleCollection', reason: 'accessDenied' as const, detail: '' }];
    const situation = having([{ unreadable }], { wishes: { ...noWishes, sampleCollection: 'allowed' } });
    expect(setSampleCollection.isDone(situation)).toBe(false);
    const before = setSampleCollection.evidence(situation.facts);
    expect([before, setSampleCollection.takeBack?.(before)]).toEqual(['AllowSampleCollection = ?', null]);
  });
});

it('every setting of a value changes it without a restart, and can be taken back', () => {
  for (const [{ restart, oneWay, takeBack }] of cases)
    expect([restart, oneWay, takeBack === undefined]).toEqual(['no', false, false]);
});

describe('the way back', () => {
  it.each<[Action, Change, string, Readonly<Record<string, string | number | null>> | null]>([
    [
      setDeviceTag,
      policy({ deviceTag: 'a "b", c' }),
      'DeviceTagging\\Group = "a \\"b\\", c"',
      { deviceTag: 'a "b", c' },
    ],
    // The portal drops a tag by an empty one, and not by its absence.
    [setDeviceTag, {}, 'DeviceTagging\\Group = -', { deviceTag: '' }],
    [setDeviceTag, policy({ deviceTag: '-' }), 'DeviceTagging\\Group = "-"', { deviceTag: '-' }],
    [setSampleCollection, {}, 'AllowSampleCollection = -', { sampleCollection: null }],
    [
      setSampleCollection,
      policy({ sampleCollection: 0 }),
      'AllowSampleCollection = 0',
      { sampleCollection: 0 },
    ],
    [setTelemetryFrequency, policy({ latency: '1' }), 'latency = "1"', { latency: '1' }],
    [
      setSensorProxy,
      { ...proxied, ...policy({ disableEnterpriseAuthProxy: 0 }) },
      'TelemetryProxyServer = "edr:80", DisableEnterpriseAuthProxy = 0',
      { telemetryProxy: 'edr:80', disableEnterpriseAuthProxy: 0 },
    ],
    [
      clearTurnOffPolicies,
      policy({ disableAntiSpyware: 1 }),
      'DisableAntiSpyware = 1, DisableAntiVirus = -',
      { disableAntiSpyware: 1, disableAntiVirus: null },
    ],
  ])('of %o goes to what its evidence tells', ({ evidence, takeBack }, now, text, values) => {
    const facts = aServer(now);
    expect(evidence(facts)).toBe(text);
    const back = takeBack?.(text);
    const sent = operations['Set-Policy'].params.parse(back?.call.params).values;
    expect(Object.fromEntries(sent.map(({ name, value }) => [name, value]))).toEqual(values);
    expect(back?.isDone(facts)).toBe(text !== 'DeviceTagging\\Group = -');
  });

  it.each([
    [setDeviceTag, 'Group = "x"'],
    [setDeviceTag, 'DeviceTagging\\Group = x'],
    [setDeviceTag, 'DeviceTagging\\Group = null'],
    [setSensorProxy, 'TelemetryProxyServer = "edr:80"'],
    [setSensorProxy, 'DisableEnterpriseAuthProxy = 0, TelemetryProxyServer = "edr:80"'],
  ])('of %o is none from another text: %s', ({ takeBack }, text) => {
    expect(takeBack?.(text)).toBeNull();
  });
});
