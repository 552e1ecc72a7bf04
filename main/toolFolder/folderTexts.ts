import type { Say } from '../../shared/locales/keys';
import type { Package } from '../../shared/model/packages';
import type { RunWords } from './runFile';

/** A value that run.cmd fills in on the server. */
const onServer = { code: '{{code}}', file: '{{file}}', update: '{{update}}' };

/** What run.cmd says, in the language of the app. */
export const runWords = (t: Say): RunWords => ({
  begin: t('toolFolder:run.begin'),
  notAdministrator: t('toolFolder:run.notAdministrator'),
  nowhere: t('toolFolder:run.nowhere'),
  practice: t('toolFolder:run.practice'),
  update: t('toolFolder:run.update', onServer),
  precheck: t('toolFolder:run.precheck'),
  work: t('toolFolder:run.work'),
  resultAt: t('toolFolder:run.resultAt'),
  outcome: {
    ended: t('toolFolder:run.outcome.ended', onServer),
    restart: t('toolFolder:run.outcome.restart'),
    precheck: t('toolFolder:run.outcome.precheck', onServer),
    changedFile: t('toolFolder:run.outcome.changedFile', onServer),
    noDotNet: t('toolFolder:run.outcome.noDotNet'),
    otherWindows: t('toolFolder:run.outcome.otherWindows'),
    updateFailed: t('toolFolder:run.outcome.updateFailed', onServer),
  },
});

/** The page for the technician: for Notepad of old Windows, which knows UTF-8 by its mark and lines by both characters. */
export function readMe(
  t: Say,
  version: string,
  practice: boolean,
  onboarding: Package,
  lacking: readonly string[],
): string {
  const tenant = onboarding.details.kind === 'onboardingFile' ? onboarding.details.orgId : '';
  const parts = [
    t('toolFolder:readMe.title', { version }),
    ...(practice ? [t('toolFolder:readMe.practice')] : []),
    t('toolFolder:readMe.steps'),
    ...(lacking.length === 0 ? [] : [t('toolFolder:readMe.lacking', { updates: lacking.join(', ') })]),
    t('toolFolder:readMe.codes'),
    t('toolFolder:readMe.unproved'),
    t('toolFolder:readMe.secret', { tenant }),
  ];
  return `\uFEFF${parts.join('\n\n')}\n`.replaceAll('\n', '\r\n');
}
