import type { StateOf } from '../locales/keys';
import type { CheckId, FixId } from '../model/checkIds';
import type { ServerState } from '../model/facts';
import type { Kit } from '../model/kit';
import type { PackageKind } from '../model/packages';
import type { OsFamily } from '../knowledge/os';
import type { Doubt } from '../knowledge/source';

/**
 * What a check says. `toFix` stops the way until it is fixed, planned or waived; `toKnow` asks for nothing;
 * `notProvable`: the evidence could not be read or lies elsewhere, which is never shown as passed.
 */
export type CheckState = 'passed' | 'toFix' | 'toKnow' | 'notProvable';

/** A file whose absence blocks a fix; `kb` names the Windows update, null for every other kind. */
export interface MissingFile {
  kind: PackageKind;
  kb: string | null;
}

/** The outcome of one check on one reading of a server. */
export interface Check {
  id: CheckId;
  state: CheckState;
  /** What the server has: a raw short value that is not translated (`absent` where there is nothing). */
  found: string;
  /** What it should have, in the same form; null where there is no such value. */
  needed: string | null;
  /** The action that fixes it; null when it is fixed by hand or there is nothing to fix. */
  fix: FixId | null;
  file: MissingFile | null;
  /** Whether a person may go on without it, with a written reason. */
  waivable: boolean;
  source: string;
  doubt: Doubt | null;
}

/** All that a check may look at. `clockSkewMs`: server minus this computer; null when it was not measured. */
export interface CheckContext {
  facts: ServerState;
  kit: Kit;
  family: OsFamily;
  clockSkewMs: number | null;
}

/** What a rule finds; the rest of a `Check` is the rule's own data. A `waivable` here replaces the rule's own. */
export type Judgement<State extends CheckState = CheckState> = { state: State } & Pick<
  Check,
  'found' | 'needed' | 'fix' | 'file'
> &
  Partial<Pick<Check, 'waivable'>>;

/** A prerequisite as data: where it applies, what it rests on, and the pure test. */
interface RuleOf<Id extends CheckId> {
  id: Id;
  /** Versions of Windows it applies to; null for all. */
  families: readonly OsFamily[] | null;
  /** Whether it applies at all, when that depends on the kit. Left out: always. */
  applies?: (kit: Kit) => boolean;
  waivable: boolean;
  source: string;
  doubt: Doubt | null;
  /** Gives no state without a title in `checks.json`. */
  judge: (context: CheckContext) => Judgement<StateOf<Id> & CheckState>;
}
export type CheckRule = { [Id in CheckId]: RuleOf<Id> }[CheckId];

const plain = { fix: null, file: null };
export const passed = (found: string, needed: string | null = null): Judgement<'passed'> => ({
  state: 'passed',
  found,
  needed,
  ...plain,
});
export const toKnow = (found: string, needed: string | null = null): Judgement<'toKnow'> => ({
  state: 'toKnow',
  found,
  needed,
  ...plain,
});
export const notProvable = (found: string, needed: string | null = null): Judgement<'notProvable'> => ({
  state: 'notProvable',
  found,
  needed,
  ...plain,
});
/** To fix, by an action or by hand (`fix` null), possibly with a file that is not there yet. */
export const toFix = (
  found: string,
  needed: string | null,
  fix: FixId | null = null,
  file: MissingFile | null = null,
): Judgement<'toFix'> => ({ state: 'toFix', found, needed, fix, file });
