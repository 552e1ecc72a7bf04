import { fixIds } from './checkIds';
import { z } from 'zod';
import { toolChoiceSchema } from './deploymentTool';
import { accountSchema, connectionChoiceSchema, usualConnection } from './connection';
import { instantSchema } from './facts';
import type { JourneyId } from './journeys';
import { sha256Schema } from './packages';
import { said, searchSchema, wishesIn } from './search';
import { targetIdSchema } from './target';
import { noWishes, protectionModeSchema, storedWishesSchema, wishesSchema } from './wishes';

/** A fix that a person can accept. */
export const fixIdSchema = z.enum(fixIds);

/** What a person decided on the way of one journey. */
const journeyInputsSchema = z.strictObject({
  /** Checks that are to be passed over, each with its reason. */
  waivers: z.array(
    z.strictObject({ check: z.string(), reason: z.string().min(3).max(500), at: instantSchema }),
  ),
  /** The plan that was shown and confirmed by typing the server's name: the keys of its actions, in order. */
  confirmed: z.strictObject({ hash: z.string(), keys: z.array(z.string()), at: instantSchema }).nullable(),
  /** Where its report was saved last. */
  report: z.strictObject({ savedAt: instantSchema, path: z.string() }).nullable(),
  /** Microsoft's deployment tool does its work; null: Gangway does. Inputs from before there was a choice lack it. */
  tool: toolChoiceSchema.nullable().default(null),
});
export type JourneyInputs = z.infer<typeof journeyInputsSchema>;

const untouched: JourneyInputs = { waivers: [], confirmed: null, report: null, tool: null };

/** What is decided about the time after Take off. */
const afterwardsSchema = z.strictObject({
  /** Whether the sensor is removed, too, where it was installed. Null: nobody has said. */
  uninstall: z.boolean().nullable(),
  /** When somebody accepted that nobody may block threats on the server then. */
  nobodyAcceptedAt: instantSchema.nullable(),
  /** The changes of Gangway that are taken back: the action, and what its evidence said before it. */
  takeBack: z.array(z.strictObject({ action: z.string(), before: z.string() })),
});
const undecided: z.infer<typeof afterwardsSchema> = { uninstall: null, nobodyAcceptedAt: null, takeBack: [] };

/**
 * What a person decided about one server; the only thing about a server that is stored (`targets/<id>.json`).
 * Everything else is read from the server again. Progress is never in here.
 */
export const inputsSchema = z.strictObject({
  version: z.literal(2),
  targetId: targetIdSchema,
  /** Runs from before this belong to an earlier life of a practice server, before it was set back. */
  since: instantSchema,
  /** Packages picked by hand, by hash; a kind that is not here takes the newest that fits (`kit.ts`). */
  chosen: z.array(sha256Schema),
  fixes: z.array(fixIdSchema),
  wishes: storedWishesSchema,
  /** When somebody accepted that nobody blocks threats for a while. */
  noProtectorAcceptedAt: instantSchema.nullable(),
  /** When the way in was chosen on the Server page. */
  pathChosenAt: instantSchema.nullable(),
  /** What a person says of the test alert in the portal; `seen: false` = finished without it. */
  alert: z.strictObject({ seen: z.boolean(), at: instantSchema, by: z.string() }).nullable(),
  /** Inputs from before there were other journeys know Onboard alone. */
  journeys: z.strictObject({
    onboard: journeyInputsSchema,
    troubleshoot: journeyInputsSchema.default(untouched),
    maintain: journeyInputsSchema.default(untouched),
    takeOff: journeyInputsSchema.default(untouched),
  }),
  afterwards: afterwardsSchema.default(undecided),
  /** The search for a cause that is open or was the last; null where nothing was searched. Inputs from before there was Troubleshoot lack it. */
  search: searchSchema.nullable().default(null),
  /** The way to a server of the network. Inputs from before there were such servers lack it. */
  connection: connectionChoiceSchema.default(usualConnection),
});
export type Inputs = z.infer<typeof inputsSchema>;

/** The inputs as Gangway 0.1.0 wrote them, when onboarding was all it knew. */
const firstInputsSchema = inputsSchema
  .omit({ wishes: true, journeys: true, afterwards: true, search: true })
  .extend({
    version: z.literal(1),
    mode: protectionModeSchema.nullable(),
    ...journeyInputsSchema.omit({ tool: true }).shape,
  });

const noJourney: Inputs['journeys'] = {
  onboard: untouched,
  troubleshoot: untouched,
  maintain: untouched,
  takeOff: untouched,
};

/** What lies on the disk: the inputs, or those of 0.1.0, which become them. They are written as version 2. */
export const storedInputsSchema = z.union([
  inputsSchema,
  firstInputsSchema.transform(({ mode, waivers, confirmed, report, ...kept }): Inputs => ({
    ...kept,
    version: 2,
    wishes: { ...noWishes, mode },
    journeys: { ...noJourney, onboard: { ...untouched, waivers, confirmed, report } },
    afterwards: undecided,
    search: null,
  })),
]);

/**
 * The inputs as a journey sees them: Troubleshoot wants what its search put into the plan and nothing else, so that a fix never brings along
 * what somebody wished elsewhere and did not carry out.
 */
export const wantedIn = (inputs: Inputs, journey: JourneyId): Inputs =>
  journey === 'troubleshoot'
    ? {
        ...inputs,
        wishes: wishesIn(inputs.search),
        fixes: [...new Set(inputs.search?.planned.flatMap(({ fixes }) => fixes))],
      }
    : inputs;

/** The inputs with some decisions on the way of one journey made anew. */
export const withJourney = (inputs: Inputs, journey: JourneyId, change: Partial<JourneyInputs>): Inputs => ({
  ...inputs,
  journeys: { ...inputs.journeys, [journey]: { ...inputs.journeys[journey], ...change } },
});

/** The inputs of a server nobody has worked on yet. */
export function emptyInputs(targetId: string, since = 0): Inputs {
  return {
    version: 2,
    targetId,
    since,
    chosen: [],
    fixes: [],
    wishes: noWishes,
    noProtectorAcceptedAt: null,
    pathChosenAt: null,
    alert: null,
    journeys: noJourney,
    afterwards: undecided,
    search: null,
    connection: usualConnection,
  };
}

/** One decision, as the renderer asks for it. Times and names are added by main, so a page cannot back-date them. */
export const inputChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('choosePath') }),
  z.strictObject({ kind: z.literal('choosePackage'), sha256: sha256Schema }),
  z.strictObject({ kind: z.literal('acceptFix'), fix: fixIdSchema }),
  z.strictObject({ kind: z.literal('removeFix'), fix: fixIdSchema }),
  z.strictObject({ kind: z.literal('waive'), check: z.string(), reason: z.string().trim().min(3).max(500) }),
  z.strictObject({ kind: z.literal('withdrawWaiver'), check: z.string() }),
  /** What is wanted of a setting; null wants nothing of it any more. */
  z.strictObject({ kind: z.literal('wish'), wishes: wishesSchema.partial() }),
  /** Whether Microsoft's tool does the work of a journey (null: Gangway does). Only these two have work for it. */
  z.strictObject({
    kind: z.literal('chooseTool'),
    journey: z.enum(['onboard', 'takeOff']),
    tool: toolChoiceSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('acceptNoProtector'), accepted: z.boolean() }),
  /** Whether Take off removes the sensor, too; another answer voids what was accepted. */
  z.strictObject({ kind: z.literal('afterwards'), uninstall: z.boolean() }),
  z.strictObject({ kind: z.literal('acceptNobodyAfter'), accepted: z.boolean() }),
  /** Whether Take off takes a change of Gangway back; main finds in its ledger what was there before. */
  z.strictObject({ kind: z.literal('takeBack'), action: z.string(), back: z.boolean() }),
  /** Begins a search with a symptom, or with everything; the one before it is forgotten. */
  z.strictObject({ kind: z.literal('search'), symptom: z.string().max(100) }),
  /** Goes on with a search from a saved record, whoever began it. */
  z.strictObject({ kind: z.literal('takeUp'), steps: searchSchema.shape.steps }),
  /** What a person says to a question of the search. */
  z.strictObject({ kind: z.literal('say'), question: z.string().max(100), answer: z.enum(said) }),
  /** The cause that the search names is not the one; or it may be, after all. */
  z.strictObject({ kind: z.literal('ruleOut'), cause: z.string().max(100) }),
  /** The fix of a cause that shows goes into the plan of Troubleshoot, or out of it. */
  z.strictObject({ kind: z.literal('planFix'), cause: z.string().max(100), planned: z.boolean() }),
  z.strictObject({ kind: z.literal('alert'), seen: z.boolean() }),
  z.strictObject({ kind: z.literal('withdrawAlert') }),
  z.strictObject({ kind: z.literal('chooseAccount'), account: accountSchema }),
  z.strictObject({
    kind: z.literal('chooseTransport'),
    transport: connectionChoiceSchema.shape.transport,
  }),
  /** The machine that answered is the one that is meant, whatever it is called. */
  z.strictObject({ kind: z.literal('acceptMachine') }),
]);
export type InputChange = z.infer<typeof inputChangeSchema>;

/**
 * What a person decides once for many servers. `fitting`: passive where another antivirus runs, active everywhere else; null
 * and empty lists leave what each server has. Waivers are not in here: each has its reason, and belongs to one server.
 */
export const manyDecisionSchema = z.strictObject({
  mode: z.enum([...protectionModeSchema.options, 'fitting']).nullable(),
  /** Accepts that nobody blocks threats for a while, on the servers where that is so. */
  acceptGap: z.boolean(),
  fixes: z.array(fixIdSchema),
  /** Packages to prefer, by hash; of a kind that is not here each server keeps its own. */
  packages: z.array(sha256Schema).max(20),
});
export type ManyDecision = z.infer<typeof manyDecisionSchema>;
