import type { EngineId } from '../model/handOff';
import { ansible } from './ansible/ansible';
import { configurationManager } from './configurationManager/configurationManager';
import type { Generator } from './files';
import { groupPolicy } from './groupPolicy/groupPolicy';
import { plain } from './plain/plain';

/** What makes the hand-off of each engine; an engine that is not in here is not offered. */
export const generators: Partial<Readonly<Record<EngineId, Generator>>> = {
  groupPolicy,
  configurationManager,
  ansible,
  plain,
};
