import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scripts } from '../../../main/operations/index';
import { BrokerShell } from '../../../main/shell/brokerShell';
import type { LabMachine } from '../labMachine';
import { startLab } from '../startLab';
import { quickTimes, resultText, scriptText } from './scriptText';

/** An action that ends well at once. */
export const done = resultText('@{ changed = $true; before = $null; after = 1 }');

/** Writes a log line every few milliseconds until a file appears, then some more. */
export const slow = `param([string]$RunFolder)
  $i = 0
  while (-not (Test-Path -LiteralPath (Join-Path $RunFolder 'go'))) { "line $i"; $i++; Start-Sleep -Milliseconds 5 }
  foreach ($j in 1..50) { "more $j" }
  ${done}`;

/** What reads records, but its wait does not end by itself, and each of its pauses leaves a mark in a file: so a busy machine changes nothing. */
export function lastingRead(marks: string): string {
  const pause = 'Start-Sleep -Milliseconds 40';
  const changes = [
    [pause, `[IO.File]::AppendAllText('${marks}', '.'); ${pause}`],
    ['-ge $WaitMs', '-ge 20000'],
  ] as const;
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`Read-Run has no such place: ${from}`);
    return text.replace(from, () => to);
  }, scripts['Read-Run'].text);
}

/** Ends what still runs of a run in this folder: a runner that a failed test left would refuse every start behind it. */
export function endRunners(run: string): void {
  for (const nn of existsSync(run) ? readdirSync(run) : []) {
    const records = join(run, nn, 'records.jsonl');
    if (!existsSync(records) || existsSync(join(run, nn, 'end.json'))) continue;
    const pid = /"pid":(\d+)/.exec(readFileSync(records, 'utf8'))?.[1];
    try {
      if (pid !== undefined) process.kill(Number(pid), 'SIGKILL');
    } catch {
      // The test ended it itself.
    }
  }
}

/** A shell on this machine whose actions, and whose reading of records, are the texts as they are when one of them is sent. */
export function shellOf(
  engine: string,
  lab: LabMachine,
  texts: { readonly action: string; readonly reading: string },
): BrokerShell {
  const sent = {
    ...scripts,
    get 'Set-PassiveMode'() {
      return scriptText(texts.action);
    },
    get 'Install-Prerequisite'() {
      return scriptText(texts.action);
    },
    get 'Read-Run'() {
      return scriptText(texts.reading);
    },
  };
  return new BrokerShell(() => startLab({ executable: engine, env: lab.env }), sent, quickTimes);
}
