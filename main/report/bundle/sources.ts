import type { BundleWish } from '../../../shared/bridge/bundle';
import { createHider, type HiddenText, type Names } from '../../redact/hideNames';
import { journalsOf } from '../../runs/changes';
import type { Server } from '../../servers/server';
import { contentsOf, type BundleNeeds } from './contents';
import { namesOf } from './names';

/** A file of a bundle as it goes in. `source`: the log that it was made of, by the name under which it lies open. */
export interface CleanFile extends HiddenText {
  readonly name: string;
  readonly source: string | null;
}

/** What a bundle is made of. */
export interface BundleSource {
  /** A preview is kept with this, and is gone with it. */
  readonly key: object;
  /** What the saved file may be called after, where names are shown. */
  readonly label: string | null;
  /** The files in a fixed order, without what must not leave. The same source gives the same files. */
  filesOf(wish: BundleWish): Promise<readonly CleanFile[]>;
}

/** A server: what was read, decided and done. */
export const serverSource = (needs: BundleNeeds, server: Server): BundleSource => ({
  key: server,
  label: server.target.name,
  async filesOf(wish) {
    const journals = await journalsOf(needs, server);
    const { technician } = needs.settings.value();
    const names = namesOf({ view: server.view(), technician, packages: server.packages(), journals });
    const hide = createHider(names, wish);
    const files = await contentsOf(needs, server, journals);
    return files.map(({ name, text }) => ({ name, source: null, ...hide(text) }));
  },
});

/**
 * The logs that lie open. They are made ready in the thread that holds them, because they may be large and come from strangers. What is
 * known of any server is hidden in them: nobody says from which one a log came. A preview lasts while the same logs lie there.
 */
export function deskSource({ session, desk, settings }: BundleNeeds): BundleSource {
  const { targets, libraries, logs } = session.get();
  return {
    key: logs.files,
    label: null,
    async filesOf(wish) {
      const { technician } = settings.value();
      const packages = [...libraries.real, ...libraries.practice];
      const known = targets.map((view) => namesOf({ view, technician, packages, journals: [] }));
      const all = (sort: keyof Names): string[] => [...new Set(known.flatMap((names) => names[sort]))];
      const names: Names = {
        accounts: all('accounts').concat(known.length === 0 && technician !== null ? [technician] : []),
        domains: all('domains'),
        servers: all('servers'),
        tenants: all('tenants'),
      };
      const files = await desk.forSupport({ names, wish });
      return files.map(({ source, ...file }) => ({
        ...file,
        source: source === null ? null : (logs.files[source]?.name ?? null),
      }));
    },
  };
}
