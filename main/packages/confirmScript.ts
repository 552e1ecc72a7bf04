import { z } from 'zod';
import type { Call } from '../../shared/plan/actions/action';
import type { InputOf } from '../../shared/bridge/contract';
import { GangwayError } from '../../shared/errors';
import { kitFileSchema } from '../../shared/model/kit';
import { differencesOf, isUnconfirmed } from '../../shared/kit/packageTrust';
import type { Package } from '../../shared/model/packages';
import type { PackagesNeeds } from './needs';
import type { Server } from '../servers/server';
import { libraryOf } from '../packages/library';
import { showLibraries } from './addPackages';
import { requireName } from '../servers/requireName';

/**
 * Takes a person's confirmation of the unknown lines of a script: who, when, and for which file, with the record of the file. A file
 * that differs by one letter must be confirmed again. Throws `step.blocked` for a wrong name of the server
 * and where Settings name nobody who could confirm, `package.missing`.
 */
export async function confirmScript(
  needs: PackagesNeeds,
  server: Server,
  { sha256, name }: Pick<InputOf<'confirmScript'>, 'sha256' | 'name'>,
): Promise<void> {
  requireName(server, name);
  const { technician } = needs.settings.value();
  if (technician === null)
    throw new GangwayError('step.blocked', 'the settings name nobody who could confirm');
  const library = libraryOf(needs.libraries, server.target);
  if (!(await library.confirm(sha256, technician))) throw new GangwayError('package.missing', sha256);
  showLibraries(needs);
}

/** The gate before a file is sent. Throws `package.unconfirmed`. */
export function requireConfirmed(pkg: Package | undefined): void {
  if (pkg !== undefined && isUnconfirmed(pkg)) throw new GangwayError('package.unconfirmed', pkg.name);
}

/** Whether a call runs a script of the portal, whose lines a person may have to confirm. */
const runsScript = ({ operation }: Call): boolean =>
  operation === 'Invoke-Onboarding' || operation === 'Invoke-Offboarding';

/**
 * The gate before the script of a call runs: its record in the library says who confirmed it. Throws `package.unconfirmed`, and
 * `package.missing` where no record is there any more.
 */
export function requireConfirmedCall(
  needs: Pick<PackagesNeeds, 'libraries'>,
  server: Server,
  call: Call,
): void {
  if (!runsScript(call)) return;
  const found = scriptOf(needs, server, call);
  if (found === undefined) throw new GangwayError('package.missing', call.operation);
  requireConfirmed(found);
}

/** What the journal says of the script that a call runs: how many of its lines are unknown, and who confirmed them. */
export function confirmationNote(needs: Pick<PackagesNeeds, 'libraries'>, server: Server, call: Call) {
  const found = runsScript(call) ? scriptOf(needs, server, call) : undefined;
  if (found?.confirmation === undefined) return {};
  return { confirmed: { sha256: found.sha256, lines: differencesOf(found).length, ...found.confirmation } };
}

const withFile = z.object({ file: kitFileSchema });

function scriptOf(
  needs: Pick<PackagesNeeds, 'libraries'>,
  server: Server,
  { params }: Call,
): Package | undefined {
  const { file } = withFile.parse(params);
  const library = libraryOf(needs.libraries, server.target);
  return library.list().find(({ sha256 }) => sha256 === file.sha256);
}
