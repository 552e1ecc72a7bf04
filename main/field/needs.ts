import type { Platform } from '../platform';
import type { RunsNeeds } from '../runs/needs';
import type { ServersNeeds } from '../servers/needs';
import type { FieldStore } from './fieldStore';
import type { Kits } from './kits';

/** What field kits need of the app: they are written from a plan, and what they bring back becomes a run. */
export interface FieldNeeds extends RunsNeeds, Pick<ServersNeeds, 'session' | 'addServer'> {
  readonly platform: Platform;
  readonly version: string;
  readonly fields: FieldStore;
  readonly kits: Kits;
  /** Where a journal is written before it counts. */
  readonly stagingFolder: string;
}
