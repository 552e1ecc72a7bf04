import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import { GangwayError } from '../../shared/errors';
import type { SiteDesk } from '../../shared/bridge/site';
import type { KnownKit, Sites as StoredSites, SiteProgram } from '../../shared/model/siteKit';
import { sitePlan, writtenReceiver, type ListedServer, type SitePlan } from '../../shared/site/siteRows';
import type { StoredDocument } from '../disk/document';
import { requireOwnDrive } from '../packages/ownDrive';
import { chooseLocale, createTexts } from '../texts';
import { changedDraft } from './draft';
import { fillLibrary } from './fillLibrary';
import { makeKit } from './makeKit';
import type { SiteNeedsOfApp, Sites } from './needs';
import { openKit, sourceAt } from './openKit';
import { hashOf } from './pump';
import { receiveFile } from './receiveFile';
import { createSiteWork, type Telling } from './work';
import { folderFor, kitFolderName, manifestAt, writeKit } from './writeKit';

/** The kits of a data folder, as they are written, opened and put into the library; `incoming` is where a browser's files lie meanwhile. */
export function createSites(
  needs: SiteNeedsOfApp,
  stored: StoredDocument<StoredSites>,
  incoming: string,
): Sites {
  const { session, platform, now } = needs;
  const practice = !platform.realTargets;
  let programAt: string | null = null;
  const show = (part: Partial<SiteDesk>): void =>
    session.change(({ sites }) => ({ sites: { ...sites, ...part } }));
  const work = createSiteWork(show, needs.goOn);
  const library = (ofPractice: boolean) => (ofPractice ? needs.libraries.practice : needs.libraries.real);

  const keep = async (part: Partial<Pick<SiteDesk, 'draft' | 'known'>>): Promise<void> => {
    await stored.update((current) => ({ ...current, ...part }));
    show(part);
  };
  const remember = (kit: KnownKit): Promise<void> =>
    keep({ known: [kit, ...stored.value().known.filter(({ kitId }) => kitId !== kit.kitId)].slice(0, 200) });

  const listed = (): ListedServer[] =>
    session
      .get()
      .targets.filter(({ target }) => (target.kind === 'practice') === practice)
      .map(({ target, facts, inputs }) => ({
        targetId: target.id,
        name: facts?.computer.name ?? target.name,
        facts,
        inputs,
      }));
  const planNow = (): SitePlan =>
    sitePlan(session.get().sites.draft, listed(), library(practice).list(), practice);

  const takeProgram = (path: string, name: string): void =>
    work.begin('hashing', async (telling) => {
      const found = await hashOf(path, telling);
      const program: SiteProgram = { name, ...found };
      programAt = path;
      await keep({ draft: { ...session.get().sites.draft, program } });
    });

  const open = (path: string, known: boolean): void =>
    work.begin('opening', async (telling) => {
      show({ opened: null });
      const kit = await sourceAt(path);
      try {
        const opened = await openKit(kit, now(), telling);
        show({ opened });
        const before = stored.value().known.find(({ kitId }) => kitId === opened.kitId);
        const lacking = new Set(
          opened.receivers.flatMap(({ lacks }) => lacks.map(({ kind, kb }) => `${kind} ${kb ?? ''}`)),
        );
        if (known)
          await remember({
            kitId: opened.kitId,
            name: opened.name,
            practice: opened.practice,
            writtenAt: opened.writtenAt,
            seenAt: now(),
            by: opened.by,
            receivers: opened.receivers.map(({ name, family, count }) => ({ name, family, count })),
            draft: before?.draft ?? null,
            files: opened.asked,
            missing: lacking.size,
            bytes: opened.files.reduce((all, { bytes }) => all + bytes, 0),
            form: opened.form,
            place: opened.place,
          });
      } finally {
        await kit.close();
      }
    });

  const write = async (place: string, form: 'folder' | 'zip', telling: Telling): Promise<void> => {
    const plan = planNow();
    const { draft } = session.get().sites;
    const before = form === 'folder' ? await manifestAt(place) : null;
    const { technician, locale } = needs.settings.value();
    const made = makeKit({
      plan,
      draft,
      library: library(practice).list(),
      pathOf: (sha256) => library(practice).pathOf(sha256),
      programAt,
      kitId: before?.kitId ?? randomUUID(),
      gangway: needs.version,
      practice,
      by: technician ?? '',
      now: now(),
      t: createTexts(chooseLocale(locale, platform.locale)),
    });
    await writeKit(place, form, made, telling);
    const { manifest } = made;
    await remember({
      kitId: manifest.kitId,
      name: manifest.name,
      practice,
      writtenAt: manifest.writtenAt,
      seenAt: now(),
      by: manifest.by,
      receivers: plan.receivers.flatMap((one) => writtenReceiver(one) ?? []),
      draft: { ...draft, program: null },
      files: plan.rows.length,
      missing: plan.missing,
      bytes: manifest.files.reduce((all, { bytes }) => all + bytes, 0),
      form,
      place,
    });
    show({ written: { kitId: manifest.kitId, place, missing: plan.missing } });
  };

  const requireElectron = (): void => {
    // A browser may not name files of this computer.
    if (platform.carrier !== 'electron') throw new GangwayError('target.notAllowed', 'paths');
  };

  return {
    handlers: {
      changeSite: async ({ change }) => {
        work.expectIdle();
        const onList = new Set(listed().map(({ targetId }) => targetId));
        if (change.kind === 'dropProgram') programAt = null;
        await keep({ draft: changedDraft(session.get().sites.draft, change, onList, stored.value().known) });
        show({ written: null });
        return {};
      },
      bringPracticeFile: async ({ id }) => {
        const file = needs.practiceFiles.find((one) => one.id === id);
        if (file === undefined) throw new GangwayError('input.invalid', id);
        await needs.libraries.practice.add([file.path]);
        needs.showLibraries();
        return {};
      },
      pickSiteProgram: async () => {
        work.expectIdle();
        const [path] = await platform.pickFiles();
        if (path !== undefined) takeProgram(path, basename(path));
        return {};
      },
      writeSite: async ({ form, incomplete }) => {
        work.expectIdle();
        const plan = planNow();
        if (plan.receivers.length === 0) throw new GangwayError('step.blocked', 'nobody');
        if (!plan.complete && !incomplete) throw new GangwayError('step.blocked', 'missing');
        const place = await placeFor(needs, form, session.get().sites.draft.name);
        if (place !== null) work.begin('writing', (telling) => write(place, form, telling));
        return { started: place !== null };
      },
      stopSite: async () => {
        work.stop();
        return {};
      },
      pickSite: async ({ form }) => {
        work.expectIdle();
        const path = form === 'folder' ? await platform.pickFolder() : (await platform.pickFiles())[0];
        if (path !== null && path !== undefined) open(path, true);
        return {};
      },
      openSite: async ({ path }) => {
        requireElectron();
        requireOwnDrive(path);
        open(path, true);
        return {};
      },
      openKnownSite: async ({ kitId }) => {
        const kit = stored.value().known.find((one) => one.kitId === kitId);
        if (kit === undefined) throw new GangwayError('input.invalid', kitId);
        open(kit.place, true);
        return {};
      },
      closeSite: async () => {
        work.expectIdle();
        show({ opened: null, failure: null });
        return {};
      },
      fillFromSite: async () => {
        const { opened } = session.get().sites;
        if (opened === null) throw new GangwayError('step.blocked', 'closed');
        work.begin('filling', async (telling) => {
          telling.onTotal(opened.files.reduce((all, { bytes }) => all + bytes, 0));
          const kit = await sourceAt(opened.place);
          try {
            const filled = await fillLibrary(opened, kit, library(opened.practice), telling);
            show({ opened: { ...opened, filled } });
          } finally {
            await kit.close();
            needs.showLibraries();
          }
        });
        return {};
      },
      forgetSite: async ({ kitId }) => {
        await keep({ known: stored.value().known.filter((one) => one.kitId !== kitId) });
        return {};
      },
    },
    async upload(what, name, bytes, declared) {
      work.expectIdle();
      const path = await receiveFile(join(incoming, what), name, bytes, declared);
      if (what === 'site') open(path, false);
      else takeProgram(path, basename(path));
    },
  };
}

/** Where a person wants the kit; null when the dialog was closed. A browser has no dialog: there the platform has a place of its own. */
async function placeFor(
  { platform }: Pick<SiteNeedsOfApp, 'platform'>,
  form: 'folder' | 'zip',
  name: string,
): Promise<string | null> {
  if (form === 'zip') return platform.saveAs(`${kitFolderName(name)}.zip`);
  if (platform.carrier !== 'electron') return platform.saveAs(kitFolderName(name));
  const picked = await platform.pickFolder();
  return picked === null ? null : folderFor(picked, name);
}
