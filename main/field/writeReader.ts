import { eventsReachMs } from '../../shared/field/factsFile';
import { GangwayError } from '../../shared/errors';
import { antivirusServices } from '../../shared/knowledge/antivirus';
import { furtherReads } from '../../shared/model/furtherReads';
import { glue } from '../operations';
import { asked, furtherReachMs } from '../reading/furtherRead';
import { chooseLocale, createTexts } from '../texts';
import { sha256 } from './hashed';
import { kitScripts, writeKit } from './kitFolder';
import type { FieldNeeds } from './needs';

/** A moment (epoch ms) as part of a name: `20261130-0655`, in UTC. */
export const stampOf = (at: number): string =>
  new Date(at).toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');

/**
 * Writes the folder of read.cmd where a person says: the same scripts that read a server over a session, to be carried to servers without
 * one. Answers its path; null when the dialog was closed. Throws `file.unwritable`, `target.notAllowed`.
 */
export async function writeReader(
  needs: Pick<FieldNeeds, 'platform' | 'settings' | 'version' | 'now'>,
): Promise<string | null> {
  const { platform, settings, version } = needs;
  if (!platform.realTargets) throw new GangwayError('target.notAllowed', 'field');
  const t = createTexts(chooseLocale(settings.value().locale, platform.locale));
  const scripts = kitScripts(['Get-ServerIdentity', 'Get-ServerState', ...furtherReads], false);
  const words = {
    reading: t('fieldKit:reading', { name: '{{name}}' }),
    changedFile: t('fieldKit:changedFile', { file: '{{file}}' }),
    notRead: t('fieldKit:notRead', { why: '{{why}}' }),
    notWritten: t('fieldKit:notWritten', { path: '{{path}}', why: '{{why}}' }),
    nowhere: t('fieldKit:nowhere'),
    lessWithoutRights: t('fieldKit:lessWithoutRights'),
    factsAt: t('fieldKit:factsAt', { path: '{{path}}' }),
  };
  const kit = JSON.stringify({
    gangway: version,
    antivirusServices: antivirusServices(),
    eventsReachMs,
    // Its moment is that of the server, when it is read.
    further: furtherReads.map((name) => ({ name, given: asked[name](0) })),
    furtherReachMs,
    scripts,
    words,
  });
  return writeKit(platform, {
    name: `gangway-read-${stampOf(needs.now())}`,
    start: 'read',
    startFile: {
      description: { path: 'gangway\\kit.json', sha256: sha256(kit) },
      changed: t('fieldKit:changedAtStart'),
    },
    script: glue.fieldRead,
    scripts,
    texts: [{ path: ['gangway', 'kit.json'], text: kit }],
    readMe: `${t('fieldKit:readMe.read', { version })}\n`,
  });
}
