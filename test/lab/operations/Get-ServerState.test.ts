import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readFacts } from '../../../main/shell/practice/readFacts';
import { describeWithEngine } from '../engine';
import { machineOf, onMachine } from './onMachine';

const ids = readdirSync(join(import.meta.dirname, '../../../main/shell/practice/machines')).map((name) =>
  name.replace(/\.json$/, ''),
);
const params = { antivirusServices: ['McShield', 'mfemms', 'ekrn'], eventsSince: 0 };

describeWithEngine('Get-ServerState', () => {
  it.each(ids)('reads every fact of %s as the practice server tells it', async (id) => {
    const machine = machineOf(id);
    const run = await onMachine('Get-ServerState', params, machine);
    expect(run.error).toBeNull();
    expect(run.records).toEqual([]);
    const told = readFacts(machine, params, run.result?.readAt ?? 0, []);
    expect({ ...run.result, powershell: null }).toEqual({ ...told, powershell: null });
  });
});
