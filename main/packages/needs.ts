import type { Settings } from '../../shared/model/settings';
import type { StoredDocument } from '../disk/document';
import type { Platform } from '../platform';
import type { Server } from '../servers/server';
import type { SessionStore } from '../session';
import type { Library } from './library';
import type { PracticeFile } from './practicePackages';

/** What the room of the packages needs of the app. */
export interface PackagesNeeds {
  readonly session: SessionStore;
  readonly settings: StoredDocument<Settings>;
  /** Practice packages never reach a real server, nor the other way round. */
  readonly libraries: { readonly real: Library; readonly practice: Library };
  /** The packages that come with the app for practice. */
  readonly practiceFiles: readonly PracticeFile[];
  readonly platform: Pick<Platform, 'realTargets' | 'saveAs'>;
  /** A server of the list by its id. Throws `input.invalid` for another one. */
  readonly handle: (targetId: string) => Server;
}
