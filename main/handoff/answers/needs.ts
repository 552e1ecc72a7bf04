import type { Readable } from 'node:stream';
import type { fleetRequests } from '../../../shared/bridge/fleet';
import type { Handlers } from '../../bridge/dispatch';
import type { Platform } from '../../platform';
import type { ServersNeeds } from '../../servers/needs';
import type { FleetStore } from './fleetStore';

/** What the results of a fleet need of the app. */
export interface FleetNeeds extends ServersNeeds {
  readonly platform: Pick<Platform, 'carrier' | 'realTargets' | 'pickFiles' | 'pickFolder'>;
  readonly store: FleetStore;
}

/** Results of a fleet: what their requests do, and a file that a browser sends because it cannot give a path. */
export interface Fleet {
  readonly handlers: Pick<Handlers, keyof typeof fleetRequests>;
  /** Reads a file that is sent as bytes beside those that were sent before. Throws `input.invalid` for one that is too large. */
  upload(name: string, bytes: Readable, declared: number | null): Promise<void>;
}
