import { expect, it } from 'vitest';
import type { Wishes } from '../../../../../shared/model/wishes';
import { preferStaticProxySetting, sensorProxySetting } from '../../../../../shared/plan/settings/cloud';
import {
  deviceTagSetting,
  sampleCollectionSetting,
  telemetryFrequencySetting,
} from '../../../../../shared/plan/settings/reporting';
import type { Setting } from '../../../../../shared/plan/settings/setting';
import { turnOffSetting } from '../../../../../shared/plan/settings/turnOff';
import { server2012R2, server2016 } from '../../../../fixtures/facts';
import { having, type Change } from '../actions/having';

const policy = (values: Change['policy']): Change => ({ policy: values });
const proxy = (values: Change['proxy']): Change => ({ proxy: values });
const unread = (fact: string): Change => ({
  unreadable: [{ fact, reason: 'accessDenied', detail: '' }],
});

it.each<[Setting, Change, string, string, readonly string[]]>([
  [deviceTagSetting, {}, 'unset', 'DeviceTagging\\Group = -', []],
  [deviceTagSetting, unread('policy.deviceTag'), 'unread', 'DeviceTagging\\Group = ?', []],
  [deviceTagSetting, policy({ deviceTag: '' }), 'deviceTag.cleared', 'DeviceTagging\\Group = ""', []],
  [
    deviceTagSetting,
    policy({ deviceTag: 'a' }),
    'deviceTag.set',
    'DeviceTagging\\Group = "a"',
    ['deviceTag.clear'],
  ],
  [
    sampleCollectionSetting,
    {},
    'sampleCollection.unset',
    'AllowSampleCollection = -',
    ['sampleCollection.allowed', 'sampleCollection.refused'],
  ],
  [
    sampleCollectionSetting,
    policy({ sampleCollection: 0 }),
    'sampleCollection.refused',
    'AllowSampleCollection = 0',
    ['sampleCollection.allowed', 'sampleCollection.refused'],
  ],
  [
    sampleCollectionSetting,
    policy({ sampleCollection: 1 }),
    'sampleCollection.allowed',
    'AllowSampleCollection = 1',
    ['sampleCollection.allowed', 'sampleCollection.refused'],
  ],
  [
    telemetryFrequencySetting,
    {},
    'telemetryFrequency.normal',
    'latency = -',
    ['telemetryFrequency.normal', 'telemetryFrequency.expedited'],
  ],
  [
    telemetryFrequencySetting,
    policy({ latency: 'Demo' }),
    'telemetryFrequency.expedited',
    'latency = "Demo"',
    ['telemetryFrequency.normal', 'telemetryFrequency.expedited'],
  ],
  [
    telemetryFrequencySetting,
    policy({ latency: 'x' }),
    'telemetryFrequency.other',
    'latency = "x"',
    ['telemetryFrequency.normal', 'telemetryFrequency.expedited'],
  ],
  [sensorProxySetting, {}, 'unset', 'TelemetryProxyServer = -', []],
  [
    sensorProxySetting,
    proxy({ telemetry: 'a:1' }),
    'sensorProxy.set',
    'TelemetryProxyServer = "a:1"',
    ['sensorProxy.none'],
  ],
  [
    preferStaticProxySetting,
    {},
    'preferStaticProxy.off',
    'PreferStaticProxyForHttpRequest = -',
    ['preferStaticProxy.on'],
  ],
  [
    preferStaticProxySetting,
    { ...policy({ preferStaticProxy: 1 }), sensor: { senseVersion: null } },
    'preferStaticProxy.on',
    'PreferStaticProxyForHttpRequest = 1',
    ['preferStaticProxy.off'],
  ],
  [turnOffSetting, {}, 'turnOff.none', 'DisableAntiSpyware = -, DisableAntiVirus = -', []],
  [
    turnOffSetting,
    policy({ disableAntiSpyware: 0 }),
    'turnOff.none',
    'DisableAntiSpyware = 0, DisableAntiVirus = -',
    [],
  ],
  [
    turnOffSetting,
    unread('policy.disableAntiVirus'),
    'unread',
    'DisableAntiSpyware = -, DisableAntiVirus = ?',
    [],
  ],
  [
    turnOffSetting,
    policy({ disableAntiVirus: 1 }),
    'turnOff.set',
    'DisableAntiSpyware = -, DisableAntiVirus = 1',
    ['turnOff.clear'],
  ],
])('%o on %j', (setting, change, word, raw, offers) => {
  const situation = having([change]);
  expect(setting.now(situation.facts)).toMatchObject({ word, raw });
  expect(setting.offers(situation).map(({ id }) => id)).toEqual(offers);
});

const wishing = (wishes: Partial<Wishes>, ...changes: Change[]) => having(changes, { wishes });
const set = policy({ disableAntiSpyware: 1 });
const stopped: Change = { services: { winDefend: { status: 'stopped', start: 'manual', imagePath: null } } };
const alone = proxy({ telemetry: 'edr:80' });

it.each<[Setting, Partial<Wishes>, Change[], readonly string[]]>([
  [deviceTagSetting, {}, [], ['deviceTag.later']],
  [deviceTagSetting, { deviceTag: 'x' }, [], ['deviceTag.later', 'deviceTag.backIsEmpty']],
  [deviceTagSetting, { deviceTag: 'x' }, [policy({ deviceTag: 'y' })], ['deviceTag.later']],
  [sampleCollectionSetting, { sampleCollection: 'allowed' }, [], []],
  [sampleCollectionSetting, { sampleCollection: 'refused' }, [], ['sampleCollection.costs']],
  [sensorProxySetting, {}, [], ['way.sensor.direct', 'way.antivirus.direct']],
  [
    sensorProxySetting,
    { sensorProxy: 'edr:80' },
    [],
    ['way.sensor.staticProxy', 'way.antivirus.direct', 'way.listsDirect', 'way.plainProxy'],
  ],
  [
    sensorProxySetting,
    { sensorProxy: 'edr:80', preferStaticProxy: 'on' },
    [],
    ['way.sensor.staticProxy', 'way.antivirus.direct', 'way.plainProxy'],
  ],
  [
    sensorProxySetting,
    { sensorProxy: 'edr:80' },
    [proxy({ winHttp: 'win:80' })],
    ['way.sensor.staticProxy', 'way.antivirus.winHttp', 'way.plainProxy'],
  ],
  [sensorProxySetting, { sensorProxy: 'none' }, [alone], ['way.sensor.direct', 'way.antivirus.direct']],
  [
    sensorProxySetting,
    {},
    [server2012R2, alone, { sensor: { senseVersion: '10.8048.22439.1065' } }],
    ['way.sensor.staticProxy', 'way.antivirus.direct', 'way.listsDirectOld', 'way.certificateEnded'],
  ],
  // What another wish will change counts as changed.
  [
    sensorProxySetting,
    { antivirusProxy: 'http://av.example:80', winHttpProxy: 'direct' },
    [proxy({ winHttp: 'win:80' })],
    ['way.sensor.direct', 'way.antivirus.antivirusProxy'],
  ],
  [
    sensorProxySetting,
    { antivirusProxy: '' },
    [{ preferences: { proxyServer: 'http://av.example:80' } }],
    ['way.sensor.direct', 'way.antivirus.direct'],
  ],
  [
    sensorProxySetting,
    {},
    [{ preferences: { proxyServer: 'http://av.example:80' } }],
    ['way.sensor.direct', 'way.antivirus.antivirusProxy'],
  ],
  [
    sensorProxySetting,
    { antivirusProxy: 'http://av.example:80' },
    [{ preferences: null }],
    ['way.sensor.direct', 'way.antivirus.direct'],
  ],
  [
    sensorProxySetting,
    {},
    [alone, policy({ preferStaticProxy: 1 })],
    ['way.sensor.staticProxy', 'way.antivirus.direct'],
  ],
  [
    sensorProxySetting,
    { preferStaticProxy: 'off' },
    [alone, policy({ preferStaticProxy: 1 })],
    ['way.sensor.staticProxy', 'way.antivirus.direct', 'way.listsDirect'],
  ],
  [
    preferStaticProxySetting,
    { preferStaticProxy: 'on' },
    [],
    ['preferStaticProxy.alone', 'way.noSslOptions'],
  ],
  [preferStaticProxySetting, { preferStaticProxy: 'on' }, [alone], ['way.noSslOptions']],
  [
    preferStaticProxySetting,
    {},
    [{ sensor: { senseVersion: '10.8048.1' } }],
    ['preferStaticProxy.tooOld', 'way.noSslOptions'],
  ],
  [turnOffSetting, {}, [], []],
  [turnOffSetting, {}, [server2012R2, set], ['turnOff.stopsInstall']],
  [turnOffSetting, {}, [server2016, set, stopped], ['turnOff.stopsInstall']],
  [turnOffSetting, {}, [server2016, set], ['turnOff.meansPassive']],
  [turnOffSetting, {}, [set, { defender: { platformVersion: '4.18.1907.4' } }], ['turnOff.stopsSensor']],
  [turnOffSetting, {}, [set, { defender: { platformVersion: '4.18.2102.4' } }], ['turnOff.turnsOff']],
  [turnOffSetting, {}, [set, { defender: { platformVersion: '4.18.2208' } }], ['turnOff.meansPassive']],
  [turnOffSetting, {}, [set, { defender: { platformVersion: null } }], ['turnOff.turnsOff']],
  [turnOffSetting, { turnOffPolicies: 'cleared' }, [policy({ disableAntiSpyware: 0 })], []],
  [turnOffSetting, { turnOffPolicies: 'cleared' }, [set], ['turnOff.meansPassive', 'turnOff.startsDefender']],
])('%o says with %j', (setting, wishes, changes, expected) => {
  expect(setting.notes(wishing(wishes, ...changes)).map(({ id }) => id)).toEqual(expected);
});

it.each<[Setting, string, Partial<Wishes> | null]>([
  [deviceTagSetting, '  Finance Paris ', { deviceTag: 'Finance Paris' }],
  [deviceTagSetting, '   ', null],
  [deviceTagSetting, 'x'.repeat(201), null],
  [deviceTagSetting, 'a\u0007b', null],
  [sensorProxySetting, ' proxy.example:8080 ', { sensorProxy: 'proxy.example:8080' }],
  [sensorProxySetting, 'proxy.example:8080', { sensorProxy: 'proxy.example:8080' }],
  [sensorProxySetting, '10.0.0.6:8080', { sensorProxy: '10.0.0.6:8080' }],
  [sensorProxySetting, 'http://proxy.example:8080', null],
  [sensorProxySetting, 'user@proxy.example:8080', null],
  [sensorProxySetting, 'proxy.example', null],
  [sensorProxySetting, 'proxy.example:65536', null],
  [sensorProxySetting, 'proxy.example:0', null],
])('%o takes the text "%s" as %j', ({ field }, text, wishes) => {
  expect(field?.wishOf(text)).toEqual(wishes);
});

it('tells a typed wish back, and none where a choice stands for it', () => {
  const text = (setting: Setting, wishes: Partial<Wishes>) =>
    setting.field?.textOf(wishing(wishes).inputs.wishes);
  expect(text(deviceTagSetting, { deviceTag: 'x' })).toBe('x');
  expect(text(deviceTagSetting, { deviceTag: '' })).toBeNull();
  expect(text(sensorProxySetting, { sensorProxy: 'a:1' })).toBe('a:1');
  expect(text(sensorProxySetting, { sensorProxy: 'none' })).toBeNull();
});

it('names the proxy that wins, and the sensor that is too old', () => {
  const values = (setting: Setting, ...changes: Change[]) =>
    setting.notes(having(changes)).map((note) => note.values);
  expect(values(sensorProxySetting, alone)[0]).toEqual({ proxy: 'edr:80' });
  expect(values(sensorProxySetting, alone)[1]).toEqual({ proxy: '' });
  expect(values(preferStaticProxySetting, { sensor: { senseVersion: '10.8048.1' } })[0]).toEqual({
    version: '10.8048.1',
  });
});

it('shows each value that a wish changes, and those that stay', () => {
  const parts = (setting: Setting, wishes: Partial<Wishes>, ...changes: Change[]) =>
    setting
      .parts?.(wishing(wishes, ...changes))
      .map(({ name, before, after }) => `${name}: ${before} > ${after}`);
  expect(parts(turnOffSetting, {}, policy({ disableAntiSpyware: 1 }))).toEqual([
    'DisableAntiSpyware: 1 > 1',
    'DisableAntiVirus: - > -',
  ]);
  expect(parts(sensorProxySetting, { sensorProxy: 'none' }, alone)).toEqual([
    'TelemetryProxyServer: edr:80 > -',
    'DisableEnterpriseAuthProxy: - > -',
  ]);
  expect(parts(sensorProxySetting, {})).toEqual([
    'TelemetryProxyServer: - > -',
    'DisableEnterpriseAuthProxy: - > -',
  ]);
  expect(parts(sensorProxySetting, { sensorProxy: 'a:1' })).toEqual([
    'TelemetryProxyServer: - > a:1',
    'DisableEnterpriseAuthProxy: - > 1',
  ]);
  expect(
    parts(sensorProxySetting, { sensorProxy: 'none' }, alone, policy({ disableEnterpriseAuthProxy: 1 })),
  ).toEqual(['TelemetryProxyServer: edr:80 > -', 'DisableEnterpriseAuthProxy: 1 > 1']);
  expect(
    parts(
      turnOffSetting,
      { turnOffPolicies: 'cleared' },
      policy({ disableAntiSpyware: 1, disableAntiVirus: 0 }),
    ),
  ).toEqual(['DisableAntiSpyware: 1 > -', 'DisableAntiVirus: 0 > 0']);
});
