import { join } from 'node:path';
import { emptyDraft, sitesSchema, type Sites as StoredSites } from '../../shared/model/siteKit';
import { openDocument } from '../disk/document';
import { rm } from '../disk/files';
import { whenAsked } from '../whenAsked';
import type { SiteNeedsOfApp, Sites } from './needs';

/**
 * Opens the kits of a data folder. What is being put together and the list of kits outlive the app; everything else is looked at anew. What
 * works on them is loaded with the first request.
 */
export async function openSites(needs: SiteNeedsOfApp): Promise<Sites> {
  const incoming = join(needs.dataFolder, 'kits');
  const stored = await openDocument({
    path: join(needs.dataFolder, 'kits.json'),
    schema: sitesSchema,
    empty: { version: 1, draft: emptyDraft, known: [] } satisfies StoredSites,
    onQuarantine: needs.onQuarantine,
  });
  // What a browser sent lies there while it is looked at; after a kill nobody asks for it.
  await rm(incoming, { recursive: true, force: true }).catch(() => undefined);
  const { draft, known } = stored.value();
  // Where Gangway's zip lay is not kept: it is pointed to anew.
  needs.session.change(({ sites }) => ({ sites: { ...sites, draft: { ...draft, program: null }, known } }));
  const desk = whenAsked(async () => (await import('./sites')).createSites(needs, stored, incoming));
  return {
    handlers: {
      changeSite: async (input) => (await desk()).handlers.changeSite(input),
      bringPracticeFile: async (input) => (await desk()).handlers.bringPracticeFile(input),
      pickSiteProgram: async (input) => (await desk()).handlers.pickSiteProgram(input),
      writeSite: async (input) => (await desk()).handlers.writeSite(input),
      stopSite: async (input) => (await desk()).handlers.stopSite(input),
      pickSite: async (input) => (await desk()).handlers.pickSite(input),
      openSite: async (input) => (await desk()).handlers.openSite(input),
      openKnownSite: async (input) => (await desk()).handlers.openKnownSite(input),
      closeSite: async (input) => (await desk()).handlers.closeSite(input),
      fillFromSite: async (input) => (await desk()).handlers.fillFromSite(input),
      forgetSite: async (input) => (await desk()).handlers.forgetSite(input),
    },
    upload: async (...given) => (await desk()).upload(...given),
  };
}
