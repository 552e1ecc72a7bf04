import { useTexts } from '../../useTexts';
import type { Knowledge } from '../../../shared/steps/assessment';
import { remaining } from '../../../shared/plan/plan';
import { wantedSettings } from '../../../shared/steps/claims';
import { Note } from '../../components/note';
import { Section } from '../../components/section';
import { DangerNote } from '../../frame/dangerNote';
import type { PageProps } from '../../frame/page';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import { UnreadPage } from '../../run/unreadPage';
import { SettingRows } from './settingRows';

/** Maintain: what each setting of the server is now, and what is wanted of it. It changes nothing. */
export function SettingsPage(page: PageProps) {
  const { t } = useTexts('settings');
  const { known } = page.assessment;
  if (known === null) return <UnreadPage page={page} step="settings" title={t('title')} />;
  return <Settings page={page} known={known} />;
}

function Settings({ page, known }: { page: PageProps; known: Knowledge }) {
  const { t } = useTexts('settings');
  const ask = useAsk();
  const { situation } = known;
  const { name, id: targetId } = page.view.target;
  const wanted = wantedSettings(situation).length;
  const { blocker } = page.status.settings;
  return (
    <StepPage
      page={page}
      step="settings"
      failure={ask.failure}
      title={t('title')}
      lead={t('lead', { name })}
      scripts={[...new Set(remaining(known.plan).map(({ action }) => action.operation))]}
      primary={{
        label: t('goOn', { count: wanted }),
        notYet: blocker === null ? undefined : t(`steps:${blocker.key}`, blocker.values),
        busy: ask.busy ? t('keeping') : undefined,
        onPress: () => page.goTo('plan'),
      }}
    >
      <DangerNote facts={situation.facts} name={name} mode={situation.inputs.wishes.mode} />
      <SettingRows targetId={targetId} situation={situation} ask={ask} />
      {situation.facts.owners.length > 0 && (
        <Section title={t('managers')}>
          {situation.facts.owners.map(({ kind, detail }) => (
            <Note key={`${kind} ${detail}`} lead={detail}>
              {t(`manager.${kind}`)}
            </Note>
          ))}
        </Section>
      )}
    </StepPage>
  );
}
