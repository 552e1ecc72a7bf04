import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandList } from './commandList';
import { describeWithEngine, isOrdinary } from './engine';
import { openLabMachine, type LabMachine } from './labMachine';
import { assertSafe, findUnsafe } from './safety';

const marked = (mark: 'windows' | 'registry') =>
  Object.entries(commandList).flatMap(([name, command]) => (command[mark] === true ? [name] : []));
const whole = { os: { BuildNumber: 17763, InstallationType: 'Server' } };
const without = (env: LabMachine['env'], ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));
const told = ['GANGWAY_ENGINE_IMPORT', 'GANGWAY_REGISTRY', 'GANGWAY_LAB_IMPORT', 'GANGWAY_LAB_REGISTRY'];

/** With nothing but what an ordinary PowerShell has, and, where the engine is the lab's own, as that one stands on a machine. */
const ways = isOrdinary() ? [true] : [true, false];
describeWithEngine('the lab on a stranger’s computer', (engine) => {
  const labs = new Map<boolean, LabMachine>();
  const envOf = (ordinary: boolean) => labs.get(ordinary)?.env ?? {};
  beforeAll(() => {
    for (const ordinary of ways) labs.set(ordinary, openLabMachine(whole, ordinary));
  });
  afterAll(() => {
    for (const lab of labs.values()) lab.remove();
  });

  it.each(ways)('plays every command that touches Windows (ordinary: %s)', (ordinary) => {
    expect(marked('windows').length).toBeGreaterThan(20);
    expect(findUnsafe(engine, envOf(ordinary))).toEqual([]);
  });

  it('is refused by a PowerShell that was told of no fake Windows', () => {
    let message = '';
    try {
      assertSafe(engine, without(envOf(true), ...told));
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/^Error: LabUnsafe: /);
    for (const name of [...marked('windows'), ...marked('registry'), 'the registry'])
      expect(message).toContain(name);
  });

  it('is refused where one part of the fake Windows is missing', () => {
    const env = envOf(true);
    const first = (env.GANGWAY_LAB_IMPORT ?? '').replace(/, '[^']*ScheduledTasks\.psm1'/, '');
    expect(first).toMatch(/FakeWindows\.psm1'; $/);
    const found = findUnsafe(engine, { ...env, GANGWAY_LAB_IMPORT: first });
    expect(found.map((one) => one.replace(' (missing)', ''))).toContain('Register-ScheduledTask');
    expect(found).not.toContain('Get-Service');
  });

  it('is refused where the registry would be the real one', () => {
    for (const ordinary of ways) {
      const env = without(envOf(ordinary), 'GANGWAY_REGISTRY', 'GANGWAY_LAB_REGISTRY');
      expect(() => assertSafe(engine, env)).toThrow(/^LabUnsafe: .*the registry/);
    }
  });
});
