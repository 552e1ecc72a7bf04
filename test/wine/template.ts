import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeOwnTemp } from '../../build/ownTemp.mjs';

/**
 * Gives the suite a place for the Windows that `wine-prefix` makes once (ten seconds, 770 MB) and copies for each file by hard
 * links, so in the temporary folder, too. It goes with the suite; who names a place keeps it. Beside it lie the programs that
 * the first file compiles.
 */
export default function setUp(): () => void {
  const temp = takeOwnTemp();
  process.env.GANGWAY_WINE_MADE = join(temp.folder, 'made');
  const isKept = process.env.GANGWAY_WINE_TEMPLATE !== undefined;
  const template = join(temp.folder, 'template');
  if (!isKept) process.env.GANGWAY_WINE_TEMPLATE = template;
  return () => {
    if (!isKept) {
      delete process.env.GANGWAY_WINE_TEMPLATE;
      removeSockets(template);
    }
    delete process.env.GANGWAY_WINE_MADE;
    temp.giveBack();
  };
}

/**
 * Debian's wineserver (10.0) has its sockets in /tmp, in a folder that a file of the Windows names and its copies share, and leaves it there.
 */
function removeSockets(template: string): void {
  const file = join(template, 'wineserver');
  const name = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (/^wine-\w{6}$/.test(name)) rmSync(join('/tmp', name), { recursive: true, force: true });
}
