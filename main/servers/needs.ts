import type { Settings } from '../../shared/model/settings';
import type { Servers } from '../../shared/model/servers/servers';
import type { Target } from '../../shared/model/target';
import type { StoredDocument } from '../disk/document';
import type { Platform } from '../platform';
import type { SessionStore } from '../session';
import type { Server } from './server';

/** What the room of the servers needs of the app. */
export interface ServersNeeds {
  readonly session: SessionStore;
  readonly settings: StoredDocument<Settings>;
  readonly servers: StoredDocument<Servers>;
  readonly platform: Pick<Platform, 'realTargets'>;
  /** The server of that id. Throws `input.invalid` for one that is not here. */
  readonly handle: (targetId: string) => Server;
  readonly addServer: (target: Target) => Promise<Server>;
  /** Says something that is no answer to a request; the same thing is said once. */
  notice(key: string, detail: string): void;
  now(): number;
}
