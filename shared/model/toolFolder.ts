import { z } from 'zod';
import { sha256Schema } from './packages';
import { proxySchema } from './wishes';

/**
 * The updates that the tool asks for on Server 2008 R2 SP1, in the order in which they are installed: the servicing stack of March 2019, then the
 * signatures with SHA-2 (defender-deployment-tool-windows). The page names both, and no order; a servicing stack goes first everywhere else.
 */
export const oldServerUpdates = ['KB4490628', 'KB4474419'] as const;
export type OldServerUpdate = (typeof oldServerUpdates)[number];

/** A tag that can stand in a batch file as it is: none of its signs means anything to cmd.exe, so nothing is escaped. */
export const folderTagSchema = z.string().regex(/^[A-Za-z0-9](?:[A-Za-z0-9 ._-]{0,98}[A-Za-z0-9])?$/);

/** What the tool is told on the servers of a folder. */
export const toolFolderChoiceSchema = z.strictObject({
  passive: z.boolean(),
  tag: folderTagSchema.nullable(),
  proxy: proxySchema.nullable(),
});
export type ToolFolderChoice = z.infer<typeof toolFolderChoiceSchema>;

/**
 * How a start of run.cmd ended. `ended`: the tool ran, whatever its code says; `restart`: an update asked for one, so the tool was not started;
 * `precheck`: its own look found something, so nothing was installed by it.
 */
export const toolFolderOutcomes = [
  'ended',
  'restart',
  'precheck',
  'changedFile',
  'noDotNet',
  'otherWindows',
  'updateFailed',
] as const;
export const toolFolderOutcomeSchema = z.enum(toolFolderOutcomes);
export type ToolFolderOutcome = z.infer<typeof toolFolderOutcomeSchema>;

/** An exit code as Windows has it, signed or not. */
const code = z.int().min(-2_147_483_648).max(4_294_967_295);

/**
 * What one start of run.cmd left, as it says itself. Nobody proved it: it is a text on a stick. Times are those of the server's own clock, without a
 * zone, because nothing of Server 2008 R2 tells one in a form that is the same in every language.
 */
export const toldByToolSchema = z.strictObject({
  kitId: z.uuid(),
  computer: z.string().min(1).max(63),
  machineId: z.string().max(64).nullable(),
  windows: z.string().max(80),
  began: z
    .string()
    .regex(/^\d{14}$/)
    .nullable(),
  ended: z
    .string()
    .regex(/^\d{14}$/)
    .nullable(),
  outcome: toolFolderOutcomeSchema,
  precheck: code.nullable(),
  code: code.nullable(),
  /** The SHA-256 of the tool that was started a second time, after it had replaced itself; nobody checked that one. */
  replacedBy: sha256Schema.nullable(),
  updates: z.array(z.strictObject({ kb: z.enum(oldServerUpdates), code })).max(oldServerUpdates.length),
  /** The file that was not the one that was written. */
  file: z.string().max(80).nullable(),
});
export type ToldByTool = z.infer<typeof toldByToolSchema>;

/** A result that was taken in. */
export const toolResultSchema = toldByToolSchema.extend({
  /** SHA-256 of the file: the same one is taken in once. */
  id: sha256Schema,
  takenAt: z.int(),
  /** Whether the folder was written on this computer. */
  ours: z.boolean(),
  /** The end of the tool's log with its secrets hidden; empty where it left none. */
  log: z.string().max(6_000),
});
export type ToolResult = z.infer<typeof toolResultSchema>;

/** What is kept: the folders that were written here, and what came back. */
export const toolFolderDeskSchema = z.strictObject({
  version: z.literal(1),
  written: z.array(z.strictObject({ kitId: z.uuid(), at: z.int(), place: z.string() })).max(100),
  results: z.array(toolResultSchema).max(50),
});
export type ToolFolderDesk = z.infer<typeof toolFolderDeskSchema>;

/** Before a folder was written. */
export const emptyToolFolders: ToolFolderDesk = { version: 1, written: [], results: [] };
