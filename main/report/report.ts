import type { JourneyId } from '../../shared/model/journeys';
import { withJourney } from '../../shared/model/inputs';
import { GangwayError } from '../../shared/errors';
import { stat } from '../disk/files';
import { renderReport } from './render';
import { reportTexts } from './texts';
import { storeInputs } from '../servers/inputs';
import { writeReport } from './reportFiles';
import { reportOf } from './reportModel';
import { takeHostOut } from '../connect/trustHost';
import type { ReportNeeds } from './needs';
import type { Server } from '../servers/server';

/** What the name of a report's file says of its journey; that of Onboard has always been without. */
const names: Readonly<Record<JourneyId, string>> = {
  onboard: '',
  troubleshoot: 'findings-',
  maintain: 'maintain-',
  takeOff: 'take-off-',
};

/** The handover report of a journey as it would be saved now: exactly this text. */
export async function previewReport(needs: ReportNeeds, server: Server, journey: JourneyId): Promise<string> {
  const report = await reportOf(needs, server, journey);
  return renderReport(report, reportTexts[report.locale]);
}

/**
 * Saves the report where a person says, as HTML with its machine record beside it; answers the place of the HTML, or null
 * when the dialog was closed. The time and place are kept with the inputs, so that a later change makes it old. Throws
 * `file.unwritable`.
 */
export async function saveReport(
  needs: ReportNeeds,
  server: Server,
  journey: JourneyId,
): Promise<string | null> {
  const { preparedAt, target } = await reportOf(needs, server, journey);
  const day = new Date(preparedAt).toISOString().slice(0, 10);
  const safeName = target.name.replaceAll(/[^A-Za-z0-9-]/g, '-');
  let path: string | null = null;
  try {
    path = await needs.platform.saveAs(`gangway-${names[journey]}${safeName}-${day}.html`);
    if (path === null) return null;
    // The report is the end of the work: a name that was trusted for it goes, and the report says when it went.
    if (server.view().busy === 'idle') await takeHostOut(needs, server);
    await writeReport(path, await reportOf(needs, server, journey));
  } catch (error) {
    throw new GangwayError('file.unwritable', error instanceof Error ? error.message : String(path));
  }
  const saved = path;
  await storeInputs(server, (inputs) =>
    withJourney(inputs, journey, { report: { savedAt: needs.now(), path: saved } }),
  );
  return path;
}

/**
 * Opens the saved report of a server, or shows it in its folder. Throws `step.blocked` where none was saved, `file.missing`
 * where it is not there any more, and what the platform throws.
 */
export async function openReport(
  needs: ReportNeeds,
  server: Server,
  journey: JourneyId,
  how: 'open' | 'folder',
): Promise<void> {
  const { report } = server.view().inputs.journeys[journey];
  if (report === null) throw new GangwayError('step.blocked', 'no report was saved');
  const found = await stat(report.path).catch(() => null);
  if (!found?.isFile()) throw new GangwayError('file.missing', report.path);
  await (how === 'open' ? needs.platform.openFile(report.path) : needs.platform.showFile(report.path));
}
