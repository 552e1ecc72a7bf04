import type { PlannedFix } from '../model/search';
import type { CauseId } from './cause';
import { causeOf } from './causes';
import type { Evidence } from './evidence';

/** What the fix of a cause puts into the plan, on this server and now; null where its next step is none that Gangway carries out. */
export function fixOf(id: CauseId, evidence: Evidence): Pick<PlannedFix, 'wishes' | 'fixes'> | null {
  const { next } = causeOf(id);
  if (next.kind === 'accept') {
    const fix = next.of(evidence);
    return fix && { wishes: {}, fixes: [fix] };
  }
  const wishes = next.kind === 'wish' ? next.of(evidence) : null;
  return wishes && { wishes, fixes: [] };
}
