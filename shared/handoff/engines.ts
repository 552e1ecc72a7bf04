import type { Generator } from './files';
import type { EngineId } from './wanted';

/** What makes the hand-off of each engine; an engine that is not in here is not offered. */
export const generators: Partial<Readonly<Record<EngineId, Generator>>> = {};
