import { useClient, useHello } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { DropTarget } from '../../components/dropTarget';
import { RowList } from '../../components/rowList';
import { Section } from '../../components/section';
import type { Ask } from '../../frame/useAsk';
import { useTexts } from '../../useTexts';
import { practiceSetIds, practiceSets } from './practiceLogs';
import type { Intake } from './useIntake';
import { WhatHelps } from './whatHelps';
import './logs.css';

/** How files come in, and how a request is sent. */
export interface EmptyDeskProps {
  readonly intake: Intake;
  readonly ask: Ask['ask'];
  /** Opens the choice of a server. */
  readonly onServer: () => void;
}

/** A desk without files: where to drop them, what is worth dropping, and practice logs where only practice is offered. */
export function EmptyDesk({ intake, ask, onServer }: EmptyDeskProps) {
  const { t } = useTexts('logs');
  const client = useClient();
  const { carrier } = useHello();
  return (
    <>
      <DropTarget
        tall
        title={t('drop.title')}
        hint={t('drop.hint')}
        checking={intake.adding > 0 ? t('drop.adding', { count: intake.adding }) : undefined}
        onFiles={intake.add}
        onBrowse={intake.browse}
      />
      <div className="gw-logs-server">
        <ActionButton onPress={onServer}>{t('fromServer.button')}</ActionButton>
      </div>
      {carrier === 'loopback' && (
        <Section title={t('samples.title')} note={t('samples.note')}>
          <RowList
            label={t('samples.title')}
            rows={practiceSetIds.map((id) => {
              const title = t(`practice.${id}.title`);
              return {
                id,
                title,
                detail: t(`practice.${id}.detail`),
                actions: (
                  <ActionButton
                    size="small"
                    onPress={() => void ask(() => client.addPracticeLogs({ ids: [...practiceSets[id]] }))}
                  >
                    {t('samples.read')}
                    <span className="gw-hidden"> {title}</span>
                  </ActionButton>
                ),
              };
            })}
          />
        </Section>
      )}
      <WhatHelps />
    </>
  );
}
