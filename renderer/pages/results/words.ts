import type { FleetAnswer, FleetNote, FleetOutcome } from '../../../shared/model/servers/fleetNotes';
import type { Say } from '../../../shared/locales/keys';
import type { GlyphState } from '../../components/glyphState';
import type { Times } from '../../frame/useTimes';

/** How an outcome looks. None of them is a proof, so what is well does not wear the mark of what was proved. */
export const outcomeGlyphs: Readonly<Record<FleetOutcome, GlyphState>> = {
  onboarded: 'toKnow',
  offboarded: 'notNeeded',
  notYet: 'waiting',
  conflict: 'conflict',
  unknown: 'notProvable',
  failed: 'stopped',
};

/** When an answer was true, and where it comes from, in a few words. */
export function whenWords(t: Say<'results'>, times: Times, { at, from, file }: FleetAnswer): string {
  const source = t(`from.${from}`, { file });
  return at === null ? t('undated', { from: source }) : t('when', { time: times.full(at), from: source });
}

/** What the fleet told of a server, in one line of the list. */
export const toldWords = (t: Say, times: Times, { outcome, at }: FleetNote): string =>
  t('results:told.row', {
    outcome: t(`results:outcome.${outcome}`),
    time: at === null ? t('results:told.undated') : t('results:told.dated', { time: times.moment(at) }),
  });
