import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { describeWithEngine } from '../../engine';
import { labFile } from '../stage/kit';
import { machineOf, onMachine } from '../stage/onMachine';

const params = { antivirusServices: [], eventsSince: 0 };

describeWithEngine('what Get-ServerState finds of Gangway itself', () => {
  it('is the files of the kit and the ends of its runs', async () => {
    const file = labFile('md4ws.msi', 'a package');
    const run = await onMachine('Get-ServerState', params, machineOf('2019-onboarded'), {
      prepare(disk: string) {
        file.prepare(disk);
        const runs = join(disk, 'ProgramData', 'Gangway', 'runs', 'run-12345678');
        const asked = (nn: number) =>
          JSON.stringify({ runId: 'run-12345678', nn, operation: 'Set-PassiveMode', startedAt: 5 });
        for (const nn of [1, 2, 3]) {
          const folder = join(runs, `0${nn}`);
          mkdirSync(folder, { recursive: true });
          writeFileSync(join(folder, 'request.json'), asked(nn));
        }
        const end = { n: 3, at: 9, kind: 'end', text: '', native: null };
        writeFileSync(join(runs, '01', 'end.json'), JSON.stringify({ ...end, ok: true, code: null }));
        writeFileSync(
          join(runs, '02', 'end.json'),
          JSON.stringify({ ...end, ok: false, code: 'operation.failed' }),
        );
      },
    });
    expect(run.result?.unreadable).toEqual([]);
    expect(run.result?.kit).toEqual([file.file]);
    const common = { runId: 'run-12345678', operation: 'Set-PassiveMode', startedAt: 5 };
    expect(run.result?.runs.sort((a, b) => a.nn - b.nn)).toEqual([
      { ...common, nn: 1, endedAt: 9, outcome: 'ok', code: null },
      { ...common, nn: 2, endedAt: 9, outcome: 'failed', code: 'operation.failed' },
      { ...common, nn: 3, endedAt: null, outcome: 'unknown', code: null },
    ]);
  });

  it.each(['kit', 'runs'] as const)('is unread where others could have prepared it: %s', async (fact) => {
    const name = fact === 'kit' ? 'library' : 'runs';
    const run = await onMachine('Get-ServerState', params, machineOf('2019-onboarded'), {
      prepare(disk: string) {
        const folder = join(disk, 'ProgramData', 'Gangway', name);
        rmSync(folder, { recursive: true, force: true });
        rmSync(join(dirname(disk), 'acl', encodeURIComponent(folder)), { force: true });
        mkdirSync(folder);
      },
    });
    expect(run.result?.unreadable.map((one) => one.fact)).toEqual([fact]);
    expect(run.result?.[fact]).toEqual([]);
  });
});
