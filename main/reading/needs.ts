import type { Settings } from '../../shared/model/settings';
import type { Servers } from '../../shared/model/servers/servers';
import type { ConnectNeeds } from '../connect/needs';
import type { StoredDocument } from '../disk/document';

/** What reading needs of the app: a server that is read is connected first. */
export interface ReadingNeeds extends ConnectNeeds {
  readonly servers: StoredDocument<Servers>;
  readonly settings: StoredDocument<Settings>;
  /** Lets work go on after its request was answered. Closing the app waits for it. */
  goOn(work: Promise<void>): void;
}
