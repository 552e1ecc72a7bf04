import type { Between } from '../locales/keys';
import type { FleetFamily } from '../model/handOff';
import type { FleetFile, Wanted } from './wanted';
import type { Wishes } from '../model/wishes';

/**
 * What a file gives away to whoever reads it. `tenant`: the package that takes a server into the tenant, or out of it; `names`: names of servers,
 * groups and shares; `nothing`: what Microsoft publishes, or is the same for everybody.
 */
export type Holds = 'tenant' | 'names' | 'nothing';

/** One file of a hand-off: a text (written as UTF-8 without a mark), bytes, or a file of the library. */
export interface HandOffFile {
  /** Below the folder that is written, parted by `/`. */
  readonly path: string;
  readonly content: string | Uint8Array | FleetFile;
  readonly holds: Holds;
}

/** Why an engine cannot carry a setting out (`handoff:because.<reason>`). */
export type Because = Between<'handoff:because.'>;

/** A wish that this hand-off leaves out; null: on every Windows of it. */
export interface LeftOut {
  readonly wish: keyof Wishes;
  readonly family: FleetFamily | null;
  readonly because: Because;
}

/** What a person has to know of a hand-off before using it (`handoff:note.<id>`). */
export interface HandOffNote {
  readonly id: Between<'handoff:note.'>;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What a generator makes of what is wanted. The same for the same, byte for byte: no clock, no chance. */
export interface HandOff {
  readonly files: readonly HandOffFile[];
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly HandOffNote[];
}

/** The PowerShell that is written along, by the name of its file: our templates of hand-off, and every operation with its parts included. */
export type ScriptTexts = (name: string) => string;

/** Makes the hand-off of one engine. */
export type Generator = (wanted: Wanted, scripts: ScriptTexts) => HandOff;
