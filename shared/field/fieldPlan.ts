import { z } from 'zod';
import { instantSchema } from '../model/facts';
import { journeyIds } from '../model/journeys';
import { operationNames, operations } from '../model/operations';
import { sha256Schema } from '../model/packages';
import { actionIds, type Action, type ActionRules } from '../plan/actions/action';
import { actionsOf } from '../plan/actions';
import { stepOf } from '../plan/actions/work';
import { plan, type PlanItem } from '../plan/plan';
import { ruleSchema } from '../plan/rules/rule';
import type { Situation } from '../plan/situation';
import { kitScriptSchema } from './factsFile';
import { readsOfDone, standsOn } from './standing';

const rulesSchema = z.strictObject({ applies: ruleSchema, done: ruleSchema });

/** One action of a plan that run.cmd carries out. `nn` is its place in the whole plan, from 1. */
export const fieldActionSchema = z.strictObject({
  nn: z.number().int().min(1).max(99),
  id: z.enum(actionIds),
  key: z.string(),
  /** What it is called, in the language of the kit. */
  title: z.string(),
  operation: z.enum(operationNames),
  params: z.unknown(),
  /** The parameters as the one text that the runner gets. */
  paramsText: z.string(),
  sha256: sha256Schema,
  cancel: z.enum(['immediate', 'afterStep', 'never']),
  restart: z.enum(['no', 'maybe', 'yes']),
  /** Its tool may ask for a restart in the middle of its work, and is begun anew behind it. */
  startsAgain: z.boolean().default(false),
  limitMs: z.number().int().positive(),
  /** Its two questions as data; null where they are code, and only Gangway can answer them. */
  rules: rulesSchema.nullable(),
  /** Where they are code: the facts that tell whether it is done. */
  reads: z.array(z.string()),
  /** The facts that must be as they were when the plan was confirmed. */
  stands: z.array(z.string()),
});
export type FieldAction = z.infer<typeof fieldActionSchema>;

/** An action that the plan does not hold or need. If a server calls for it after all, the plan is another one. */
const otherActionSchema = z.strictObject({ id: z.enum(actionIds), rules: rulesSchema });

/** `plan.json` of a field kit: what was confirmed, for which machine, and by whom. */
export const fieldPlanSchema = z.strictObject({
  format: z.literal('gangway-field-plan'),
  v: z.literal(1),
  /** Names this kit and no other. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  runId: z.string().regex(/^[a-z0-9-]{8,64}$/),
  targetId: z.string(),
  journey: z.enum(journeyIds),
  planHash: z.string(),
  machineId: z.string().min(1),
  computerName: z.string(),
  gangway: z.string(),
  /** When it was confirmed, by the clock of the technician's computer, and by whom; null where no name was given in Settings. */
  confirmedAt: instantSchema,
  technician: z.string().nullable(),
  leaseMinutes: z.number().int().min(1).max(600),
  eventsReachMs: z.number().int().positive(),
  antivirusServices: z.array(z.string()),
  factsSha256: sha256Schema,
  scripts: z.array(kitScriptSchema),
  /** The whole plan as it was shown, as a journal lists it. */
  listed: z.array(
    z.strictObject({ id: z.enum(actionIds), nn: z.number().int(), key: z.string(), needed: z.boolean() }),
  ),
  actions: z.array(fieldActionSchema).min(1),
  others: z.array(otherActionSchema),
  words: z.record(z.string(), z.string()),
});
export type FieldPlan = z.infer<typeof fieldPlanSchema>;

const rulesOf = (action: Action, { facts: _, ...wanted }: Situation): ActionRules | null =>
  typeof action.rules === 'function' ? action.rules(wanted) : null;

/** The part of a field plan that a situation decides. `titleOf` names an action; `sha256Of` is that of its operation's script. */
export function planFor(
  situation: Situation,
  words: { titleOf(id: Action['id']): string; sha256Of(operation: Action['operation']): string },
): Pick<FieldPlan, 'listed' | 'actions' | 'others'> {
  const items = plan(situation).filter(({ step }) => step !== 'test');
  const needed = (item: PlanItem): boolean => item.needed && item.call !== null;
  const actions = items.flatMap((item, index): FieldAction[] => {
    const { action, id, call } = item;
    if (!needed(item) || call === null) return [];
    const rules = rulesOf(action, situation);
    const { cancel, limitMs } = operations[call.operation];
    return [
      {
        nn: index + 1,
        id,
        key: item.key,
        title: words.titleOf(id),
        operation: call.operation,
        params: call.params,
        paramsText: JSON.stringify(call.params),
        sha256: words.sha256Of(call.operation),
        cancel,
        restart: action.restart,
        startsAgain: action.startsAgain === true,
        limitMs,
        rules: rules === null ? null : fieldRules(rules),
        reads: rules === null ? readsOfDone(action, situation) : [],
        stands: standsOn(action, situation),
      },
    ];
  });
  const planned = new Set(actions.map(({ id }) => id));
  const others = actionsOf(situation).flatMap((action) => {
    const rules = rulesOf(action, situation);
    const isTest = stepOf(action.id, situation.journey, situation.facts) === 'test';
    // A restart that Windows asks for meanwhile was agreed to with the plan (`isConfirmed`).
    if (rules === null || planned.has(action.id) || isTest || action.id === 'restart') return [];
    return [{ id: action.id, rules: fieldRules(rules) }];
  });
  const listed = items.map(({ id, key, needed: isNeeded }, index) => ({
    id,
    nn: index + 1,
    key,
    needed: isNeeded,
  }));
  return { listed, actions, others };
}

/** The rules as plain values, so that what is written is what was parsed. */
const fieldRules = ({ applies, done }: ActionRules) => rulesSchema.parse({ applies, done });
