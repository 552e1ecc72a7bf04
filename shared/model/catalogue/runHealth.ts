import { z } from 'zod';
import { instantSchema } from '../facts';

/** What Get-RunHealth answers: whether a detached action is alive, and who else holds Windows Installer. */
export const runHealthSchema = z.strictObject({
  alive: z.boolean(),
  /** Windows has its task in hand, and the runner has not begun. */
  waiting: z.boolean(),
  /** The runner and everything it started, parents first. */
  processes: z.array(
    z.strictObject({
      pid: z.number().int(),
      parentPid: z.number().int(),
      name: z.string(),
      startedAt: instantSchema.nullable(),
    }),
  ),
  /** Who holds Windows Installer (`Global\_MSIExecute`): processes of msiexec that are not ours. */
  installer: z.strictObject({ busy: z.boolean(), pid: z.number().int().nullable() }),
  lastRecordAt: instantSchema.nullable(),
});
