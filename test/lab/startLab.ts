import { BrokerShell } from '../../main/shell/brokerShell';
import type { BrokerProcess } from '../../main/shell/brokerProcess';
import { startPowerShell, type PowerShellOptions } from '../../main/shell/powershell';
import { scripts } from '../../main/operations/index';
import type { Shell } from '../../main/shell/shell';

/** Variables of a process. */
export type Surroundings = Readonly<Record<string, string>>;
/** How every engine of the lab is started. */
export const always = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass'];
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** What an ordinary PowerShell must be told first. Empty where the engine imports the fake Windows by itself. */
const importOf = (env: Surroundings) => env.GANGWAY_LAB_IMPORT ?? '';

/** Arguments for a PowerShell that shall run a command over the fake Windows; `env`: the surroundings of `openLabMachine`. */
export function commandArgs(env: Surroundings, command: string): string[] {
  return [...always, '-Command', importOf(env) + command];
}

/** The same for a script file with parameters by name. A script that fails ends the process with a code other than 0. */
export function fileArgs(env: Surroundings, file: string, parameters: Surroundings): string[] {
  const pairs = Object.entries(parameters);
  if (importOf(env) === '')
    return [...always, '-File', file, ...pairs.flatMap(([name, value]) => [`-${name}`, value])];
  const words = pairs.map(([name, value]) => ` -${name} ${quote(value)}`).join('');
  return commandArgs(env, `& ${quote(file)}${words}; exit 0`);
}

/** `startPowerShell` of the product over the fake Windows: the import is the first line it reads. */
export async function startLab(options: PowerShellOptions): Promise<BrokerProcess> {
  const process = await startPowerShell(options);
  const first = importOf(options.env ?? {});
  if (first !== '') process.send(first);
  return process;
}

/** `createPowerShell` of the product over the fake Windows. */
export function createLabShell(options: PowerShellOptions): Shell {
  return new BrokerShell(() => startLab(options), scripts);
}
