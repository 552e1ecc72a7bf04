import type { TargetView } from '../bridge/session';
import { askEverything, type Everything } from '../findings/everything';
import type { Evidence } from '../findings/evidence';
import { searchedSymptom, walk, type Walk } from '../findings/walk';
import type { Search } from '../model/search';

/** What Troubleshoot knows of a server: all that shows on it, and the search of a person as far as it came. */
export interface Searching {
  readonly evidence: Evidence;
  readonly everything: Everything;
  /** Null where nobody searches. */
  readonly search: Search | null;
  /** Null where nobody searches, and where everything is asked. */
  readonly walk: Walk | null;
}

/** What Troubleshoot knows, from what is known of the server. Pure. */
export function searching(
  {
    inputs,
    reads,
    cloudFindings,
    shareFindings,
    run,
  }: Pick<TargetView, 'inputs' | 'reads' | 'cloudFindings' | 'shareFindings' | 'run'>,
  known: Pick<Evidence, 'situation' | 'os' | 'checks' | 'refused'>,
): Searching {
  const evidence: Evidence = {
    ...known,
    reads: reads ?? {},
    cloud: cloudFindings,
    share: shareFindings ?? null,
    run,
  };
  const { search } = inputs;
  const symptom = search === null ? null : searchedSymptom(search);
  return {
    evidence,
    everything: askEverything(evidence),
    search,
    walk: search === null || symptom === null ? null : walk(symptom, search, evidence),
  };
}
