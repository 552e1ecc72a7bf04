import { useState } from 'react';

type Kind = 'practice' | 'real';
type Ids = ReadonlySet<string>;

/** While the app runs: who looks at one plan and comes back finds the choice as it was. */
const kept = new Map<Kind, Ids>();

/** The servers that a person took out of the choice, and how that is changed. */
export function useTakenOut(kind: Kind): readonly [Ids, (ids: Ids) => void] {
  const [out, setOut] = useState<Ids>(() => kept.get(kind) ?? new Set());
  return [
    out,
    (ids) => {
      kept.set(kind, ids);
      setOut(ids);
    },
  ];
}
