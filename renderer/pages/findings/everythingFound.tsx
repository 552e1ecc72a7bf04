import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Finding } from '../../../shared/findings/everything';
import { fixOf } from '../../../shared/findings/fix';
import type { ServerQuestion } from '../../../shared/findings/question';
import type { Search } from '../../../shared/model/search';
import type { Knowledge } from '../../../shared/steps/assessment';
import type { Searching } from '../../../shared/steps/searching';
import { ActionButton } from '../../components/actionButton';
import { Glyph } from '../../components/glyph';
import type { GlyphState } from '../../components/glyphState';
import { PropertyList } from '../../components/propertyList';
import type { RowContent } from '../../components/row';
import { RowGroups } from '../../components/rowGroups';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import type { PageProps } from '../../frame/page';
import { StepPage, type StepPageProps } from '../../frame/stepPage';
import { CloudTestSection } from '../cloud/cloudTestSection';
import { ExplainButton } from '../prerequisites/explainButton';
import './findings.css';
import { NextOfCause, type Decide } from './nextOfCause';
import { TakeAlong } from './takeAlong';
import { SupportItems } from './supportItems';

const groups = ['now', 'soon', 'toKnow'] as const;
const glyphs: Readonly<Record<(typeof groups)[number], GlyphState>> = {
  now: 'toFix',
  soon: 'toFix',
  toKnow: 'toKnow',
};

/** Everything that was asked, with the frame of its page. */
export interface EverythingFoundProps {
  readonly frame: Omit<StepPageProps, 'title' | 'children'>;
  readonly page: PageProps;
  readonly known: Knowledge;
  readonly searching: Searching;
  readonly search: Search;
  readonly decide: Decide;
}

/** All that shows on a server, in three groups by when it hurts. Each has its own way out; nothing found is an answer, too. */
export function EverythingFound({ frame, page, known, searching, search, decide }: EverythingFoundProps) {
  const { t } = useTexts('findings');
  const [explained, setExplained] = useState<string>();
  const [all, setAll] = useState(false);
  const { evidence, everything } = searching;
  const { findings, passed, open, unread } = everything;
  const { name } = page.view.target;

  const row = ({ cause, raw, question }: Finding): RowContent => {
    const title = t(cause.says.title);
    const isPlanned = search.planned.some((fix) => fix.cause === cause.id);
    const isOpen = explained === cause.id;
    return {
      id: cause.id,
      title,
      glyph: (
        <Glyph
          state={isPlanned ? 'planned' : glyphs[cause.hurts]}
          label={t(isPlanned ? 'everything.inPlan' : `everything.${cause.hurts}`)}
        />
      ),
      detail: (
        <>
          {t(cause.says.why)}
          {/* Where no button leads on, the next step stands in the row itself. */}
          {cause.next.kind !== 'journey' &&
            cause.next.kind !== 'page' &&
            fixOf(cause.id, evidence) === null &&
            ` ${t(cause.says.next)}`}
          {raw !== '' && (
            <span className="gw-finding-raw">
              {t('everything.found')}{' '}
              <b className="gw-mono" lang="en">
                {raw}
              </b>
            </span>
          )}
        </>
      ),
      value: isPlanned ? t('everything.inPlan') : undefined,
      actions: (
        <>
          <NextOfCause {...{ page, cause, evidence, search, decide }} onAgain={() => undefined} small />
          <ExplainButton
            title={title}
            explained={isOpen}
            onExplain={() => setExplained(isOpen ? undefined : cause.id)}
          />
        </>
      ),
      body: isOpen ? (
        <PropertyList
          items={[
            { name: t('everything.next'), value: t(cause.says.next) },
            ...(cause.next.kind === 'support'
              ? [{ name: t('everything.send'), value: <SupportItems items={cause.next.send} /> }]
              : []),
            ...(cause.command === undefined
              ? []
              : [{ name: t('command'), value: <span lang="en">{cause.command}</span>, mono: true }]),
            { name: t('everything.asked'), value: t(`questions:ask.${question.id}`) },
            { name: t('everything.where'), value: <span lang="en">{question.source}</span>, mono: true },
            { name: t('source'), value: <span lang="en">{cause.source}</span> },
            ...(cause.doubt === null
              ? []
              : [{ name: t('everything.doubt'), value: t(`knowledge:${cause.doubt}`) }]),
          ]}
        />
      ) : undefined,
    };
  };
  const quiet =
    (state: GlyphState) =>
    (question: ServerQuestion): RowContent => ({
      id: question.id,
      title: t(`questions:ask.${question.id}`),
      glyph: <Glyph state={state} size={16} label={t(`components:state.${state}`)} />,
    });
  const rest = [...passed.map(quiet('done')), ...[...open, ...unread].map(quiet('notProvable'))];
  const count = findings.length;
  return (
    <StepPage
      {...frame}
      title={t(count === 0 ? 'everything.nothing' : 'everything.title', { count, name })}
      lead={t('everything.lead', { count: count + passed.length + open.length })}
    >
      <RowGroups ids={[...findings.map(({ cause }) => cause.id), ...(all ? rest.map(({ id }) => id) : [])]}>
        {groups.map((group) => {
          const rows = findings.filter(({ cause }) => cause.hurts === group).map(row);
          return (
            rows.length > 0 && (
              <Section
                key={group}
                title={t(`everything.${group}`)}
                note={t(`everything.note.${group}`, { count: rows.length })}
              >
                <RowList label={t(`everything.${group}`)} rows={rows} />
              </Section>
            )
          );
        })}
        <CloudTestSection page={page} known={known} />
        <Section
          title={t('everything.rest', { count: passed.length })}
          note={t('everything.open', { count: open.length + unread.length })}
          end={
            <ActionButton variant="link" pressed={all} onPress={() => setAll(!all)}>
              {t('everything.all')}
            </ActionButton>
          }
        >
          {all && <RowList label={t('everything.rest', { count: passed.length })} layout="two" rows={rest} />}
        </Section>
      </RowGroups>
      <TakeAlong page={page} />
    </StepPage>
  );
}
