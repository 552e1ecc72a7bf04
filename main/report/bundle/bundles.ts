import { createHash } from 'node:crypto';
import { GangwayError } from '../../../shared/errors';
import type { bundleRequests, BundleWish, Hidden } from '../../../shared/bridge/bundle';
import type { ReplyOf } from '../../../shared/bridge/contract';
import type { Handlers } from '../../bridge/dispatch';
import { writeFile } from '../../disk/files';
import { journalsOf } from '../../runs/changes';
import type { Server } from '../../servers/server';
import { chooseLocale, createTexts } from '../../texts';
import { contentsOf, type BundleFile, type BundleNeeds } from './contents';
import { createHider, nothingHidden } from './hide';
import { namesOf } from './names';
import { zipOf } from './zipFile';

/** The bundles for support: each is shown whole before it is saved, and what was shown is what is saved. */
interface Bundles {
  preview(server: Server, wish: BundleWish): Promise<ReplyOf<'previewBundle'>>;
  read(server: Server, id: string, name: string): ReplyOf<'readBundleFile'>;
  save(server: Server, id: string): Promise<string | null>;
}

interface Made {
  readonly id: string;
  readonly zip: Buffer;
  readonly files: readonly BundleFile[];
  /** Whether its name may hold that of the server. */
  readonly named: boolean;
}

/** So much of a file is shown (characters); the whole one lies in the bundle. */
const shownLength = 200_000;

const kinds = ['secrets', 'people', 'domains', 'servers', 'tenants'] as const;
const sum = (all: readonly Hidden[]): Hidden =>
  all.reduce(
    (total, one) =>
      Object.assign({ ...total }, Object.fromEntries(kinds.map((kind) => [kind, total[kind] + one[kind]]))),
    nothingHidden,
  );

/** Makes the bundles of all servers; the last preview of each is kept in memory, and nowhere else. */
function createBundles(needs: BundleNeeds): Bundles {
  const previews = new WeakMap<Server, Made>();
  const shown = (server: Server, id: string): Made => {
    const made = previews.get(server);
    if (made?.id !== id) throw new GangwayError('bundle.gone');
    return made;
  };
  return {
    async preview(server, wish) {
      const journals = await journalsOf(needs, server);
      const view = server.view();
      const { technician } = needs.settings.value();
      const hide = createHider(namesOf({ view, technician, packages: server.packages(), journals }), wish);
      const clean = (await contentsOf(needs, server, journals)).map(({ name, text }) => ({
        name,
        ...hide(text),
      }));
      const hidden = sum(clean.map((file) => file.hidden));
      const t = createTexts(chooseLocale(needs.settings.value().locale, needs.platform.locale));
      const readMe = [
        t('bundle:readMe.title', { version: needs.version }),
        '',
        t('bundle:readMe.about'),
        ...clean.map(({ name }) => `  ${name}`),
        '',
        t('bundle:readMe.hidden', { ...hidden }),
        t(wish.names ? 'bundle:readMe.namesHidden' : 'bundle:readMe.namesShown'),
        t(wish.tenant ? 'bundle:readMe.tenantShown' : 'bundle:readMe.tenantHidden'),
        '',
      ].join('\n');
      const files = [{ name: 'README.txt', text: readMe, hidden: nothingHidden }, ...clean];
      const zip = await zipOf(files);
      const id = createHash('sha256').update(zip).digest('hex');
      previews.set(server, { id, zip, files, named: !wish.names });
      return {
        id,
        bytes: zip.length,
        files: files.map(({ name, text, hidden: own }) => ({
          name,
          bytes: Buffer.byteLength(text),
          hidden: own,
        })),
        hidden,
      };
    },
    read(server, id, name) {
      const file = shown(server, id).files.find((each) => each.name === name);
      if (file === undefined) throw new GangwayError('input.invalid', name);
      return { text: file.text.slice(0, shownLength), cut: file.text.length > shownLength };
    },
    async save(server, id) {
      const { zip, named } = shown(server, id);
      const name = named ? server.target.name.replaceAll(/[^A-Za-z0-9-]/g, '-') : id.slice(0, 8);
      let path: string | null = null;
      try {
        path = await needs.platform.saveAs(`gangway-support-${name}.zip`);
        if (path !== null) await writeFile(path, zip, { mode: 0o600 });
      } catch (error) {
        throw new GangwayError('file.unwritable', error instanceof Error ? error.message : String(path));
      }
      return path;
    },
  };
}

/** What the requests of the bundle do. */
export function bundleHandlers(
  needs: BundleNeeds,
  handle: (targetId: string) => Server,
): Pick<Handlers, keyof typeof bundleRequests> {
  const bundles = createBundles(needs);
  return {
    previewBundle: ({ targetId, wish }) => bundles.preview(handle(targetId), wish),
    readBundleFile: async ({ targetId, id, name }) => bundles.read(handle(targetId), id, name),
    saveBundle: async ({ targetId, id }) => ({ path: await bundles.save(handle(targetId), id) }),
  };
}
