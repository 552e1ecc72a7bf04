import type { Say } from '../locales/keys';
import type { Direction, EngineId } from '../model/handOff';
import { guideSteps } from './guide';

const numbers = ['1', '2', '3'] as const;

/** What a person does once the files are written, in order. */
export function stepsThen(
  t: Say,
  engine: EngineId,
  direction: Direction,
  values: { readonly share: string },
): string[] {
  if (engine !== 'groupPolicy') return guideSteps(t, engine, values);
  return numbers.map((number) => t(`handoff:then.${engine}.${direction}.${number}`, { share: values.share }));
}
