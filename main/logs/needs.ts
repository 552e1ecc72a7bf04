import type { Platform } from '../platform';
import type { SessionStore } from '../session';
import type { DeskApart } from './apart';

/** What the room of the logs needs of the app. */
export interface LogsNeeds {
  readonly session: SessionStore;
  readonly platform: Platform;
  readonly desk: DeskApart;
  readonly now: () => number;
}
