import { useState } from 'react';
import {
  handOffNameSchema,
  shareSchema,
  type Direction,
  type EngineId,
  type FleetFamily,
  type HandOffChoice,
} from '../../../shared/model/handOff';

/** What stands on the page, good or not. */
export interface Draft {
  readonly engine: EngineId;
  readonly direction: Direction;
  readonly name: string;
  readonly share: string;
  readonly results: string;
  readonly mode: 'plan' | 'active' | 'passive';
  readonly families: readonly FleetFamily[];
  readonly tenantFile: string | null;
}

/** A field of the page whose text cannot be meant; an empty one is not wrong yet. */
export type BadField = 'name' | 'share' | 'results';

/** A path as it is meant, whether or not a stroke was typed behind it. */
const without = (path: string): string => path.trim().replace(/\\$/, '');

/** The fields that hold what cannot be meant. */
export function badFields({ name, share, results }: Draft): BadField[] {
  const [files, answers] = [without(share), without(results)];
  const isInside = `${answers}\\`.toLowerCase().startsWith(`${files}\\`.toLowerCase());
  return [
    ...(name.trim() !== '' && !handOffNameSchema.safeParse(name.trim()).success ? (['name'] as const) : []),
    ...(files !== '' && !shareSchema.safeParse(files).success ? (['share'] as const) : []),
    ...(answers !== '' && (!shareSchema.safeParse(answers).success || (files !== '' && isInside))
      ? (['results'] as const)
      : []),
  ];
}

/** The choice that the page stands for, or null while something is missing or cannot be meant. Taking settings back reads no share. */
export function choiceOf(
  draft: Draft,
  around: Pick<HandOffChoice, 'practice' | 'targetId'>,
): HandOffChoice | null {
  const [name, share, results] = [draft.name.trim(), without(draft.share), without(draft.results)];
  if (name === '' || share === '' || draft.families.length === 0 || badFields(draft).length > 0) return null;
  return {
    ...around,
    ...{ engine: draft.engine, direction: draft.direction, name, share },
    results: results === '' ? null : results,
    mode: draft.mode === 'plan' ? null : draft.mode,
    families: [...draft.families],
    tenantFile: draft.tenantFile,
  };
}

/** While the app runs: who looks elsewhere and comes back finds what was typed. */
const kept = new Map<string, Draft>();

/** The draft of a place, and how it is changed. */
export function useDraft(of: string, first: () => Draft): readonly [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState<Draft>(() => kept.get(of) ?? first());
  return [
    draft,
    (change) => {
      const next = { ...draft, ...change };
      kept.set(of, next);
      setDraft(next);
    },
  ];
}
