import { expect, it } from 'vitest';
import { machineIds } from '../../../main/practice/machine/machines';
import { operationNames } from '../../../shared/model/operations';
import { describeWithEngine } from '../engine';
import { machineOf } from '../operations/stage/onMachine';
import { allowed } from './allowed';
import { compare } from './compare';
import { playStep } from './practiceSide';
import { runScripts } from './scriptSide';
import { elsewhere, kitFiles, nameOf, prepareKit, steps, stepsOn } from './steps';

const used = new Set<number>();
/** What is left of the differences of one step when the allowed ones are taken away. */
function unexplained(machine: string, step: string, found: readonly string[]): string[] {
  return found
    .filter((one) => {
      const index = allowed.findIndex(
        (rule) => rule.machine.test(machine) && rule.step.test(step) && rule.difference.test(one),
      );
      if (index >= 0) used.add(index);
      return index < 0;
    })
    .map((one) => `${step}: ${one}`);
}

describeWithEngine('practice server and script', () => {
  it.each(machineIds)('say and do the same on %s', { timeout: 110_000 }, async (id) => {
    // The cloud answers after the comparison: how long an engine takes is no matter of either side.
    const found = machineOf(id);
    const machine = { ...found, kit: kitFiles, cloud: { ...found.cloud, firstContactMs: 30 * 86_400_000 } };
    const some = stepsOn(id);
    const scripts = await runScripts(machine, some, prepareKit);
    const left: string[] = [];
    for (const [index, step] of some.entries()) {
      const script = scripts[index];
      if (script === undefined) throw new Error(`${nameOf(step)} has no script side`);
      left.push(...unexplained(id, nameOf(step), compare(await playStep(step, machine), script, machine)));
    }
    expect(left).toEqual([]);
  });

  it('are held against each other in every operation', () => {
    const compared = new Set<string>(steps.map(({ name }) => name));
    expect(operationNames.filter((name) => !compared.has(name) && elsewhere[name] === undefined)).toEqual([]);
    expect(Object.keys(elsewhere).filter((name) => compared.has(name))).toEqual([]);
  });

  it('differ nowhere else: every allowed difference was seen', () => {
    expect(allowed.filter((_, index) => !used.has(index)).map(({ reason }) => reason)).toEqual([]);
  });
});
