import { emptyFleet } from '../shared/bridge/fleet';
import { emptyDesk } from '../shared/bridge/logs';
import type { Session } from '../shared/bridge/session';
import { emptySites } from '../shared/bridge/site';
import { emptyToolFolders } from '../shared/model/toolFolder';
import type { Settings } from '../shared/model/settings';
import { emptyQueue } from '../shared/model/servers/queue';
import { watchAtRest } from './packages/downloadWatch';
import type { Library } from './packages/library';
import type { Platform } from './platform';

/** What the pages see before any server was restored. `now` is the start of the app (epoch ms). */
export const firstSession = (
  settings: Settings,
  libraries: Record<'real' | 'practice', Pick<Library, 'list'>>,
  platform: Pick<Platform, 'downloadFolder' | 'realTargets'>,
  now: number,
): Omit<Session, 'revision'> => ({
  settings,
  targets: [],
  queues: { practice: emptyQueue, real: emptyQueue },
  rounds: { practice: null, real: null },
  libraries: { real: libraries.real.list(), practice: libraries.practice.list() },
  refused: [],
  downloads: [],
  watch: watchAtRest(platform.downloadFolder),
  logs: emptyDesk({ offsetMinutes: 0 - new Date(now).getTimezoneOffset(), of: null }),
  sites: emptySites(!platform.realTargets),
  toolFolder: emptyToolFolders,
  fleet: emptyFleet,
  notices: [],
});
