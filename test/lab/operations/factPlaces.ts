import type { ServerState } from '../../../shared/facts';

/** The facts by their place, two levels deep, each as JSON. */
export type Places = ReadonlyMap<string, string>;

/** The facts of a reading by their place; what the reading says of itself is left out. */
export function placesOf(state: ServerState): Places {
  const { readAt: _time, unreadable: _told, ...facts } = state;
  return new Map(
    Object.entries(facts).flatMap(([part, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).map(([name, leaf]) => [`${part}.${name}`, JSON.stringify(leaf)] as const)
        : [[part, JSON.stringify(value)] as const],
    ),
  );
}

/** Places where another reading has another value, or none. */
export const changedPlaces = (whole: Places, other: Places): string[] =>
  [...whole].flatMap(([place, value]) => (other.get(place) === value ? [] : [place]));
