import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { machineIds, readMachine } from '../../main/practice/machine/machines';
import { createPracticeShell } from '../../main/practice/practiceShell';
import type { ServerState } from '../../shared/model/facts';
import { antivirusServices } from '../../shared/knowledge/antivirus';
import { captureSchema } from './capture';
import { compare, type Comparison } from './compare';
import { readRows } from './row';
import { decisionValues, stands } from './standing';

/**
 * What a capture says of everything that is believed here, in lines for a person.
 * @param text the file that Save-Capture.ps1 wrote
 * @throws where it is no capture
 */
export async function comparisonOf(text: string): Promise<{ lines: string[]; comparison: Comparison }> {
  const capture = captureSchema.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
  const machines = [];
  for (const id of machineIds) machines.push({ id, facts: await factsOf(id) });
  const comparison = compare(capture, { rows: readRows(), values: await decisionValues(), stands, machines });
  const { confirmed, contradicted, seen, machine } = comparison;
  const first = seen.filter((name) => name.endsWith('(for the first time)'));
  const lines = [
    ...(capture.source === 'lab' ? ['This capture was played by the lab. It proves nothing.', ''] : []),
    `Windows build ${capture.facts.os.build}, PowerShell ${capture.powershell}, ${capture.culture}; read in ${capture.took} ms`,
    ...listed(`${contradicted.length} contradictions`, contradicted),
    ...listed(`${confirmed.length} rows confirmed`, confirmed),
    ...listed(`${seen.length} decision values seen, ${first.length} of them for the first time`, first),
    ...(machine === null
      ? ['', 'No practice server plays this build.']
      : listed(
          `${machine.differs.length} answers differ from the nearest practice server, ${machine.id}`,
          machine.differs,
        )),
    ...listed(
      'Not read',
      capture.facts.unreadable.map(({ fact, reason }) => `${fact}: ${reason}`),
    ),
  ];
  return { lines, comparison };
}

function listed(title: string, lines: readonly string[]): string[] {
  return ['', title, ...lines.map((line) => `  ${line}`)];
}

/** What a practice server answers when it is read for the first time. */
async function factsOf(id: string): Promise<ServerState> {
  const folder = mkdtempSync(join(tmpdir(), 'gangway-compare-'));
  try {
    const shell = createPracticeShell({
      file: join(folder, 'server.json'),
      scenario: id,
      machine: readMachine(id),
      speed: 1,
    });
    return await shell.run('Get-ServerState', { antivirusServices: antivirusServices(), eventsSince: 0 }, {});
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
