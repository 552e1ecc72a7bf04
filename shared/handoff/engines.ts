import { ansible } from './ansible/ansible';
import { configurationManager } from './configurationManager/configurationManager';
import type { Generator } from './files';
import { plain } from './plain/plain';
import type { EngineId } from './wanted';

/** What makes the hand-off of each engine; an engine that is not in here is not offered. */
export const generators: Partial<Readonly<Record<EngineId, Generator>>> = {
  configurationManager,
  ansible,
  plain,
};
