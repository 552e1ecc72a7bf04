import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const commandSchema = z.strictObject({
  /** The first PowerShell that has it; anything but 4.0 is asked for before it is called. */
  since: z.enum(['4.0', '5.1']),
  /** True where it reads or changes Windows itself, so that the lab must play it. */
  windows: z.boolean().optional(),
  /** Where its parameters were read, for a command of a module that no list of a real system has. */
  documented: z.string().optional(),
  /** True where it reaches the registry through the provider, so that the lab must play it unless the engine has a file behind it. */
  registry: z.boolean().optional(),
  /** The parameters that the product uses, each with its type. */
  parameters: z.record(z.string(), z.string()),
});

/** The commands that the product may call: `commands.json`, read by the gate and by the lab. */
export const commandList = z
  .record(z.string(), commandSchema)
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, 'commands.json'), 'utf8')));
