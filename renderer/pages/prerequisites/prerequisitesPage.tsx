import { ArrowClockwiseRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { checkCounts, checksInWords, groupsInWords } from '../../../shared/plan/checkCounts';
import { type JudgedCheck, checkTitle } from '../../../shared/plan/checkStates';
import type { InputChange } from '../../../shared/model/inputs';
import { untoldIssues } from '../../../shared/issues/issues';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import { Glyph } from '../../components/glyph';
import type { GlyphState } from '../../components/glyphState';
import type { RowContent } from '../../components/row';
import { RowGroups } from '../../components/rowGroups';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import { AnalyzerSection } from '../cloud/analyzerSection';
import { CloudTestSection } from '../cloud/cloudTestSection';
import type { PageProps } from '../../frame/page';
import { CheckActions } from './checkActions';
import { checkGroups } from './checkGroups';
import { Explanation } from './explanation';
import { FileLink } from './fileLink';
import { CheckValue, FoundNeeded } from './foundNeeded';
import { issueRow } from './issueRow';
import { WaiveQuestion } from './waiveQuestion';
import { StepPage } from '../../frame/stepPage';
import { useIssueContext } from '../server/useIssueContext';
import { useAsk } from '../../frame/useAsk';
import { SessionButton } from '../../frame/session/sessionButton';

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
  const { t } = useTexts('prerequisites');
  const client = useClient();
  const { ask, failure } = useAsk();
  const [explained, setExplained] = useState<string>();
  const [waiving, setWaiving] = useState<string>();
  const [raw, setRaw] = useState(false);
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
      <SessionButton
        target={view.target}
        variant="quiet"
        icon={<ArrowClockwiseRegular aria-hidden />}
        busy={reading ? t('checking') : undefined}
        keys="F5"
        onPress={() => void ask(() => client.readFacts({ targetId }))}
      >
        {t('again')}
      </SessionButton>
    ),
    primary: {
      label: t('continue'),
      onPress: () => page.goTo('mode'),
      notYet: blocker === null ? undefined : t(`steps:${blocker.key}`, { ...blocker.values }),
    },
  } as const;

  if (known === null)
    return (
      <StepPage {...frame} lead={t('lead')}>
        <EmptyState title={t('server:unread')}>{t('needsFacts')}</EmptyState>
      </StepPage>
    );

  const groups = checkGroups(known.checks);
  // Where a decision was made, the number alone would hide it.
  const counted = (checks: readonly JudgedCheck[]) =>
    checks.every(({ state, bare }) => state === bare)
      ? String(checks.length)
      : groupsInWords(t, checkCounts(checks));
  const explain = (id: string) => setExplained(explained === id ? undefined : id);
  const titleOf = (check: JudgedCheck) => checkTitle(t, check);
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
        {/* Practice has packages of its own; the real file would be refused there. */}
        {check.file !== null && view.target.kind !== 'practice' && (
          <FileLink file={check.file} onOpen={(link) => void ask(() => client.openLink({ id: link }))} />
        )}
        <FoundNeeded check={check} raw={raw} />
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
        <FoundNeeded check={check} raw={raw} />
      </>
    ),
    actions: actionsOf(check),
    body: explained === check.id ? <Explanation check={check} /> : undefined,
  });

  const waived = known.checks.find(({ id }) => id === waiving);
  const untold = issues === null ? [] : untoldIssues(issues, known.checks);
  const rows = {
    toFix: groups.toFix.map(fixRow),
    toKnow: groups.toKnow.map(knowRow),
    notChecked: groups.notChecked.map(knowRow),
    // Not among the checks, so that the numbers of all groups of checks add up.
    issues: untold.map((issue) => issueRow(t, issue, explained === issue.id, () => explain(issue.id))),
  };
  const order = [
    ...[rows.toFix, rows.toKnow, rows.notChecked, rows.issues].flat().map(({ id }) => id),
    ...groups.passed.map(({ id }) => id),
  ];
  const section = (id: keyof typeof rows, note: string) =>
    rows[id].length > 0 && (
      <Section title={t(`group.${id}`)} note={note}>
        <RowList label={t(`group.${id}`)} rows={rows[id]} />
      </Section>
    );

  return (
    <StepPage {...frame} lead={`${checksInWords(t, known.checks)} ${t('lead')}`}>
      <RowGroups ids={order}>
        {section('toFix', counted(groups.toFix))}
        {section('toKnow', counted(groups.toKnow))}
        {section('notChecked', counted(groups.notChecked))}
        <CloudTestSection page={page} known={known} />
        <AnalyzerSection page={page} known={known} />
        {section('issues', String(rows.issues.length))}
        <Section
          title={t('group.passed')}
          note={counted(groups.passed)}
          end={
            <ActionButton variant="link" pressed={raw} onPress={() => setRaw(!raw)}>
              {t('showRaw')}
            </ActionButton>
          }
        >
          <RowList
            label={t('group.passed')}
            layout="two"
            rows={groups.passed.map((check) => ({
              id: check.id,
              title: titleOf(check),
              glyph: glyph(check, 16),
              value: <CheckValue check={check} value={check.found} raw={raw} />,
            }))}
          />
        </Section>
      </RowGroups>
      {waived !== undefined && (
        <WaiveQuestion
          check={waived}
          server={view.target.name}
          failure={failure}
          onClose={() => setWaiving(undefined)}
          onWaive={(reason) =>
            void change({ kind: 'waive', check: waived.id, reason }).then((done) => {
              if (done !== undefined) setWaiving(undefined);
            })
          }
        />
      )}
    </StepPage>
  );
}
