import { createHash } from 'node:crypto';
import { GangwayError } from '../../../shared/errors';
import type { BundleOf, bundleRequests, BundleWish } from '../../../shared/bridge/bundle';
import type { ReplyOf } from '../../../shared/bridge/contract';
import type { Handlers } from '../../bridge/dispatch';
import { writeFile } from '../../disk/files';
import { nothingHidden, sumOf } from '../../redact/hideNames';
import type { Server } from '../../servers/server';
import { chooseLocale, createTexts } from '../../texts';
import type { BundleNeeds } from './contents';
import { type BundleSource, type CleanFile, deskSource, serverSource } from './sources';
import { zipOf } from './zipFile';

/** The bundles for support: each is shown whole before it is saved, and what was shown is what is saved. */
interface Bundles {
  preview(of: BundleSource, wish: BundleWish): Promise<ReplyOf<'previewBundle'>>;
  read(of: BundleSource, id: string, name: string): ReplyOf<'readBundleFile'>;
  save(of: BundleSource, id: string): Promise<string | null>;
}

interface Made {
  readonly id: string;
  readonly zip: Buffer;
  readonly files: readonly CleanFile[];
  /** Whether its name may hold that of its source. */
  readonly named: boolean;
}

/** So much of a file is shown (characters); the whole one lies in the bundle. */
const shownLength = 200_000;

/** Makes the bundles; the last preview of each source is kept in memory, and nowhere else. */
function createBundles(needs: BundleNeeds): Bundles {
  const previews = new WeakMap<object, Made>();
  const shown = ({ key }: BundleSource, id: string): Made => {
    const made = previews.get(key);
    if (made?.id !== id) throw new GangwayError('bundle.gone');
    return made;
  };
  return {
    async preview(source, wish) {
      const clean = await source.filesOf(wish);
      const hidden = sumOf(clean.map((file) => file.hidden));
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
      const files = [{ name: 'README.txt', source: null, text: readMe, hidden: nothingHidden }, ...clean];
      const zip = await zipOf(files);
      const id = createHash('sha256').update(zip).digest('hex');
      previews.set(source.key, { id, zip, files, named: !wish.names });
      return {
        id,
        bytes: zip.length,
        files: files.map(({ name, source, text, hidden: own }) => ({
          name,
          source,
          bytes: Buffer.byteLength(text),
          hidden: own,
        })),
        hidden,
      };
    },
    read(of, id, name) {
      const file = shown(of, id).files.find((each) => each.name === name);
      if (file === undefined) throw new GangwayError('input.invalid', name);
      return { text: file.text.slice(0, shownLength), cut: file.text.length > shownLength };
    },
    async save(of, id) {
      const { zip, named } = shown(of, id);
      const name = named && of.label !== null ? of.label.replaceAll(/[^A-Za-z0-9-]/g, '-') : id.slice(0, 8);
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
  const sourceOf = (of: BundleOf): BundleSource =>
    of.kind === 'logs' ? deskSource(needs) : serverSource(needs, handle(of.targetId));
  return {
    previewBundle: ({ of, wish }) => bundles.preview(sourceOf(of), wish),
    readBundleFile: async ({ of, id, name }) => bundles.read(sourceOf(of), id, name),
    saveBundle: async ({ of, id }) => ({ path: await bundles.save(sourceOf(of), id) }),
  };
}
