import { GangwayError } from '../../../shared/errors';
import { filesToSend } from '../../../shared/plan/actions/kitFiles';
import type { Call } from '../../../shared/plan/actions/action';
import type { JourneyId } from '../../../shared/model/journeys';
import type { ParamsOf } from '../../../shared/model/operations';
import type { PlanItem } from '../../../shared/plan/plan';
import { requireConfirmed } from '../../packages/confirmScript';
import type { RunsNeeds } from '../needs';
import type { Server } from '../../servers/server';
import { libraryOf } from '../../packages/library';

/**
 * The files of `send-kit` with their places on this computer, and whether the administrative share may be tried. Each file is
 * hashed again right here: what was checked when it was added may have been swapped since. Throws `package.missing` or
 * `package.notTrusted`, `package.unconfirmed`.
 */
export async function sendParams(
  needs: RunsNeeds,
  server: Server,
  journey: JourneyId,
  item: PlanItem,
): Promise<ParamsOf<'Send-Package'>> {
  if (item.id !== 'send-kit') throw new GangwayError('internal', `${item.id} does not run in the session`);
  const library = libraryOf(needs.libraries, server.target);
  const files = [];
  for (const file of filesToSend(server.known(journey).situation)) {
    const source = library.pathOf(file.sha256);
    if (source === null) throw new GangwayError('package.missing', file.name);
    requireConfirmed(library.list().find((pkg) => pkg.sha256 === file.sha256));
    if (!(await library.verify(file.sha256))) throw new GangwayError('package.notTrusted', file.name);
    files.push({ ...file, source });
  }
  return { files, ...wayParams(needs, server) };
}

/** The parameters of a call as a run writes them down: those of a copy with what Settings allow. */
export const intendedParams = (needs: RunsNeeds, server: Server, { operation, params }: Call): unknown =>
  operation === 'Send-Package' ? Object.assign({}, params, wayParams(needs, server)) : params;

/** Whether the administrative share may be tried; where this computer is the server there is none. */
export function wayParams(needs: RunsNeeds, server: Server): { readonly adminShare?: true } {
  const overNetwork = server.view().connection !== null;
  return overNetwork && needs.settings.value().adminShare === true ? { adminShare: true } : {};
}
