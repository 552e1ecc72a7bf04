import { useState } from 'react';
import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
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
  if (page.status.onboard.blocker !== null)
    return (
      <StepPage
        page={page}
        step="handover"
        title={t('title')}
        lead={t('blocked.lead')}
        primary={{ label: t('blocked.open'), onPress: () => page.goTo('onboard') }}
      >
        <EmptyState title={t('blocked.title')}>{t('blocked.text')}</EmptyState>
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
  const saved = view.inputs.journeys.onboard.report;
  const done = status.handover.state === 'done' && saved !== null;
  const save = async (): Promise<void> => {
    const reply = await ask(() => client.saveReport({ targetId }));
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
      <DangerNote facts={known.situation.facts} name={name} onChoose={() => page.goTo('mode')} />
      {canceled && <Note>{t('canceled')}</Note>}
      {status.handover.state === 'lookAgain' && (
        <Note tone="caution" lead={t('saved.old')}>
          {t('saved.oldText')}
        </Note>
      )}
      <NameAsk />
      <ReportPreview view={view} />
    </StepPage>
  );
}
