import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JudgedCheck } from '../../shared/checkStates';
import type { InputChange } from '../../shared/inputs';
import { untoldIssues } from '../../shared/knowledge/issues';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { EmptyState } from '../components/emptyState';
import { Glyph } from '../components/glyph';
import type { GlyphState } from '../components/glyphState';
import type { RowContent } from '../components/row';
import { RowList } from '../components/rowList';
import { Section } from '../components/section';
import { CloudTestSection } from './cloud/cloudTestSection';
import type { PageProps } from './page';
import { CheckActions } from './prerequisites/checkActions';
import { checkGroups } from './prerequisites/checkGroups';
import { Explanation } from './prerequisites/explanation';
import { FoundNeeded } from './prerequisites/foundNeeded';
import { issueRow } from './prerequisites/issueRow';
import { WaiveQuestion } from './prerequisites/waiveQuestion';
import { StepPage } from './stepPage';
import { useIssueContext } from './useIssueContext';
import { useAsk } from './useAsk';

const glyphs: Readonly<Record<JudgedCheck['state'], GlyphState>> = {
  toFix: 'toFix',
  inPlan: 'planned',
  waived: 'toKnow',
  toKnow: 'toKnow',
  notProvable: 'notProvable',
  passed: 'done',
};

/** Step 4: what stands in the way; fixes are collected here and run later, with the plan. */
export function PrerequisitesPage(page: PageProps) {
  const { t } = useTranslation('prerequisites');
  const client = useClient();
  const { ask, failure } = useAsk();
  const [explained, setExplained] = useState<string>();
  const [waiving, setWaiving] = useState<string>();
  const { view, status } = page;
  const { known } = page.assessment;
  const issues = useIssueContext(page);
  const targetId = view.target.id;
  const reading = view.busy === 'reading';
  const change = (wanted: InputChange) => ask(() => client.changeInputs({ targetId, change: wanted }));

  const blocker = status.prerequisites.blocker;
  const frame = {
    page,
    step: 'prerequisites',
    title: t('title'),
    failure: waiving === undefined ? (view.readFailure ?? failure) : view.readFailure,
    scripts: ['Get-ServerState', 'Test-Connectivity'],
    // Among the tools of the page, which are one Tab stop: the way down to the footer stays short.
    tools: (
      <ActionButton
        variant="quiet"
        icon={<ArrowClockwiseRegular aria-hidden />}
        busy={reading ? t('checking') : undefined}
        keys="F5"
        onPress={() => void ask(() => client.readFacts({ targetId }))}
      >
        {t('again')}
      </ActionButton>
    ),
    primary: {
      label: t('continue'),
      onPress: () => page.goTo('mode'),
      notYet: blocker === null ? undefined : t(`steps:${blocker.key}`, { ...blocker.values }),
    },
  } as const;

  if (known === null)
    return (
      <StepPage {...frame} lead={t('leadUnread')}>
        <EmptyState title={t('server:unread')}>{t('needsFacts')}</EmptyState>
      </StepPage>
    );

  const groups = checkGroups(known.checks);
  const count = (state: JudgedCheck['state']) => known.checks.filter((check) => check.state === state).length;
  const plannedFixes = groups.toFix.filter((check) => check.state === 'inPlan').length;
  const explain = (id: string) => setExplained(explained === id ? undefined : id);
  const titleOf = (check: JudgedCheck) => t(`checks:${check.id}.title`);
  const glyph = (check: JudgedCheck, size: 16 | 20 = 20) => (
    <Glyph state={glyphs[check.state]} size={size} label={t(`state.${check.state}`)} />
  );

  const actionsOf = (check: JudgedCheck) => (
    <CheckActions
      check={check}
      title={titleOf(check)}
      explained={explained === check.id}
      onExplain={() => explain(check.id)}
      onChange={(wanted) => void change(wanted)}
      onFile={() => page.goTo('packages')}
      onWaive={() => setWaiving(check.id)}
    />
  );

  const fixRow = (check: JudgedCheck): RowContent => ({
    id: check.id,
    title: titleOf(check),
    glyph: glyph(check),
    detail: (
      <>
        {check.state === 'waived'
          ? t('waivedBecause', { reason: check.reason ?? '' })
          : t(`checks:${check.id}.why`)}
        {check.state === 'toFix' &&
          (check.fix === null || !check.fixReady) &&
          ` ${t(`checks:${check.id}.next`)}`}
        <FoundNeeded check={check} />
      </>
    ),
    actions: actionsOf(check),
    body: explained === check.id ? <Explanation check={check} /> : undefined,
  });

  const knowRow = (check: JudgedCheck): RowContent => ({
    id: check.id,
    title: titleOf(check),
    glyph: glyph(check),
    detail: (
      <>
        {t(`checks:${check.id}.why`)}
        <FoundNeeded check={check} />
      </>
    ),
    actions: actionsOf(check),
    body: explained === check.id ? <Explanation check={check} /> : undefined,
  });

  const untold = issues === null ? [] : untoldIssues(issues, known.checks);
  const rows = {
    toKnow: [
      ...groups.toKnow.map(knowRow),
      ...untold.map((issue) => issueRow(t, issue, explained === issue.id, () => explain(issue.id))),
    ],
    notChecked: groups.notChecked.map(knowRow),
  };
  const section = (id: 'toKnow' | 'notChecked') =>
    rows[id].length > 0 && (
      <Section title={t(`group.${id}`)} note={rows[id].length}>
        <RowList label={t(`group.${id}`)} rows={rows[id]} />
      </Section>
    );

  return (
    <StepPage {...frame} lead={t('lead', { count: known.checks.length })}>
      {groups.toFix.length > 0 && (
        <Section
          title={t('group.toFix')}
          note={[
            t('left', { count: count('toFix') }),
            ...(plannedFixes > 0 ? [t('planned', { count: plannedFixes })] : []),
            ...(count('waived') > 0 ? [t('waivedCount', { count: count('waived') })] : []),
          ].join(', ')}
        >
          <RowList label={t('group.toFix')} rows={groups.toFix.map(fixRow)} />
        </Section>
      )}
      {section('toKnow')}
      {section('notChecked')}
      <CloudTestSection page={page} known={known} />
      <Section title={t('group.passed')} note={groups.passed.length}>
        <RowList
          label={t('group.passed')}
          layout="two"
          rows={groups.passed.map((check) => ({
            id: check.id,
            title: titleOf(check),
            glyph: glyph(check, 16),
            value: check.found,
          }))}
        />
      </Section>
      {waiving !== undefined && (
        <WaiveQuestion
          check={waiving}
          server={view.target.name}
          failure={failure}
          onClose={() => setWaiving(undefined)}
          onWaive={(reason) =>
            void change({ kind: 'waive', check: waiving, reason }).then((done) => {
              if (done !== undefined) setWaiving(undefined);
            })
          }
        />
      )}
    </StepPage>
  );
}
