import { z } from 'zod';
import type { OperationPolicy } from './operationPolicy';

/** What entries of the catalogue share: the pieces of their results, times, and the policy of a detached change. */
export const changed = { changed: z.boolean() };
/** `restart`: the tool said that Windows must restart before its work counts. `native`: exit code of that tool. */
export const toolResult = { ...changed, restart: z.boolean(), native: z.number().int().nullable() };

/** So many minutes, in milliseconds. */
export const minutes = (n: number) => n * 60_000;

/** One entry, with its policy and the schemas of what it takes and gives. */
export function operation<E extends OperationPolicy & { params: z.ZodType; result: z.ZodType }>(entry: E): E {
  return entry;
}

/** A change that runs as SYSTEM in a run folder of its own. */
export const task = { kind: 'change', runs: 'task' } as const;
/** Cut off in its middle an installation may leave the server without protection. */
export const installer = { afterMs: minutes(30), is: 'named' } as const;

/** The key of a product of Windows Installer, with its braces. */
export const productCodeSchema = z.string().regex(/^\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$/);
