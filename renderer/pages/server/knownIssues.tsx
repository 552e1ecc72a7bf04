import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { issueState, knownIssues, type IssueState } from '../../../shared/issues/issues';
import type { IssueContext } from '../../../shared/issues/issue';
import { Glyph } from '../../components/glyph';
import type { GlyphState } from '../../components/glyphState';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { ExplainButton } from '../prerequisites/explainButton';
import { IssueExplanation } from './issueExplanation';
import '../../components/pill.css';

const glyphs: Readonly<Record<IssueState, GlyphState>> = {
  found: 'toKnow',
  person: 'notProvable',
  absent: 'done',
  elsewhere: 'notNeeded',
};
const filters = ['found', 'person', 'all'] as const;

/** Every known issue of the field: those that show on this server, those a person must check, and all of them. */
export function KnownIssues({ context }: { context: IssueContext }) {
  const { t } = useTexts('issues');
  const [filter, setFilter] = useState<(typeof filters)[number]>('found');
  const [explained, setExplained] = useState<string>();
  const judged = knownIssues.map((issue) => ({ issue, state: issueState(issue, context) }));
  const of = (wanted: (typeof filters)[number]) =>
    wanted === 'all' ? judged : judged.filter(({ state }) => state === wanted);
  const shown = of(filter);

  return (
    <Section
      title={t('title')}
      end={
        <span className="gw-pills" role="group" aria-label={t('title')}>
          {filters.map((wanted) => (
            <button
              key={wanted}
              type="button"
              className="gw-pill"
              aria-pressed={filter === wanted}
              onClick={() => setFilter(wanted)}
            >
              {t(`filter.${wanted}`, { number: of(wanted).length })}
            </button>
          ))}
        </span>
      }
    >
      {shown.length === 0 && filter !== 'all' ? (
        <p className="gw-detail">
          {t(`none.${filter}`)}. {t('noneDetail')}
        </p>
      ) : (
        <RowList
          label={t('title')}
          rows={shown.map(({ issue, state }) => ({
            id: issue.id,
            title: t(`${issue.id}.title`),
            glyph: <Glyph state={glyphs[state]} label={t(`state.${state}`)} />,
            detail: t(`${issue.id}.why`),
            value: issue.id,
            actions: (
              <ExplainButton
                title={t(`${issue.id}.title`)}
                explained={explained === issue.id}
                onExplain={() => setExplained(explained === issue.id ? undefined : issue.id)}
              />
            ),
            body: explained === issue.id ? <IssueExplanation issue={issue} state={state} /> : undefined,
          }))}
        />
      )}
    </Section>
  );
}
