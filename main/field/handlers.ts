import type { fieldRequests } from '../../shared/bridge/fieldRequests';
import type { Handlers } from '../bridge/dispatch';
import type { Server } from '../servers/server';
import { importFacts } from './importFacts';
import type { FieldNeeds } from './needs';
import { importResult } from './importResult';
import { playFieldRun } from './playRun';
import { writeReader } from './writeReader';
import { writeRun } from './writeRun';

/** What each request about field kits does. */
export function fieldHandlers(
  needs: FieldNeeds,
  handle: (targetId: string) => Server,
): Pick<Handlers, keyof typeof fieldRequests> {
  return {
    writeFieldReader: async () => ({ path: await writeReader(needs) }),
    importFacts: async () => ({ targetId: await importFacts(needs) }),
    writeFieldRun: async ({ targetId, journey, planHash, name }) => ({
      path: await writeRun(needs, handle(targetId), journey, planHash, name),
    }),
    importFieldResult: async ({ targetId, partial }) => ({
      taken: await importResult(needs, handle(targetId), partial),
    }),
    playFieldRun: async ({ targetId }) => {
      await playFieldRun(needs, handle(targetId));
      return {};
    },
  };
}
