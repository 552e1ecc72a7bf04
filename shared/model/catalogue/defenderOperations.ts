import { z } from 'zod';
import { kitFileSchema } from '../kit';
import { installer, productCodeSchema, toolResult } from './operationParts';
import type { OperationPolicy } from './operationPolicy';
import { changedPreferencesSchema, preferenceChangeSchema } from '../antivirus/preferences';

/** A workspace of Log Analytics, by its identifier. */
export const workspaceIdSchema = z.string().regex(/^[0-9A-Za-z-]{1,64}$/);

/**
 * A folder on a share, `\\\\server\\share`, without a last stroke. The tool adds the architecture (`x64`) to it by itself
 * (manage-protection-updates).
 */
export const sharePathSchema = z
  .string()
  .max(260)
  .regex(/^\\\\[A-Za-z0-9._-]+(?:\\[^\\/:*?"<>|\p{Cc}]+)+$/u);

const task = { kind: 'change', runs: 'task', cancel: 'never' } as const satisfies Partial<OperationPolicy>;

/** The part of the catalogue that speaks to Defender Antivirus itself, and to the agent that was there before the sensor. */
export const defenderOperations = {
  'Set-DefenderPreference': {
    ...task,
    silenceMs: 60_000,
    limitMs: 300_000,
    params: preferenceChangeSchema,
    result: changedPreferencesSchema,
  },
  'Update-Defender': {
    ...task,
    // The tool says nothing between its first and its last line, and a slow way takes minutes.
    silenceMs: 600_000,
    limitMs: 2_700_000,
    longTool: installer,
    params: z.discriminatedUnion('from', [
      z.strictObject({ what: z.literal('intelligence'), from: z.literal('windows') }),
      z.strictObject({ what: z.literal('intelligence'), from: z.literal('share'), path: sharePathSchema }),
      z.strictObject({ what: z.literal('intelligence'), from: z.literal('library'), file: kitFileSchema }),
    ]),
    /** Versions of security intelligence. `native`: the code of the tool; null where none was run. */
    result: z.strictObject({
      changed: z.boolean(),
      before: z.string(),
      after: z.string(),
      native: z.number().int().nullable(),
    }),
  },
  'Remove-MonitoringAgent': {
    ...task,
    silenceMs: 180_000,
    limitMs: 2_700_000,
    longTool: installer,
    params: z.strictObject({
      productCode: productCodeSchema,
      /** Management groups of Operations Manager that a person was told of. */
      groups: z.array(z.string()).max(50),
    }),
    /** `logPath`: the MSI log kept in the run folder; empty where nothing was run. */
    result: z.strictObject({ ...toolResult, logPath: z.string() }),
  },
  'Remove-Workspace': {
    ...task,
    silenceMs: 60_000,
    limitMs: 300_000,
    params: z.strictObject({ ids: z.array(workspaceIdSchema).min(1).max(20) }),
    /** `stopped`: nothing was left for the agent to report to, and its service was stopped. */
    result: z.strictObject({
      changed: z.boolean(),
      removed: z.array(z.string()),
      left: z.array(z.string()),
      stopped: z.boolean(),
    }),
  },
} as const;
