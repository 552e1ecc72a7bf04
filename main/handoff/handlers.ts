import type { handOffRequests } from '../../shared/bridge/handOff';
import type { Handlers } from '../bridge/dispatch';
import type { HandOffNeeds } from './handOffs';

/** What the requests of the hand-off do. What makes its files is loaded with the first of them. */
export function handOffHandlers(needs: HandOffNeeds): Pick<Handlers, keyof typeof handOffRequests> {
  const files = () => import('./handOffs');
  return {
    previewHandOff: async (choice) => (await files()).previewHandOff(needs, choice),
    writeHandOff: async (choice) => ({ folder: await (await files()).writeHandOff(needs, choice) }),
  };
}
