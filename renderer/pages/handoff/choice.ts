import { useState } from 'react';
import { isUninstalling } from '../../../shared/handoff/fleet';
import {
  handOffNameSchema,
  nameSchema,
  needsShare,
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
  /** Groups of computers as they were typed; Group Policy alone asks for them. */
  readonly groups: Readonly<Partial<Record<FleetFamily, string>>>;
  readonly uninstall: boolean;
}

/** A field of the page whose text cannot be meant; an empty one is not wrong yet. */
export type BadField = 'name' | 'share' | 'results' | 'group';

/** A path as it is meant, whether or not a stroke was typed behind it. */
const without = (path: string): string => path.trim().replace(/\\$/, '');

/** Whether servers can leave a result: where the script runs on them. Taking settings back by Group Policy runs none. */
export const asksResults = ({ engine, direction }: Pick<Draft, 'engine' | 'direction'>): boolean =>
  !(engine === 'groupPolicy' && direction === 'remove');

/** The groups that count: those of the chosen Windows versions, where the tool knows groups. */
function groupsOf({ engine, families, groups }: Draft): HandOffChoice['groups'] {
  if (engine !== 'groupPolicy') return {};
  return Object.fromEntries(
    families.flatMap((family) => {
      const group = groups[family]?.trim() ?? '';
      return group === '' ? [] : [[family, group]];
    }),
  );
}

/** The fields that hold what cannot be meant. */
export function badFields(draft: Draft): BadField[] {
  const { name } = draft;
  const files = needsShare(draft.engine, draft.direction) ? without(draft.share) : '';
  const answers = asksResults(draft) ? without(draft.results) : '';
  const isInside = `${answers}\\`.toLowerCase().startsWith(`${files}\\`.toLowerCase());
  return [
    ...(name.trim() !== '' && !handOffNameSchema.safeParse(name.trim()).success ? (['name'] as const) : []),
    ...(files !== '' && !shareSchema.safeParse(files).success ? (['share'] as const) : []),
    ...(answers !== '' && (!shareSchema.safeParse(answers).success || (files !== '' && isInside))
      ? (['results'] as const)
      : []),
    ...(Object.values(groupsOf(draft)).every((group) => nameSchema.safeParse(group).success)
      ? []
      : (['group'] as const)),
  ];
}

/** The choice that the page stands for, or null while something is missing or cannot be meant. Taking settings back reads no share. */
export function choiceOf(
  draft: Draft,
  around: Pick<HandOffChoice, 'practice' | 'targetId' | 'without'>,
): HandOffChoice | null {
  const share = needsShare(draft.engine, draft.direction) ? without(draft.share) : null;
  const results = asksResults(draft) ? without(draft.results) : '';
  const name = draft.name.trim();
  if (name === '' || share === '' || draft.families.length === 0 || badFields(draft).length > 0) return null;
  return {
    ...around,
    ...{ engine: draft.engine, direction: draft.direction, name, share },
    results: results === '' ? null : results,
    mode: draft.mode === 'plan' ? null : draft.mode,
    families: [...draft.families],
    tenantFile: draft.tenantFile,
    groups: groupsOf(draft),
    uninstall: draft.uninstall && isUninstalling({ ...draft, families: [...draft.families] }),
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
