import type { Readable } from 'node:stream';
import { addLogStream } from './logs/logs';
import type { LogsNeeds } from './logs/needs';
import { addPackageStream } from './packages/addPackages';
import type { PackagesNeeds } from './packages/needs';
import { givingTo } from './packages/recipient';
import type { Fleet } from './handoff/answers/needs';
import type { Sites } from './site/needs';
import type { ToolFolders } from './toolFolder/needs';

/** Where a file goes that a browser sends as bytes, by what it is sent for: the desk of logs, the kits, the results of Server 2008 R2, results of a fleet, a library, or that of a server. */
export const createUpload =
  (desk: LogsNeeds['desk'], sites: Sites, toolFolders: ToolFolders, fleet: Fleet, packing: PackagesNeeds) =>
  async (to: string, ...given: [name: string, bytes: Readable, declared: number | null]): Promise<void> => {
    if (to === 'logs') return addLogStream(desk, ...given);
    if (to === 'fleet') return fleet.upload(...given);
    if (to === 'site' || to === 'siteProgram') return sites.upload(to, ...given);
    if (to === 'toolResult') return toolFolders.upload(given[1]);
    return addPackageStream(packing, givingTo(packing, to), ...given);
  };
