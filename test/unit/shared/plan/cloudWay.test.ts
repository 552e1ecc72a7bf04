import { expect, it } from 'vitest';
import { cloudWays, knowsOnlyCertificate, takesStaticProxy } from '../../../../shared/plan/cloudWay';
import { aServer, server2012R2, server2016, type DeepPartial } from '../../../fixtures/facts';
import type { ServerState } from '../../../../shared/model/facts';

type Change = DeepPartial<ServerState>;
const unread = (...facts: string[]): Change => ({
  unreadable: facts.map((fact) => ({ fact, reason: 'accessDenied' as const, detail: '' })),
});
const direct = ['direct', null];
const win = ['winHttp', 'win:80'];
const own = ['staticProxy', 'edr:80'];

it.each<[string, Change[], Readonly<Record<string, unknown>>]>([
  ['no proxy', [], { sensor: direct, lists: direct, antivirus: direct }],
  ['that of Windows', [{ proxy: { winHttp: 'win:80' } }], { sensor: win, lists: win, antivirus: win }],
  [
    'the sensor’s own',
    [{ proxy: { telemetry: 'edr:80' } }],
    { sensor: own, lists: direct, antivirus: direct },
  ],
  [
    'both',
    [{ proxy: { telemetry: 'edr:80', winHttp: 'win:80' } }],
    { sensor: own, lists: win, antivirus: win },
  ],
  [
    'the sensor’s own, which lists take, too',
    [{ proxy: { telemetry: 'edr:80', winHttp: 'win:80' }, policy: { preferStaticProxy: 1 } }],
    { sensor: own, lists: own, antivirus: win },
  ],
  [
    'the sensor’s own, and a sensor that does not know the value',
    [
      { proxy: { telemetry: 'edr:80' }, policy: { preferStaticProxy: 1 } },
      { sensor: { senseVersion: '10.8048.1' } },
    ],
    { sensor: own, lists: direct, antivirus: direct },
  ],
  [
    'the value without a proxy of the sensor',
    [{ proxy: { winHttp: 'win:80' }, policy: { preferStaticProxy: 1 } }],
    { sensor: win, lists: win, antivirus: win },
  ],
  [
    'one of the antivirus',
    [{ proxy: { antivirus: 'http://av:80', winHttp: 'win:80' } }],
    { sensor: win, lists: win, antivirus: ['antivirusProxy', 'http://av:80'] },
  ],
  [
    'one of the antivirus by its preference, and lists of it that are hidden',
    [{ preferences: { proxyServer: 'http://av:80' } }, unread('preferences.exclusions.paths')],
    { sensor: direct, lists: direct, antivirus: ['antivirusProxy', 'http://av:80'] },
  ],
  [
    'preferences of the antivirus that could not be read',
    [{ preferences: null }, unread('preferences')],
    { sensor: direct, lists: direct, antivirus: ['unread', null] },
  ],
  [
    'one in the preferences of the antivirus',
    [{ proxy: { winHttp: 'win:80' }, preferences: { proxyServer: 'http://pref:80' } }],
    { sensor: win, lists: win, antivirus: ['antivirusProxy', 'http://pref:80'] },
  ],
  [
    'preferences that could not be read',
    [unread('preferences')],
    { sensor: direct, lists: direct, antivirus: ['unread', null] },
  ],
  [
    'nothing that could be read',
    [unread('proxy')],
    { sensor: ['unread', null], lists: ['unread', null], antivirus: ['unread', null] },
  ],
  [
    'the value, and a proxy of the sensor that could not be read',
    [unread('proxy.telemetry'), { policy: { preferStaticProxy: 1 } }],
    { sensor: ['unread', null], lists: direct, antivirus: direct },
  ],
  [
    'a policy of the antivirus that could not be read',
    [unread('proxy.antivirus')],
    { sensor: direct, lists: direct, antivirus: ['unread', null] },
  ],
])('a server with %s', (_, changes, expected) => {
  const ways = cloudWays(aServer(...changes));
  const told = Object.fromEntries(Object.entries(ways).map(([who, { by, proxy }]) => [who, [by, proxy]]));
  expect(told).toEqual(expected);
});

it.each<[string, Change[], string | null, boolean]>([
  ['2019', [], '10.8209.99.9', false],
  ['2019', [], '10.8210.0.0', true],
  ['2016', [server2016], '10.8048.22439.1065', false],
  ['2016', [server2016], '10.8049.0.0', true],
  ['2012 R2', [server2012R2], '10.8049.1', true],
  ['2012 R2', [server2012R2], null, false],
])('%s %o with sensor %s knows the value: %s', (_, changes, senseVersion, knows) => {
  expect(takesStaticProxy(aServer(...changes, { sensor: { senseVersion } }))).toBe(knows);
});

it.each<[Change[], string | null, boolean]>([
  [[server2012R2], '10.8048.22439.1065', true],
  [[server2012R2], '10.8048.22439.1066', false],
  [[server2012R2], null, true],
  [[server2016], '10.8048.22439.1065', false],
])(
  'the workaround by certificate was for old sensors of 2012 R2 alone: %o %s',
  (changes, senseVersion, is) => {
    expect(knowsOnlyCertificate(aServer(...changes, { sensor: { senseVersion } }))).toBe(is);
  },
);
