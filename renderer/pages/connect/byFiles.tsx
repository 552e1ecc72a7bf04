import { useState } from 'react';
import { useTexts } from '../../useTexts';
import { useClient } from '../../client';
import { ActionButton } from '../../components/actionButton';
import { Note } from '../../components/note';
import { PropertyList } from '../../components/propertyList';
import { Section } from '../../components/section';
import { useSession } from '../../mirror';
import type { PageProps } from '../../frame/page';
import { StepPage } from '../../frame/stepPage';
import { useAsk } from '../../frame/useAsk';
import { useTimes } from '../../frame/useTimes';
import { FieldRunNote } from '../field/fieldRun';
import { ServerName } from './serverName';
import { useReadKit } from './useReadKit';
import './connect.css';

/** Step 1 of a server that files are carried to: how old the file is that told of it, and how a newer one is made. */
export function ByFiles(page: PageProps) {
  const { t } = useTexts('field');
  const client = useClient();
  const times = useTimes();
  const { view } = page;
  const taking = useAsk();
  const kit = useReadKit();
  const [taken, setTaken] = useState<string | null>(null);
  const other = useSession(({ targets }) =>
    taken === null || taken === view.target.id
      ? undefined
      : targets.find(({ target }) => target.id === taken)?.target.name,
  );
  const take = async () => {
    const reply = await taking.ask(() => client.importFacts({}));
    if (reply !== undefined) setTaken(reply.targetId);
  };
  const busy = taking.busy ? t('frame:starting') : undefined;
  const newer = (
    <ActionButton busy={busy} onPress={() => void take()}>
      {t('connect.take')}
    </ActionButton>
  );
  return (
    <StepPage
      page={page}
      step="connect"
      title={t('connect.title')}
      lead={t('connect.lead')}
      failure={taking.failure ?? kit.failure}
      secondary={view.facts !== null && newer}
      primary={
        view.facts === null
          ? { label: t('connect.take'), onPress: () => void take(), busy }
          : { label: t('connect:continue'), onPress: () => page.goTo('server') }
      }
    >
      <Section title={t('connect:which')}>
        <ServerName view={view} />
      </Section>
      <Section title={t('connect.section')}>
        <p>{t('connect.how')}</p>
        {view.facts === null ? (
          <Note tone="caution">{t('connect.none')}</Note>
        ) : (
          <PropertyList items={[{ name: t('connect.read'), value: times.moment(view.facts.readAt) }]} />
        )}
        {other !== undefined && <Note>{t('connect.other', { name: other })}</Note>}
        <div className="gw-below">
          <ActionButton busy={kit.busy ? t('frame:starting') : undefined} onPress={kit.write}>
            {t('connect.write')}
          </ActionButton>
        </div>
        {kit.path !== null && <Note glyph="done">{t('connect.written', { path: kit.path })}</Note>}
      </Section>
      <FieldRunNote view={view} planHash={null} />
    </StepPage>
  );
}
