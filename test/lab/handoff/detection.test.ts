import { expect, it } from 'vitest';
import { scriptText } from '../../../main/handoff/scripts';
import type { Machine } from '../../../main/practice/machine/machine';
import { detected } from '../../../shared/handoff/configurationManager/detection';
import { embedded, expectedOf } from '../../../shared/handoff/plain/expected';
import { plain } from '../../../shared/handoff/plain/plain';
import { noWishes } from '../../../shared/model/wishes';
import { describeWithEngine } from '../engine';
import { asSystem, runFile, usual } from './fleetServer';

const tagged = { ...usual, wishes: { ...noWishes, deviceTag: 'Nord' } };
const text = (wanted = usual) =>
  embedded(scriptText('Test-HandOff.ps1'), expectedOf('configurationManager', wanted));
const look = async (machine: Machine, content = text(), env: Readonly<Record<string, string>> = {}) => {
  const run = await runFile(machine, [{ path: 'detect.ps1', content, holds: 'names' }], 'detect.ps1', '', {
    env,
  });
  return { ...run, is: detected(run.code, run.stdout, run.stderr) };
};

describeWithEngine('the detection', () => {
  it.each([
    [0, '', '', 'notInstalled'],
    [0, '', 'text', 'unknown'],
    [0, 'text', '', 'installed'],
    [0, 'text', 'text', 'installed'],
    [1, 'text', 'text', 'unknown'],
  ] as const)('is read by Configuration Manager as its page says: %i, %j, %j', (code, said, error, is) => {
    expect(detected(code, said, error)).toBe(is);
  });

  it('says nothing where the server is not onboarded, and a line where it is', async () => {
    const fresh = await look(asSystem('2019-fresh'));
    expect([fresh.is, fresh.stdout.trim(), fresh.stderr.trim()]).toEqual(['notInstalled', '', '']);
    const there = await look(asSystem('2019-onboarded'));
    expect([there.is, there.stdout.trim(), there.stderr]).toEqual(['installed', 'Nord: as wished', '']);
    const given = await look(asSystem('2016-onboarded'));
    expect(given.is).toBe('installed');
  });

  it('is not content with another tenant, with a setting that differs, or with a sensor that is merely there', async () => {
    const cases = [
      [asSystem('2019-othertenant'), text()],
      [asSystem('2019-onboarded'), text(tagged)],
      [asSystem('2019-fresh'), text()],
    ] as const;
    for (const [machine, content] of cases) expect((await look(machine, content)).is).toBe('notInstalled');
  });

  it('knows nothing where something could not be read, and says so on the error stream alone', async () => {
    const broken = await look(asSystem('2019-onboarded'), text(), { GANGWAY_LAB_BROKEN: 'Get-Service' });
    expect([broken.is, broken.code, broken.stdout.trim()]).toEqual(['unknown', 0, '']);
    expect(broken.stderr).toContain('services.sense');
  });

  it('ends with a code where what it expects was damaged', async () => {
    const damaged = await look(
      asSystem('2019-onboarded'),
      text().replace(/expected = '..../, "expected = '%%%%"),
    );
    expect([damaged.is, damaged.code]).toEqual(['unknown', 2]);
  });

  it('answers other tools by code and JSON', async () => {
    const files = plain(tagged, scriptText).files.filter(({ path }) => path.startsWith('detect/'));
    const ask = (id: string) => runFile(asSystem(id), files, 'detect/Test-HandOff.ps1');
    const open = await ask('2019-onboarded');
    expect([open.code, JSON.parse(open.stdout)]).toEqual([1, { state: 'notYet', detail: 'set-deviceTag' }]);
  });
});
