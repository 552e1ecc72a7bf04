import { join } from 'node:path';
import { takeOwnTemp } from '../../build/ownTemp.mjs';

/**
 * Gives the suite a place for the Windows that `wine-prefix` makes once (ten seconds, 770 MB) and copies for each file by hard
 * links, so in the temporary folder, too. It goes with the suite; who names a place keeps it.
 */
export default function setUp(): () => void {
  if (process.env.GANGWAY_WINE_TEMPLATE !== undefined) return () => undefined;
  const temp = takeOwnTemp();
  process.env.GANGWAY_WINE_TEMPLATE = join(temp.folder, 'template');
  return () => {
    delete process.env.GANGWAY_WINE_TEMPLATE;
    temp.giveBack();
  };
}
