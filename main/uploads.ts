import type { Readable } from 'node:stream';
import { addLogStream } from './logs/logs';
import type { LogsNeeds } from './logs/needs';
import { addPackageStream } from './packages/addPackages';
import type { PackagesNeeds } from './packages/needs';
import { givingTo } from './packages/recipient';
import type { Sites } from './site/sites';

/** Where a file goes that a browser sends as bytes, by what it is sent for: the desk of logs, the kits, a library, or that of a server. */
export const createUpload =
  (desk: LogsNeeds['desk'], sites: Sites, packing: PackagesNeeds) =>
  async (to: string, ...given: [name: string, bytes: Readable, declared: number | null]): Promise<void> => {
    if (to === 'logs') return addLogStream(desk, ...given);
    if (to === 'site' || to === 'siteProgram') return sites.upload(to, ...given);
    return addPackageStream(packing, givingTo(packing, to), ...given);
  };
