import { SaveRegular } from '@fluentui/react-icons';
import { useTexts } from '../../useTexts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Section } from '../../components/section';
import { BundleButton } from '../../frame/bundle/bundleButton';
import { FailureNote } from '../../frame/failureNote';
import type { PageProps } from '../../frame/page';
import { useAsk } from '../../frame/useAsk';
import { useTimes } from '../../frame/useTimes';
import './findings.css';

/** What others can be given of a search: the findings as a report, from which a colleague goes on, and the bundle for support. */
export function TakeAlong({ page }: { page: PageProps }) {
  const { t } = useTexts('findings');
  const client = useClient();
  const times = useTimes();
  const { ask, busy, failure } = useAsk();
  const { view } = page;
  const saved = view.inputs.journeys.troubleshoot.report;
  return (
    <Section
      title={t('along.title')}
      note={
        saved === null ? undefined : t('along.saved', { time: times.moment(saved.savedAt), path: saved.path })
      }
    >
      {failure !== null && <FailureNote failure={failure} />}
      <p className="gw-detail">{t('along.text')}</p>
      <div className="gw-answers">
        <ActionButton
          icon={<SaveRegular aria-hidden />}
          busy={busy ? t('along.saving') : undefined}
          onPress={() =>
            void ask(() => client.saveReport({ targetId: view.target.id, journey: 'troubleshoot' }))
          }
        >
          {t('save')}
        </ActionButton>
        <BundleButton subject={{ kind: 'server', view }} />
      </div>
    </Section>
  );
}
