import type { English } from './english';
import type { French } from './french';

/** The forms of a text for one and for many; i18next adds their names to the key by the number it is given. */
type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** A key as it is asked for: without the name of a plural form. */
type Asked<Key extends string> = Key extends `${infer Base}_${Plural}` ? Base : Key;

/** The keys of a group of texts, with the names of the groups around each, as in `proof.less`. */
type KeysOf<Group> = {
  [Key in keyof Group & string]: Group[Key] extends string ? Asked<Key> : `${Key}.${KeysOf<Group[Key]>}`;
}[keyof Group & string];

/** The keys of all areas, each behind the name of its area, as in `components:proof.less`. */
type AllKeysOf<Areas> = {
  [Area in keyof Areas & string]: `${Area}:${KeysOf<Areas[Area]>}`;
}[keyof Areas & string];

/** Stops the type check where a part has what the whole lacks, and names it. */
type Within<Whole, Part extends Whole> = Part;

/** An area of texts: a file of its name in each language. */
export type Area = keyof English;

/** A key of one area, without the name of the area. */
export type KeyIn<Of extends Area> = Of extends Area ? KeysOf<English[Of]> : never;

/** A key of a text that English and French both have. One that a language lacks stops the type check here. */
export type TextKey = Within<AllKeysOf<English>, AllKeysOf<French>> &
  Within<AllKeysOf<French>, AllKeysOf<English>>;

/** What stands between two parts of keys: `Between<'connect:code.', '.cause'>` is every cause that has a text. */
export type Between<
  Start extends string,
  End extends string = '',
> = Start extends `${infer Of extends Area}:${infer Rest}` ? Cut<KeyIn<Of>, Rest, End> : never;
type Cut<Key, Start extends string, End extends string> = Key extends `${Start}${infer Name}${End}`
  ? Name
  : never;

/** What a text is filled with, by name; i18next chooses its form by `count` and `context`. */
type Values = Readonly<Record<string, unknown>>;

/**
 * The title of a check in one of its states. No type ties a check that is only known by its id to its states: `checks/rule.ts`
 * lets a rule give those alone that have a title.
 */
type CheckTitle = `checks:${Between<'checks:', '.why'>}.title.${StateOf<Between<'checks:', '.why'>>}`;
/** The states of a check that have a title; some have one more for a value that was found, as in `toFix_pending`. */
export type StateOf<Id extends string> = Exclude<Between<`checks:${Id}.title.`>, `${string}_${string}`>;

/** Gives the text of a key, as i18next does. Keys of the areas at home here need no name of an area before them. */
export type Say<Home extends Area = never> = (
  key: TextKey | KeyIn<Home> | CheckTitle,
  values?: Values,
) => string;
