import { z } from 'zod';
import { instantSchema } from '../../../shared/model/facts';

const refreshSchema = z.strictObject({ at: instantSchema, code: z.number().int() });

/** An item of preferences that starts a program by a task, as its file has it. */
const policyItemSchema = z.strictObject({
  /** The identifier of its object, with braces. */
  policy: z.string(),
  name: z.string(),
  /** An immediate task; else one that stays. */
  immediate: z.boolean(),
  execute: z.string(),
  arguments: z.string(),
  /** Who it runs as, as the item says it and as the task in it does. */
  runAs: z.string(),
  account: z.string(),
  logonType: z.enum(['S4U', 'InteractiveToken', 'Password']),
  highest: z.boolean(),
  /** A filter by WMI beside the mark. */
  filtered: z.boolean(),
  /** The id of its mark "apply once"; null where it applies at every refresh. */
  once: z.string().nullable(),
});

/** What Group Policy leaves on a server, as far as somebody looks for the task of an onboarding in it. */
export const policyTracesSchema = z.strictObject({
  objects: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      applies: z.enum(['yes', 'denied', 'filtered', 'disabled']),
      /** Client-side extensions that it has; none where that is not told. */
      extensions: z.array(z.string()),
    }),
  ),
  /** `tasks`: the extension for tasks; left out where it had nothing to do. */
  refreshed: z.strictObject({ whole: refreshSchema, tasks: refreshSchema.optional() }),
  items: z.array(policyItemSchema),
  /** The log of the Task Scheduler is off. Left out where it records. */
  schedulerLogOff: z.literal(true).optional(),
  /** The code with which a share refuses SYSTEM of this machine. Left out where it may read. */
  shareRefuses: z.number().int().optional(),
  /** The last answer of the script of a hand-off. Left out where none ran. */
  handOff: z
    .strictObject({
      at: instantSchema,
      handOff: z.string(),
      outcome: z.string(),
      exitCode: z.number().int(),
      step: z.string(),
      detail: z.string().nullable(),
    })
    .optional(),
});
export type PolicyTraces = z.infer<typeof policyTracesSchema>;

/** The same traces, moved in time by so many milliseconds. */
export function moveTraces(traces: PolicyTraces, by: number): PolicyTraces {
  const { whole, tasks } = traces.refreshed;
  return {
    ...traces,
    refreshed: {
      whole: { ...whole, at: whole.at + by },
      ...(tasks && { tasks: { ...tasks, at: tasks.at + by } }),
    },
    ...(traces.handOff && { handOff: { ...traces.handOff, at: traces.handOff.at + by } }),
  };
}
