import { createHash } from 'node:crypto';
import { z } from 'zod';
import { operationNames, type OperationName } from '../../shared/model/operations';

/** A script as it is sent: line ends are LF, without a byte order mark; `sha256` (hex) is over its UTF-8 bytes. */
export interface Script {
  readonly text: string;
  readonly sha256: string;
}

const normal = (raw: string) => raw.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');

/** Every script of this folder by its path. */
const files = z
  .record(z.string(), z.string())
  .parse(import.meta.glob('./*.ps1', { eager: true, import: 'default', query: '?raw' }));

function textOf(name: string): string {
  const raw = files[`./${name}.ps1`];
  if (raw === undefined) throw new Error(`There is no ${name}.ps1`);
  return normal(raw);
}

/** One text without the files beside it: run by hand a script includes them from its folder, on a server there is none. */
function script(name: string): Script {
  // Parts have no verb: no script includes an operation.
  const text = textOf(name).replace(
    /^\. \(Join-Path \$PSScriptRoot '([A-Za-z]+)\.ps1'\)$/gm,
    (_line, part: string) => textOf(part),
  );
  return { text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
}

/**
 * The glue: the broker lives in the local process, the relay in a session on a server, the runner in the detached task;
 * the credential script in a process of its own that may ask a person, the LAPS script in another that asks the domain, and the
 * script that reads who may change Gangway's own folder in a third. Those of the field kit are started by read.cmd and run.cmd.
 */
export const glue = {
  broker: script('Broker'),
  credential: script('Read-Credential'),
  fieldRead: script('Read-FieldFact'),
  fieldRun: script('Start-FieldRun'),
  laps: script('Read-LapsPassword'),
  programFolder: script('Get-ProgramFolder'),
  relay: script('Relay'),
  runner: script('Runner'),
} as const;

/** What servers of a fleet run without Gangway: it brings a server to an order, or looks whether it is there. */
export const handOffScripts = {
  'Invoke-HandOff': script('Invoke-HandOff'),
  'Test-HandOff': script('Test-HandOff'),
  Runner: glue.runner,
} as const;

const scriptsSchema = z.record(
  z.enum(operationNames),
  z.strictObject({ text: z.string(), sha256: z.string() }),
);

/** Every operation's script: the file of its name in the catalogue. */
export const scripts: Readonly<Record<OperationName, Script>> = scriptsSchema.parse(
  Object.fromEntries(operationNames.map((name) => [name, script(name)])),
);
