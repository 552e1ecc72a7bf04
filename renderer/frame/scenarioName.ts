import type { Say } from '../../shared/locales/keys';
import { scenarioOf } from '../../shared/model/practice';

/** What a practice server is called. One that only an earlier version had is called by its machine file. */
export function scenarioName(t: Say, machine: string): string {
  const scenario = scenarioOf(machine);
  return scenario === undefined ? machine : t(scenario.nameKey);
}
