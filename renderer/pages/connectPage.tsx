import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { rungIds, type TargetView } from '../../shared/session';
import { useAnnouncer } from '../announcer';
import { useClient } from '../client';
import { ActionButton } from '../components/actionButton';
import { PropertyList } from '../components/propertyList';
import { Section } from '../components/section';
import { Connection } from './connect/connection';
import { failureText } from './failureText';
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
  const stoppedAt = view.rungs.findIndex(({ state }) => state === 'stopped') + 1;
  const untested = view.rungs.every(({ state }) => state === 'ahead') && view.busy === 'idle';
  const started = useRef(false);

  useEffect(() => {
    if (!untested || started.current) return;
    started.current = true;
    void ask(() => client.connect({ targetId }));
  }, [untested, ask, client, targetId]);

  useSpokenEnd(view, passed);

  const read = async () => {
    const done = await ask(() => client.readFacts({ targetId }));
    if (done !== undefined) page.goTo('server');
  };
  const testing = view.busy === 'connecting';
  const reading = view.busy === 'reading' || busy;
  const note =
    stoppedAt > 0
      ? t('stoppedAt', { have: stoppedAt, of: rungIds.length })
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

/** Says how a test of the connection ended that ran while the page was open. */
function useSpokenEnd(view: TargetView, passed: number): void {
  const { t } = useTranslation('connect');
  const { say, fail } = useAnnouncer();
  const testing = useRef(false);
  useEffect(() => {
    if (view.busy === 'connecting') {
      testing.current = true;
      return;
    }
    if (!testing.current) return;
    testing.current = false;
    const failure = view.rungs.find((rung) => rung.failure !== null)?.failure ?? null;
    if (failure === null) {
      say(t('spoken', { have: passed, of: rungIds.length }));
    } else {
      const words = failureText(t, failure);
      fail(`connect-${Date.now()}`, `${words.title}. ${words.cause} ${words.next}`);
    }
  }, [view.busy, view.rungs, passed, say, fail, t]);
}
