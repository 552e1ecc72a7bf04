import { expect, test } from 'vitest';
import { applyPatch } from '../../../main/practice/machine/applyPatch';
import { effectNames, effectPatch } from '../../../main/practice/effects';
import { machineIds, readMachine } from '../../../main/practice/machine/machines';
import {
  fileTime,
  fromFileTime,
  machineEpoch,
  openMachine,
} from '../../../main/practice/machine/openMachine';
import { tenantA } from './bench';

const now = Date.UTC(2027, 0, 1);

test.each(effectNames)('the effect %s makes a valid machine of one with Defender and sensor', (name) => {
  const machine = readMachine('2016-onboarded');
  const after = applyPatch(machine, effectPatch(name), now, { orgId: tenantA, code: '15' });
  expect(JSON.stringify({ ...after, atRestart: [] })).not.toMatch(/"now|\{orgId\}|\{filetime\}/);
});

test('an unknown effect is refused', () => {
  expect(() => effectPatch('toString')).toThrow('unknown effect');
});

test('what comes later keeps its times but knows its values at once', () => {
  const machine = applyPatch(
    readMachine('2019-fresh'),
    {
      '+atRestart': [{ name: '{orgId}', disk: { freeBytes: 'now+5' } }],
      '+atTime': [{ at: 'now+7', patch: { name: 'now' } }],
    },
    now,
    { orgId: 'X' },
  );
  expect(machine.atRestart).toEqual([{ name: 'X', disk: { freeBytes: 'now+5' } }]);
  expect(machine.atTime).toEqual([{ at: now + 7, patch: { name: 'now' } }]);
});

test.each(machineIds)('opening %s moves all its times together', (id) => {
  const file = readMachine(id);
  const opened = openMachine(file, now);
  const by = now - machineEpoch;
  expect(opened.boot.startedAt - file.boot.startedAt).toBe(by);
  expect(opened.events.every((event) => event.at <= now)).toBe(true);
  expect(openMachine(opened, machineEpoch - by)).toEqual(file);
  expect(openMachine(file, machineEpoch)).toEqual(file);
});

test('the last contact of an onboarded server moves with it', () => {
  const status = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows Advanced Threat Protection\\Status';
  const value = openMachine(readMachine('2019-onboarded'), now).registry[status]?.LastConnected;
  expect(value).toEqual({ type: 'QWord', value: fileTime(now - 11 * 60_000) });
});

test('FILETIME: the example is 2022-10-21 17:35 UTC', () => {
  expect(new Date(fromFileTime('133108473269484019') ?? 0).toISOString().slice(0, 16)).toBe(
    '2022-10-21T17:35',
  );
  expect(fromFileTime('none')).toBeNull();
});
