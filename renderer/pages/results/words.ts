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

/** When an answer was true, and where it comes from, in a few words. `moment`: how a time is said there. */
export function whenWords(t: Say, moment: (at: number) => string, { at, from, file }: FleetAnswer): string {
  const source = t(`results:from.${from}`, { file });
  return at === null
    ? t('results:undated', { from: source })
    : t('results:when', { time: moment(at), from: source });
}

/** What the fleet told of a server, when and from where, in one line of the list. */
export const toldWords = (t: Say, times: Pick<Times, 'moment'>, note: FleetNote): string =>
  t('results:told.row', {
    outcome: t(`results:outcome.${note.outcome}`),
    when: whenWords(t, (at) => times.moment(at), note),
  });
