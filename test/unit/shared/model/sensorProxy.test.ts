import { expect, it } from 'vitest';
import type { ServerState } from '../../../../shared/model/facts';
import { sensorProxy, type SensorProxy } from '../../../../shared/model/sensorProxy';
import { aServer } from '../../../fixtures/facts';

it.each<[string, Partial<ServerState['proxy']>, string[], SensorProxy]>([
  ['its own', { telemetry: 'edr:80', winHttp: 'win:80' }, [], { of: 'telemetry', proxy: 'edr:80' }],
  ['that of Windows', { winHttp: 'win:80' }, [], { of: 'winHttp', proxy: 'win:80' }],
  ['none', { antivirus: 'av:80' }, [], 'none'],
  ['that of Windows, whatever was not read', { winHttp: 'w:1' }, ['proxy'], { of: 'winHttp', proxy: 'w:1' }],
  ['unread', {}, ['proxy.telemetry'], 'unread'],
  ['unread where that of Windows is', {}, ['proxy.winHttp'], 'unread'],
  ['none where another one is unread', {}, ['proxy.antivirus'], 'none'],
])('the sensor calls by %s', (_, proxy, unread, expected) => {
  const unreadable = unread.map((fact) => ({ fact, reason: 'accessDenied' as const, detail: '' }));
  expect(sensorProxy(aServer({ proxy, unreadable }))).toEqual(expected);
});
