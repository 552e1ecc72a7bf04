import { useState } from 'react';
import { useTexts } from '../useTexts';
import type { Knowledge } from '../../shared/steps/assessment';
import type { StepId } from '../../shared/model/journeys';
import { useClient } from '../client';
import { ChoiceList } from '../components/choiceList';
import { Note } from '../components/note';
import { PropertyList } from '../components/propertyList';
import { Section } from '../components/section';
import type { PageProps } from '../frame/page';
import { useServerTimes } from '../frame/useTimes';
import { StepPage } from '../frame/stepPage';
import { useAsk } from '../frame/useAsk';
import { usualSpan } from './usualSpan';
import '../components/section.css';
import { hasSession } from '../../shared/model/target';

/** The page it is shown on, with what is known of the server that must restart. */
export interface RestartViewProps {
  readonly page: PageProps;
  readonly step: StepId;
  readonly known: Knowledge;
}

/** Before a restart: who restarts the server, who is signed in, what goes offline, and for how long. */
export function RestartView({ page, step, known }: RestartViewProps) {
  const { t } = useTexts('install');
  const client = useClient();
  const times = useServerTimes(page.view);
  const { ask, busy, failure } = useAsk();
  const [way, setWay] = useState('now');
  const { id, name, kind } = page.view.target;
  const { facts } = known.situation;
  const { from, to, own } = usualSpan(facts);
  const span = t('restart.span', { from: times.length(from), to: times.length(to) });
  const started = facts.boot.startedAt;
  return (
    <StepPage
      page={page}
      step={step}
      state="restart"
      failure={failure}
      title={t('restart.title', { name })}
      lead={t('restart.lead')}
      scripts={['Restart-Server']}
      primary={
        !hasSession(page.view.target)
          ? { label: t('stopped.open'), onPress: () => page.goTo('plan') }
          : way === 'now'
            ? {
                label: t('restart.now'),
                busy: busy ? t('restart.asking') : undefined,
                byKey: false,
                onPress: () => void ask(() => client.restartServer({ targetId: id })),
              }
            : {
                label: t('restart.selfGo'),
                busy: busy ? t('restart.checking') : undefined,
                byKey: false,
                onPress: () => void ask(() => client.resumePlan({ targetId: id })),
              }
      }
    >
      <section className="gw-section">
        {hasSession(page.view.target) ? (
          <ChoiceList
            label={t('restart.ways')}
            value={way}
            onChange={setWay}
            choices={[
              { id: 'now', name: t('restart.now'), detail: t('restart.nowDetail') },
              { id: 'self', name: t('restart.self'), detail: t('restart.selfDetail') },
            ]}
          />
        ) : (
          <p>{t('field:session.restart')}</p>
        )}
      </section>
      {kind === 'local' && (
        <section className="gw-section">
          <Note tone="caution" lead={t('restart.local')}>
            {t('restart.localDetail')}
          </Note>
        </section>
      )}
      <Section title={t('restart.affected')}>
        <PropertyList
          items={[
            {
              name: t('restart.signedIn'),
              value: facts.sessions.map(({ user }) => user).join(', ') || t('restart.signedInNone'),
            },
            { name: t('restart.roles'), value: facts.roles.join(', ') || t('restart.rolesNone') },
            {
              name: t('restart.usual'),
              value: t(own ? 'restart.usualRead' : 'restart.usualGuess', { span }),
            },
            ...(started === null ? [] : [{ name: t('restart.since'), value: times.full(started) }]),
          ]}
        />
      </Section>
    </StepPage>
  );
}
