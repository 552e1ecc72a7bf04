import type { Between } from '../../locales/keys';
import type { ServerState } from '../../model/facts';
import type { Wishes } from '../../model/wishes';
import type { Action } from '../actions/action';
import type { Situation } from '../situation';

/** What a setting is now: the words for it (`settings:now.<word>` with its values), and the raw value as the server gave it. */
export interface SettingNow {
  readonly word: Between<'settings:now.'>;
  readonly values?: Readonly<Record<string, string | number>>;
  readonly raw: string;
}

/** One choice beside "unchanged" (`settings:offer.<id>`), and the wishes that it is. */
export interface Offer {
  readonly id: Between<'settings:offer.'>;
  readonly wishes: Partial<Wishes>;
}

/** A choice that is typed (`settings:field.<id>`): `wishOf` is null for a text that cannot be meant, `textOf` for no wish. */
export interface Field {
  readonly id: Between<'settings:field.'>;
  wishOf(text: string): Partial<Wishes> | null;
  textOf(wishes: Wishes): string | null;
  /** It is typed on several lines. */
  readonly lines?: true;
  /** What of a text is never meant, with the reason (`settings:flaw.<flaw>`). */
  refused?(text: string): readonly { readonly text: string; readonly flaw: Between<'settings:flaw.'> }[];
}

/** A trap of a setting on this server (`settings:note.<id>` with its values). */
export interface Note {
  readonly id: Between<'settings:note.'>;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** One value that the wish changes, by Windows' own name, with what it is and what it will be; equal where it stays. */
export interface Part {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/**
 * A setting of a server as a record: what it is, what may be wanted of it, and the actions that make it so. Pure questions; a person who
 * wants nothing of it leaves it untouched. Its name is `settings:name.<id>`.
 */
export interface Setting {
  readonly id: Between<'settings:name.'>;
  /** The row stands under this heading. */
  readonly group: Between<'settings:group.'>;
  /** The wishes that are its own. */
  readonly wishes: readonly (keyof Wishes)[];
  now(facts: ServerState): SettingNow;
  /** What this server can be wished; none where its Windows has no such setting. */
  offers(situation: Situation): readonly Offer[];
  readonly field?: Field;
  /** The traps of this setting here: what it costs, and who may set it again. */
  notes(situation: Situation): readonly Note[];
  /** The exact values behind its wish, where they are more than one. */
  parts?(situation: Situation): readonly Part[];
  readonly actions: readonly Action[];
  /**
   * Whether the server follows its value; null: it could not be read, or does not tell. Left out: the value itself is all there is,
   * and the actions judge it.
   */
  follows?(situation: Situation): boolean | null;
}
