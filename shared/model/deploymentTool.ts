import { z } from 'zod';

/**
 * A folder with staged files as the server sees it: on a drive of its own, or on a share that its computer account may read. It has no quotation mark
 * and no stroke at its end, because it stands in quotation marks on a command line.
 */
export const stagedFolderSchema = z
  .string()
  .max(260)
  .regex(/^(?:[A-Za-z]:|\\\\[A-Za-z0-9._-]+)(?:\\[^\\/:*?"<>|\p{Cc}]+)+$/u);

/** A tag as it can stand on the command line of the tool. Any other is set by Gangway itself. */
export const toolTagSchema = z.string().regex(/^[^"\\\p{Cc}]{1,200}$/u);

/**
 * That Microsoft's deployment tool does the work of a journey, and how. `precheck`: it looks before anything is changed; `source`: the folder
 * with its staged files, null where it downloads them; `offline`: it offboards without a connection to the cloud.
 */
export const toolChoiceSchema = z.strictObject({
  precheck: z.boolean(),
  source: stagedFolderSchema.nullable(),
  offline: z.boolean(),
});
export type ToolChoice = z.infer<typeof toolChoiceSchema>;

/** How the tool is first offered: it looks, and downloads what it needs. */
export const usualTool: ToolChoice = { precheck: true, source: null, offline: false };
