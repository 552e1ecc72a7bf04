import { failureOf } from '../../../shared/errors';
import type { PlanItem } from '../../../shared/plan/plan';
import type { CopyView } from '../../../shared/bridge/session';
import { createCopyMeter } from './copyMeter';
import {
  backOff,
  createTaker,
  factsThroughLoss,
  patchAction,
  showContact,
  unseen,
  type Followed,
} from '../follow';
import { hold } from '../../servers/lease';
import { sendParams } from './sendKit';
import { requireGoing, type Work } from '../sendTask';
import { ContactEnded, isLinkError, isWayClosed } from '../../shell/wayErrors';

/** How often a copy over the network is tried again after a break in which no more byte arrived. */
const copyTries = 3;

/**
 * Copies the files. Over the network a copy that broke goes on where it stopped, once the link is back and the server shows
 * that the files are not there: nothing that arrived is sent again.
 */
export async function copyFiles(work: Work, item: PlanItem, nn: number): Promise<Followed> {
  const { needs, server, runId, pen, signal } = work;
  const { shell: first } = await server.shell();
  const params = await sendParams(needs, server, work.journey, item);
  const stop = new AbortController();
  server.copying = stop;
  // A stop that was asked for while the files were hashed had nothing to end yet.
  if (server.view().run?.stopAsked === true) stop.abort();
  const goes = AbortSignal.any([signal, stop.signal]);
  requireGoing(goes);
  await pen.note({ action: item.id, nn, phase: 'sent' });
  const taker = createTaker(needs, server, runId, item.id, nn);
  const meter = createCopyMeter();
  const show = (copy: CopyView) => patchAction(server, nn, { copy });
  let arrived = 0;
  for (let shell = first, tries = 1; ; tries += 1) {
    let taken: Promise<void> = Promise.resolve();
    try {
      // A copy may take an hour, and is no task that would renew the hold itself.
      await hold(needs, server, runId, 'Send-Package');
      const result = await shell.run('Send-Package', params, {
        signal: goes,
        onRecords: (records) => {
          const done = records.reduce((most, one) => (one.kind === 'progress' ? one.done : most), 0);
          if (done > arrived) [arrived, tries] = [done, 0];
          show(meter.take(records, needs.now()));
          taken = taken.then(() => taker.take(records));
          // It is awaited below. Until then a rejection must not count as unhandled.
          taken.catch(() => undefined);
        },
      });
      return { outcome: 'ended', end: null, result, saidAt: null };
    } catch (error) {
      if (signal.aborted) throw error;
      if (isWayClosed(error)) throw new ContactEnded(error);
      if (!isLinkError(error)) throw error;
      await server.closeShell();
      const unknown = { ...unseen, lost: failureOf(error) };
      if (server.way === null || tries >= copyTries) return unknown;
      show(meter.broken());
      showContact(needs, server, 'interrupted');
      await backOff(needs, tries, goes);
      // The files may all have arrived before the link broke: the server knows.
      await factsThroughLoss(work);
      showContact(needs, server, 'running');
      if (item.action.isDone(server.known(work.journey).situation)) return unknown;
      shell = (await server.shell()).shell;
    } finally {
      await taken;
    }
  }
}
