import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithEngine } from '../../engine';
import { makeOurs, stepsOf } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';
import { failing, fast, tool, unsigned, withFiles } from './stage';

/** A file of an earlier download, in a folder that is made for it. */
function old(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'old.bin'), 'old');
}
const prepare = withFiles([tool]);

describeWithEngine('Test-DeploymentTool', () => {
  const look = (machine = machineOf('2019-fresh'), source: string | null = null) =>
    onMachine('Test-DeploymentTool', { tool: tool.file, source }, machine, { prepare, env: fast });

  it('lets the tool look, and leaves the server as it was', async () => {
    const before = machineOf('2016-prerequisites');
    const { error, result, records, machine } = await look(before, 'D:\\DefenderDT');
    expect(error).toBeNull();
    expect(result?.native).toBe(0);
    expect(stepsOf(records)).toEqual([
      'verifyFile begin',
      'verifyFile done',
      'precheck begin',
      'precheck done',
    ]);
    expect(machine.features).toEqual(before.features);
    expect(machine.services).toEqual(before.services);
  });

  it.each([90, 10, 400])('fails with what the tool found: %i', async (code) => {
    const { error } = await look(failing('2019-fresh', 'fail', code, 'Test-DeploymentTool'));
    expect(error).toMatchObject({ code: 'operation.failed', native: code });
  });

  it('is content where the tool finds an onboarded server', async () => {
    const { result } = await look(failing('2019-onboarded', 'fail', 2, 'Test-DeploymentTool'));
    expect(result?.native).toBe(2);
  });

  it('ends a tool that waits for somebody', async () => {
    const { error } = await look(failing('2019-fresh', 'hang', null, 'Test-DeploymentTool'));
    expect(error?.code).toBe('operation.toolEnded');
  });
});

describeWithEngine('Save-DeploymentStage', () => {
  it('leaves the files of this download alone, in a folder that is ours', async () => {
    let names: string[] = [];
    const stage = (disk: string) => join(disk, 'ProgramData', 'Gangway', 'stage');
    const { error, result } = await onMachine(
      'Save-DeploymentStage',
      { tool: tool.file },
      machineOf('2019-fresh'),
      {
        prepare: (disk) => {
          prepare(disk);
          makeOurs(disk, 'stage');
          old(stage(disk));
        },
        inspect: (disk) => {
          names = readdirSync(stage(disk)).sort();
        },
        env: fast,
      },
    );
    expect(error).toBeNull();
    expect(names).toEqual(['practice-2012r2.bin', 'practice-2016.bin', 'practice-intelligence.bin']);
    expect(result).toMatchObject({ changed: true, native: 0, files: 3, bytes: 61 });
  });

  it('takes no folder that somebody else prepared', async () => {
    const { error } = await onMachine('Save-DeploymentStage', { tool: tool.file }, machineOf('2019-fresh'), {
      prepare: (disk) => {
        prepare(disk);
        old(join(disk, 'ProgramData', 'Gangway', 'stage'));
      },
      env: fast,
    });
    expect(error?.code).toBe('run.folderNotOurs');
  });

  it.each([
    [
      'no way to Microsoft',
      { ...machineOf('2019-fresh'), cloud: { ...machineOf('2019-fresh').cloud, reachable: false } },
      400,
    ],
    ['a tool that leaves nothing', failing('2019-fresh', 'noop', 0, 'Save-DeploymentStage'), 0],
  ])('fails with %s', async (_, machine, native) => {
    const { error } = await onMachine('Save-DeploymentStage', { tool: tool.file }, machine, {
      prepare,
      env: fast,
    });
    expect(error).toMatchObject({ code: 'operation.failed', native });
  });

  it('starts no tool that nobody signed', async () => {
    const options = { prepare: withFiles([unsigned]), env: fast };
    const { error } = await onMachine(
      'Save-DeploymentStage',
      { tool: unsigned.file },
      machineOf('2019-fresh'),
      options,
    );
    expect(error?.code).toBe('package.notTrusted');
  });
});
