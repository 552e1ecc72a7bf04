import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { machineSchema } from '../../../main/practice/machine/machine';
import { operations } from '../../../shared/model/operations';
import { antivirusTestEndings } from '../../fixtures/endings/antivirusTest';
import { act, bench, facts } from './bench';

const ends: Readonly<Record<string, readonly [state: string | null, code: string | null, events: number[]]>> =
  {
    'a test file that is taken': ['removed', null, [1117, 1116]],
    'an antivirus that does not see the test file': ['notDetected', 'test.notDetected', []],
    'an antivirus that cannot take the test file': ['stays', 'test.threatStays', [1116]],
    'a test file that something else has taken': ['takenByOther', 'test.takenByOther', []],
    'a test file beside a passive antivirus': [null, 'test.notActive', []],
    'a test file without real-time protection': [null, 'test.notActive', []],
    'a test file beside a stopped antivirus': [null, 'test.notActive', []],
    'a test file in an excluded folder': [null, 'test.excluded', []],
    'a test file with an excluded ending': [null, 'test.excluded', []],
    'a test file of an excluded program': [null, 'test.excluded', []],
    'exclusions beside the test file': ['removed', null, [1117, 1116]],
  };

test.each(Object.entries(antivirusTestEndings))('%s ends as Windows ends it', async (name, change) => {
  const { open, file } = bench('2019-onboarded', { speed: 60 });
  open();
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { machine: unknown };
  const machine = machineSchema.parse(kept.machine);
  change(machine);
  writeFileSync(file, JSON.stringify({ ...kept, machine }));
  const shell = open();
  const { records, result } = await act(shell, 'Invoke-AntivirusTest', {});
  const found = operations['Invoke-AntivirusTest'].result.safeParse(result);
  const end = records.find(({ kind }) => kind === 'end');
  const { events, runs } = await facts(shell);
  const told = events.filter(({ id }) => id === 1116 || id === 1117);
  expect([found.data?.state ?? null, end?.kind === 'end' ? end.code : '-', told.map(({ id }) => id)]).toEqual(
    ends[name],
  );
  expect(runs[0]).toMatchObject({ operation: 'Invoke-AntivirusTest', code: ends[name]?.[1] });
});
