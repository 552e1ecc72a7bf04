import { useTexts } from '../../useTexts';
import { ActionButton } from '../../components/actionButton';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { systemName } from '../../frame/plate';
import { tagsInUse } from '../home/narrowing';
import type { Candidate, Candidates } from './candidate';
import '../../components/pill.css';
import '../../components/section.css';
import './several.css';

/** The servers, those that are chosen, and how a choice is made. */
export interface ChooseServersProps {
  readonly candidates: Candidates;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (ids: readonly string[]) => void;
  readonly onOpen: (targetId: string) => void;
}

/** Which servers the decision is for: every one that was read, until a person takes some out. */
export function ChooseServers({ candidates: { fit, unfit }, chosen, onChoose, onOpen }: ChooseServersProps) {
  const { t } = useTexts('several');
  const all = fit.map(({ id }) => id);
  const tags = tagsInUse(fit.map(({ view }) => view));
  const withTag = (tag: string) =>
    fit
      .filter(({ view }) => view.tags.some((own) => own.toLowerCase() === tag.toLowerCase()))
      .map(({ id }) => id);
  const toggle = (id: string) =>
    onChoose(chosen.has(id) ? all.filter((one) => one !== id && chosen.has(one)) : [...chosen, id]);
  return (
    <Section
      title={t('which.title')}
      note={t('which.count', { have: chosen.size, count: fit.length })}
      end={
        <span className="gw-section-tools">
          <ActionButton size="small" variant="quiet" onPress={() => onChoose(all)}>
            {t('which.all')}
          </ActionButton>
          <ActionButton size="small" variant="quiet" onPress={() => onChoose([])}>
            {t('which.none')}
          </ActionButton>
        </span>
      }
    >
      {tags.length > 0 && (
        <div className="gw-tags gw-several-tags" role="group" aria-label={t('which.tags')}>
          {tags.map(({ tag, count }) => (
            <button key={tag} type="button" className="gw-pill" onClick={() => onChoose(withTag(tag))}>
              {t('which.onlyTag', { tag, count })}
            </button>
          ))}
        </div>
      )}
      <ul className="gw-several-servers" aria-label={t('which.title')}>
        {fit.map((one) => (
          <li key={one.id}>
            <label className="gw-several-choice">
              <input type="checkbox" checked={chosen.has(one.id)} onChange={() => toggle(one.id)} />
              <span>
                {one.name}
                <span className="gw-caption">{kindOf(one)}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {unfit.length > 0 && (
        <details className="gw-several-unfit">
          <summary>{t('which.unfit', { count: unfit.length })}</summary>
          <RowList
            label={t('which.unfit', { count: unfit.length })}
            layout="dense"
            rows={unfit.map(({ view, why }) => ({
              id: view.target.id,
              title: view.target.name,
              value: t(`unfit.${why}`),
              actions: (
                <ActionButton size="small" variant="quiet" onPress={() => onOpen(view.target.id)}>
                  {t('open')}
                  <span className="gw-hidden"> {view.target.name}</span>
                </ActionButton>
              ),
            }))}
          />
        </details>
      )}
    </Section>
  );
}

const kindOf = ({ view }: Candidate): string => systemName(view) ?? '';
