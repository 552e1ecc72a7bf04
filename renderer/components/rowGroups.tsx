import { createContext, useContext, type ReactNode } from 'react';
import { useRoving, type Roving } from './roving';

const SharedRoving = createContext<Roving | null>(null);

/** The roving of the lists around, where they share one. */
export const useSharedRoving = (): Roving | null => useContext(SharedRoving);

/** Every row of the lists inside, in the order in which they are shown; no two lists hold the same id. */
export type RowGroupsProps = { ids: readonly string[]; children: ReactNode };

/**
 * Lists under one another as one Tab stop: the arrows lead from the last row of one to the first of the next. A page with a
 * list for each answer would else cost a stop, and those of the row's buttons, for every list.
 */
export function RowGroups({ ids, children }: RowGroupsProps) {
  return <SharedRoving value={useRoving(ids)}>{children}</SharedRoving>;
}
