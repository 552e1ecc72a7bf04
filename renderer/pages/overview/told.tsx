import { isOutdated } from '../../../shared/handoff/answers/matching';
import type { TargetView } from '../../../shared/bridge/session';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { useTimes } from '../../frame/useTimes';
import { useTexts } from '../../useTexts';
import { outcomeGlyphs } from '../results/words';

/** What a fleet told of this server last, with its date and place. It never stands for what the server says itself. */
export function Told({ view }: { readonly view: TargetView }) {
  const { t } = useTexts('results');
  const times = useTimes();
  const { fleet } = view;
  if (fleet == null) return null;
  const { outcome, at, takenAt, file, handOff, detail } = fleet;
  return (
    <Section title={t('told.title')}>
      <Note glyph={outcomeGlyphs[outcome]}>
        {t('told.text', {
          outcome: t(`outcome.${outcome}`),
          when: at === null ? t('told.undated') : t('told.dated', { time: times.full(at) }),
          taken: times.full(takenAt),
          file,
        })}{' '}
        {handOff !== null && `${t('told.handOff', { name: handOff })} `}
        {detail !== null && `${t('told.detail', { detail })} `}
        {t(isOutdated(fleet, view) ? 'told.outdated' : 'told.hint')}
      </Note>
    </Section>
  );
}
