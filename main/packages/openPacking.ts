import { publicDownloads } from '../../shared/knowledge/downloads';
import type { Platform } from '../platform';
import { addDownload, addPackages } from './addPackages';
import type { Clock } from './download/clock';
import { createDownloads, type Downloads, type DownloadsOptions } from './downloads';
import { createDownloadWatch, type DownloadWatch } from './downloadWatch';
import type { Inspect } from './inspection/inspection';
import type { PackagesNeeds } from './needs';
import { practiceFiles } from './practicePackages';
import { givingTo } from './recipient';

/** What the room of the packages is opened with. */
export interface PackingOptions extends Pick<PackagesNeeds, 'session' | 'settings' | 'libraries' | 'handle'> {
  readonly platform: Platform;
  readonly clock: Clock;
  readonly inspect: Inspect;
  /** Where the packages lie that come with the app. */
  readonly practiceFolder: string;
  /** Where the parts of public downloads lie. */
  readonly downloadFolder: string;
  /** Other public downloads than those of Microsoft, for tests; null in the product. */
  readonly downloads: Pick<DownloadsOptions, 'table' | 'practice' | 'outbound'> | null;
}

/** Opens the room of the packages: what it needs of the app, the public downloads, and the watch over the folder of the browser. */
export function openPacking(options: PackingOptions): {
  readonly packing: PackagesNeeds;
  readonly downloads: Downloads;
  readonly watch: DownloadWatch;
} {
  const { session, settings, libraries, handle, platform, clock, inspect } = options;
  const packing: PackagesNeeds = {
    ...{ session, settings, libraries, handle, platform },
    practiceFiles: practiceFiles(options.practiceFolder),
  };
  const offered = options.downloads ?? {
    table: publicDownloads,
    practice: false,
    outbound: platform.outbound,
  };
  const downloads = createDownloads({
    ...offered,
    ...{ inspect, session, clock },
    folder: options.downloadFolder,
    take: (path) => addDownload(packing, offered.practice, path),
  });
  const watch = createDownloadWatch({
    ...{ session, clock },
    folder: platform.downloadFolder,
    take: async (to, path) => addPackages(packing, givingTo(packing, to), [path]),
  });
  return { packing, downloads, watch };
}
