import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManualTesting } from '../../../build/manual-steps.mjs';

const docs = join(import.meta.dirname, '../../../docs');
const { needs, tours, sections, steps } = readManualTesting();
const numbers = steps.map(({ number }) => number);
const step = (number: number) => {
  const found = steps.find((one) => one.number === number);
  if (found === undefined) throw new Error(`there is no step ${String(number)}`);
  return found;
};
const sum = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

describe('the steps of manual testing', () => {
  it('stand in one section each, under their own number', () => {
    expect(numbers.filter((number, n) => numbers.indexOf(number) !== n)).toEqual([]);
    expect(steps.filter(({ section }) => !sections.some(({ title }) => title === section))).toEqual([]);
    // None is taken off the list: numbers that others may point to. 72 to 79 and 85 to 89 were never given.
    const given = [...Array(71).keys(), 79, 80, 81, 82, 83, 89, 90, 91, 92, 93].map((n) => n + 1);
    expect(given.filter((number) => !numbers.includes(number))).toEqual([]);
  });

  it('say in minutes what they take, whom they meet, and what they need', () => {
    for (const { number, meets, minutes, needs: wanted } of steps) {
      expect([1, 2, 3], `step ${String(number)} meets`).toContain(meets);
      expect(minutes, `minutes of step ${String(number)}`).toBeGreaterThan(0);
      expect([...needs.keys()], `step ${String(number)} needs`).toEqual(expect.arrayContaining(wanted));
    }
  });

  it.each(sections)(
    '$title: the most people for each minute come first, and the heading adds up',
    (section) => {
      const own = steps.filter((one) => one.section === section.title);
      expect({ steps: own.length, minutes: sum(own.map(({ minutes }) => minutes)) }).toEqual({
        steps: section.steps,
        minutes: section.minutes,
      });
      const ordered = own.toSorted(
        (a, b) => b.meets / b.minutes - a.meets / a.minutes || a.number - b.number,
      );
      expect(own.map(({ number }) => number)).toEqual(ordered.map(({ number }) => number));
    },
  );

  it('are linked to from other pages only where they are', () => {
    const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.md'),
    );
    const linked = pages.flatMap((page) =>
      [...readFileSync(join(docs, page), 'utf8').matchAll(/manual-testing\.md#step-(\d+)/g)].map(
        ([, number]) => Number(number),
      ),
    );
    expect(linked.filter((number) => !numbers.includes(number))).toEqual([]);
  });
});

describe('the tours', () => {
  it('are an hour and a day', () => {
    expect(tours.map(({ name }) => name)).toEqual(['The first hour', 'A day']);
    expect(tours[0]?.all.minutes).toBeLessThanOrEqual(60);
    expect(tours[1]?.all.minutes).toBeLessThanOrEqual(8 * 60);
  });

  it.each(tours)('$name: its minutes are those of its steps, and all that they need is prepared', (tour) => {
    for (const { steps: own, minutes } of tour.parts)
      expect(minutes, own.join(', ')).toBe(sum(own.map((number) => step(number).minutes)));
    const all = tour.parts.flatMap((part) => part.steps);
    expect(new Set(all).size).toBe(all.length);
    expect(tour.all).toEqual({ steps: all.length, minutes: sum(tour.parts.map(({ minutes }) => minutes)) });
    expect([...new Set(all.flatMap((number) => step(number).needs))].sort()).toEqual([...tour.needs].sort());
    expect(tour.preparation).toBe(sum(tour.needs.map((need) => needs.get(need) ?? NaN)));
  });

  it('the day begins with the hour', () => {
    const [hour, day] = tours;
    expect(day?.parts[0]?.steps).toEqual(hour?.parts.flatMap((part) => part.steps));
  });
});
