import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { journeys } from '../../../shared/steps/journeys';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { EmptyState } from '../../components/emptyState';
import { Note } from '../../components/note';
import { HandoverInspector } from './handoverInspector';
import { ReportPreview } from './reportPreview';
import { UnreadPage } from '../../run/unreadPage';
import { DangerNote } from '../../frame/dangerNote';
import type { PageProps } from '../../frame/page';
import { NameAsk } from '../../frame/asking/nameAsk';
import { useTimes } from '../../frame/useTimes';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';

/** Step 10: the report, shown exactly as it is saved. */
export function HandoverPage(page: PageProps) {
  const { t } = useTexts('handover');
  const { known } = page.assessment;
  if (known === null) return <UnreadPage page={page} step="handover" title={t('title')} />;
  const { journey } = page.assessment;
  const before = journey === 'onboard' ? 'onboard' : 'proof';
  if (page.status[before].blocker !== null)
    return (
      <StepPage
        page={page}
        step="handover"
        title={t('title')}
        lead={t(before === 'onboard' ? 'blocked.lead' : 'blocked.leadProof')}
        primary={{
          label: t(before === 'onboard' ? 'blocked.open' : 'blocked.openProof'),
          onPress: () => page.goTo(before),
        }}
      >
        <EmptyState title={t(before === 'onboard' ? 'blocked.title' : 'blocked.titleProof')}>
          {t(before === 'onboard' ? 'blocked.text' : 'blocked.textProof')}
        </EmptyState>
      </StepPage>
    );
  return <Report page={page} known={known} />;
}

function Report({ page, known }: { page: PageProps; known: Knowledge }) {
  const { t } = useTexts('handover');
  const client = useClient();
  const times = useTimes();
  const { ask, busy, failure } = useAsk();
  const [canceled, setCanceled] = useState(false);
  const { view, status } = page;
  const { name, id: targetId } = view.target;
  const { journey } = page.assessment;
  const saved = view.inputs.journeys[journey].report;
  const done = status.handover.state === 'done' && saved !== null;
  const save = async (): Promise<void> => {
    const reply = await ask(() => client.saveReport({ targetId, journey }));
    setCanceled(reply?.path === null);
  };
  const saving = busy ? t('saving') : undefined;

  return (
    <StepPage
      page={page}
      step="handover"
      state={done ? 'done' : undefined}
      failure={failure}
      title={done ? t('titleDone', { name }) : t('title')}
      lead={done ? t('leadDone', { time: times.moment(saved.savedAt) }) : t('lead')}
      inspector={<HandoverInspector page={page} known={known} />}
      secondary={
        done && (
          <ActionButton busy={saving} onPress={() => void save()}>
            {t('saveAgain')}
          </ActionButton>
        )
      }
      primary={
        done
          ? { label: t('home'), onPress: page.goHome }
          : { label: t('save'), busy: saving, onPress: () => void save() }
      }
    >
      <DangerNote
        facts={known.situation.facts}
        name={name}
        {...(journey !== 'takeOff' && { onChoose: () => page.goTo(journeys[journey].protection) })}
      />
      {canceled && <Note>{t('canceled')}</Note>}
      {status.handover.state === 'lookAgain' && (
        <Note tone="caution" lead={t('saved.old')}>
          {t('saved.oldText')}
        </Note>
      )}
      <NameAsk />
      <ReportPreview view={view} journey={journey} />
    </StepPage>
  );
}
