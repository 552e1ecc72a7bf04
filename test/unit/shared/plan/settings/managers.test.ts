import { expect, it } from 'vitest';
import type { ServerState } from '../../../../../shared/model/facts';
import type { WatchedPolicy } from '../../../../../shared/model/catalogue/policyNames';
import { settings } from '../../../../../shared/plan/settings';
import { setAgainNotes } from '../../../../../shared/plan/settings/managers';
import { aServer } from '../../../../fixtures/facts';
import { having, type Change } from '../actions/having';

const decided = (...names: readonly (readonly [WatchedPolicy, string])[]): Change => ({
  policySources: names.map(([name, gpo]) => ({ name, gpo })),
});
const managed = (...kinds: ServerState['owners'][number]['kind'][]): Change => ({
  owners: kinds.map((kind) => ({ kind, detail: '' })),
});
const unread: Change = { unreadable: [{ fact: 'policySources', reason: 'noAnswer', detail: '' }] };
const policy = (gpo: string) => ({ id: 'again.policy', values: { gpo } });

it.each<[WatchedPolicy[], Change, readonly object[]]>([
  [['deviceTag'], {}, []],
  [['deviceTag'], decided(['deviceTag', 'Tags'], ['latency', 'Other']), [policy('Tags')]],
  [
    ['disableAntiSpyware', 'disableAntiVirus'],
    decided(['disableAntiSpyware', 'A'], ['disableAntiVirus', 'A']),
    [policy('A')],
  ],
  [
    ['telemetryProxy', 'disableEnterpriseAuthProxy'],
    decided(['telemetryProxy', 'A'], ['disableEnterpriseAuthProxy', 'B']),
    [policy('A'), policy('B')],
  ],
  [['deviceTag'], unread, [{ id: 'again.unread' }]],
  [['deviceTag'], { ...unread, computer: { domainJoined: false, domain: null } }, []],
  [
    ['sampleCollection'],
    managed('configMgr', 'intune', 'securitySettings', 'arc', 'monitoringAgent'),
    [{ id: 'again.configMgr' }, { id: 'again.intune' }, { id: 'again.securitySettings' }],
  ],
  [['sampleCollection'], managed('arc', 'monitoringAgent'), []],
  [['latency'], managed('configMgr', 'intune', 'securitySettings'), [{ id: 'again.intune' }]],
  [['telemetryProxy'], managed('configMgr', 'intune', 'securitySettings'), []],
])('%j on %j', (names, change, notes) => {
  expect(setAgainNotes(aServer(change), names)).toEqual(notes);
});

it('each setting of a policy value names the object that decides it', () => {
  const values: Readonly<Record<string, WatchedPolicy>> = {
    mode: 'forceDefenderPassiveMode',
    turnOffPolicies: 'disableAntiVirus',
    sensorProxy: 'telemetryProxy',
    preferStaticProxy: 'preferStaticProxy',
    antivirusProxy: 'antivirusProxy',
    networkProtection: 'networkProtection',
    deviceTag: 'deviceTag',
    sampleCollection: 'sampleCollection',
    telemetryFrequency: 'latency',
  };
  for (const [id, name] of Object.entries(values)) {
    const setting = settings.find((one) => one.id === id);
    expect([id, setting?.notes(having([decided([name, 'The object'])]))]).toEqual([
      id,
      expect.arrayContaining([policy('The object')]),
    ]);
  }
});
