import type { fieldRequests } from '../../shared/bridge/fieldRequests';
import type { Handlers } from '../bridge/dispatch';
import { importFacts } from './importFacts';
import type { FieldNeeds } from './needs';
import { writeReader } from './writeReader';

/** What each request about field kits does. */
export function fieldHandlers(needs: FieldNeeds): Pick<Handlers, keyof typeof fieldRequests> {
  return {
    writeFieldReader: async () => ({ path: await writeReader(needs) }),
    importFacts: async () => ({ targetId: await importFacts(needs) }),
  };
}
