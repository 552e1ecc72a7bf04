import type { fieldRequests } from '../../shared/bridge/fieldRequests';
import type { Handlers } from '../bridge/dispatch';
import type { Server } from '../servers/server';
import type { FieldNeeds } from './needs';

/** What each request about field kits does. Each loads what it works with when it is asked for. */
export function fieldHandlers(
  needs: FieldNeeds,
  handle: (targetId: string) => Server,
): Pick<Handlers, keyof typeof fieldRequests> {
  return {
    writeFieldReader: async () => ({ path: await (await import('./writeReader')).writeReader(needs) }),
    importFacts: async () => ({ targetId: await (await import('./importFacts')).importFacts(needs) }),
    writeFieldRun: async ({ targetId, journey, planHash, name }) => {
      const { writeRun } = await import('./writeRun');
      return { path: await writeRun(needs, handle(targetId), journey, planHash, name) };
    },
    importFieldResult: async ({ targetId, partial }) => {
      const { importResult } = await import('./importResult');
      return { taken: await importResult(needs, handle(targetId), partial) };
    },
    playFieldRun: async ({ targetId }) => {
      const { playFieldRun } = await import('./playRun');
      await playFieldRun(needs, handle(targetId));
      return {};
    },
  };
}
