import { describe, expect, it } from 'vitest';
import { defenderEvent, defenderEvents, senseEvent, senseEvents } from '../../../../shared/knowledge/events';
import { textOf } from '../../../fixtures/texts';
import { holds, rowOf } from '../../../ground/row';

describe('every event', () => {
  it.each([...senseEvents, ...defenderEvents].map((entry) => [entry.id, entry] as const))(
    '%i has a next step where there is a remedy, and only there',
    (_id, { key, next, source }) => {
      expect(textOf('knowledge', `${key}.next`) !== undefined).toBe(next !== null);
      expect(source).toMatch(/, \d{4}-\d\d-\d\d$/);
    },
  );

  it('is in the table once', () => {
    expect(new Set(senseEvents.map(({ id }) => id)).size).toBe(senseEvents.length);
  });
});

it.each([
  [4, 'ok'],
  [5, 'error'],
  [6, 'error'],
  [11, 'ok'],
  [27, 'error'],
  [46, 'warn'],
  [50, 'ok'],
  // A response command that went well, and a connection that came back.
  [71, 'info'],
  [98, 'ok'],
  [84, 'info'],
  [99, 'warn'],
  [403, 'ok'],
  [1819, 'error'],
  [1820, 'info'],
  // In no document: rows defender/mde-sense-event-67 and defender/mde-sense-event-groups.
  [67, 'warn'],
  [14, 'error'],
] as const)('event %i of the sensor is %s', (id, severity) => {
  expect(senseEvent(id)?.severity).toBe(severity);
});

it('knows every event that Microsoft documents for the sensor', () => {
  const to = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const documented = [
    ...to(1, 13),
    15,
    ...to(17, 20),
    ...to(25, 53),
    ...to(55, 57),
    ...to(59, 66),
    ...to(68, 74),
    81,
    82,
    ...to(84, 100),
    ...to(102, 110),
    307,
    308,
    ...to(401, 412),
    ...to(1800, 1820),
  ];
  const known = new Set(senseEvents.map(({ id }) => id));
  expect(documented.filter((id) => !known.has(id))).toEqual([]);
});

it('knows events of the antivirus that rows show', () => {
  for (const [name, id] of [
    ['defender/mde-eicar-local-events', 1116],
    ['defender/mde-eicar-local-events', 1117],
    ['defender/mde-wd-event-2014', 2014],
    ['defender/mde-wd-event-2014', 2006],
    ['defender/mde-wd-events-states', 5007],
  ] as const) {
    expect(holds(rowOf(name), id), name).toBe(true);
    expect(defenderEvent(id)?.doubt).toBeNull();
  }
  // Row defender/mde-wd-event-2000: signatures only, so it says nothing of the platform.
  expect(holds(rowOf('defender/mde-wd-event-2000'), 2000)).toBe(true);
});

it('keeps the two logs apart and does not guess', () => {
  expect(defenderEvent(1116)?.severity).toBe('ok');
  expect(defenderEvent(2014)?.severity).toBe('ok');
  expect(defenderEvent(2006)?.severity).toBe('error');
  expect(defenderEvent(2000)).toBeNull();
  expect(defenderEvent(4)).toBeNull();
  expect(senseEvent(1116)).toBeNull();
  expect(senseEvent(9999)).toBeNull();
});
