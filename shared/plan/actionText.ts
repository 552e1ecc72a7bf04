import type { Say } from '../locales/keys';
import { actionIds } from './actions/action';

/** A text of an action of a run. One that another version of Gangway ran, and this one does not know, keeps its bare id. */
export function actionText(say: Say, id: string, part: 'title' | 'doing' | 'chain' | 'ledger'): string {
  const known = actionIds.find((one) => one === id);
  return known === undefined ? id : say(`actions:${known}.${part}`);
}
