import type { KeyIn } from '../locales/keys';
import type { FixId } from '../model/checkIds';
import type { Assessment, Knowledge } from '../steps/assessment';
import type { InputChange, ManyDecision } from '../model/inputs';
import type { ProtectionMode } from '../model/wishes';
import { hasGap, isPassiveTrapped, suggestedMode } from '../plan/modes';
import { fitsServer, forPackage, type Misfit } from '../kit/packageFit';
import type { Package } from '../model/packages';
import { remaining, type PlanItem } from '../plan/plan';
import { openAbovePlan, progress } from '../steps/progress';
import type { StepId } from '../model/journeys';
import type { Note } from '../steps/steps';

/** A part of a decision that a server does not take, and why. */
export type LeftPart =
  | { readonly part: 'mode'; readonly why: 'trapped' }
  | { readonly part: 'gap'; readonly why: 'notAccepted' }
  | { readonly part: 'fix'; readonly fix: FixId; readonly why: 'fileMissing' }
  | { readonly part: 'package'; readonly sha256: string; readonly why: Misfit };

/** What a decision comes to on one server: the changes of its inputs, and what does not apply there. */
export interface Share {
  readonly mode: ProtectionMode | null;
  readonly changes: readonly InputChange[];
  readonly left: readonly LeftPart[];
}

/** Why a server cannot be among those that are decided for; null where it can. */
export function unfitForMany({ view, known }: Assessment, isQueued: boolean): Unfit | null {
  if (view.busy === 'running' || view.busy === 'restarting') return 'atWork';
  if (view.run?.outcome === 'interrupted') return 'interrupted';
  if (isQueued) return 'queued';
  if (known === null || view.connectedAt === null) return 'unread';
  if (!known.os.supported) return 'unsupported';
  return known.situation.facts.sensor.onboardingState === 1 ? 'onboarded' : null;
}
export type Unfit = 'atWork' | 'interrupted' | 'queued' | 'unread' | 'unsupported' | 'onboarded';

/** What a decision comes to on a server that was read. Pure; main applies exactly these changes, each checked as always. */
export function shareOf(
  { view, known }: { readonly view: Assessment['view']; readonly known: Knowledge },
  decision: ManyDecision,
  library: readonly Package[],
): Share {
  const { facts } = known.situation;
  const { inputs } = view;
  const changes: InputChange[] = inputs.pathChosenAt === null ? [{ kind: 'choosePath' }] : [];
  const left: LeftPart[] = [];

  // The first of a kind wins where a server picks, so the last change is what was asked for first.
  for (const pkg of library.filter(({ sha256 }) => decision.packages.includes(sha256))) {
    const fit = fitsServer(pkg, forPackage(facts, view.target.kind === 'practice'));
    if (!fit.fits) left.push({ part: 'package', sha256: pkg.sha256, why: fit.reason });
    else if (!inputs.chosen.includes(pkg.sha256)) changes.push({ kind: 'choosePackage', sha256: pkg.sha256 });
  }

  for (const fix of decision.fixes) {
    const check = known.checks.find((entry) => entry.fix === fix && isOpen(entry.state));
    if (check === undefined) continue;
    if (check.fixReady) changes.push({ kind: 'acceptFix', fix });
    else left.push({ part: 'fix', fix, why: 'fileMissing' });
  }

  const wanted = decision.mode === 'fitting' ? suggestedMode(facts) : decision.mode;
  const trapped = wanted === 'passive' && isPassiveTrapped(facts);
  if (trapped) left.push({ part: 'mode', why: 'trapped' });
  const mode = trapped ? null : wanted;
  if (mode !== null && mode !== inputs.wishes.mode) changes.push({ kind: 'wish', wishes: { mode } });
  const then = mode ?? inputs.wishes.mode;
  const accepted = inputs.noProtectorAcceptedAt !== null && then === inputs.wishes.mode;
  if (then !== null && hasGap(facts, then) && !accepted) {
    if (decision.acceptGap) changes.push({ kind: 'acceptNoProtector', accepted: true });
    else left.push({ part: 'gap', why: 'notAccepted' });
  }
  return { mode, changes, left };
}

const isOpen = (state: string): boolean => state === 'toFix' || state === 'notProvable';

/** A fix that some of the servers ask for, and how many of them can have it. */
export interface OfferedFix {
  readonly fix: FixId;
  readonly asked: readonly string[];
  /** Of those, the ones whose file is in no kit. */
  readonly fileMissing: readonly string[];
  /** False if no server has a check that stays to fix without it. */
  readonly required: boolean;
}

/** The fixes that these servers ask for and nobody has accepted yet, those of most servers first. */
export function offeredFixes(
  servers: readonly { readonly id: string; readonly known: Knowledge }[],
): OfferedFix[] {
  const found = new Map<FixId, { asked: string[]; fileMissing: string[]; required: boolean }>();
  for (const { id, known } of servers)
    for (const { fix, state, fixReady } of known.checks) {
      if (fix === null || !isOpen(state)) continue;
      const entry = found.get(fix) ?? { asked: [], fileMissing: [], required: false };
      if (!entry.asked.includes(id)) entry.asked.push(id);
      if (!fixReady && !entry.fileMissing.includes(id)) entry.fileMissing.push(id);
      found.set(fix, { ...entry, required: entry.required || state === 'toFix' });
    }
  return [...found]
    .map(([fix, entry]) => ({ fix, ...entry }))
    .sort((a, b) => Number(b.required) - Number(a.required) || b.asked.length - a.asked.length);
}

/** What still stands between a server and its confirmed plan: a step with its reason. */
export interface OpenStep {
  readonly step: StepId;
  readonly note: Note<KeyIn<'steps'>>;
}

/** Why the plan of a server cannot be confirmed yet; null where it can. The same order as `startPlan` asks in. */
export function openStep(assessment: Assessment): OpenStep | null {
  const { known } = assessment;
  const status = progress(assessment);
  const step = openAbovePlan(assessment.journey, status);
  const blocker = step && status[step].blocker;
  if (step && blocker) return { step, note: blocker };
  if (known === null) return { step: 'server', note: { key: 'blocker.readFirst' } };
  const open = remaining(known.plan);
  if (open.length === 0) return { step: 'plan', note: { key: 'note.plan.nothing' } };
  return open.some(({ blocked }) => blocked)
    ? { step: 'plan', note: { key: 'blocker.planIncomplete' } }
    : null;
}

/** Servers whose plans are the same, action by action and parameter by parameter. */
export interface PlanGroup<S> {
  readonly planHash: string;
  readonly items: readonly PlanItem[];
  readonly servers: readonly S[];
}

/** Puts servers with the same plan together, the largest group first. */
export function planGroups<S extends { readonly known: Knowledge }>(servers: readonly S[]): PlanGroup<S>[] {
  const groups = new Map<string, S[]>();
  for (const server of servers) {
    const { planHash } = server.known;
    groups.set(planHash, [...(groups.get(planHash) ?? []), server]);
  }
  return [...groups]
    .map(([planHash, members]) => ({
      planHash,
      items: remaining(members[0]?.known.plan ?? []),
      servers: members,
    }))
    .sort((a, b) => b.servers.length - a.servers.length);
}
