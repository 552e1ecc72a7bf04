import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { scripts } from '../../main/operations/index';
import { operations, type OperationName } from '../../shared/model/operations';
import { benches, breaks, caughtElsewhere, leftovers, without } from './breakages';
import { runScripts } from './differential/scriptSide';
import { describeWithEngine } from './engine';

afterAll(() => leftovers.forEach((path) => rmSync(path, { force: true })));

/** Each bench by its operation and the ways in which it is broken there. */
const named = benches.map((bench) => {
  const ways = bench.breakages.map(({ by }) => by).join(', ');
  return [`${bench.step} by ${ways}`, bench] as const;
});

describeWithEngine('a script is broken, and does not what the whole one does:', () => {
  it.each(named)('%s', { timeout: 100_000 }, async (_, { step, machine, params, prepare, breakages }) => {
    const steps = breakages.flatMap((one) => {
      const { from, to, env } = one;
      const asked = { name: step, params: one.params ?? params, machine: one.machine ?? machine };
      const begun = env === undefined ? asked : { ...asked, env };
      return [begun, { ...begun, breakBy: { from, to } }];
    });
    const ends = await runScripts(machine, steps, prepare ?? (() => undefined));
    breakages.forEach(({ by, whole, look = ({ code }) => code }, n) => {
      const [good, torn] = [ends[2 * n], ends[2 * n + 1]];
      if (good === undefined || torn === undefined) throw new Error('a step gave no end');
      expect({ by, code: good.code, seen: look(good) }).toMatchObject({ by, seen: whole });
      expect(torn.code !== good.code || look(torn) !== whole, `${by} is noticed`).toBe(true);
    });
  });
});

it.each(named)('the place is there: %s', (_, { step, breakages }) => {
  for (const { from } of breakages) expect(scripts[step].text).toContain(from);
});

const changing = Object.entries(operations).filter(([, { kind }]) => kind === 'change');
it.each(changing.map(([name]) => name as OperationName))('%s is broken in every way that it has', (name) => {
  const tests = ['mutations.test.ts', 'guards.test.ts']
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n');
  for (const by of breaks) {
    const here = benches.some(
      ({ step, breakages }) => step === name && breakages.some((one) => one.by === by),
    );
    const elsewhere = caughtElsewhere[name]?.[by];
    const reason = without[name]?.[by];
    expect([here, elsewhere !== undefined, reason !== undefined].filter(Boolean), `${name}: ${by}`).toEqual([
      true,
    ]);
    if (elsewhere !== undefined) expect(tests).toContain(`'${elsewhere}': `);
  }
});
