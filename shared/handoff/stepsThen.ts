import type { Say } from '../locales/keys';
import type { Direction, EngineId } from '../model/handOff';
import { guideSteps } from './guide';

const numbers = ['1', '2', '3'] as const;

/** What a person does once the files are written, in order; last, where servers leave results, how these come back into the list. */
export function stepsThen(
  t: Say,
  engine: EngineId,
  direction: Direction,
  { share, results }: { readonly share: string; readonly results: string | null },
): string[] {
  const steps =
    engine === 'groupPolicy'
      ? numbers.map((number) => t(`handoff:then.${engine}.${direction}.${number}`, { share }))
      : guideSteps(t, engine, { share });
  return [...steps, ...(results === null ? [] : [t('handoff:then.results', { results })])];
}
