import type { JournalEntry } from '../journal/entry';
import { cloudFindings } from './cloudFindings';
import type { Context } from '../context';
import { ledger } from './ledger';

/**
 * The journals of one server's runs, the newest first. A journal that is broken counts as far as it is whole, and is said:
 * what stands after the break proves nothing.
 */
export async function journalsOf(context: Context, targetId: string): Promise<(readonly JournalEntry[])[]> {
  const { since } = context.handle(targetId).inputs.value();
  const found: (readonly JournalEntry[])[] = [];
  for (const runId of await context.journal.list(targetId)) {
    const { entries, broken, unread } = await context.journal.read(runId);
    if (unread !== undefined) context.notice('journalUnread', `${runId}: ${unread}`);
    const whole = broken === null ? entries : entries.slice(0, broken.atSeq);
    const first = entries[0];
    // A journal whose very beginning was changed could be anybody's: it counts for nobody, and is said.
    if (broken?.atSeq === 0) context.notice('journalBroken', runId);
    if (first?.targetId !== targetId || first.at < since) continue;
    if (broken !== null) context.notice('journalBroken', runId);
    if (whole.length > 0) found.push(whole);
  }
  return found;
}

/** Puts the change ledger of a server into the session, and what its newest test of the cloud found, from its journals. */
export async function refreshChanges(context: Context, targetId: string): Promise<void> {
  const journals = await journalsOf(context, targetId);
  const shown = { changes: ledger(journals), cloudFindings: cloudFindings(journals) };
  context.session.changeTarget(targetId, () => shown);
}
