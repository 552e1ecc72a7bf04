import type { LogRefusal } from '../../../shared/bridge/logs';

/** What is put on the desk: a path of this computer, or bytes with a name. */
export type Given =
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'bytes';
      readonly name: string;
      readonly bytes: Uint8Array;
      /** When it was written last, as if the clock of this computer were UTC; null: not known. */
      readonly modified: number | null;
    };

/** Whose clock the logs of one server have, where it was asked. */
export interface GivenClock {
  readonly offsetMinutes: number;
  readonly computer: string;
}

/** A file that was found in what was given: its bytes, or why there are none. */
export type Found = {
  readonly name: string;
  readonly inside: string | null;
} & (
  | {
      readonly bytes: Buffer;
      readonly modified: number | null;
      readonly cut: boolean;
    }
  | { readonly refusal: LogRefusal; readonly size: number }
);

/** What the desk lets in. */
export interface Room {
  /** Bytes that it still takes. */
  readonly left: () => number;
  /** This computer's clock minus UTC at a moment, in minutes. */
  readonly offsetAt: (moment: number) => number;
}
