import { expect, it } from 'vitest';
import type { Machine } from '../../../main/practice/machine/machine';
import { readMachine } from '../../../main/practice/machine/machines';
import { readEvents } from '../../../main/practice/answers/readEvents';
import { holds, rowOf } from '../../ground/row';

const provider = 'Microsoft-Windows-Windows Defender';
const ofDefender = (id: number, at: number): Machine['events'][number] => ({
  log: `${provider}/Operational`,
  provider,
  id,
  level: 4,
  at,
  text: '',
});

it('keeps what the sensor says, however often Defender tells of a changed configuration', () => {
  expect(holds(rowOf('defender/mde-wd-log-volume'), 5007)).toBe(true);
  const machine = structuredClone(readMachine('2019-onboarded'));
  const before = readEvents(machine, 0, 40);
  const newest = Math.max(...machine.events.map(({ at }) => at));
  machine.events.push(ofDefender(1116, newest + 1));
  for (let n = 2; n < 60; n += 1) machine.events.push(ofDefender(5007, newest + n));
  const after = readEvents(machine, 0, 40);
  expect(before.filter(({ log, id }) => log === 'sense' && id === 11)).toHaveLength(1);
  expect(after.filter(({ log }) => log !== 'defender')).toEqual(
    before.filter(({ log }) => log !== 'defender'),
  );
  expect(after.filter(({ id }) => id === 5007).map(({ at }) => at - newest)).toEqual([59, 58, 57, 56, 55]);
  expect(after.some(({ id }) => id === 1116)).toBe(true);
});
