import { expect, it } from 'vitest';
import { leavingOutlook, type LeavingMoment } from '../../../../shared/plan/afterwards';
import { aServer, server2012R2, server2016 } from '../../../fixtures/facts';
import type { Change } from './actions/having';

const running = { status: 'running', start: 'automatic', imagePath: null } as const;
const active: Change = {
  services: { winDefend: running },
  defender: { runningMode: 'Normal', realTimeProtection: true, onAccessProtection: true },
};
const passive: Change = { services: { winDefend: running }, defender: { runningMode: 'Passive Mode' } };
const none: Change = {
  services: { winDefend: { ...running, status: 'stopped' } },
  defender: { runningMode: null },
};
const other: Change = {
  otherAntivirus: [{ service: 'McShield', displayName: 'McAfee McShield', running: true }],
};
const old = { ...server2012R2 };

it.each<
  [what: string, changes: Change[], uninstall: boolean, defender: string[], unprotected: LeavingMoment[]]
>([
  ['an active 2019 keeps its antivirus', [active], true, ['blocking', 'blocking'], []],
  ['2012 R2 loses it with the sensor', [old, active], true, ['blocking', 'blocking', 'off'], ['uninstalled']],
  ['and keeps it where only the sensor is silent', [old, active], false, ['blocking', 'blocking'], []],
  ['2016 keeps it', [server2016, active], true, ['blocking', 'blocking', 'blocking'], []],
  [
    'nobody knows what a passive one does without a tenant',
    [server2016, passive],
    true,
    ['passive', 'unknown', 'unknown'],
    ['now', 'offboarded', 'uninstalled'],
  ],
  ['which matters less beside another product', [passive, other], false, ['passive', 'unknown'], []],
  ['one that is off stays off', [none], false, ['off', 'off'], ['now', 'offboarded']],
])('%s', (_, changes, uninstall, defender, unprotected) => {
  const outlook = leavingOutlook(aServer(...changes), uninstall);
  expect(outlook.moments.map((moment) => outlook.defender[moment])).toEqual(defender);
  expect(outlook.unprotected).toEqual(unprotected);
});
