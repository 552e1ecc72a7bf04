import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rungIds } from '../../shared/session';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { PropertyList } from '../components/propertyList';
import { Section } from '../components/section';
import { Connection } from './connect/connection';
import type { PageProps } from './page';
import { systemName } from './shell/plate';
import { StepPage } from './stepPage';
import { useAsk } from './useAsk';

/** Step 1: shows that Gangway can work on the right server. The test starts by itself, because it only reads. */
export function ConnectPage(page: PageProps) {
  const { t } = useTranslation('connect');
  const client = useClient();
  const { view } = page;
  const { ask, busy, failure } = useAsk();
  const targetId = view.target.id;
  const { kind } = view.target;
  const passed = view.rungs.filter(({ state }) => state === 'done' || state === 'notNeeded').length;
  const stopped = view.rungs.some(({ state }) => state === 'stopped');
  const untested = view.rungs.every(({ state }) => state === 'ahead') && view.busy === 'idle';
  const started = useRef(false);

  useEffect(() => {
    if (!untested || started.current) return;
    started.current = true;
    void ask(() => client.connect({ targetId }));
  }, [untested, ask, client, targetId]);

  const read = async () => {
    const done = await ask(() => client.readFacts({ targetId }));
    if (done !== undefined) page.goTo('server');
  };
  const testing = view.busy === 'connecting';
  const reading = view.busy === 'reading' || busy;
  const note = stopped
    ? t('stoppedAt', { have: passed + 1, of: rungIds.length })
    : t('count', { have: passed, of: rungIds.length });

  return (
    <StepPage
      page={page}
      step="connect"
      title={t('title')}
      lead={t('lead')}
      failure={view.readFailure ?? failure}
      secondary={
        <ActionButton
          busy={testing ? t('testing') : undefined}
          notYet={view.busy !== 'idle'}
          onPress={() => void ask(() => client.connect({ targetId }))}
        >
          {t('again')}
        </ActionButton>
      }
      primary={{
        label: view.facts === null ? t('read') : t('continue'),
        onPress: () => (view.facts === null ? void read() : page.goTo('server')),
        busy: reading && view.facts === null && view.connectedAt !== null ? t('reading') : undefined,
        notYet: view.connectedAt === null ? t('steps:blocker.connectFirst') : undefined,
      }}
    >
      <div className="gw-two">
        <Section title={t('which')}>
          <PropertyList
            items={[
              { name: t('name'), value: view.target.name },
              { name: t('reached'), value: t(`shell:plate.${kind}`) },
              { name: t('system'), value: systemName(view) ?? t('shell:plate.unread') },
            ]}
          />
          <p className="gw-detail gw-below">{t(`about.${kind}`)}</p>
        </Section>
        <Section title={t('connection')} note={note}>
          <Connection view={view} onAgain={() => void ask(() => client.connect({ targetId }))} />
        </Section>
      </div>
    </StepPage>
  );
}
