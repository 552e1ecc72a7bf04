import type { EarlierRun } from '../../shared/bridge/session';
import type { JournalEntry } from '../journal/entry';
import { antivirusFindings } from './probes/antivirusFindings';
import { analyzerFindings } from './probes/analyzerFindings';
import { cloudFindings } from './probes/cloudFindings';
import type { RunsNeeds } from './needs';
import type { Server } from '../servers/server';
import { changesOf, ledger } from './ledger';
import { runOf } from './runState';
import { shareFindings } from './probes/shareFindings';

/**
 * The journals of one server's runs, the newest first. A journal that is broken counts as far as it is whole, and is said:
 * what stands after the break proves nothing.
 */
export async function journalsOf(
  needs: Pick<RunsNeeds, 'journal' | 'notice'>,
  server: Server,
): Promise<(readonly JournalEntry[])[]> {
  const { since } = server.inputs.value();
  const found: (readonly JournalEntry[])[] = [];
  for (const runId of await needs.journal.list(server.id)) {
    const { entries, broken, unread } = await needs.journal.read(runId);
    if (unread !== undefined) needs.notice('journalUnread', `${runId}: ${unread}`);
    const whole = broken === null ? entries : entries.slice(0, broken.atSeq);
    const first = entries[0];
    // A journal whose very beginning was changed could be anybody's: it counts for nobody, and is said.
    if (broken?.atSeq === 0) needs.notice('journalBroken', runId);
    if (first?.targetId !== server.id || first.at < since) continue;
    if (broken !== null) needs.notice('journalBroken', runId);
    if (whole.length > 0) found.push(whole);
  }
  return found;
}

/** How many runs of the past are shown. */
const shownRuns = 20;

/** The runs of the past, the newest first. A probe changes nothing, so it is none of them. */
export function earlierRuns(journals: readonly (readonly JournalEntry[])[]): EarlierRun[] {
  return journals
    .flatMap((entries) => {
      const run = runOf(entries);
      if (run === null || run.purpose === 'probe') return [];
      const { runId, journey, purpose, startedAt, outcome } = run;
      return [{ runId, journey, purpose, startedAt, outcome, changes: changesOf(entries).length }];
    })
    .slice(0, shownRuns);
}

/** Puts the change ledger of a server into the session, and what its newest tests of the cloud and of the antivirus found, from its journals. */
export async function refreshChanges(
  needs: Pick<RunsNeeds, 'journal' | 'notice'>,
  server: Server,
): Promise<void> {
  const journals = await journalsOf(needs, server);
  const shown = {
    changes: ledger(journals),
    cloudFindings: cloudFindings(journals),
    antivirusFindings: antivirusFindings(journals),
    analyzer: analyzerFindings(journals),
    shareFindings: shareFindings(journals),
    earlier: earlierRuns(journals),
  };
  server.change(() => shown);
}
