import { GangwayError } from '../../shared/errors';
import type { packageRequests } from '../../shared/bridge/packageRequests';
import type { Handlers } from '../bridge/dispatch';
import type { Platform } from '../platform';
import { addPackages, addPracticePackages, dismissRefused, removePackage } from './addPackages';
import { confirmScript } from './confirmScript';
import type { Downloads } from './downloads';
import type { DownloadWatch } from './downloadWatch';
import type { PackagesNeeds } from './needs';
import { requireOwnDrive } from './ownDrive';
import { givingTo } from './recipient';
import { saveCopy } from './saveCopy';

/** What brings files to the libraries beside a person, and work that goes on after its answer. */
export interface Bringing {
  readonly platform: Platform;
  readonly downloads: Downloads;
  readonly watch: DownloadWatch;
  readonly goOn: (work: Promise<void>) => void;
}

/** What the requests of the libraries do. */
export function packageHandlers(
  packing: PackagesNeeds,
  { platform, downloads, watch, goOn }: Bringing,
): Pick<Handlers, keyof typeof packageRequests> {
  return {
    pickPackages: async ({ to }) => {
      const giving = givingTo(packing, to);
      const paths = await platform.pickFiles();
      if (paths.length > 0) await addPackages(packing, giving, paths);
      return {};
    },
    addPackages: async ({ to, paths }) => {
      // A browser may not name files of this computer: it hands over bytes.
      if (platform.carrier !== 'electron') throw new GangwayError('target.notAllowed', 'paths');
      for (const path of paths) requireOwnDrive(path);
      await addPackages(packing, givingTo(packing, to), paths);
      return {};
    },
    addPracticePackages: async ({ to, ids }) => addPracticePackages(packing, givingTo(packing, to), ids),
    dismissRefused: async ({ to, name }) => {
      dismissRefused(packing, to, name);
      return {};
    },
    confirmScript: async ({ targetId, ...script }) => {
      await confirmScript(packing, packing.handle(targetId), script);
      return {};
    },
    removePackage: async ({ practice, sha256 }) => {
      await removePackage(packing, practice, sha256);
      return {};
    },
    savePackage: async ({ practice, sha256 }) => ({ path: await saveCopy(packing, practice, sha256) }),
    startDownload: async ({ id }) => {
      goOn(downloads.start(id));
      return {};
    },
    cancelDownload: async ({ id }) => {
      downloads.cancel(id);
      return {};
    },
    watchDownloads: async ({ on, to }) => {
      await watch.turn(on ? givingTo(packing, to) : null);
      return {};
    },
    pickDownloadFolder: async () => {
      const folder = await platform.pickFolder();
      if (folder !== null) await watch.choose(folder);
      return {};
    },
  };
}
