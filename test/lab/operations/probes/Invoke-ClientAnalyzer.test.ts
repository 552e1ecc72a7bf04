import { expect, it } from 'vitest';
import { analyzerAddresses } from '../../../../shared/knowledge/analyzer';
import { partsOf } from '../../differential/compare';
import { describeWithEngine } from '../../engine';
import { analyzerFile, type LabFile } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const run = (machine: string, file: LabFile = analyzerFile()) =>
  onMachine('Invoke-ClientAnalyzer', { file: file.file }, machineOf(machine), {
    prepare: (disk) => file.prepare(disk),
  });

describeWithEngine('Invoke-ClientAnalyzer', () => {
  it('reads the report, leaves its own result alone in the run folder, and changes nothing', async () => {
    const before = machineOf('2019-onboarded');
    const { error, result, machine } = await run('2019-onboarded');
    expect(error).toBeNull();
    expect(result).toMatchObject({
      version: '08May2024',
      checks: [{ id: '130017' }, { id: '121012', result: 'The security intelligence is not the newest.' }],
      facts: [{ name: 'scriptVersion' }, { name: 'SenseServiceStatus', value: 'Running', alert: 'None' }],
    });
    expect(analyzerAddresses(result?.lines ?? []).map(({ host, reached }) => [host, reached])).toEqual([
      ['edr.practice.invalid', true],
      ['practice.blob.core.windows.net', true],
    ]);
    const kept = result?.resultPath ?? '';
    expect(kept).toMatch(/MDEClientAnalyzerResult\.zip$/);
    expect(partsOf(machine)).toEqual(partsOf(before));
  });

  it('tells what is not reached', async () => {
    const { result } = await run('2019-offline');
    expect(result?.checks.map(({ id }) => id)).toEqual(['132021']);
    expect(analyzerAddresses(result?.lines ?? []).some(({ reached }) => reached)).toBe(false);
  });

  it.each([
    ['HashMismatch', []],
    ['NotTrusted', []],
    ['Valid', [{ name: 'Tools/MDE.psm1', data: Buffer.from('# nobody signed this') }]],
  ] as const)('runs nothing of an archive whose scripts are %s', async (signature, more) => {
    const { error, records } = await run('2019-onboarded', analyzerFile(signature, more));
    expect(error?.code).toBe('package.notTrusted');
    expect(JSON.stringify(records)).not.toContain('analyze"');
  });

  it.each(['../outside.ps1', 'C:/outside.ps1', '/outside.ps1', 'Tools\\..\\..\\outside.ps1'])(
    'unpacks nothing beside its folder: %s',
    async (name) => {
      const { error } = await run(
        '2019-onboarded',
        analyzerFile('Valid', [{ name, data: Buffer.from('x') }]),
      );
      expect(error?.code).toBe('package.notTrusted');
    },
  );

  it('says with which code a run without a report ended', async () => {
    const machine = { ...machineOf('2019-onboarded') };
    const file = analyzerFile();
    const faults = [
      {
        operation: 'Invoke-ClientAnalyzer' as const,
        effect: 'fail' as const,
        native: 1,
        line: '',
        times: null,
      },
    ];
    const { error } = await onMachine(
      'Invoke-ClientAnalyzer',
      { file: file.file },
      { ...machine, faults },
      { prepare: (disk) => file.prepare(disk) },
    );
    expect(error).toMatchObject({ code: 'operation.failed', native: 1 });
  });
});
