import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandList } from './commandList';
import { describeWithLab } from './engine';
import { openLabMachine, type LabMachine } from './labMachine';
import { assertSafe, findUnsafe } from './safety';

const touching = Object.entries(commandList).flatMap(([name, { windows }]) =>
  windows === true ? [name] : [],
);

describeWithLab('the lab on a stranger’s computer', (engine) => {
  let lab: LabMachine;
  beforeAll(() => {
    lab = openLabMachine({ os: { BuildNumber: 17763, InstallationType: 'Server' } });
  });
  afterAll(() => lab.remove());
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(lab.env).filter(([name]) => !names.includes(name)));

  it('plays every command that touches Windows', () => {
    expect(touching.length).toBeGreaterThan(20);
    expect(findUnsafe(engine, lab.env)).toEqual([]);
  });

  it('is refused by an ordinary PowerShell, which imports nothing and knows no registry in a file', () => {
    const ordinary = without('GANGWAY_ENGINE_IMPORT', 'GANGWAY_REGISTRY');
    let message = '';
    try {
      assertSafe(engine, ordinary);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/^Error: LabUnsafe: /);
    for (const name of [...touching, 'the registry']) expect(message).toContain(name);
  });

  it('is refused where one part of the fake Windows is missing', () => {
    const [first = ''] = (lab.env.GANGWAY_ENGINE_IMPORT ?? '').split(';');
    expect(first).toMatch(/FakeWindows\.psm1$/);
    const found = findUnsafe(engine, { ...lab.env, GANGWAY_ENGINE_IMPORT: first });
    expect(found.map((one) => one.replace(' (missing)', ''))).toContain('Register-ScheduledTask');
    expect(found).not.toContain('Get-Service');
  });

  it('is refused where the registry would be the real one', () => {
    expect(() => assertSafe(engine, without('GANGWAY_REGISTRY'))).toThrow(/^LabUnsafe: .*the registry/);
  });
});
